"""What names, addresses and identifiers are compared by."""

import pytest

from desk.duplicates.keys import (
    LONGEST_KEY,
    acronym_keys,
    address_key,
    key,
    look_alike,
    name_keys,
    text_key,
    without_acronym,
)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("Organización de los Estados", "ORGANIZACION DE LOS ESTADOS", {"name", "words", "look"}),
        ("Bank of the Americas", "Bank of  the-Americas", {"name", "words", "look"}),
        ("Julia Prado", "Prado, Julia", {"words"}),
        ("Organisation of States", "Organization of States", {"look"}),
        ("Release no. 1", "Release no. 2", set()),
        ("Council of Ports", "Council of Ferries", set()),
    ],
)
def test_names_fall_together_however_they_are_spelled(one, other, shared):
    both = name_keys([one]).keys() & name_keys([other]).keys()
    assert {found.partition(":")[0] for found in both} == shared


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Organisation of States", "Organization of States", True),
        ("Plan of Action 2014", "Plan of Action 2015", False),
        ("Council of Ports", "Bank of the Americas", False),
    ],
)
def test_names_look_alike_where_figures_are_the_same(one, other, alike):
    assert look_alike([one], ["Something else", other]) is alike


def test_a_name_of_signs_only_has_no_key():
    assert name_keys(["—", ""]) == {}


def test_an_acronym_is_one_with_and_without_its_points():
    assert acronym_keys(["O.A.S."]).keys() == acronym_keys(["OAS"]).keys()
    assert acronym_keys(["", "A"]) == {}


def test_an_acronym_in_brackets_is_none_of_the_name():
    assert without_acronym("Council of Ports (CoP)") == ("Council of Ports", "CoP")
    assert without_acronym("Council (of two ports)") == ("Council (of two ports)", "")


@pytest.mark.parametrize(
    "address",
    [
        "http://www.coast.example/news/1/",
        "https://coast.example/news/1?utm_source=letter",
        "https://coast.example/news/1#top",
    ],
)
def test_how_a_page_is_fetched_makes_no_difference(address):
    assert [*address_key(address)] == ["address:coast.example/news/1"]


@pytest.mark.parametrize("address", ["", "coast", "https://[", "mailto:x"])
def test_what_is_no_address_has_no_key(address):
    assert address_key(address) == {}


def test_different_pages_are_different():
    assert (
        address_key("https://a.example/?id=1").keys()
        != address_key("https://a.example/?id=2").keys()
    )


def test_texts_without_letters_have_no_key():
    assert text_key("reference", "Coast Office", "—") == {}


def test_a_long_key_is_cut_and_still_tells_texts_apart():
    one, other = key("name", "a" * 400), key("name", "a" * 401)
    assert one != other
    assert len(one) == len(other) <= LONGEST_KEY
