"""The pages of agreements, commitments and reports: as of a day, and however much hangs on them."""

import pytest
from django.test import Client

from agreements import shown
from tests.agreements import factories as make
from tests.organizations.factories import OrganizationFactory, PersonFactory
from tests.portal import pages

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MOST_QUERIES = 15
ADDRESSES = ("/agreements/ferries/", "/commitments/timetable/", "/progress/report/")


def text(client: Client, address: str) -> str:
    """The page with white space folded, and none beside tags."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split()).replace("> ", ">").replace(" <", "<")


def test_a_page_takes_few_queries_whatever_hangs_on_it(
    client, settings, django_assert_max_num_queries
):
    settings.SIMPLE_HISTORY_ENABLED = False
    record = pages.record()
    make.act(record.agreement, "signature")
    pages.add_children(record, 12)
    for address in (*ADDRESSES, "/agreements/ferries.json"):
        with django_assert_max_num_queries(MOST_QUERIES):
            text(client, address)


def test_the_stage_is_that_of_the_day_and_says_why(client):
    agreement = make.AgreementFactory(slug="ferries")
    port = make.SignatoryFactory(agreement=agreement, organization__name="The Port")
    signed = make.ActFactory(signatory=port, kind="signature", date="2017-03-08")
    make.ActFactory(signatory=port, kind="entry-into-force", date="2019")
    before = text(client, "/agreements/ferries/?as_of=2018")
    assert '<strong class="stage signed">signed or adopted</strong>' in before
    assert "as of 31 December 2018; last evidence" in before
    assert f'#{signed.slug}">Follows from an act: signature, The Port, 8 March 2017.</a>' in before
    assert '<strong class="stage in-effect">in effect</strong>' in text(
        client, "/agreements/ferries/"
    )


def test_the_period_of_notice_is_told_in_words_with_its_last_day(client):
    agreement = make.AgreementFactory(slug="ferries", until="2027-08-31?", notice="P1Y6M")
    make.AgreementCitationFactory(record=agreement, field="notice")
    page = text(client, "/agreements/ferries/")
    assert "1 year and 6 months<sup" in page
    said = '<span class="doubtful">28 February 2026 (uncertain)</span>'
    assert f"<dt>Last day for notice</dt><dd>{said}" in page
    told = client.get("/agreements/ferries.json").json()
    assert (told["notice"], told["notice_earliest"]) == ("P1Y6M", "2026-02-28")


def test_without_a_term_or_a_period_of_notice_no_last_day_is_told(client):
    agreement = make.AgreementFactory(slug="ferries", until="2027")
    assert "for notice" not in text(client, "/agreements/ferries/")
    agreement.until, agreement.notice = "", "P6M"
    agreement.save()
    page = text(client, "/agreements/ferries/")
    assert "6 months" in page
    assert "Last day for notice" not in page


def test_a_body_is_a_party_as_of_the_day(client):
    agreement = make.AgreementFactory(slug="ferries")
    make.act(agreement, "entry-into-force", "2019")
    party = '<span class="party">party</span>'
    assert party not in text(client, "/agreements/ferries/?as_of=2018-06-01")
    assert party in text(client, "/agreements/ferries/")


def test_a_signatory_is_told_as_printed_and_for_whom_and_by_whom(client):
    signatory = make.SignatoryFactory(
        agreement__slug="ferries",
        organization__name="The Port",
        name_as_printed="Le Port",
        on_behalf_of=OrganizationFactory(name="The Republic"),
    )
    make.ActFactory(
        signatory=signatory,
        person=PersonFactory(name="Ana Ruiz"),
        title_as_printed="Harbour Master",
    )
    page = text(client, "/agreements/ferries/")
    assert "printed as “Le Port”" in page
    assert ">The Republic</a>" in page
    assert '<span class="by">Ana Ruiz, Harbour Master</span>' in page


def test_long_lists_show_the_first_and_lead_to_all(client, monkeypatch):
    monkeypatch.setattr(shown, "MOST_SIGNATORIES", 2)
    monkeypatch.setattr(shown, "MOST_COMMITMENTS", 1)
    agreement = make.AgreementFactory(slug="ferries")
    names = [
        make.SignatoryFactory(
            agreement=agreement, position=place, organization__name=f"Port {place}"
        )
        for place in (1, 2, 3)
    ]
    make.CommitmentFactory.create_batch(2, agreement=agreement)
    page = text(client, "/agreements/ferries/")
    assert [one.organization.name in page for one in names] == [True, True, False]
    assert '<a href="/signatories/?agreement=ferries">All 3</a>' in page
    assert '<a href="/commitments/?agreement=ferries">All 2</a>' in page
    assert '<a href="#signatories">Signatories</a><span class="count">3</span>' in page
    told = client.get("/agreements/ferries.json").json()
    assert len(told["signatories"]) == 3


def test_earlier_assessments_are_folded_under_the_latest(client):
    commitment = make.CommitmentFactory(agreement__slug="ferries")
    for day, stage in (("2016", "not-started"), ("2019", "partly"), ("2018", "under-way")):
        make.AssessmentFactory(commitment=commitment, report__date=day, stage=stage)
    page = text(client, "/agreements/ferries/")
    current, earlier = page.split('<details class="history">')
    assert '<span class="stage partly">partly fulfilled</span>' in current
    assert "<summary>2 earlier assessments</summary>" in earlier
    assert earlier.index("under way") < earlier.index("not started")
    assert '<details class="history">' not in text(client, "/agreements/ferries/?as_of=2017")


def test_links_are_shown_from_both_ends(client):
    agreement = make.AgreementFactory(slug="ferries")
    make.AgreementLinkFactory(from_agreement=agreement, kind="amends")
    make.AgreementLinkFactory(to_agreement=agreement, kind="implements")
    page = text(client, "/agreements/ferries/")
    assert page.index(">amends</span>") < page.index(">implemented by</span>")


def test_a_commitment_that_is_late_says_so(client):
    make.CommitmentFactory(slug="late", agreement__slug="ferries", deadline="2019")
    overdue = '<span class="overdue">overdue</span>'
    for address in ("/commitments/late/", "/agreements/ferries/"):
        assert overdue in text(client, address)
        assert overdue not in text(client, f"{address}?as_of=2018")


def test_assessments_of_later_days_are_left_out_and_counted(client):
    commitment = make.CommitmentFactory(slug="timetable")
    for day, stage in (("2016", "under-way"), ("2019", "fulfilled")):
        make.AssessmentFactory(commitment=commitment, report__date=day, stage=stage)
    page = text(client, "/commitments/timetable/?as_of=2017")
    assert '<span class="stage under-way">under way</span>' in page
    assert "fulfilled" not in page
    assert "1 assessment of a later day is left out." in page


def test_a_list_of_commitments_leads_to_the_board_with_the_same_question(client):
    make.CommitmentFactory(agreement__slug="ferries")
    page = text(client, "/commitments/?agreement=ferries&due=none&ordering=-text")
    assert '<a href="/board/?agreement=ferries">As a board, by stage</a>' in page
