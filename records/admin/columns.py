"""Columns of lists: dates in words, and counts that lead to what they count."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.db.models import (
    Count,
    DateField,
    Expression,
    ExpressionWrapper,
    F,
    IntegerField,
    Model,
    OuterRef,
    Subquery,
)
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst

from dates.words import words

Column = Callable[[Any], Any]


class LatestDay(ExpressionWrapper):
    """The last possible day of a date, for sorting: unknown dates come last either way."""

    def __init__(self, name: str) -> None:
        super().__init__(F(f"{name}_latest"), output_field=DateField())

    def asc(self, **kwargs: Any) -> OrderBy:
        return super().asc(nulls_last=True)

    def desc(self, **kwargs: Any) -> OrderBy:
        return super().desc(nulls_last=True)


def dated(name: str, description: Any = "") -> Column:
    """A column with the uncertain date of that name in words."""

    @admin.display(description=description or capfirst(name), ordering=LatestDay(name))
    def column(row: Model) -> str | None:
        text = getattr(row, name)
        return words(text) if text else None

    column.__name__ = name
    return column


def shortened(name: str, description: Any, letters: int = 90) -> Column:
    """A column with the beginning of a long text."""

    @admin.display(description=description, ordering=name)
    def column(row: Model) -> str:
        return Truncator(getattr(row, name)).chars(letters)

    column.__name__ = name
    return column


def counted(relation: str, description: Any = "") -> Column:
    """A column with the number of rows that hang on each, leading to the list of just those."""

    @admin.display(description=description or capfirst(relation), ordering=count_name(relation))
    def column(row: Model) -> SafeString | None:
        return linked_count(row, relation, getattr(row, count_name(relation)))

    column.__name__ = relation
    column.relation = relation
    return column


def count_name(relation: str) -> str:
    """The annotation that holds the number of rows of a relation."""
    return f"{relation}_count"


def counts(model: type[Model], columns: Iterable[Any]) -> dict[str, Expression]:
    """The annotations that the columns of a list ask for."""
    relations = [column.relation for column in columns if hasattr(column, "relation")]
    return {count_name(relation): tally(model, relation) for relation in relations}


def tally(model: type[Model], relation: str) -> Expression:
    """How many rows hang on each, as a subquery: joins would multiply each other."""
    key = model._meta.get_field(relation).field
    rows = key.model._base_manager.filter(**{key.name: OuterRef("pk")}).order_by()
    number = rows.values(key.name).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), 0, output_field=IntegerField())


def linked_count(row: Model, relation: str, number: int) -> SafeString | None:
    """The number as a link to the list of the rows that hang on this one; None for none."""
    if not number:
        return None
    return format_html('<a href="{}">{}</a>', list_of(row, relation), number)


def list_of(row: Model, relation: str) -> str:
    """The address of the list of the rows that hang on this one."""
    key = row._meta.get_field(relation).field
    opts = key.model._meta
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    return f"{url}?{key.name}={row.slug}"


def linked_lists(row: Model, relations: Iterable[str]) -> SafeString | None:
    """Links to the lists of what hangs on a record, each with its number; None for nothing."""
    expressions = {relation: tally(type(row), relation) for relation in relations}
    renamed = {count_name(relation): value for relation, value in expressions.items()}
    numbers = type(row).objects.filter(pk=row.pk).annotate(**renamed).values(*renamed).get()
    found = [
        (list_of(row, relation), relation_words(type(row), relation), number)
        for relation in expressions
        if (number := numbers[count_name(relation)])
    ]
    return format_html_join(" · ", '<a href="{}">{} ({})</a>', found) or None


def relation_words(model: type[Model], relation: str) -> str:
    """What hangs on a row in words: “signatories”, with the role where that is not plain."""
    key = model._meta.get_field(relation).field
    plural = key.model._meta.verbose_name_plural
    plain = key.name in ("record", model._meta.model_name)
    return f"{plural}" if plain else f"{plural}: {key.verbose_name}"
