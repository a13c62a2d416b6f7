"""The rules that many tables share, and that validation judges them as the database does."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.forms import modelform_factory

from organizations.models import Membership, Organization
from records.constraints import differ, filled, in_order, one_of
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


class Colour(TextChoices):
    RED = "red", "Red"
    BLUE = "blue", "Blue"


@pytest.mark.parametrize(
    ("constraint", "message"),
    [
        (filled("name", "x"), "“name” must not be empty."),
        (one_of("kind", Colour, "x"), "“kind” must be one of: red, blue."),
        (differ("member", "group", "x"), "“member” and “group” must not be the same."),
        (in_order("since", "until", "x"), "“until” must not be before “since”."),
    ],
)
def test_a_rule_says_what_it_wants(constraint, message):
    assert str(constraint.get_violation_error_message()) == message
    assert constraint.name == "x"


def form_errors(model, instance=None, **data) -> dict:
    return modelform_factory(model, fields=list(data))(data, instance=instance).errors


@pytest.mark.parametrize(
    ("founded", "dissolved", "allowed"),
    [
        ("2001", "2010", True),
        ("2001", "2001", True),
        ("2001-05", "2001", True),
        ("2001", "2001-01-01", True),
        ("", "2010", True),
        ("2001", "", True),
        ("2001", "..", True),
        ("[..2015]", "2010", True),
        ("2001", "[1990..]", True),
        ("2001", "2000", False),
        ("2001-05-02", "2001-05-01", False),
        ("[2001..2003]", "[1998..2000]", False),
    ],
)
def test_dates_are_in_order_when_they_can_be(founded, dissolved, allowed):
    errors = form_errors(Organization, name="A", kind="other", founded=founded, dissolved=dissolved)
    assert (errors == {}) == allowed


def test_a_form_refuses_dates_in_the_wrong_order():
    errors = form_errors(Organization, name="A", kind="other", founded="2001", dissolved="2000")
    assert errors == {"__all__": ["“dissolved” must not be before “founded”."]}


def test_a_form_goes_by_the_dates_that_it_was_sent():
    body = OrganizationFactory(founded="2001", dissolved="2010")
    changed = {"founded": "1991", "dissolved": "2000"}
    assert form_errors(Organization, body, **changed) == {}


def test_a_form_with_a_date_that_cannot_be_read_speaks_of_that_alone():
    errors = form_errors(Organization, name="A", kind="other", founded="soon", dissolved="2000")
    assert list(errors) == ["founded"]


def test_a_form_refuses_a_body_as_its_own_part():
    body = OrganizationFactory()
    errors = form_errors(Organization, body, name="A", part_of=body.pk)
    assert errors == {"__all__": ["“part_of” must not be the record itself."]}


def test_a_form_refuses_what_leads_back_over_others():
    top = OrganizationFactory(slug="top")
    low = OrganizationFactory(slug="low", part_of=OrganizationFactory(slug="mid", part_of=top))
    errors = form_errors(Organization, top, name="A", part_of=low.pk)
    said = "It leads back to the record itself: top → low → mid → top."
    assert errors == {"part_of": [said]}
    assert form_errors(Organization, low, name="A", part_of=top.pk) == {}


def test_a_circle_of_others_is_not_held_against_a_record():
    one = OrganizationFactory()
    other = OrganizationFactory(part_of=one)
    Organization.objects.filter(pk=one.pk).update(part_of=other)
    assert form_errors(Organization, name="A", kind="other", part_of=one.pk) == {}


def test_a_form_takes_a_new_body_as_the_part_of_another():
    data = {"name": "A", "kind": "other", "part_of": OrganizationFactory().pk}
    assert form_errors(Organization, **data) == {}


def test_a_form_refuses_a_body_as_a_member_of_itself():
    body = OrganizationFactory()
    errors = form_errors(Membership, member=body.pk, group=body.pk, capacity="member")
    assert errors == {"__all__": ["“member” and “group” must not be the same."]}


def test_a_form_refuses_a_name_that_is_taken():
    other = OrganizationFactory()
    errors = form_errors(Organization, name="A", kind="other", slug=other.slug)
    assert errors == {"slug": ["Organization with this Slug already exists."]}


def test_full_clean_says_what_the_database_would():
    body = OrganizationFactory.build(founded="2001", dissolved="2000")
    with pytest.raises(ValidationError) as raised:
        body.full_clean()
    assert raised.value.messages == ["“dissolved” must not be before “founded”."]
