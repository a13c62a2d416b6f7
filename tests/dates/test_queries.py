"""Sorting and filtering uncertain dates, on real rows."""

from datetime import date

import pytest

from dates import queries
from organizations.models import OrganizationName
from sources.models import Source
from tests.organizations.factories import OrganizationNameFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db

DAY = date(2014, 6, 15)
TEXTS = ["", "2013", "2014", "2014-06-15", "2015", "[..2014]", "[2014..]", "[..2013]", "[2015..]"]


@pytest.fixture
def sources():
    for text in TEXTS:
        SourceFactory(published=text)


def texts(condition) -> set[str]:
    return set(Source.objects.filter(condition).values_list("published", flat=True))


def test_possibly_not_before_a_day(sources):
    kept = {"", "2014", "2014-06-15", "2015", "[..2014]", "[2014..]", "[2015..]"}
    assert texts(queries.not_before("published", DAY)) == kept


def test_certainly_not_before_a_day(sources):
    kept = {"2014-06-15", "2015", "[2015..]"}
    assert texts(queries.not_before("published", DAY, certain=True)) == kept


def test_possibly_not_after_a_day(sources):
    kept = {"", "2013", "2014", "2014-06-15", "[..2014]", "[2014..]", "[..2013]"}
    assert texts(queries.not_after("published", DAY)) == kept


def test_certainly_not_after_a_day(sources):
    kept = {"2013", "2014-06-15", "[..2013]"}
    assert texts(queries.not_after("published", DAY, certain=True)) == kept


def test_a_date_that_is_not_known_is_possibly_in_any_range_and_certainly_in_none():
    SourceFactory(published="XXXX-06-15")
    assert texts(queries.not_before("published", DAY)) == {"XXXX-06-15"}
    assert texts(queries.not_after("published", DAY)) == {"XXXX-06-15"}
    assert texts(queries.not_before("published", date.min, certain=True)) == set()
    assert texts(queries.not_after("published", date.max, certain=True)) == set()


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        ("2001", "..", True),
        ("2001", "", True),
        ("", "", True),
        ("2014-06-15", "2014-06-15", True),
        ("2014", "2014", True),
        ("2014-06-16", "", False),
        ("2001", "2014-06-14", False),
        ("", "2013", False),
        ("[..2020]", "2015", True),
    ],
)
def test_what_is_current_possibly_holds_on_the_day(since, until, holds):
    OrganizationNameFactory(since=since, until=until)
    assert OrganizationName.objects.filter(queries.current(DAY)).exists() == holds


def in_order(order) -> list[str]:
    return list(Source.objects.order_by(*order).values_list("published", flat=True))


def test_latest_first_goes_by_the_latest_day_and_puts_unknown_last():
    for text in ["2014", "", "2014-06-15", "2015-01-01", "[..2013]", "[2016..]", "2014-12-31"]:
        SourceFactory(published=text)
    newest = ["2015-01-01", "2014-12-31", "2014", "2014-06-15", "[..2013]", "[2016..]", ""]
    assert in_order(queries.latest_first("published")) == newest


def test_earliest_first_goes_by_the_earliest_day_and_puts_unknown_last():
    for text in ["2014", "", "2014-06-15", "2015-01-01", "[..2013]", "[2016..]", "2014-01-01"]:
        SourceFactory(published=text)
    oldest = ["2014-01-01", "2014", "2014-06-15", "2015-01-01", "[2016..]", "[..2013]", ""]
    assert in_order(queries.earliest_first("published")) == oldest
