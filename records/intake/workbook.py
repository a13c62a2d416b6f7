"""Workbooks as people make them: what a cell shows is what it says.

A date that shows its month only is a month, a number that shows its zeros has them, and a name
merged over several rows stands in each of them.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.utils.cell import range_boundaries

from records.columns import cell
from records.intake.tables import Table, UnreadableFileError

# More than a spreadsheet program itself would open gladly; a small file may unpack to anything.
MOST_BYTES = 1_000_000_000
CHUNK = 1 << 20
# Longer than any cell that refers to a formula, so that none is cut in two unseen.
OVERLAP = 70_000
MERGED = re.compile(rb'<mergeCell ref="([A-Z]+\d+:[A-Z]+\d+)"')
# A cell with a formula and no value behind it.
EMPTY_FORMULA = re.compile(
    rb'<c r="([A-Z]+)(\d+)"[^>]*>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
# What of a number's format is no sign of it: texts, colours, conditions.
NO_SIGN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
ZEROS = re.compile(r"0{2,}")


def read_workbook(data: bytes, limit: int | None = None) -> Table:
    """The first sheet that holds anything, or its first rows. Raises UnreadableFileError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise UnreadableFileError(_("The workbook is too big; save the sheet as CSV."))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, UnicodeDecodeError):
        raise UnreadableFileError(
            _("Found a file that is not an XLSX workbook; save it as .xlsx and try again.")
        ) from None
    try:
        return _first_table(book, limit)
    finally:
        book.close()


def _first_table(book: Any, limit: int | None) -> Table:
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in shown or book.worksheets:
        table = _table(book, sheet, limit)
        if table.rows:
            if len(book.worksheets) > 1:
                table.remarks.append(_remark(sheet.title, len(book.worksheets) - 1))
            return table
    return Table()


def _remark(title: str, others: int) -> str:
    return ngettext(
        "Read from the sheet “%(title)s”; %(number)s other sheet was not read.",
        "Read from the sheet “%(title)s”; %(number)s other sheets were not read.",
        others,
    ) % {"title": title, "number": others}


def _table(book: Any, sheet: Any, limit: int | None) -> Table:
    merged = _Marks(book, sheet)
    table = Table(epoch=book.epoch.date())
    # What a file says of its own size is often wrong.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_row=limit), 1):
        texts = [shown(each) if each.value is not None else "" for each in cells]
        merged.fill(number, texts)
        table.add(number, texts)
    table.faults = merged.faults
    return table


class _Marks:
    """What of a sheet stands outside its cells' values: merged cells, formulas without a value."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self.faults: dict[int, list[str]] = {}
        # By column: the last row of a name that is merged over several rows, and the name.
        self.down: dict[int, tuple[int, str]] = {}
        self.starts: dict[int, list[tuple[int, int]]] = {}
        for piece in _pieces(book, sheet):
            for column, row in EMPTY_FORMULA.findall(piece) if b"<f" in piece else ():
                self._fault(int(row), self._formula(column.decode(), int(row)))
            for found in MERGED.findall(piece):
                self._merge(found.decode())

    def fill(self, number: int, texts: list[str]) -> None:
        """Puts the names that are merged over several rows into the row."""
        for column, last in self.starts.get(number, ()):
            self.down[column] = last, texts[column] if column < len(texts) else ""
        for column, (last, text) in list(self.down.items()):
            if number > last:
                del self.down[column]
            else:
                texts += [""] * (column + 1 - len(texts))
                texts[column] = text

    def _merge(self, found: str) -> None:
        first, top, last, bottom = range_boundaries(found)
        if first == last:
            self.starts.setdefault(top, []).append((first - 1, bottom))
            return
        for row in range(top, bottom + 1):
            said = _("the cells %(cells)s are merged, expected one value in each; unmerge them")
            self._fault(row, said % {"cells": found})

    def _formula(self, column: str, row: int) -> str:
        return _(
            "the cell %(cell)s holds a formula without its result; open the file in a spreadsheet "
            "program and save it, or write the value"
        ) % {"cell": f"{column}{row}"}

    def _fault(self, row: int, said: str) -> None:
        faults = self.faults.setdefault(row, [])
        if said not in faults:
            faults.append(said)


def _pieces(book: Any, sheet: Any) -> Iterator[bytes]:
    """The sheet's own text in pieces that overlap, so that nothing falls between two."""
    with book._archive.open(sheet._worksheet_path) as source:
        yield from overlapping(iter(lambda: source.read(CHUNK), b""))


def overlapping(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Each chunk with the end of the one before it."""
    end = b""
    for chunk in chunks:
        yield end + chunk
        end = chunk[-OVERLAP:]


def shown(each: Any) -> str:
    """The text of a cell as it shows itself."""
    value = each.value
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return dated(value, each.number_format)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return counted(value, each.number_format)
    return text_of(value)


def dated(value: datetime, number_format: str) -> str:
    """A date with no more than its format shows: a month is not its first day."""
    parts = _parts(number_format)
    if value.time() == time.min and "d" not in parts and "y" in parts:
        return f"{value:%Y-%m}" if "m" in parts else f"{value:%Y}"
    return text_of(value)


def counted(value: float, number_format: str) -> str:
    """A number with the zeros before it, or the percent sign behind it, that its format shows."""
    if number_format == "General":
        return text_of(value)
    plain = NO_SIGN.sub("", number_format)
    if ZEROS.fullmatch(plain) and float(value).is_integer() and value >= 0:
        return f"{int(value):0{len(plain)}}"
    if plain.endswith("%"):
        return f"{text_of(float(Decimal(repr(value)) * 100))}%"
    return text_of(value)


@lru_cache(maxsize=200)
def _parts(number_format: str) -> str:
    return NO_SIGN.sub("", number_format).split(";")[0].lower()


def text_of(value: Any) -> str:
    """The text of a typed cell, as it stands in the data package."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return cell(Decimal(repr(value)))
    return cell(value)
