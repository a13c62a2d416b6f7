"""The columns of the lists' files in words, as the dictionary has those of the data package."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from datapackage.dictionary import ColumnEntry, TableEntry, values
from listings.columns import Column, DateColumn
from listings.listing import Listing


def list_entry(listing: type[Listing]) -> TableEntry:
    """A list: every column of its CSV, XLSX and JSON, in the order of the file."""
    columns = [entry for column in listing.columns for entry in column_entries(column)]
    return TableEntry(listing.name, str(listing.title), str(listing.description), columns)


def column_entries(column: Column) -> Iterator[ColumnEntry]:
    """What one column of a list is in a file: for an uncertain date three of them."""
    for name, kind, _expression in column.file_columns(""):
        yield ColumnEntry(
            name=name,
            title=str(column.label),
            holds=holds(column, name, kind),
            meaning=meaning(column, name),
            values=values(column.choices.items()),
            key=name == "slug",
        )


def holds(column: Column, name: str, kind: str) -> str:
    """What sort of thing a cell of the column holds."""
    if isinstance(column, DateColumn) and name == column.name:
        return _("date (EDTF)")
    if column.choices:
        return _("one of the values named")
    kinds: dict[str, Any] = {
        "boolean": _("true or false"),
        "date": _("day (YYYY-MM-DD)"),
        "integer": _("whole number"),
        "list": _("texts joined with “; ”; in JSON a list"),
    }
    return kinds.get(kind, _("text"))


def meaning(column: Column, name: str) -> str:
    """What the column is for: its help text, or which end of an uncertain date it is."""
    if name == f"{column.name}_earliest":
        return _("First day that “%(name)s” can mean; empty where none is known.") % {
            "name": column.name
        }
    if name == f"{column.name}_latest":
        return _("Last day that “%(name)s” can mean; empty where none is known, or no end.") % {
            "name": column.name
        }
    return str(column.help_text)
