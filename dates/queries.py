"""How uncertain dates are sorted and filtered: written once, in SQL, on the derived columns.

A missing bound is boundless. So a date that is not known at all is possibly within any range,
and certainly within none.
"""

from datetime import date, timedelta

from django.db.models import DateField, F, Max, Min, Q, Value
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce, NullIf


def latest_first(name: str) -> list[OrderBy]:
    """Newest first by the latest possible day, unknown last."""
    return [F(f"{name}_latest").desc(nulls_last=True), F(f"{name}_earliest").desc(nulls_last=True)]


def earliest_first(name: str) -> list[OrderBy]:
    """Oldest first by the earliest possible day, unknown last."""
    return [F(f"{name}_earliest").asc(nulls_last=True), F(f"{name}_latest").asc(nulls_last=True)]


def first_day(name: str, rows: Q | None = None) -> NullIf:
    """The first day on which any of the rows can lie; null where one has no first day."""
    return _bound(Min, f"{name}_earliest", date.min, rows)


def last_day(name: str, rows: Q | None = None) -> NullIf:
    """The last day on which any of the rows can lie; null where one has no last day."""
    return _bound(Max, f"{name}_latest", date.max, rows)


def _bound(aggregate: type[Min | Max], name: str, boundless: date, rows: Q | None) -> NullIf:
    # An aggregate passes over what is null, which would take “2015 or earlier” for no day at all.
    beyond = Value(boundless, output_field=DateField())
    return NullIf(aggregate(Coalesce(name, beyond), filter=rows), beyond, output_field=DateField())


def not_before(name: str, day: date, *, certain: bool = False) -> Q:
    """Rows whose date possibly (or certainly) lies on or after the day."""
    if certain:
        return Q(**{f"{name}_earliest__gte": day})
    return Q(**{f"{name}_latest__gte": day}) | Q(**{f"{name}_latest__isnull": True})


def not_after(name: str, day: date, *, certain: bool = False) -> Q:
    """Rows whose date possibly (or certainly) lies on or before the day."""
    if certain:
        return Q(**{f"{name}_latest__lte": day})
    return Q(**{f"{name}_earliest__lte": day}) | Q(**{f"{name}_earliest__isnull": True})


def within(name: str, on: date, days: int) -> Q:
    """Rows whose date possibly comes on the day or so many days after it, where one is known."""
    last = min(on, date.max - timedelta(days)) + timedelta(days)
    known = Q(**{f"{name}_earliest__isnull": False}) | Q(**{f"{name}_latest__isnull": False})
    return known & not_before(name, on) & not_after(name, last)


def current(on: date, since: str = "since", until: str = "until") -> Q:
    """Rows that are possibly in force on the day, between the dates `since` and `until`."""
    return not_after(since, on) & not_before(until, on)
