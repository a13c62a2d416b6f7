"""Rows of several tables by one query: the same instances as by a query for each."""

from decimal import Decimal

import pytest
from django.db import connection
from django.forms.models import model_to_dict

from agreements.models import Act, Figure
from organizations.models import Membership
from records.together import together
from tests.agreements.factories import ActFactory, FigureFactory
from tests.organizations.factories import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db
PATHS = {
    Act: ("signatory", "signatory__organization", "signatory__agreement", "person"),
    Membership: ("member", "group"),
    Figure: ("report",),
}


@pytest.fixture
def rows():
    """An act with and one without a person, a membership, a figure."""
    acts = [ActFactory(person=PersonFactory()), ActFactory(person=None)]
    return [*acts, MembershipFactory(), FigureFactory(value=Decimal("57.5"))]


def fetched():
    return together(*((model.objects.order_by("-pk"), paths) for model, paths in PATHS.items()))


def test_all_rows_of_all_tables_come_by_one_query(rows, django_assert_num_queries):
    # Django asks SQLite once whether it knows JSON.
    assert connection.features.supports_json_field
    with django_assert_num_queries(1):
        found = list(fetched())
    assert {(type(row), row.pk) for row in found} == {(type(row), row.pk) for row in rows}
    assert len(found) == len(rows)


def test_every_field_is_as_a_query_of_its_own_reads_it(rows):
    found = {(type(row), row.pk): row for row in fetched()}
    for row in rows:
        stored = type(row).objects.get(pk=row.pk)
        assert model_to_dict(found[type(row), row.pk]) == model_to_dict(stored)


def test_what_foreign_keys_lead_to_is_there_without_a_query(rows, django_assert_num_queries):
    by_key = {(type(row), row.pk): row for row in fetched()}
    with django_assert_num_queries(0):
        named, nameless, membership, figure = (by_key[type(row), row.pk] for row in rows)
        assert named.person == rows[0].person
        assert nameless.person is None
        assert str(named.signatory.organization) == str(rows[0].signatory.organization)
        assert (membership.member, membership.group) == (rows[2].member, rows[2].group)
        assert figure.report == rows[3].report


def test_one_table_by_itself_and_none_at_all(rows):
    assert [row.pk for row in together((Membership.objects.all(), ()))] == [rows[2].pk]
    assert list(together((Membership.objects.none(), ()), (Act.objects.none(), ()))) == []
