"""What the public pages show and hide, and how many queries each takes."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.errors import server_error
from tests.agreements import factories as agreements
from tests.events import factories as events
from tests.organizations import factories as organizations
from tests.portal import pages

pytestmark = pytest.mark.django_db

MOST_QUERIES = 25


@pytest.fixture
def record() -> pages.Record:
    return pages.record()


def text(client: Client, address: str) -> str:
    """The page without white space beside its tags, and a single one elsewhere."""
    response = client.get(address)
    assert response.status_code == 200
    folded = " ".join(response.content.decode().split())
    return folded.replace("> ", ">").replace(" <", "<")


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        page = text(client, address)
    # Names of what is on each page are markup.
    assert pages.SCRIPT not in page
    assert "<script>" not in page
    return len(captured)


@pytest.mark.once
def test_pages_take_as_many_queries_for_a_dozen_children_and_text_is_never_markup(
    client, record, settings
):
    # Django asks SQLite once whether it knows JSON.
    assert connection.features.supports_json_field
    # Half of the work is the history, which no public page reads.
    settings.SIMPLE_HISTORY_ENABLED = False
    before = {address: queries(client, address) for address in pages.PAGES}
    pages.add_children(record, 11)
    assert {address: queries(client, address) for address in pages.PAGES} == before
    assert max(before.values()) <= MOST_QUERIES


@pytest.mark.once
def test_an_address_that_would_run_something_is_no_link(client):
    organizations.OrganizationFactory(slug="trap", website="javascript:alert(1)")
    page = text(client, "/organizations/trap/")
    assert "javascript:alert(1)" in page
    assert 'href="javascript:' not in page


@pytest.mark.once
def test_sources_that_disagree_stand_side_by_side_with_the_value_used(client, record):
    page = text(client, "/agreements/ferries/")
    versions = page[page.index("Sources disagree") :].split("</div>")[0]
    for words in ("used here", "8 March 2017", "supports", "contradicts", "“9 March 2017”"):
        assert words in versions
    assert "The Herald came a day later." in versions


@pytest.mark.once
def test_a_fact_without_a_passage_says_so(client, record):
    agreements.AgreementFactory(slug="bare", in_force_from="2001")
    assert "no source</span>" in text(client, "/agreements/bare/")
    agreements.AgreementCitationFactory(
        record__slug="whole", record__in_force_from="2001", passage=record.passage
    )
    assert "no source" not in text(client, "/agreements/whole/")


@pytest.mark.once
def test_what_is_unknown_and_what_is_doubtful_are_said_in_words(client, record):
    assert '<span class="unknown">date unknown</span>' in text(client, "/events/fair/")
    doubtful = '<span class="doubtful">8 March 2017 (uncertain)</span>'
    assert doubtful in text(client, "/agreements/ferries/")


@pytest.mark.once
def test_every_signatory_must_act_where_nobody_is_named(client, record):
    assert "every signatory" in text(client, "/commitments/timetable/")


@pytest.mark.once
def test_a_commitment_that_nobody_looked_at_is_not_one_without_progress(client):
    agreements.CommitmentFactory(slug="unread")
    assert "never assessed" in text(client, "/commitments/unread/")


@pytest.mark.once
def test_a_link_between_agreements_is_shown_from_both_ends(client, record):
    link = agreements.AgreementLinkFactory(from_agreement=record.agreement, kind="amends")
    assert ">amends</span>" in text(client, "/agreements/ferries/")
    assert ">amended by</span>" in text(client, link.to_agreement.get_absolute_url())


@pytest.mark.once
def test_rows_that_others_hold_lead_to_the_whole_list(client, record):
    pages.add_children(record, 10)
    page = text(client, "/organizations/harbour/")
    for name, number in {"agreements": 12, "events": 13}.items():
        assert re.search(rf'/{name}/\?organization=harbour">\s*All {number}\s*</a>', page)


def test_what_is_not_published_is_not_named(client, record):
    secret = organizations.OrganizationFactory(name="Hidden Office", publication="draft")
    agent = organizations.PersonFactory(name="Hidden Agent", publication="draft")
    agreements.SignatoryFactory(agreement=record.agreement, on_behalf_of=secret)
    agreements.ActFactory(signatory__agreement=record.agreement, person=agent)
    events.ParticipationFactory(event=record.event, person=agent)
    agreements.SignatoryFactory(organization=record.harbour, on_behalf_of=secret)
    for address in pages.RECORDS:
        assert "Hidden" not in text(client, address)


@pytest.mark.once
def test_a_source_lists_every_fact_taken_from_it_by_passage(client, record):
    page = text(client, "/sources/gazette/")
    assert f'id="{record.passage.slug}"' in page
    assert f'title="SHA-256 of the passage: {record.passage.fingerprint}"' in page
    for address in ("/agreements/ferries/", "/events/fair/"):
        assert f'href="{address}' in page


@pytest.mark.once
def test_a_footnote_has_one_number_and_leads_back_to_each_place(client, record):
    page = text(client, "/agreements/ferries/")
    assert page.count('id="note-1"') == 1
    places = page.count('href="#note-1" aria-label')
    assert places > 2
    assert f'id="mark-1-{places}"' in page


@pytest.mark.once
def test_a_listing_without_rows_tells_nothing_recorded_from_nothing_found(client):
    assert "Nothing is recorded here yet." in text(client, "/events/")
    assert "Nothing in the record matches." in text(client, "/events/?q=zeppelin")


@pytest.mark.once
def test_a_column_turns_round_and_says_which_way_it_sorts(client, record):
    assert 'aria-sort="ascending"' in text(client, "/organizations/")
    assert 'href="?ordering=-name"' in text(client, "/organizations/")
    turned = text(client, "/organizations/?ordering=-name")
    assert 'aria-sort="descending"' in turned
    assert 'href="?ordering=name"' in turned


@pytest.mark.once
def test_an_active_filter_is_a_chip_that_can_be_taken_away(client, record):
    page = text(client, "/agreements/?binding=not-stated&q=agreement")
    assert 'href="?q=agreement" aria-label="Remove the filter binding: not stated"' in page


@pytest.mark.once
def test_a_long_listing_leads_from_page_to_page(client):
    organizations.OrganizationFactory.create_batch(12)
    page = text(client, "/organizations/?page_size=5&page=2")
    for address in ("?page_size=5&amp;page=1", "?page_size=5&amp;page=3"):
        assert f'href="{address}"' in page
    assert "(6–10 on this page)" in page


@pytest.mark.once
def test_the_page_for_our_own_errors_asks_nothing_of_the_database(rf):
    with CaptureQueriesContext(connection) as captured:
        response = server_error(rf.get("/agreements/"))
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()
    assert len(captured) == 0


@pytest.mark.once
def test_a_wrong_host_gets_a_page_in_words(client):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "That question makes no sense here" in response.content.decode()


def test_the_front_page_counts_each_listing(client, record):
    page = text(client, "/")
    assert '<a href="/sources/"><span class="number">2</span>sources</a>' in page
