"""Every table and every column in words, from the models and their help texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from datapackage.descriptor import column_schema, meaning, required
from datapackage.tables import table_name, tables, target
from dates.fields import EDTFField, PeriodField
from records.columns import file_columns
from records.models import Tracked

Values = list[tuple[str, str]]


@dataclass(frozen=True)
class ColumnEntry:
    """A column: what it is called, what a cell may hold, and what that means.

    `values` are the texts allowed, each with its words; empty where any text is.
    """

    name: str
    title: str
    holds: str
    meaning: str
    values: Values
    required: bool | None = None  # None where the question makes no sense
    key: bool = False
    refers_to: str = ""


@dataclass(frozen=True)
class TableEntry:
    """A table: its name, which is that of its file, and its columns in order."""

    name: str
    title: str
    meaning: str
    columns: list[ColumnEntry]


def dictionary() -> Iterator[TableEntry]:
    """All tables, each after those that it refers to."""
    for model in tables():
        yield table_entry(model)


def table_entry(model: type[Tracked]) -> TableEntry:
    """One table."""
    title = str(model._meta.verbose_name_plural)
    columns = [column_entry(model, field) for field in file_columns(model)]
    # The docstring of a table is in the catalogues: see config.messages.
    return TableEntry(table_name(model), title, _((model.__doc__ or "").strip()), columns)


def column_entry(model: type[Tracked], field: models.Field) -> ColumnEntry:
    """One column of a table."""
    return ColumnEntry(
        name=field.name,
        title=str(field.verbose_name),
        holds=holds(field),
        meaning=meaning(field),
        values=values(field.flatchoices),
        required=required(field),
        key=field.name in model.key_fields,
        refers_to=table_name(target(field)) if isinstance(field, models.ForeignKey) else "",
    )


def values(choices: Any) -> Values:
    """The texts that a choice allows, an empty cell aside, with their words."""
    return [(str(value), str(label)) for value, label in choices if value not in ("", None)]


def holds(field: models.Field) -> str:
    """What sort of thing a cell of the column holds."""
    if isinstance(field, models.ForeignKey):
        return _("slug of %(table)s") % {"table": table_name(target(field))}
    if isinstance(field, EDTFField):
        return _("date (EDTF)")
    if isinstance(field, PeriodField):
        return _("period (ISO 8601)")
    if field.choices:
        return _("one of the values named")
    return _number(field) or _text(field)


def _number(field: models.Field) -> str:
    if isinstance(field, models.DecimalField):
        return _("number")
    if isinstance(field, models.IntegerField):
        limits = column_schema(field)["constraints"]
        return _("whole number, %(minimum)s to %(maximum)s") % limits
    return ""


def _text(field: models.Field) -> str:
    if not field.max_length:
        return _("text")
    return _("text, up to %(limit)s characters") % {
        "limit": number_format(field.max_length, force_grouping=True)
    }
