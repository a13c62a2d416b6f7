"""Questions to the list of organizations."""

import pytest
from django.utils.timezone import localdate

from organizations.models import Organization
from tests.listings.faces import errors, results, slugs
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
    "words", ["Development", "bank", "dbx", "Fomento", "banco bank", "DBX fomento", "devel"]
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
def test_without_a_day_members_of_a_group_are_those_of_today(name, group, client):
    found = slugs(client, "organizations", member_of=name)
    assert found == slugs(client, "organizations", member_of=name, as_of=str(localdate()))
    assert found == ["always", "since", "who-knows"]


def test_a_body_is_found_once_in_a_group_that_it_also_chairs(client):
    seat = MembershipFactory(member__slug="member", group__slug="group")
    MembershipFactory(member=seat.member, group=seat.group, capacity="chair")
    assert slugs(client, "organizations", member_of="group") == ["member"]


def test_bodies_of_no_group_can_be_asked_for(group, client):
    found = slugs(client, "organizations", member_of="none", as_of="2011")
    assert sorted(found) == ["before", "group", "outside", "since"]


def test_a_country_holds_the_bodies_seated_there_and_the_state_itself(client):
    state = StateFactory(slug="freedonia", name="Freedonia")
    OrganizationFactory(slug="seated", name="Bureau", country=state)
    OrganizationFactory(slug="elsewhere", name="Council", country=StateFactory(slug="sylvania"))
    OrganizationFactory(slug="nowhere", name="Drift")
    assert slugs(client, "organizations", country="freedonia") == ["seated", "freedonia"]
    assert slugs(client, "organizations", country="none") == ["nowhere"]


class TestNamesOfTheDay:
    @pytest.fixture(autouse=True)
    def body(self):
        body = OrganizationFactory(slug="body", name="Tail", acronym="T")
        for text, since, until in (("Head", "1950", "1989"), ("Trunk", "1990", "2009~")):
            OrganizationNameFactory(
                organization=body, text=text, kind="former", since=since, until=until
            )
        OrganizationNameFactory(organization=body, text="Headed", kind="former", until="1949")
        OrganizationNameFactory(organization=body, text="Somehow", kind="former")
        OrganizationNameFactory(organization=body, text="T.", kind="variant", since="1990")

    @pytest.mark.parametrize(
        ("day", "name", "others"),
        [
            ("", "Tail", ["Head", "Headed", "Somehow", "T.", "Trunk"]),
            ("2012", "Tail", ["Somehow", "T."]),
            ("2009", "Trunk", ["Somehow", "T.", "Trunk"]),
            ("1989-12-31", "Head", ["Head", "Somehow"]),
            ("1940", "Headed", ["Headed", "Somehow"]),
        ],
    )
    def test_it_bears_the_name_that_it_bore(self, day, name, others, client):
        [row] = results(client, "organizations", as_of=day)
        assert (row["name"], row["names"]) == (name, others)


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
