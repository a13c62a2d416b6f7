"""Typed names: what is known by them, what they leave open, what only looks like them."""

import pytest

from organizations.resolving import bodies, persons, split
from tests.organizations.factories import (
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


def meant(text, resolve=bodies):
    found = resolve([text])[text]
    return (
        found.state,
        [row.slug for row in found.records],
        [row.slug for row, _name in found.alike],
    )


@pytest.fixture
def idb():
    return OrganizationFactory(slug="idb", name="Inter-American Development Bank", acronym="IADB")


@pytest.mark.parametrize(
    "text",
    [
        "Inter-American Development Bank",
        "inter american  development bank",
        "Interamerican Development Bank",
        "Inter‑American Development Bank,",
        "IADB",
        "I.A.D.B.",
        "iadb",
        "Inter-American Development Bank (IADB)",
        "Inter-American Development Bank (BID)",
        "Banco Interamericano de Desarrollo",
        "BANCO INTERAMERICANO DE DESARRÓLLO",
    ],
)
def test_a_body_is_known_by_every_name(idb, text):
    OrganizationNameFactory(organization=idb, text="Banco Interamericano de Desarrollo")
    assert meant(text) == ("known", ["idb"], [])


@pytest.mark.parametrize(("name", "typed"), [("Perú", "Peru"), ("Peru", "PERÚ"), ("Côte", "cote")])
def test_accents_make_no_difference_in_short_names_either(name, typed):
    OrganizationFactory(slug="it", name=name)
    assert meant(typed) == ("known", ["it"], [])


def test_a_draft_is_known_too():
    OrganizationFactory(slug="it", name="Isles Bank", publication="draft")
    assert meant("isles bank") == ("known", ["it"], [])


def test_an_acronym_of_two_bodies_is_ambiguous(idb):
    OrganizationFactory(slug="board", name="Inter-American Defense Board", acronym="IADB")
    assert meant("IADB") == ("ambiguous", ["board", "idb"], [])


def test_an_acronym_behind_a_name_decides_between_several():
    OrganizationFactory(slug="a", name="Council of Ports", acronym="CP")
    OrganizationFactory(slug="b", name="Council of Ports", acronym="CoP")
    assert meant("Council of Ports (COP)") == ("known", ["b"], [])
    assert meant("Council of Ports")[0] == "ambiguous"


def test_an_acronym_alone_never_decides_against_the_name(idb):
    assert meant("Inter-American Defense Board (IADB)")[::2] == ("alike", ["idb"])


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("International Labour Organization", "International Labor Organisation"),
        ("Pan American Health Organization", "Pan American Helth Organization"),
        ("World Bank Group", "World Bank"),
    ],
)
def test_a_name_that_looks_like_another_asks(name, typed):
    OrganizationFactory(slug="it", name=name)
    OrganizationFactory(name="Isles Ferry Board")
    assert meant(typed) == ("alike", [], ["it"])


def test_other_figures_are_another_body():
    OrganizationFactory(name="Working Group 21 on Ports")
    assert meant("Working Group 22 on Ports") == ("new", [], [])


def test_what_nobody_is_called_is_new(idb):
    assert meant("Isles Ferry Board") == ("new", [], [])


def test_what_holds_no_letters_is_nothing(idb):
    assert bodies(["", " – ", "%_%"]) == {}


def test_persons_are_known_alike(idb):
    PersonFactory(slug="ana", name="Ana María Pérez")
    assert meant("ana maria perez", persons) == ("known", ["ana"], [])
    assert meant("Ana Pérez", persons) == ("alike", [], ["ana"])
    assert meant("Pérez, Ana María", persons) == ("alike", [], ["ana"])


def test_it_costs_the_same_for_many_names(idb, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        found = bodies(
            ["IADB", "Inter-American Developement Bank", *(f"Bank {n}" for n in range(30))]
        )
    assert [found["IADB"].state, found["Bank 7"].state] == ["known", "new"]


def test_an_acronym_in_brackets_is_told_from_the_name():
    assert split("Isles Bank (IB)") == ("Isles Bank", "IB")
    assert split(" Isles Bank ") == ("Isles Bank", "")
