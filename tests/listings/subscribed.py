"""Reading feeds and calendars back as those do who subscribe to them."""

from datetime import timedelta
from typing import Any

import feedparser
import icalendar
import vobject
from django.test import Client

from tests.listings.faces import NAMES

FEEDS = [f"/{name}.atom" for name in NAMES]
CALENDARS = ["/events.ics", "/deadlines.ics"]


def feed(client: Client, address: str, **query: Any) -> Any:
    """A feed, as feedparser reads it without complaint."""
    response = client.get(address, query)
    assert response.status_code == 200, response.content.decode()
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    # Cleaning is for who shows it; here everything is to be seen as it was sent.
    read = feedparser.parse(response.content, sanitize_html=False)
    assert (read.bozo, read.version) == (False, "atom10")
    return read


def titles(client: Client, address: str, **query: Any) -> list[str]:
    return [entry.title for entry in feed(client, address, **query).entries]


def calendar(client: Client, address: str, **query: Any) -> icalendar.Calendar:
    """A calendar, as both parsers read it without complaint and alike."""
    response = client.get(address, query)
    assert response.status_code == 200, response.content.decode()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)
    read = icalendar.Calendar.from_ical(response.content)
    assert [component.errors for component in read.walk()] == [[]] * len(read.walk())
    other = vobject.readOne(response.content.decode())
    second = getattr(other, "vevent_list", [])
    assert [(each.uid.value, each.summary.value) for each in second] == [
        (str(each["uid"]), str(each["summary"])) for each in read.events
    ]
    return read


def days(event: icalendar.Event) -> tuple[str, str, str]:
    """The first day of an entry, its last, and how sure they are."""
    last = event.end - timedelta(days=1)
    return event.start.isoformat(), last.isoformat(), str(event["status"])


def entries(client: Client, address: str, **query: Any) -> dict[str, tuple[str, str, str]]:
    """The days of each entry by its summary."""
    found = calendar(client, address, **query).events
    return {str(event["summary"]): days(event) for event in found}
