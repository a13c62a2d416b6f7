"""A record as JSON: which fields, under which names, as what values."""

from decimal import Decimal
from typing import Any

import pytest

from organizations.models import Organization
from records.serializers import Tree, tree_of
from tests.agreements.factories import ActFactory, FigureFactory
from tests.organizations.factories import (
    MembershipFactory,
    OrganizationCitationFactory,
    OrganizationFactory,
)

pytestmark = pytest.mark.django_db


def as_json(row: Any, children: Tree) -> dict[str, Any]:
    return tree_of(type(row), children)().to_representation(row)


def test_a_reference_is_a_slug_and_a_name():
    membership = MembershipFactory(member__slug="a", member__name="A", group__slug="b")
    shown = as_json(membership, {})
    assert (shown["member"], shown["member_name"], shown["group"]) == ("a", "A", "b")


def test_a_reference_to_nothing_is_null():
    shown = as_json(OrganizationFactory(), {})
    assert (shown["part_of"], shown["part_of_name"]) == (None, None)


def test_ids_and_flags_stay_inside():
    shown = as_json(OrganizationFactory(), {})
    assert not {"id", "publication", "part_of_id"} & shown.keys()


def test_a_citation_does_not_name_the_record_that_it_stands_on():
    assert not {"record", "record_name"} & as_json(OrganizationCitationFactory(), {}).keys()


def test_an_unknown_day_is_null():
    shown = as_json(ActFactory(date=""), {})
    assert (shown["date"], shown["date_earliest"], shown["date_latest"]) == ("", None, None)


@pytest.mark.parametrize(
    ("value", "shown"), [("57.5", 57.5), ("27", 27), ("-6.8", -6.8), ("1000000", 1_000_000)]
)
def test_a_decimal_is_a_plain_number(value, shown):
    found = as_json(FigureFactory(value=Decimal(value)), {})["value"]
    assert (found, type(found)) == (shown, type(shown))


def test_children_stand_under_their_accessor():
    membership = MembershipFactory()
    shown = as_json(membership.group, {"members": {}, "names": {}})
    assert [child["slug"] for child in shown["members"]] == [membership.slug]
    assert shown["names"] == []


def described(row: Any, children: Tree) -> dict[str, Any]:
    return tree_of(type(row), children)().get_fields()


def test_each_value_has_a_field_that_describes_it():
    figure = FigureFactory()
    assert list(described(figure, {})) == list(as_json(figure, {}))


def test_what_may_be_missing_may_be_null():
    fields = described(ActFactory(), {})
    assert [name for name in ("person", "person_name", "date_earliest") if fields[name].allow_null]
    assert not fields["kind"].allow_null


def test_what_is_emptied_with_a_hidden_record_may_be_null():
    act = ActFactory()
    emptied = [name for name in type(act).hidden_with if name in described(act, {})]
    assert [described(act, {})[name].allow_null for name in emptied] == [True] * len(emptied)


def test_a_tree_is_made_once():
    assert tree_of(Organization, {"names": {}}) is tree_of(Organization, {"names": {}})
