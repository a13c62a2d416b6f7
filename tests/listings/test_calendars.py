"""The calendars: what they hold, in what order, how many, and what they refuse."""

from datetime import UTC, datetime

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.models import Revision
from tests.agreements.factories import AgreementFactory, CommitmentFactory
from tests.events.factories import EventFactory
from tests.listings.crowd import crowd
from tests.listings.subscribed import CALENDARS, calendar, days, entries

pytestmark = pytest.mark.django_db
every_calendar = pytest.mark.parametrize("address", CALENDARS)
THEN = datetime(2020, 5, 17, 12, 30, tzinfo=UTC)


@every_calendar
def test_an_empty_calendar_is_a_calendar_and_says_what_is_left_out(address, client):
    read = calendar(client, address)
    assert (read.events, read["version"]) == ([], "2.0")
    assert str(read["name"]).startswith("Entente: ")
    assert read["description"].endswith("What has no known date is left out.")
    assert read["x-wr-calname"].to_ical() == read["name"].to_ical()
    assert read["x-wr-caldesc"].to_ical() == read["description"].to_ical()


def test_an_entry_tells_what_where_and_since_when(client):
    event = EventFactory(
        slug="fair", title="Ferry; fair, yearly", kind="summit", place="Port\\Quay"
    )
    event.history.update(history_date=THEN)
    [entry] = calendar(client, "/events.ics").events
    shown = {name: value for name, value in entry.items() if name != "DESCRIPTION"}
    assert {name: value.to_ical().decode() for name, value in shown.items()} == {
        "UID": "tag:testserver\\,2026:events/fair",
        "DTSTAMP": "20200517T123000Z",
        "LAST-MODIFIED": "20200517T123000Z",
        "DTSTART": "20170308",
        "DTEND": "20170311",
        "SUMMARY": "Ferry\\; fair\\, yearly",
        "URL": "http://testserver/events/fair/",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "LOCATION": "Port\\\\Quay",
        "CATEGORIES": "summit",
    }
    assert entry["dtstart"].params == {"VALUE": "DATE"}
    assert "RRULE" not in entry


def test_an_entry_without_history_changed_with_the_last_write(client):
    EventFactory._meta.model.objects.bulk_create([EventFactory.build()])
    Revision.objects.update(changed=THEN)
    [entry] = calendar(client, "/events.ics").events
    assert entry.stamp == THEN


def test_an_entry_keeps_its_id_when_the_record_moves(client):
    event = EventFactory(slug="fair")
    event.slug = "ferry-fair"
    event.save()
    [entry] = calendar(client, "/events.ics").events
    assert (entry["uid"], entry["url"]) == (
        "tag:testserver,2026:events/fair",
        "http://testserver/events/ferry-fair/",
    )


HOSTILE = "BEGIN:VEVENT; \\n, “🛳️” مرحبا <b>" + "ü" * 90


@pytest.mark.once
def test_any_text_stays_text(client):
    EventFactory(title=HOSTILE[:100], place="Rock, Paper; Scissors\\")
    CommitmentFactory(text=f"{HOSTILE}\nSecond line\nEND:VEVENT", deadline="2030-01-01")
    [event] = calendar(client, "/events.ics").events
    assert (event["summary"], event["location"]) == (HOSTILE[:100], "Rock, Paper; Scissors\\")
    [due] = calendar(client, "/deadlines.ics").events
    assert f"Text: {HOSTILE}\nSecond line\nEND:VEVENT\n" in due["description"]
    assert "\n" not in due["summary"]


@pytest.mark.once
@every_calendar
@pytest.mark.parametrize("words", ["\x01\x08\r\nBEGIN:VEVENT", "a;b,c\\n", "مرحبا 🛳️"])
def test_any_question_is_put_in_words(address, words, client):
    read = calendar(client, address, q=words)
    assert read.events == []
    if words.isprintable():
        escaped = icalendar.vText(words).to_ical().decode()
        assert read["name"].to_ical().decode().endswith(f"(words: {escaped})")


@pytest.mark.once
@every_calendar
@pytest.mark.parametrize("query", ["page=2", "ordering=slug", "page_size=", "x=1"])
def test_what_a_calendar_cannot_be_asked_is_refused(address, query, client):
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    [message] = response.json()["errors"][""]
    assert message.startswith(f"“{query.split('=')[0]}” is not a parameter here")


@pytest.mark.once
@every_calendar
@pytest.mark.parametrize(
    ("query", "name"),
    [({"organization": "never was"}, "organization"), ({"q": "word " * 30}, "q")],
)
def test_a_value_that_makes_no_sense_is_refused(address, query, name, client):
    response = client.get(address, query)
    assert (response.status_code, list(response.json()["errors"])) == (400, [name])


def test_of_many_the_latest_are_in_it_and_it_says_so(client, monkeypatch):
    monkeypatch.setattr("listings.calendars.MOST_ENTRIES", 2)
    for year in (2011, 2013, 2012):
        EventFactory(title=f"Fair of {year}", start=f"{year}-05-01", end="")
    read = calendar(client, "/events.ics")
    assert [str(event["summary"]) for event in read.events] == ["Fair of 2013", "Fair of 2012"]
    assert "Only the latest 2 are here" in read["description"]
    assert "Only" not in calendar(client, "/events.ics", until="2012")["description"]


def test_the_last_day_of_all_has_none_after_it(client):
    EventFactory(title="End of days", start="9999-12-31", end="")
    EventFactory(title="Last year", start="9999", end="")
    found = {str(event["summary"]): event for event in calendar(client, "/events.ics").events}
    assert "DTEND" not in found["End of days"]
    assert found["Last year · some day in 9999"].start.isoformat() == "9999-01-01"


def test_a_day_of_long_ago_is_a_day(client):
    EventFactory(title="Council", start="0794-06-01", end="")
    [event] = calendar(client, "/events.ics").events
    assert days(event) == ("0794-06-01", "0794-06-01", "CONFIRMED")


@pytest.mark.once
@every_calendar
def test_what_has_not_changed_costs_one_query(address, client):
    EventFactory()
    CommitmentFactory(deadline="2030")
    tag = client.get(address)["ETag"]
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers={"If-None-Match": tag})
    assert (response.status_code, response.content, len(queries)) == (304, b"", 1)
    before = client.get(address).content
    assert client.get(address).content == before


@pytest.mark.once
@every_calendar
def test_many_rows_take_as_many_queries_as_one(address, client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert entries(client, address)
        return len(captured)

    def grow(times: int) -> None:
        crowd(times)
        for _ in range(times):
            AgreementFactory(until="2030")

    grow(1)
    few = queries()
    grow(9)
    assert queries() == few
