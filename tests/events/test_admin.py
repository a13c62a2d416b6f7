"""The desk for events: who took part and what came out, on one page."""

import pytest

from events.models import Event, Outcome, Participation
from tests.agreements.factories import AgreementFactory
from tests.events.factories import EventFactory
from tests.forms import address, errors_of, form_data
from tests.organizations.factories import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_participations_and_outcomes_are_recorded_on_the_page_of_the_event(admin_client):
    event, body = EventFactory(), OrganizationFactory()
    person, agreement = PersonFactory(), AgreementFactory()
    url = address(Event, "change", event.pk)
    data = form_data(admin_client.get(url), Event) | {
        "participations-TOTAL_FORMS": "1",
        "participations-0-organization": str(body.pk),
        "participations-0-role": "host",
        "participations-0-person": str(person.pk),
        "outcomes-TOTAL_FORMS": "1",
        "outcomes-0-agreement": str(agreement.pk),
        "outcomes-0-kind": "signed",
    }
    assert admin_client.post(url, data).status_code == 302
    participation = Participation.objects.get()
    assert (participation.event, participation.organization) == (event, body)
    assert (participation.role, participation.person) == ("host", person)
    assert Outcome.objects.get().agreement == agreement


def test_an_edition_without_a_series_is_refused_in_words(admin_client):
    url = address(Event, "change", EventFactory().pk)
    data = form_data(admin_client.get(url), Event) | {"edition": "21"}
    said = "An edition is a number in a series: name the series."
    assert errors_of(admin_client.post(url, data)) == [[said]]


def test_a_search_box_tells_events_apart_by_date_and_place(admin_client):
    EventFactory(title="Ferry Fair", start="2017", end="", place="Port Royal")
    EventFactory(title="Ferry Fair", start="", end="", place="")
    query = {"app_label": "events", "model_name": "event", "field_name": "part_of"}
    found = admin_client.get(address(Event, "choices"), query).json()["results"]
    assert [row["text"] for row in found] == ["Ferry Fair · 2017 · Port Royal", "Ferry Fair"]
