"""Each listing as a feed: its newest changes, under names that last, for any reader."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listings.feeds import LICENSE, MOST_ENTRIES
from records.models import Revision
from tests.agreements.factories import (
    ActFactory,
    AgreementFactory,
    CommitmentFactory,
    SignatoryFactory,
)
from tests.events.factories import EventFactory
from tests.listings import faces
from tests.listings.crowd import crowd
from tests.listings.subscribed import FEEDS, feed, titles
from tests.organizations.factories import OrganizationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db
every_feed = pytest.mark.parametrize("address", FEEDS)
THEN = datetime(2020, 5, 17, 12, 30, tzinfo=UTC)
HOSTILE = "</summary> & <script>alert(1)</script> ]]> &amp; “🛳️” مرحبا \u202eكلمة"


@every_feed
def test_an_empty_feed_is_a_feed(address, client):
    Revision.objects.create(pk=1, changed=THEN)
    read = feed(client, address)
    assert read.entries == []
    assert read.feed.updated == "2020-05-17T12:30:00+00:00"


def test_each_has_an_entry_for_each_row(client):
    crowd(2)
    for address in FEEDS:
        read = feed(client, address)
        name = address.strip("/").removesuffix(".atom")
        rows = {row["url"]: row["slug"] for row in faces.results(client, name)}
        assert len(read.entries) == min(len(rows), MOST_ENTRIES) >= 2
        assert {entry.link: entry.id for entry in read.entries} == {
            entry.link: f"tag:testserver,2026:{name}/{rows[entry.link]}" for entry in read.entries
        }
        assert all(entry.title and entry.updated_parsed and entry.summary for entry in read.entries)


@pytest.mark.once
@every_feed
def test_it_says_what_it_is_and_under_what_licence(address, client):
    OrganizationFactory(name="A ferry")
    read = feed(client, address, q="ferry").feed
    links = {link.rel: link.href for link in read.links}
    page = f"http://testserver{address.removesuffix('.atom')}/?q=ferry"
    assert links == {
        "self": f"http://testserver{address}?q=ferry",
        "alternate": page,
        "license": LICENSE,
    }
    assert read.id == f"tag:testserver,2026:{address[1:]}?q=ferry"
    assert read.author == "Entente"
    assert read.rights == f"CC BY 4.0, {LICENSE}"
    assert read.title.endswith("(words: ferry)")
    assert client.get(page).status_code == 200


def test_it_takes_the_filters_of_the_page(client):
    EventFactory(title="Fair", kind="conference", start="2016")
    EventFactory(title="Talk", kind="meeting", start="2017")
    assert titles(client, "/events.atom", kind="meeting") == ["Talk"]
    assert titles(client, "/events.atom", until="2016", certain="1") == ["Fair"]
    assert titles(client, "/events.atom", q="fair") == ["Fair"]
    assert titles(client, "/events.atom", kind="summit") == []


def test_it_shows_what_the_page_shows_in_plain_words(client):
    act = ActFactory(
        date="2017-03-08?",
        signatory__agreement__title="On Ferries",
        signatory__organization__name="Harbour Board",
    )
    agreement = act.signatory.agreement
    SignatoryFactory(agreement=agreement, organization__name="City & Port")
    [entry] = feed(client, "/agreements.atom").entries
    assert entry.summary == (
        "<dl><dt>Title</dt><dd>On Ferries</dd>"
        "<dt>Instrument</dt><dd>memorandum of understanding</dd>"
        "<dt>Signed</dt><dd>8 March 2017 (uncertain)</dd>"
        "<dt>Stage</dt><dd>signed or adopted</dd>"
        "<dt>Signatories</dt><dd>City &amp; Port; Harbour Board</dd>"
        "<dt>Commitments</dt><dd>0</dd></dl>"
    )


@pytest.mark.once
def test_a_signatory_is_named_with_its_agreement(client):
    SignatoryFactory(organization__name="Harbour Board", agreement__title="On Ferries")
    assert titles(client, "/signatories.atom") == ["Harbour Board · On Ferries"]


@pytest.mark.once
def test_a_long_text_is_cut_to_a_line(client):
    CommitmentFactory(text="First line\nand " + "more and " * 50)
    [title] = titles(client, "/commitments.atom")
    assert title.startswith("First line and more")
    assert (len(title), title[-1]) == (120, "…")


def test_the_newest_change_comes_first_with_its_time(client):
    first, second = EventFactory(title="First"), EventFactory(title="Second")
    first.place = "Elsewhere"
    first.save()
    first.history.update(history_date=THEN)
    read = feed(client, "/events.atom")
    assert [entry.title for entry in read.entries] == ["First", "Second"]
    assert read.entries[0].updated == "2020-05-17T12:30:00+00:00"
    assert read.feed.updated == read.entries[1].updated > read.entries[0].updated
    second.delete()
    assert feed(client, "/events.atom").feed.updated == "2020-05-17T12:30:00+00:00"


def test_a_row_without_history_changed_at_the_latest_with_the_last_write(client):
    AgreementFactory._meta.model.objects.bulk_create([AgreementFactory.build()])
    Revision.objects.update(changed=THEN)
    [entry] = feed(client, "/agreements.atom").entries
    assert entry.updated == "2020-05-17T12:30:00+00:00"


def test_it_holds_the_newest_changes_only(client):
    events = EventFactory.create_batch(MOST_ENTRIES + 2)
    wanted = [event.title for event in reversed(events[2:])]
    assert titles(client, "/events.atom") == wanted


def test_an_entry_keeps_its_id_when_the_record_moves(client):
    event = EventFactory(slug="fair")
    [before] = feed(client, "/events.atom").entries
    event.slug = "ferry-fair"
    event.save()
    [after] = feed(client, "/events.atom").entries
    assert before.id == after.id == "tag:testserver,2026:events/fair"
    assert (before.link, after.link) == (
        "http://testserver/events/fair/",
        "http://testserver/events/ferry-fair/",
    )


@pytest.mark.once
def test_a_scheme_and_a_port_are_no_part_of_a_name(client):
    EventFactory(slug="fair")
    read = feed(client, "/events.atom")
    response = client.get("/events.atom", secure=True, HTTP_HOST="testserver:8443")
    assert read.entries[0].id in response.content.decode()
    assert "https://testserver:8443/events/fair/" in response.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("text", [HOSTILE, "A" * 400, "]]>", "&lt;b&gt;"])
def test_any_text_stays_text(text, client):
    OrganizationFactory(name=text)
    SourceFactory(title=text)
    for address in ("/organizations.atom", "/sources.atom"):
        [entry] = feed(client, address).entries
        assert entry.title == text if len(text) < 120 else entry.title[:-1] in text
        assert "<script>" not in entry.summary
        shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert f"<dd>{shown}</dd>" in entry.summary


@pytest.mark.once
@pytest.mark.parametrize("words", ["\x01\x08", "<b>&]]>", "\ufffe", "مرحبا 🛳️", '"'])
def test_any_question_is_put_in_words(words, client):
    assert feed(client, "/events.atom", q=words).entries == []


@pytest.mark.once
@every_feed
@pytest.mark.parametrize("query", ["page=2", "page_size=10", "ordering=slug", "page=", "x=1"])
def test_what_a_feed_cannot_be_asked_is_refused(address, query, client):
    response = client.get(f"{address}?{query}")
    name = query.split("=")[0]
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    [message] = response.json()["errors"][""]
    assert message.startswith(f"“{name}” is not a parameter here; expected one of: ")
    assert "page" not in message.partition("expected")[2]
    assert "ETag" not in response


@pytest.mark.once
@every_feed
def test_a_value_that_makes_no_sense_is_refused(address, client):
    response = client.get(address, {"q": "word " * 30})
    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["q"]
    again = client.get(f"{address}?q=a&q=b")
    assert again.json()["errors"][""] == ["“q” is given 2 times; expected once"]


@pytest.fixture
def tag_of(client) -> Iterator[dict[str, str]]:
    crowd(1)
    return {address: client.get(address)["ETag"] for address in FEEDS}


@pytest.mark.once
def test_what_has_not_changed_costs_one_query(tag_of, client):
    for address, tag in tag_of.items():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address, headers={"If-None-Match": tag})
        assert (response.status_code, response.content, len(queries)) == (304, b"", 1)


@pytest.mark.once
def test_many_rows_take_as_many_queries_as_one(client):
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert feed(client, address).entries
        return len(captured)

    crowd(1)
    few = {address: queries(address) for address in FEEDS}
    crowd(15)
    assert {address: queries(address) for address in FEEDS} == few


@pytest.mark.once
def test_two_times_the_same_is_the_same_to_the_byte(client):
    crowd(2)
    for address in FEEDS:
        assert client.get(address).content == client.get(address).content
