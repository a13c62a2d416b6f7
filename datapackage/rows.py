"""The rows of the tables as their files hold them: all of them, or what the public may see."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Case, Count, F, Field, ForeignKey, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate

from datapackage.files import CHUNK, Row
from datapackage.tables import table_name, tables, target
from records.columns import file_columns, lookups
from records.models import Tracked
from records.naming import foreign_keys

# The collations that sort texts as Python does, by their code points: the bytes of UTF-8.
CODE_POINTS = {"postgresql": "C", "sqlite": "BINARY"}


def all_rows(model: type[Tracked]) -> Iterator[Row]:
    """Every row of a table, in the order of keys; references as slugs."""
    return _sorted(model, model._base_manager.values_list(*lookups(model)))


def public_rows(model: type[Tracked]) -> Iterator[Row]:
    """The published rows; references to what is not public are empty, as on the pages."""
    columns = [_public(field) for field in file_columns(model)]
    return _sorted(model, model.objects.published().values_list(*columns))


def public_counts() -> dict[str, int]:
    """How many published rows each table has, in one query."""
    counts = [
        model.objects.published()
        .order_by()
        .annotate(table=Value(table_name(model)))
        .values("table")
        .annotate(rows=Count("pk"))
        .values_list("table", "rows")
        for model in tables()
    ]
    found = dict(counts[0].union(*counts[1:], all=True))
    return {table_name(model): found.get(table_name(model), 0) for model in tables()}


def _sorted(model: type[Tracked], rows: Any) -> Iterator[Row]:
    collation = CODE_POINTS[connection.vendor]
    keys = [Collate(F(name), collation) for name in lookups(model)[: len(model.key_fields)]]
    return rows.order_by(*keys).iterator(chunk_size=CHUNK)


def _public(field: Field) -> Combinable:
    """A column without what leads to a record that is not public."""
    path = F(f"{field.name}__slug" if field.is_relation else field.name)
    key = _leads_by(field)
    rule = key and key.null and target(key).published_rule(f"{key.name}__")
    return Case(When(rule, then=path)) if rule else path


def _leads_by(field: Field) -> ForeignKey | None:
    """The reference that a column is, or with which it is hidden."""
    if isinstance(field, ForeignKey):
        return field
    name = field.model.hidden_with.get(field.name)
    return next((key for key in foreign_keys(field.model) if key.name == name), None)
