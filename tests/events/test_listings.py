"""The list of events: its columns."""

import pytest

from tests.events.factories import (
    EventCitationFactory,
    EventFactory,
    OutcomeFactory,
    ParticipationFactory,
    SeriesFactory,
)
from tests.listings.faces import results, slugs
from tests.organizations.factories import StateFactory

pytestmark = pytest.mark.django_db


def test_a_row_tells_what_happened(client):
    event = EventFactory(
        slug="it",
        title="Fair",
        series=SeriesFactory(slug="fairs", name="Fairs"),
        edition=21,
        country=StateFactory(slug="freedonia", name="Freedonia"),
    )
    ParticipationFactory(event=event, organization__slug="b", role="host")
    ParticipationFactory(event=event, organization__slug="a")
    OutcomeFactory(event=event, agreement__slug="memorandum", kind="adopted")
    EventCitationFactory(record=event, passage__source__title="Release")
    [row] = results(client, "events")
    assert row == {
        "slug": "it",
        "start": "2017-03-08",
        "start_earliest": "2017-03-08",
        "start_latest": "2017-03-08",
        "title": "Fair",
        "kind": "conference",
        "series": "fairs",
        "series_name": "Fairs",
        "edition": 21,
        "end": "2017-03-10",
        "end_earliest": "2017-03-10",
        "end_latest": "2017-03-10",
        "place": "Port Royal",
        "country": "freedonia",
        "country_name": "Freedonia",
        "participants": ["a (participant)", "b (host)"],
        "outcomes": ["memorandum (adopted)"],
        "sources": ["Release"],
        "url": "http://testserver/events/it/",
    }


def test_no_edition_comes_last_whichever_way_it_sorts(client):
    series = SeriesFactory()
    for slug, edition in [("special", None), ("second", 2), ("first", 1)]:
        EventFactory(slug=slug, series=series, edition=edition)
    assert slugs(client, "events", ordering="edition") == ["first", "second", "special"]
    assert slugs(client, "events", ordering="-edition") == ["second", "first", "special"]
