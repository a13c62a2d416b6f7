"""/search/ and /search.json: every kind at once, alike on page and in JSON."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.search import KINDS
from portal.views import LISTINGS
from search.declaration import searched_kinds
from tests.agreements.factories import (
    ActFactory,
    AgreementFactory,
    CommitmentFactory,
    ProgressReportFactory,
    SignatoryFactory,
)
from tests.events.factories import EventFactory
from tests.listings.faces import errors, results, slugs
from tests.listings.subscribed import feed, titles
from tests.organizations.factories import OrganizationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferries() -> None:
    body = OrganizationFactory(slug="body", name="Ferry Board", acronym="FB", founded="1990")
    memo = AgreementFactory(slug="memo", title="Memo on ferries")
    signatory = SignatoryFactory(slug="place", agreement=memo, organization=body)
    ActFactory(signatory=signatory, date="2017-03-08")
    CommitmentFactory(slug="promise", agreement=memo, text="Ferry timetables appear.")
    ProgressReportFactory(slug="report", reporter=body, agreement=memo, date="2019")
    EventFactory(slug="event", title="Ferry fair", start="2018-05", end="")
    SourceFactory(slug="source", title="Ferry release", published="2016?")
    SourceFactory(slug="hidden", title="Ferry secrets", publication="draft")


def page(client: Client, **query: Any) -> str:
    response = client.get("/search/", query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_its_kinds_are_the_lists():
    assert list(KINDS) == [listing.name for listing in LISTINGS]
    models = {listing.name: listing.filterset._meta.model for listing in LISTINGS}
    assert searched_kinds() == models


def test_it_finds_records_of_every_kind(client, ferries):
    found = {(row["kind"], row["slug"]) for row in results(client, "search", q="ferr")}
    assert found == {
        ("organizations", "body"),
        ("agreements", "memo"),
        ("signatories", "place"),
        ("commitments", "promise"),
        ("progress", "report"),
        ("events", "event"),
        ("sources", "source"),
    }


def test_its_addresses_are_those_of_the_lists(client, ferries):
    for row in results(client, "search", q="ferr"):
        [listed] = [each for each in results(client, row["kind"]) if each["slug"] == row["slug"]]
        assert row["url"] == listed["url"]


def test_every_address_shows_its_record(client, ferries):
    for row in results(client, "search", q="ferr"):
        address, _, anchor = row["url"].partition("#")
        assert (f'id="{anchor}"' if anchor else "<h1") in client.get(address).content.decode()


def test_a_row_says_where_the_words_stand(client, ferries):
    [row] = results(client, "search", q="timetables", kind="commitments")
    assert row == {
        "slug": "promise",
        "kind": "commitments",
        "title": "Ferry timetables appear.",
        "date": "2017-03-08",
        "date_earliest": "2017-03-08",
        "date_latest": "2017-03-08",
        "excerpt": row["excerpt"],
        "rank": 2,
        "url": "http://testserver/commitments/promise/",
    }
    assert row["excerpt"].endswith(" · Memo on ferries")


NEAREST = ["event", "promise", "source", "body", "report", "place", "memo"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({"q": "ferry"}, NEAREST),
        ({"q": "ferry", "ordering": "rank"}, NEAREST),
        ({"q": "fb"}, ["body", "report", "place", "memo"]),
        ({"q": "ferry", "kind": "events"}, ["event"]),
        ({"q": "ferry", "since": "2018"}, ["event", "report"]),
        ({"q": "ferry", "until": "2016"}, ["source", "body"]),
        (
            {"q": "ferry", "ordering": "date"},
            ["body", "source", "promise", "place", "memo", "event", "report"],
        ),
        (
            {"q": "ferry", "ordering": "-date"},
            ["report", "event", "promise", "place", "memo", "source", "body"],
        ),
        ({"q": ""}, []),
        ({"q": "…"}, []),
        ({"kind": "events"}, []),
        ({"q": "secrets"}, []),
    ],
)
def test_it_finds(question, found, client, ferries):
    assert slugs(client, "search", **question) == found


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ({"q": "a", "kind": "boats"}, "kind"),
        ({"q": "a", "since": "yesterday"}, "since"),
        ({"q": "a", "ordering": "kind"}, "ordering"),
        ({"q": "a", "page_size": "0"}, "page_size"),
        ({"q": "a " * 21}, "q"),
        ({"query": "a"}, ""),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(question, wrong, client, ferries):
    assert list(errors(client, "search", **question)) == [wrong]
    response = client.get("/search/", question)
    assert response.status_code == 400
    assert 'class="found"' not in response.content.decode()


def test_the_page_marks_the_words_and_links_the_record(client, ferries):
    shown = page(client, q="ferry", kind="events")
    assert '<a href="/events/event/"><mark>Ferry</mark> fair</a>' in shown
    assert "May 2018" in shown


def test_text_of_the_record_is_never_markup(client):
    SourceFactory(title="A &lt; ferry & <3", publisher='"><script>alert(1)</script>')
    shown = page(client, q="ferry")
    assert "<script>alert" not in shown
    assert "A &amp;lt; <mark>ferry</mark> &amp; &lt;3" in shown


def test_without_words_there_is_a_hint_and_no_row(client, ferries):
    shown = page(client)
    assert "Their beginnings are enough" in shown
    assert 'class="found"' not in shown


def test_the_kinds_are_counted_and_lead_to_their_rows(client, ferries):
    for question in ({"q": "ferr"}, {"q": "ferr", "since": "2018"}):
        facet = client.get("/search/", question).context["facets"][0]
        counts = {bucket.value: bucket.count for bucket in facet.top}
        rows = results(client, "search", **question)
        assert counts == {
            kind: len([row for row in rows if row["kind"] == kind])
            for kind in {row["kind"] for row in rows}
        }
        for bucket in facet.top:
            answer = client.get(f"/search.json{bucket.address}").json()
            assert answer["count"] == bucket.count


def test_pages_follow_each_other_without_gap_or_overlap(client, ferries):
    whole = slugs(client, "search", q="ferr")
    parts = [slugs(client, "search", q="ferr", page_size=2, page=number) for number in (1, 2, 3, 4)]
    assert [slug for part in parts for slug in part] == whole
    assert client.get("/search/", {"q": "ferr", "page": 99}).status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("address", ["/search/", "/search.json"])
def test_it_takes_as_many_queries_for_many_results_as_for_one(address, client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address, {"q": "pier"}).status_code == 200
        return len(captured)

    SourceFactory(title="Pier")
    one = queries()
    SourceFactory.create_batch(20, title="Pier")
    assert queries() == one <= 6


def test_every_page_has_the_field_once(client, ferries):
    for address in ("/", "/search/", "/agreements/", "/agreements/memo/"):
        shown = client.get(address).content.decode()
        assert shown.count("data-suggest=") == 1, address


def test_a_search_can_be_followed_newest_change_first(ferries, client):
    record = EventFactory(slug="late", title="A ferry that came late")
    read = feed(client, "/search.atom", q="ferr")
    assert len(read.entries) == len(slugs(client, "search", q="ferr")) == 8
    assert [entry.title for entry in read.entries][:2] == [record.title, "Ferry release"]
    assert read.entries[0].id == "tag:testserver,2026:events/late"
    assert read.entries[0].link == "http://testserver/events/late/"
    assert read.feed.title == "Entente: Search (words: ferr)"


def test_the_filters_of_a_search_apply_to_its_feed(ferries, client):
    assert titles(client, "/search.atom", q="ferr", kind="events") == ["Ferry fair"]
    assert titles(client, "/search.atom", q="secrets") == []
    assert titles(client, "/search.atom") == []


def test_a_search_says_where_it_can_be_followed(ferries, client):
    page = client.get("/search/?q=ferry&page=1").content.decode()
    assert page.count('href="/search.atom?q=ferry"') == 2


@pytest.mark.once
def test_more_finds_take_as_many_queries_to_follow(ferries, client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert titles(client, "/search.atom", q="ferr")
        return len(captured)

    few = queries()
    for number in range(9):
        EventFactory(title=f"Ferry {number}")
    assert queries() == few


def test_what_was_found_can_be_taken_as_json_with_its_filters(client, ferries):
    shown = page(client, q="ferry", kind="events", page_size=1)
    assert '<a href="/search.json?q=ferry&amp;kind=events">JSON</a>' in shown


def test_where_nothing_was_found_there_is_nothing_to_narrow_down(client, ferries):
    assert "Narrow down" not in page(client, q="zeppelin")
