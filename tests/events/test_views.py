"""The page of an event: who took part, and how many bodies these are."""

import pytest

from tests.events.factories import EventFactory, ParticipationFactory
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def test_a_body_with_two_roles_is_counted_once(client):
    fair, host = EventFactory(slug="fair"), OrganizationFactory(name="Council")
    for role in ("host", "chair"):
        ParticipationFactory(event=fair, organization=host, role=role)
    ParticipationFactory(event=fair, organization__name="Guild")
    shown = " ".join(client.get("/events/fair/").content.decode().split())
    assert 'Who took part <span class="count">2</span>' in shown
    assert shown.count(">Council</a>") == 2
