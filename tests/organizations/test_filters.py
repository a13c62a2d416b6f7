"""Questions to the list of organizations."""

import pytest

from organizations.models import Organization
from tests.listings.faces import errors, slugs
from tests.organizations.factories import (
    MembershipFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    StateFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank():
    bank = OrganizationFactory(slug="bank", name="Development Bank", acronym="DBX", kind="organ")
    OrganizationNameFactory(organization=bank, text="Banco de Fomento", kind="former")
    OrganizationFactory(slug="council", name="Council", acronym="CO")
    return bank


@pytest.mark.parametrize(
    "words", ["Development", "bank", "dbx", "Fomento", "banco bank", "DBX fomento", "elop"]
)
def test_every_word_may_occur_in_any_name(words, bank, client):
    assert slugs(client, "organizations", q=words) == ["bank"]


@pytest.mark.parametrize("words", ["Council Bank", "nothing", "%", "_"])
def test_every_word_must_occur(words, bank, client):
    assert slugs(client, "organizations", q=words) == []


def test_kind(bank, client):
    assert slugs(client, "organizations", kind=Organization.Kind.ORGAN) == ["bank"]


def test_country_is_where_a_body_has_its_seat_and_the_state_itself(client):
    state = StateFactory(slug="freedonia", name="A Freedonia")
    OrganizationFactory(slug="seated", name="B", country=state)
    OrganizationFactory(slug="elsewhere", country=StateFactory())
    assert slugs(client, "organizations", country="freedonia") == ["freedonia", "seated"]


def test_only_a_state_is_a_country(bank, client):
    assert list(errors(client, "organizations", country="bank")) == ["country"]


@pytest.fixture
def group():
    group = OrganizationFactory(slug="group", name="Working Group", acronym="WG")
    for slug, since, until in [
        ("always", "2001", ".."),
        ("before", "2001", "2009"),
        ("since", "2012-05", ""),
        ("who-knows", "", ""),
    ]:
        member = OrganizationFactory(slug=slug, name=slug)
        MembershipFactory(member=member, group=group, since=since, until=until)
    OrganizationFactory(slug="outside")
    return group


@pytest.mark.parametrize("name", ["group", "Working Group", "wg"])
def test_members_of_a_group_at_any_time(name, group, client):
    found = slugs(client, "organizations", member_of=name)
    assert found == ["always", "before", "since", "who-knows"]


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("2005", ["always", "before", "who-knows"]),
        ("2009", ["always", "before", "who-knows"]),
        ("2010", ["always", "who-knows"]),
        ("2012-05-31", ["always", "since", "who-knows"]),
        ("1999", ["who-knows"]),
    ],
)
def test_members_of_a_group_on_a_day(day, members, group, client):
    assert slugs(client, "organizations", member_of="group", as_of=day) == members


def test_an_acronym_of_two_bodies_names_both(client):
    OrganizationFactory(slug="bank", name="Inter-American Bank", acronym="IADB")
    OrganizationFactory(slug="board", name="Inter-American Board", acronym="IADB")
    [message] = errors(client, "organizations", member_of="IADB")["member_of"]
    candidates = "bank (Inter-American Bank), board (Inter-American Board)"
    assert message == f"found “IADB”, which may mean several; expected one of: {candidates}"


def test_a_slug_goes_before_a_name_of_another(client):
    group = OrganizationFactory(slug="oas", name="Organization")
    OrganizationFactory(slug="other", acronym="OAS")
    MembershipFactory(member__slug="member", group=group)
    assert slugs(client, "organizations", member_of="oas") == ["member"]


def test_former_names_are_known_too(bank, client):
    MembershipFactory(member__slug="member", group=bank)
    assert slugs(client, "organizations", member_of="banco de fomento") == ["member"]


def test_together_filters_narrow(bank, group, client):
    assert slugs(client, "organizations", member_of="group", q="always", kind="organ") == []
