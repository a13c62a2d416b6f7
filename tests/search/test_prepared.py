"""Queries that are put together once, and asked for many ids or none."""

import pytest

from agreements.models import Theme
from search.prepared import IDS, Prepared
from tests.agreements.factories import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def names() -> Prepared:
    return Prepared(Theme.objects.order_by("name").filter(pk__in=IDS).values_list("pk", "name"))


def test_it_finds_the_rows_with_the_ids_and_no_others(names, django_assert_num_queries):
    ferries, canals, _locks = (ThemeFactory(name=name) for name in ("Ferries", "Canals", "Locks"))
    with django_assert_num_queries(1):
        assert names.rows([ferries.pk, canals.pk, 0]) == [
            (canals.pk, "Canals"),
            (ferries.pk, "Ferries"),
        ]
    assert names.rows([ferries.pk]) == [(ferries.pk, "Ferries")]


def test_without_ids_nothing_is_asked(names, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert names.rows([]) == []


def test_only_numbers_get_into_the_query(names):
    with pytest.raises(ValueError, match="invalid literal"):
        names.rows(["1) OR (1=1"])
