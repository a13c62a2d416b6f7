"""Events: their words, slugs and order."""

import pytest

from events.models import Event, Series
from tests.agreements.factories import AgreementFactory
from tests.events.factories import (
    EventFactory,
    OutcomeFactory,
    ParticipationFactory,
    SeriesFactory,
)
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair() -> Event:
    return EventFactory(slug="fair", title="Ferry Fair")


def test_rows_speak_for_themselves(fair):
    host = ParticipationFactory(event=fair, organization__name="Council", role="host")
    signing = OutcomeFactory(event=fair, agreement__title="Pact")
    assert str(SeriesFactory(name="Ferry Fairs")) == "Ferry Fairs"
    assert str(fair) == "Ferry Fair"
    assert str(host) == "Council, host, Ferry Fair"
    assert str(signing) == "Ferry Fair: Pact (signed)"


def test_a_slug_is_made_of_what_tells_a_row_from_the_next(fair):
    host = ParticipationFactory(slug="", event=fair, organization__slug="council", role="host")
    signing = OutcomeFactory(slug="", event=fair, agreement=AgreementFactory(slug="pact"))
    assert (host.slug, signing.slug) == ("fair-council-host", "fair-signed-pact")


def test_a_special_edition_has_no_number():
    series = SeriesFactory()
    EventFactory.create_batch(2, series=series, edition=None)
    assert series.events.count() == 2


def test_a_body_may_have_several_roles_in_an_event(fair):
    body = OrganizationFactory()
    for role in ("host", "chair", "presidency-handed-over"):
        ParticipationFactory(event=fair, organization=body, role=role)
    assert list(body.participations.values_list("role", flat=True).order_by("role")) == [
        "chair",
        "host",
        "presidency-handed-over",
    ]


@pytest.mark.parametrize("text", ["fairs", "FERRY FAIRS"])
def test_a_series_is_called_by_its_slug_or_name(text):
    series = SeriesFactory(slug="fairs", name="Ferry Fairs")
    SeriesFactory(name="Ferry Fairs of the North")
    assert list(Series.objects.called(text)) == [series]


def test_the_parts_of_an_event_are_found_from_it(fair):
    part = EventFactory(part_of=fair)
    assert list(fair.parts.all()) == [part]
