"""Questions to the list of events."""

import pytest

from tests.events.factories import EventFactory, ParticipationFactory, SeriesFactory
from tests.listings.faces import errors, slugs
from tests.organizations.factories import OrganizationFactory, StateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def calendar():
    summits = SeriesFactory(slug="summits", name="Summits")
    state = StateFactory(slug="freedonia", name="Freedonia")
    council, bank = (
        OrganizationFactory(slug=slug, acronym=slug[:2]) for slug in ("council", "bank")
    )
    first = EventFactory(
        slug="first", title="First Summit", kind="summit", series=summits, country=state,
        start="2015-04-10", end="2015-04-11", place="Sylvania City",
    )  # fmt: skip
    talks = EventFactory(
        slug="talks",
        title="Talks",
        kind="meeting",
        start="2015",
        end="",
        place="",
        summary="Quiet.",
    )
    EventFactory(slug="undated", title="Undated", kind="meeting", start="", end="", place="")
    for event, body in ((first, council), (first, bank), (talks, council)):
        ParticipationFactory(event=event, organization=body)
    ParticipationFactory(event=talks, organization=council, role="host")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({}, ["talks", "first", "undated"]),
        ({"kind": "summit"}, ["first"]),
        ({"series": "summits"}, ["first"]),
        ({"series": "SUMMITS"}, ["first"]),
        ({"country": "freedonia"}, ["first"]),
        ({"organization": "council"}, ["talks", "first"]),
        ({"organization": ["council", "bank"]}, ["first"]),
        ({"organization": ["co", "ba"]}, ["first"]),
        ({"q": "sylvania"}, ["first"]),
        ({"q": "quiet talks"}, ["talks"]),
        ({"q": "summits"}, ["first"]),
        ({"since": "2015-05"}, ["talks", "undated"]),
        ({"until": "2015-03"}, ["talks", "undated"]),
        ({"since": "2015", "certain": "1"}, ["talks", "first"]),
        ({"since": "2015-04", "certain": "1"}, ["first"]),
        ({"until": "2015-04", "certain": "1"}, ["first"]),
        ({"ordering": "start"}, ["talks", "first", "undated"]),
        ({"ordering": "title"}, ["first", "talks", "undated"]),
        ({"ordering": "-title"}, ["undated", "talks", "first"]),
        ({"ordering": "-series_name"}, ["first", "talks", "undated"]),
        ({"ordering": "series_name"}, ["first", "talks", "undated"]),
    ],
)  # fmt: skip
def test_it_finds(question, found, client):
    assert slugs(client, "events", **question) == found


def test_only_a_state_is_a_country(client):
    assert list(errors(client, "events", country="council")) == ["country"]
