"""The files that staff take out and bring in: CSV, XLSX and JSON, as tables of text.

What a spreadsheet would run is defused on the way out and restored on the way in, so that a file
that nobody edited changes nothing.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import xlsxwriter
from django.utils.translation import gettext as _
from import_export.formats.base_formats import Format
from tablib import Dataset

from records.columns import cell

# A cell that begins so is a formula to a spreadsheet, https://owasp.org/www-community/attacks/CSV_Injection
RUNS = re.compile(r"'*[=+\-@\t\r]")
SHEET_ROWS = 1_048_576
# A cell that is too long is told with its row and column, not by the reader's own limit.
csv.field_size_limit(2**31 - 1)


class UnreadableFileError(ValueError):
    """A file that is not a table, in words for the person who sent it."""


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

    def create_dataset(self, in_stream: bytes) -> Dataset:
        """The table; raises UnreadableFileError saying what was found and what was expected."""
        header, *rows = [*self.read(in_stream)] or [[]]
        header = _trimmed(header)
        while rows and not any(rows[-1]):
            rows.pop()
        dataset = Dataset(headers=header)
        for number, row in enumerate(rows, 2):
            dataset.append(_of_width(row, len(header), number))
        return dataset

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        return self.write([dataset.headers, *dataset])

    def read(self, data: bytes) -> Iterable[list[str]]:
        raise NotImplementedError

    def write(self, rows: list[Any]) -> bytes:
        raise NotImplementedError


class Csv(FileFormat):
    """Comma-separated values in UTF-8 with a byte order mark, as spreadsheets like them."""

    title = "csv"
    content_type = "text/csv"

    def read(self, data: bytes) -> Iterable[list[str]]:
        text = _decoded(data)
        # Spreadsheets write semicolons where the comma is the decimal sign.
        first = text.partition("\n")[0]
        delimiter = ";" if ";" in first and "," not in first else ","
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            for row in reader:
                yield [restored(value) for value in row]
        except csv.Error as error:
            raise UnreadableFileError(
                _("Line %(line)s: found what is not CSV (%(error)s), expected cells with commas.")
                % {"line": reader.line_num, "error": error}
            ) from None

    def write(self, rows: list[Any]) -> bytes:
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerows([_shown(value) for value in row] for row in rows)
        return out.getvalue().encode("utf-8-sig")


class Xlsx(FileFormat):
    """A workbook whose texts are texts: nothing in it runs, so nothing needs defusing."""

    title = "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def read(self, data: bytes) -> Iterable[list[str]]:
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        except (zipfile.BadZipFile, KeyError, ValueError, OSError):
            raise UnreadableFileError(
                _("Found a file that is not an XLSX workbook; save it as .xlsx and try again.")
            ) from None
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [text_of(value) for value in row]

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

    def read(self, data: bytes) -> Iterator[list[str]]:
        try:
            rows = json.loads(_decoded(data), parse_float=Decimal)
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


def text_of(value: Any) -> str:
    """The text of a typed cell, as it stands in the data package."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return cell(Decimal(repr(value)))
    return cell(value)


def _shown(value: Any) -> str:
    return defused(value) if isinstance(value, str) else cell(value)


def _plain(value: Any) -> Any:
    """A number as a number where none of its digits gets lost, as text otherwise."""
    if not isinstance(value, Decimal):
        return value
    if value == value.to_integral_value():
        return int(value) if abs(value) < 2**53 else cell(value)
    return float(value) if Decimal(repr(float(value))) == value else cell(value)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            _("Byte %(place)s: found what is not UTF-8, expected a file saved as “CSV UTF-8”.")
            % {"place": error.start + 1}
        ) from None


def _trimmed(header: list[str]) -> list[str]:
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    return names


def _of_width(row: list[str], width: int, number: int) -> list[str]:
    if len(row) > width and not any(row[width:]):
        return row[:width]
    if len(row) != width and any(row):
        raise UnreadableFileError(
            _("Row %(number)s (the header is row 1): found %(found)s cells, expected %(expected)s.")
            % {"number": number, "found": len(row), "expected": width}
        )
    return row or [""] * width
