"""Rows into files: CSV that streams, XLSX in constant memory, values for JSON."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import IO, Any

import xlsxwriter

from listings.expressions import split

# What a spreadsheet may take for a formula when it opens a CSV file (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MOST_SHEET_ROWS = 1_048_575
LONGEST_CELL = 32_767
ROWS_OF_A_PART = 500
FIRST_SHEET_DAY = date(1900, 3, 1)  # before it, spreadsheets disagree about the calendar
# In letters, by what a column holds: a day that does not fit is shown as “####”.
WIDTHS = {"date": 12, "integer": 12, "boolean": 12}
WIDTH = 32

Kinds = list[str]


def defused(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would run it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_cell(value: Any, kind: str) -> Any:
    """A value as CSV shows it."""
    if value is None:
        return ""
    if kind == "list":
        return defused("; ".join(split(value)))
    if kind == "boolean":
        return "true" if value else "false"
    return defused(value) if isinstance(value, str) else value


def csv_parts(names: list[str], kinds: Kinds, rows: Iterable[tuple]) -> Iterator[str]:
    """A CSV file in parts: the header at once, then a few hundred lines each.

    It begins with a byte order mark, so that spreadsheets see UTF-8.
    """
    yield "\ufeff" + _csv([names])
    lines = (map(csv_cell, row, kinds) for row in rows)
    while part := _csv(islice(lines, ROWS_OF_A_PART)):
        yield part


def _csv(lines: Iterable[Iterable[Any]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue()


def xlsx_file(title: str, names: list[str], kinds: Kinds, rows: Iterable[tuple]) -> IO[bytes]:
    """A workbook of one sheet, in a temporary file; rows are written as they come."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options | {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet(title[:31])
        sheet.freeze_panes(1, 0)
        # Before the first row: what is written is out of reach then.
        for place, (name, kind) in enumerate(zip(names, kinds, strict=True)):
            sheet.set_column(place, place, max(WIDTHS.get(kind, WIDTH), len(name) + 3))
        sheet.write_row(0, 0, names, book.add_format({"bold": True}))
        number = 0
        for number, row in enumerate(rows, start=1):
            for place, (value, kind) in enumerate(zip(row, kinds, strict=True)):
                write_cell(sheet, number, place, value, kind)
        sheet.autofilter(0, 0, number, len(names) - 1)
    file.seek(0)
    return file


def write_cell(sheet: Any, row: int, column: int, value: Any, kind: str) -> None:
    """One cell: real dates and numbers, everything else as text that nothing can run."""
    if value is None or value == "":
        return
    if kind == "boolean":
        sheet.write_boolean(row, column, bool(value))
    elif isinstance(value, date) and value >= FIRST_SHEET_DAY:
        sheet.write_datetime(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        text = "; ".join(split(value)) if kind == "list" else str(value)
        sheet.write_string(row, column, cell_text(text))


def cell_text(text: str) -> str:
    """The text as a cell can hold it: one that is too long ends in “…”."""
    if len(text) > LONGEST_CELL:
        text = f"{text[: LONGEST_CELL - 1]}…"
    # A text between these tags XlsxWriter would copy into the sheet as markup.
    return f"'{text}" if text.startswith("<r>") else text


def json_value(value: Any, kind: str) -> Any:
    """A value as JSON shows it: lists as lists, days as ISO 8601."""
    if kind == "list":
        return split(value)
    return value.isoformat() if isinstance(value, date) else value
