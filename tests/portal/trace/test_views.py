"""The story of a commitment: mandate, agreement, commitment, progress, and who says so."""

import pytest
from django.test import Client

from portal.trace import views as trace
from tests.agreements import factories as make
from tests.events.factories import EventFactory, OutcomeCitationFactory, OutcomeFactory
from tests.portal import pages
from tests.sources.factories import PassageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MOST_QUERIES = 15
PAGE, JSON = "/commitments/timetable/trace/", "/commitments/timetable/trace.json"


def text(client: Client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split()).replace("> ", ">").replace(" <", "<")


def told(client: Client, **query: str) -> dict:
    response = client.get(JSON, query)
    assert response.status_code == 200
    return response.json()


@pytest.fixture
def commitment():
    return make.CommitmentFactory(
        slug="timetable", agreement__slug="ferries", agreement__title="Agreement on Ferries"
    )


def missing(page: str, *texts: str) -> str:
    """The first text that does not come after those before it."""
    for each in texts:
        _before, found, page = page.partition(each)
        if not found:
            return each
    return ""


def test_it_goes_from_mandate_to_passage(client, commitment):
    gazette = PassageFactory(gist="The council asks for it.", source__title="The Gazette")
    charter = make.AgreementFactory(title="The Ferry Charter")
    link = make.AgreementLinkFactory(
        from_agreement=commitment.agreement, kind="mandated-by", to_agreement=charter
    )
    make.AgreementLinkCitationFactory(record=link, passage=gazette)
    make.act(commitment.agreement, "signature", "2017-03-08")
    says = PassageFactory(gist="The table hangs in the north.")
    for day, stage in (("2019", "partly"), ("2018", "under-way")):
        found = make.AssessmentFactory(commitment=commitment, report__date=day, stage=stage)
    make.FigureFactory(report=found.report, label="Ferries with a timetable")
    make.AssessmentCitationFactory(record=found, passage=says)
    left_out = missing(
        text(client),
        '<h2 id="mandate">',
        "The Ferry Charter",
        "The Gazette",
        "The council asks for it.",
        '<h2 id="agreement">',
        "Agreement on Ferries",
        "Follows from an act: signature",
        '<h2 id="commitment">',
        "every signatory",
        '<h2 id="progress">',
        "under way",
        "57.5",
        "The table hangs in the north.",
        "2019</span>",
        "partly fulfilled",
    )
    assert left_out == ""


def test_an_event_can_be_the_mandate(client, commitment):
    fair = EventFactory(title="Ferry Fair", start="2015")
    outcome = OutcomeFactory(event=fair, agreement=commitment.agreement, kind="mandated")
    OutcomeCitationFactory(record=outcome)
    OutcomeFactory(event=fair, agreement=commitment.agreement, kind="reviewed")
    page = text(client)
    mandate, agreement = page.split('<h2 id="agreement">')
    assert "The event asked for the agreement" in mandate
    assert "Ferry Fair" in mandate
    assert "reviewed:" in agreement
    [mandate] = told(client)["mandates"]
    assert (mandate["relation"], mandate["title"], mandate["date"]) == (
        "mandated",
        "Ferry Fair",
        "2015",
    )


def test_what_is_missing_is_said(client, commitment):
    page = text(client)
    for words in (
        "No mandate is recorded",
        "No signatories are recorded.",
        "Nobody has reported on it, as far as is recorded; that does not mean",
        "nobody is named, and no signatories are recorded",
    ):
        assert words in page
    assert page.count("no source</span>") == 2


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("no-information", "Somebody looked and found no information."),
        ("not-started", "The report says so: no progress was reported."),
    ],
)
def test_looking_in_vain_is_not_finding_nothing_done(stage, words, client, commitment):
    make.AssessmentFactory(commitment=commitment, stage=stage)
    page = text(client)
    assert words in page
    assert "Nobody has reported" not in page


def test_reports_on_the_agreement_that_do_not_speak_of_it_are_counted(client, commitment):
    make.ProgressReportFactory(agreement=commitment.agreement)
    other = make.CommitmentFactory(agreement=commitment.agreement)
    make.AssessmentFactory(commitment=other, report__agreement=commitment.agreement)
    make.AssessmentFactory(commitment=commitment, report__agreement=commitment.agreement)
    assert told(client)["silent_reports"] == 2
    assert '<a href="/progress/?agreement=ferries">2 reports on the agreement</a>' in text(client)


def test_it_is_told_as_of_a_day(client, commitment):
    for day, stage in (("2018", "under-way"), ("2021", "fulfilled")):
        make.AssessmentFactory(commitment=commitment, report__date=day, stage=stage)
    make.act(commitment.agreement, "signature", "2020")
    answer = told(client, as_of="2019")
    assert answer["as_of"] == "2019-12-31"
    assert [each["stage"] for each in answer["progress"]] == ["under-way"]
    assert (answer["commitment"]["stage"], answer["later_reports"]) == ("under-way", 1)
    assert answer["agreement"]["stage"] == "not-known"
    assert "fulfilled" not in text(client, f"{PAGE}?as_of=2019")
    assert [each["stage"] for each in told(client)["progress"]] == ["under-way", "fulfilled"]


def test_a_passage_that_says_otherwise_is_marked(client, commitment):
    make.CommitmentCitationFactory(
        record=commitment, field="deadline", stance="contradicts", value="by May"
    )
    [passage] = told(client)["commitment"]["passages"]
    assert passage["contradicts"] is True
    assert "printed as “by May”." in text(client)


def test_many_passages_lead_on(client, commitment, monkeypatch):
    monkeypatch.setattr(trace, "MOST_PASSAGES", 2)
    make.CommitmentCitationFactory.create_batch(3, record=commitment)
    answer = told(client)["commitment"]
    assert (len(answer["passages"]), answer["passages_count"]) == (2, 3)
    link = '<a href="/commitments/timetable/#sources">1 more passage on its page</a>'
    assert link in text(client)


def test_what_is_hidden_is_not_told(client, commitment):
    secret = make.AgreementFactory(title="Hidden Charter", publication="draft")
    make.AgreementLinkFactory(
        from_agreement=commitment.agreement, kind="mandated-by", to_agreement=secret
    )
    make.AssessmentFactory(commitment=commitment, report__publication="draft")
    make.SignatoryFactory(agreement=commitment.agreement, organization__publication="draft")
    make.CommitmentCitationFactory(record=commitment, passage__source__publication="draft")
    answer = told(client)
    assert (answer["mandates"], answer["progress"]) == ([], [])
    assert answer["agreement"]["signatories_count"] == 0
    assert answer["commitment"]["passages"] == []
    assert "Hidden" not in text(client)


def test_a_former_address_leads_to_the_present_one(client, commitment):
    commitment.slug = "table"
    commitment.save()
    for address, now in ((PAGE, "table/trace/"), (JSON, "table/trace.json")):
        response = client.get(address, {"as_of": "2019"})
        assert response.status_code == 301
        assert response["Location"] == f"/commitments/{now}?as_of=2019"


@pytest.mark.parametrize("address", [PAGE, JSON])
def test_it_refuses_what_makes_no_sense(address, client, commitment):
    assert client.get(address, {"colour": "red"}).status_code == 400
    assert client.get(address, {"as_of": "soon"}).status_code == 400
    assert client.get(address.replace("timetable", "none")).status_code == 404


def test_its_problems_are_described_in_json(client, commitment):
    response = client.get(JSON, {"colour": "red"})
    assert response["Content-Type"] == "application/problem+json"
    assert "colour" in response.json()["detail"]


def test_it_takes_few_queries_whatever_hangs_on_it(client, settings, django_assert_max_num_queries):
    settings.SIMPLE_HISTORY_ENABLED = False
    record = pages.record()
    make.act(record.agreement, "signature")
    make.AgreementLinkFactory(from_agreement=record.agreement, kind="implements")
    pages.add_children(record, 12)
    for address in (PAGE, JSON, f"/es{PAGE}"):
        with django_assert_max_num_queries(MOST_QUERIES):
            text(client, address)


def test_commitments_lead_to_it(client, commitment):
    link = f'href="{PAGE}"'
    for address in ("/commitments/timetable/", "/commitments/", "/board/"):
        assert link in text(client, address)
