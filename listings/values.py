"""What a parameter asks of a row: which of its values, or none; and how many rows have each.

A filter and its facet are two uses of the same declaration, so that a count is always the number
of rows that its link leads to.
"""

from collections.abc import Callable
from typing import Any, Protocol

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast

ALWAYS = Q()


class Values(Protocol):
    """Where a row's values for one parameter stand."""

    def having(self, value: Any) -> Q:
        """Rows that have the value, given as text or as a record."""

    def none(self) -> Q:
        """Rows that have no value."""

    def counts(self, rows: QuerySet) -> list[QuerySet]:
        """Queries of (value, label, number of rows), to be united; value and label null for none.

        The label is null, too, where the value is its own. Where a value stands in several of
        their rows, the numbers are to be added up.
        """


class Own:
    """Values in the row itself: of a column or an annotation, or of a record that it names.

    `key` is the path to the text that the parameter gives, `label` to the words for it; `public`
    says when the value may be seen.
    """

    def __init__(self, key: Any, label: Any = None, public: Q = ALWAYS) -> None:
        self.key, self.label, self.public = key, label, public

    def having(self, value: Any) -> Q:
        return self.public & Q(**{self.key: getattr(value, "slug", value)})

    def none(self) -> Q:
        missing = Q(**{f"{self.key}__isnull": True}) | Q(**{self.key: ""})
        return missing | ~self.public if self.public else missing

    def counts(self, rows: QuerySet) -> list[QuerySet]:
        label = self._seen(self.label) if self.label else Value(None)
        return [_counted(rows, self._seen(self.key), label, Count("pk"))]

    def _seen(self, path: Any) -> Any:
        return Case(When(self.public, then=F(path))) if self.public else F(path)


class Linked:
    """Values on public rows that stand between, as signatories do between agreements and bodies.

    `links` gives those rows, `row` is the path from them to the listing's row, `key` and `label`
    those to the value; `when` is what else must hold of the rows on the way.
    """

    def __init__(
        self, links: Callable[[], QuerySet], row: str, key: str, label: str = "", when: Q = ALWAYS
    ) -> None:
        self.links, self.row, self.key, self.label, self.when = links, row, key, label, when

    def having(self, value: Any) -> Q:
        return Q(Exists(self._own(Q(**{self.key: getattr(value, "slug", value)}))))

    def none(self) -> Q:
        return ~Q(Exists(self._own(ALWAYS)))

    def counts(self, rows: QuerySet) -> list[QuerySet]:
        return [self.filled(rows), _unfilled(rows.filter(self.none()))]

    def filled(self, rows: QuerySet) -> QuerySet:
        """Of those queries the one for rows that have a value."""
        keys = Q(**{f"{self.row}__in": rows.order_by().values("pk")})
        label, number = F(self.label) if self.label else Value(None), Count(self.row, distinct=True)
        return _counted(self.links().filter(self.when, keys), F(self.key), label, number)

    def _own(self, rule: Q) -> QuerySet:
        # In one call: a second one could be about another row on the way.
        return self.links().filter(self.when, rule, **{self.row: OuterRef("pk")})


class Either:
    """Values that a row has in one way or another, though never the same in both."""

    def __init__(self, *ways: Linked) -> None:
        self.ways = ways

    def having(self, value: Any) -> Q:
        found = Q()
        for way in self.ways:
            found |= way.having(value)
        return found

    def none(self) -> Q:
        missing = Q()
        for way in self.ways:
            missing &= way.none()
        return missing

    def counts(self, rows: QuerySet) -> list[QuerySet]:
        return [*(way.filled(rows) for way in self.ways), _unfilled(rows.filter(self.none()))]


def _unfilled(rows: QuerySet) -> QuerySet:
    return _counted(rows, Value(None), Value(None), Count("pk"))


def _counted(rows: QuerySet, value: Any, label: Any, number: Count) -> QuerySet:
    text = CharField()
    named = rows.order_by().annotate(facet_value=Cast(value, text), facet_label=Cast(label, text))
    return named.values_list("facet_value", "facet_label").annotate(facet_count=number)
