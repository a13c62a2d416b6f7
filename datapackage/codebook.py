"""The dictionary as a table of its own, for whoever has the files and not the site."""

import csv
import io
from collections.abc import Iterable, Iterator

from datapackage.dictionary import ColumnEntry, TableEntry
from records.columns import cell

HEADER = (
    "table",
    "column",
    "title",
    "holds",
    "required",
    "key",
    "refers_to",
    "values",
    "values_in_words",
    "meaning",
)


def codebook(tables: Iterable[TableEntry]) -> bytes:
    """A CSV file with a row for each column of each table; several values joined with “; ”."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(row for table in tables for row in _rows(table))
    return text.getvalue().encode()


def _rows(table: TableEntry) -> Iterator[tuple[str, ...]]:
    for column in table.columns:
        yield table.name, *_cells(column)


def _cells(column: ColumnEntry) -> tuple[str, ...]:
    return (
        column.name,
        column.title,
        column.holds,
        cell(column.required),
        cell(column.key),
        column.refers_to,
        "; ".join(value for value, _words in column.values),
        "; ".join(words for _value, words in column.values),
        column.meaning,
    )
