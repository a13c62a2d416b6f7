"""The rows of a listing in JSON: what the columns are, for whoever reads the description."""

from functools import cache
from typing import Any, ClassVar

from django.db.models import Case, Count, Exists, ExpressionWrapper, QuerySet, Value
from django.db.models.expressions import Col, Combinable
from django.db.models.functions import Coalesce, Concat
from django.db.models.sql.constants import LOUTER
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from listings.columns import Column, DateColumn, Row
from listings.expressions import Counted, Joined
from listings.listing import Listing
from listings.writers import json_value

FIELDS: dict[str, type[serializers.Field]] = {
    "text": serializers.CharField,
    "integer": serializers.IntegerField,
    "boolean": serializers.BooleanField,
    "date": serializers.DateField,
}
FIRST = _("First day that “{name}” can mean; null where none is known.")
LAST = _("Last day that “{name}” can mean; null where none is known, or no end.")
# These give a value whatever they are given.
ALWAYS = (Counted, Joined, Count, Exists, Concat)


class RowSerializer(serializers.Serializer):
    """A row as JSON; the fields are for the description, so that a row costs next to nothing."""

    kinds: ClassVar[dict[str, str]]

    def to_representation(self, instance: Row) -> Row:
        return {name: json_value(value, self.kinds[name]) for name, value in instance.items()}


@cache
def row_serializer(listing: type[Listing]) -> type[RowSerializer]:
    """The serializer of a listing's rows, made from the columns of its file."""
    rows = listing.filtered(QueryDict()).qs
    fields: dict[str, Any] = {}
    kinds: dict[str, str] = {}
    for column in listing.columns:
        for name, kind, expression in column.file_columns(""):
            kinds[name] = kind
            # An uncertain date that is not known is an empty text.
            undated = isinstance(column, DateColumn) and name == column.name
            null = not undated and may_be_null(expression, rows)
            fields[name] = field_of(column, name, kind, null=null)
    name = f"{listing.queryset().model.__name__}Row"
    description = f"{listing.description}"
    return type(name, (RowSerializer,), fields | {"kinds": kinds, "__doc__": description})


def field_of(column: Column, name: str, kind: str, *, null: bool) -> serializers.Field:
    """One column of the file as a field of the row."""
    told = {"label": column.label, "help_text": meaning(column, name)}
    if kind == "list":
        return serializers.ListField(child=serializers.CharField(), **told)
    if column.choices:
        named = [(value, label) for value, label in column.choices.items() if value]
        blank = "" in column.choices
        return serializers.ChoiceField(named, allow_null=null, allow_blank=blank, **told)
    return FIELDS[kind](allow_null=null, **told)


def meaning(column: Column, name: str) -> Any:
    """What a column of the file is for; an uncertain date has three of them."""
    if name == f"{column.name}_earliest":
        return format_lazy(FIRST, name=column.name)
    if name == f"{column.name}_latest":
        return format_lazy(LAST, name=column.name)
    return column.help_text


def may_be_null(expression: Combinable, rows: QuerySet) -> bool:
    """Whether the value of a column can be missing, as far as its expression tells."""
    query = rows.query.chain()
    return _gives_null(expression.resolve_expression(query, allow_joins=True), query)


def _gives_null(expression: Any, query: Any) -> bool:
    inner = expression.get_source_expressions()
    match expression:
        case Col():
            joined = getattr(query.alias_map.get(expression.alias), "join_type", None) == LOUTER
            return expression.target.null or joined
        case Value():
            return expression.value is None
        case Coalesce():
            return all(_gives_null(each, query) for each in inner)
        case Case():
            *cases, default = inner
            return _gives_null(default, query) or any(
                _gives_null(case.result, query) for case in cases
            )
        case ExpressionWrapper():
            return any(_gives_null(each, query) for each in inner)
        case _:
            return not isinstance(expression, ALWAYS)
