"""The files that staff take out and bring in: CSV, XLSX and JSON, as tables of text.

What a spreadsheet would run is defused on the way out and restored on the way in, so that a file
that nobody edited changes nothing. How workbooks are read is in `records.intake.workbook`.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from import_export.formats.base_formats import Format
from tablib import Dataset

from records.columns import cell
from records.intake.encodings import NAMES, decoded
from records.intake.tables import Table, UnreadableFileError
from records.intake.workbook import read_workbook, text_of

# A cell that begins so is a formula to a spreadsheet, https://owasp.org/www-community/attacks/CSV_Injection
RUNS = re.compile(r"'*[=+\-@\t\r]")
SHEET_ROWS = 1_048_576
SEPARATOR = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
MARKS = (",", ";", "\t", "|")
QUOTED = re.compile(r'"[^"]*"')
# What a workbook of before 2007, and one with a password, begins with.
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
# A cell that is too long is told with its row and column, not by the reader's own limit.
csv.field_size_limit(2**31 - 1)


class FileFormat(Format):
    """A format that reads bytes into rows of text and writes rows of values."""

    title = ""
    content_type = ""

    def __init__(self, encoding: str | None = None) -> None:
        self.encoding = encoding

    def get_title(self) -> str:
        return self.title

    def get_extension(self) -> str:
        return self.title

    def get_content_type(self) -> str:
        return self.content_type

    def can_import(self) -> bool:
        return True

    def can_export(self) -> bool:
        return True

    def table(self, data: bytes, encoding: str = "", limit: int | None = None) -> Table:
        """The rows of a file, or the first ones.

        Raises UnreadableFileError saying what was found and what was expected.
        """
        raise NotImplementedError

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        return self.write([dataset.headers, *dataset])

    def write(self, rows: list[Any]) -> bytes:
        raise NotImplementedError


class Csv(FileFormat):
    """Comma-separated values in UTF-8 with a byte order mark, as spreadsheets like them."""

    title = "csv"
    content_type = "text/csv"

    def table(self, data: bytes, encoding: str = "", limit: int | None = None) -> Table:
        text, used = decoded(data, encoding)
        table = Table()
        if used != "utf-8":
            table.remarks.append(_("Read as %(encoding)s.") % {"encoding": NAMES[used]})
        widths: dict[int, int] = {}
        for number, row in enumerate(islice(_records(text), limit), 1):
            if any(row):
                widths[number] = len(row)
                table.add(number, [restored(value) for value in row])
        _refuse_uneven(table, widths)
        return table

    def write(self, rows: list[Any]) -> bytes:
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerows([_shown(value) for value in row] for row in rows)
        return out.getvalue().encode("utf-8-sig")


class Xlsx(FileFormat):
    """A workbook whose texts are texts: nothing in it runs, so nothing needs defusing."""

    title = "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def table(self, data: bytes, encoding: str = "", limit: int | None = None) -> Table:
        return read_workbook(data, limit)

    def write(self, rows: list[Any]) -> bytes:
        if len(rows) > SHEET_ROWS:
            raise ValueError(
                _("A sheet holds %(limit)s rows; filter the list or take CSV.")
                % {"limit": f"{SHEET_ROWS:,}"}
            )
        out = io.BytesIO()
        options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        with xlsxwriter.Workbook(out, options) as book:
            sheet = book.add_worksheet()
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, [_plain(value) for value in row])
        return out.getvalue()


class Json(FileFormat):
    """A list of objects, one for each row, with the column names as keys."""

    title = "json"
    content_type = "application/json"

    def table(self, data: bytes, encoding: str = "", limit: int | None = None) -> Table:
        table = Table()
        for number, row in enumerate(islice(self._rows(data, encoding), limit), 1):
            table.add(number, row)
        return table

    def _rows(self, data: bytes, encoding: str) -> Iterator[list[str]]:
        try:
            rows = json.loads(decoded(data, encoding)[0], parse_float=Decimal)
        except json.JSONDecodeError as error:
            raise UnreadableFileError(
                _("Line %(line)s: found what is not JSON, expected a list of objects.")
                % {"line": error.lineno}
            ) from None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise UnreadableFileError(_("Found JSON of another shape, expected a list of objects."))
        names = list(dict.fromkeys(name for row in rows for name in row))
        yield names
        for number, row in enumerate(rows, 1):
            if missing := [name for name in names if name not in row]:
                raise UnreadableFileError(
                    _("Object %(number)s: “%(names)s” is missing, expected all columns in each.")
                    % {"number": number, "names": ", ".join(missing)}
                )
            if nested := [name for name in names if isinstance(row[name], list | dict)]:
                raise UnreadableFileError(
                    _("Object %(number)s: found a list or an object in “%(names)s”, expected text.")
                    % {"number": number, "names": ", ".join(nested)}
                )
            yield [text_of(row[name]) for name in names]

    def write(self, rows: list[Any]) -> bytes:
        header, *rows = rows
        listed = [dict(zip(header, (_plain(value) for value in row), strict=True)) for row in rows]
        return json.dumps(listed, ensure_ascii=False, indent=1).encode()


def defused(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if RUNS.match(text) else text


def restored(text: str) -> str:
    """The text that `defused` was given."""
    return text[1:] if text.startswith("'") and RUNS.match(text) else text


def format_of(data: bytes) -> type[FileFormat]:
    """The format of a file, by its first bytes."""
    if data.startswith((b"PK\x03\x04", OLD_WORKBOOK)):
        return Xlsx
    return Json if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"{")) else Csv


def _shown(value: Any) -> str:
    return defused(value) if isinstance(value, str) else cell(value)


def _plain(value: Any) -> Any:
    """A number as a number where none of its digits gets lost, as text otherwise."""
    if not isinstance(value, Decimal):
        return value
    if value == value.to_integral_value():
        return int(value) if abs(value) < 2**53 else cell(value)
    return float(value) if Decimal(repr(float(value))) == value else cell(value)


def _records(text: str) -> Iterator[list[str]]:
    """The rows of a CSV file."""
    # Excel itself says so on a first line that is none.
    if named := SEPARATOR.match(text):
        text = text[named.end() :]
    mark = named[1] if named else separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        if named:
            yield []
        yield from reader
    except csv.Error as error:
        raise UnreadableFileError(
            _("Line %(line)s: found what is not CSV (%(error)s), expected cells with commas.")
            % {"line": reader.line_num, "error": error}
        ) from None


def separator(text: str) -> str:
    """What stands between the cells: the mark that cuts the first rows into most cells."""
    first = text[:20_000].splitlines()[:20]
    counts = {mark: sum(line.count(mark) for line in _outside_quotes(first)) for mark in MARKS}
    # Spreadsheets write semicolons where the comma is the decimal sign; texts hold commas too.
    header = next((line for line in _outside_quotes(first) if line.strip()), "")
    named = [mark for mark in (";", "\t", "|") if header.count(mark) > header.count(",")]
    return named[0] if named else max(counts, key=lambda mark: counts[mark])


def _outside_quotes(lines: list[str]) -> list[str]:
    return [QUOTED.sub("", line) for line in lines]


def _refuse_uneven(table: Table, widths: dict[int, int]) -> None:
    """Notes the rows that have more or fewer cells than the others."""
    if not widths:
        return
    usual = Counter(widths.values()).most_common(1)[0][0]
    for number, row in zip(table.numbers, table.rows, strict=True):
        if len(row) > usual or widths[number] < usual:
            table.faults[number] = [
                _(
                    "found %(found)s cells, expected %(expected)s; put quotation marks around "
                    "a text that holds the separator, or fill in what is missing"
                )
                % {"found": widths[number], "expected": usual}
            ]


# In the order in which the pages offer them.
FORMATS: list[type[FileFormat]] = [Csv, Xlsx, Json]
