"""Events in the vocabulary of schema.org."""

import pytest

from tests.events.factories import EventFactory, ParticipationFactory, SeriesFactory
from tests.organizations.factories import OrganizationFactory
from tests.records.test_linked import linked

pytestmark = pytest.mark.django_db


def it(client) -> dict:
    return linked(client, "/events/it/")


def test_an_event_has_days_and_a_place(client):
    country = OrganizationFactory(name="Peru", kind="state")
    EventFactory(slug="it", start="2018-04-13", end="2018-04-14", place="Lima", country=country)
    told = it(client)
    assert (told["@type"], told["startDate"], told["endDate"]) == (
        "Event",
        "2018-04-13",
        "2018-04-14",
    )
    assert told["location"]["name"] == "Lima"
    assert told["location"]["containedInPlace"]["@type"] == "Country"


def test_a_country_alone_is_the_place(client):
    EventFactory(slug="it", place="", country=OrganizationFactory(name="Peru", kind="state"))
    assert it(client)["location"]["name"] == "Peru"


def test_a_day_in_doubt_is_not_said(client):
    EventFactory(slug="it", start="2018-04?", end="")
    assert not {"startDate", "endDate"} & it(client).keys()


def test_it_stands_in_the_event_above_it_or_in_its_series(client):
    series = SeriesFactory(name="Summits")
    event = EventFactory(slug="it", series=series)
    assert it(client)["superEvent"] == {"@type": "EventSeries", "name": "Summits"}
    event.part_of = EventFactory(slug="above")
    event.save()
    assert it(client)["superEvent"]["@id"] == "http://testserver/events/above/"


def test_who_was_there_is_said_by_role_and_a_host_is_no_organizer(client):
    event = EventFactory(slug="it")
    for role in ("host", "organizer", "participant", "observer", "chair"):
        ParticipationFactory(event=event, role=role, organization__name=f"The {role}")
    told = it(client)
    assert [body["name"] for body in told["organizer"]] == ["The organizer"]
    assert sorted(body["name"] for body in told["attendee"]) == ["The observer", "The participant"]
    assert "The host" not in str(told)


def test_what_is_hidden_is_not_said(client):
    above = EventFactory(title="Hidden Congress", publication="draft")
    event = EventFactory(slug="it", part_of=above, series=SeriesFactory(publication="draft"))
    ParticipationFactory(event=event, organization__publication="draft")
    assert not {"superEvent", "organizer", "attendee"} & it(client).keys()
