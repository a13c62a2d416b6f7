"""A record as JSON: which fields, under which names, as what values."""

from decimal import Decimal

import pytest

from records.json import as_json
from tests.agreements.factories import ActFactory, FigureFactory
from tests.organizations.factories import (
    MembershipFactory,
    OrganizationCitationFactory,
    OrganizationFactory,
)

pytestmark = pytest.mark.django_db


def test_a_reference_is_a_slug_and_a_name():
    membership = MembershipFactory(member__slug="a", member__name="A", group__slug="b")
    shown = as_json(membership, {})
    assert (shown["member"], shown["member_name"], shown["group"]) == ("a", "A", "b")


def test_a_reference_to_nothing_is_null():
    shown = as_json(OrganizationFactory(), {})
    assert (shown["part_of"], shown["part_of_name"]) == (None, None)


def test_ids_and_flags_stay_inside():
    shown = as_json(OrganizationFactory(), {})
    assert not {"id", "is_published", "part_of_id"} & shown.keys()


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
