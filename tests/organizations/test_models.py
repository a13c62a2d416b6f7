"""Bodies: found under all their names, in their groups and countries; persons in office."""

import pytest
from django.utils.translation import override

from organizations.models import Organization
from tests.organizations.factories import (
    AppointmentFactory,
    IdentifierFactory,
    MembershipFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


def test_rows_speak_for_themselves():
    council = OrganizationFactory(name="Council")
    group = OrganizationFactory(name="Group")
    person = PersonFactory(name="Rufus Firefly")
    assert str(council) == "Council"
    assert str(OrganizationNameFactory(organization=council, text="Consejo")) == "Consejo"
    assert str(IdentifierFactory(organization=council, value="Q7")) == "wikidata:Q7"
    assert str(MembershipFactory(member=council, group=group)) == "Council in Group (member)"
    assert str(person) == "Rufus Firefly"
    assert str(AppointmentFactory(person=person, organization=council)) == (
        "Rufus Firefly, Secretary-General, Council"
    )


def test_a_membership_speaks_the_readers_language():
    seat = MembershipFactory(member__name="Council", group__name="Group")
    with override("es"):
        assert str(seat) == "Council en Group (miembro)"


def test_a_slug_is_made_of_what_tells_a_row_from_the_next():
    council = OrganizationFactory(slug="council")
    name = OrganizationNameFactory(slug="", organization=council, text="Consejo")
    seat = MembershipFactory(slug="", member=council, group__slug="group", capacity="chair")
    assert (name.slug, seat.slug) == ("council-consejo", "council-in-group-chair")


# Names


@pytest.fixture
def council() -> Organization:
    body = OrganizationFactory(slug="cct", name="Council for Coastal Transport", acronym="CCT")
    OrganizationNameFactory(organization=body, text="Consejo de Transporte Costero")
    OrganizationNameFactory(organization=body, text="Ferry Council", kind="former", until="1999")
    OrganizationFactory(name="Agency for Canals", acronym="AC")
    return body


@pytest.mark.parametrize("text", ["Coastal", "coastal transport", "CCT", "costero", "Ferry"])
def test_a_body_is_found_under_any_of_its_names(council, text):
    assert list(Organization.objects.named(text)) == [council]


@pytest.mark.parametrize(
    "text",
    ["cct", "council for coastal transport", "CCT", "ferry council"],
)
def test_a_body_is_called_by_the_whole_of_its_slug_or_a_name(council, text):
    assert list(Organization.objects.called(text)) == [council]


def test_a_body_is_not_called_by_a_part_of_its_name(council):
    assert list(Organization.objects.called("Council")) == []


def test_a_body_is_found_once_whatever_many_names_hold_the_text(council):
    OrganizationNameFactory(organization=council, text="Coastal Council")
    assert list(Organization.objects.named("co").filter(acronym="CCT")) == [council]


def test_two_bodies_may_share_an_acronym():
    bodies = {OrganizationFactory(acronym="IAB"), OrganizationFactory(acronym="IAB")}
    assert set(Organization.objects.called("iab")) == bodies


# Order


def test_bodies_come_by_name():
    for name in ("Beta", "Alpha", "Gamma"):
        OrganizationFactory(name=name)
    assert [body.name for body in Organization.objects.all()] == ["Alpha", "Beta", "Gamma"]
