"""Reads folders of CSV files into rows of checked values, and notes everything wrong with them.

Nothing here asks the database: what a cell may hold is known from the models alone.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation.problems import Place, Problem, said
from curation.progress import Progress, silent
from datapackage.tables import key_of, named, table_name, tables
from records.columns import column_names, file_columns, parse, quoted
from records.models import Tracked

BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# What Python's decoder leaves where a byte is not UTF-8.
UNDECODED = re.compile("[\udc80-\udcff]")
LONE_RETURN = re.compile(r"\r(?!\n)")

# The file is in memory already; how long a cell may be is for its column to say.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, eq=False)
class PackageSheet:
    """One file of a table: its name as the messages give it, and the names of its columns."""

    name: str
    model: type[Tracked]
    header: tuple[str, ...] = ()

    def place(self, line: int, column: str) -> Place:
        """The cell of a row in a named column."""
        return Place(self.name, line, self.header.index(column) + 1, column)

    def cell(self, line: int, number: int) -> Place:
        """The cell of a row in the column of that number, from 1."""
        column = self.header[number - 1] if number <= len(self.header) else ""
        return Place(self.name, line, number, column)


class Row(NamedTuple):
    """A row of a file: its values in the order of the table's columns, references as slugs."""

    sheet: PackageSheet
    line: int
    values: tuple[Any, ...]


@dataclass
class Package:
    """What the files hold, by table, and what is wrong with them."""

    # By key. Faulty rows are among them: to refer to one is not a mistake of its own.
    rows: dict[type[Tracked], dict[tuple, Row]] = field(default_factory=dict)
    sheets: dict[type[Tracked], list[PackageSheet]] = field(default_factory=dict)
    # Tables whose rows could not all be read: what is missing from them proves nothing.
    damaged: set[type[Tracked]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)

    def report(self, place: Place, found: str, expected: str, remedy: str) -> None:
        """Notes a problem."""
        self.problems.append(Problem(place, said(found, expected, remedy)))

    def notice(self, place: Place, found: str, expected: str) -> None:
        """Notes what does no harm but is not as an export would write it."""
        remedy = _("read all the same: an export writes it so")
        self.notices.append(Problem(place, said(found, expected, remedy)))

    def models(self) -> list[type[Tracked]]:
        """The tables that the package has, each after those that it refers to."""
        return [model for model in tables() if model in self.rows]


def read(folders: Sequence[str | Path], progress: Progress = silent) -> Package:
    """Reads the CSV files of all folders as one package."""
    package = Package()
    files = [path for folder in folders for path in _files(Path(folder), package)]
    for path in progress(files, _("Reading")):
        if model := named().get(path.stem) if path.suffix == ".csv" else None:
            _read_file(path, model, package)
        else:
            _report_stranger(path, package)
    return package


def _files(folder: Path, package: Package) -> list[Path]:
    try:
        # Whatever is called like a table, so that a broken link is no table left out.
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    except OSError as error:
        found, remedy = _no_folder(error)
        package.report(Place(str(folder)), found, _("a folder of CSV files"), remedy)
        return []
    if not files:
        package.report(
            Place(str(folder)),
            _("no CSV file in the folder"),
            _("files such as %(name)s") % {"name": "organizations.csv"},
            _("name another folder"),
        )
    return files


def _no_folder(error: OSError) -> tuple[str, str]:
    """What was found where no folder could be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return _("no such folder"), _("correct the path")
    if isinstance(error, NotADirectoryError):
        return _("a file"), _("name the folder in which it lies")
    return str(error.strerror), _("correct the path, or see to its permissions")


def _report_stranger(path: Path, package: Package) -> None:
    near = get_close_matches(path.stem.lower(), named(), n=1)
    package.report(
        Place(str(path)),
        _("a file of no table"),
        _("one of the tables' files, such as %(near)s.csv")
        % {"near": near[0] if near else next(iter(named()))},
        _("rename the file or take it away"),
    )


def _read_file(path: Path, model: type[Tracked], package: Package) -> None:
    sheet = PackageSheet(str(path), model)
    package.sheets.setdefault(model, []).append(sheet)
    package.rows.setdefault(model, {})
    text = _decoded(_bytes(path, package), sheet, package)
    lines = _lines(text, sheet, package)
    header = next(lines, None) if text else None
    if header is None or not _check_header(header[1], sheet, package):
        package.damaged.add(model)
        return
    sheet = PackageSheet(sheet.name, model, tuple(header[1]))
    package.sheets[model][-1] = sheet
    if "\r\n" in text:
        package.notice(
            sheet.cell(1, len(sheet.header)), _("CRLF line endings"), _("LF line endings")
        )
    _read_rows(lines, sheet, package)


def _bytes(path: Path, package: Package) -> bytes | None:
    try:
        # To read from a pipe would be to wait for ever.
        if path.is_file():
            return path.read_bytes()
        found, remedy = _("no plain file"), _("put a file in its place, or take it away")
    except OSError as error:
        found, remedy = str(error.strerror), _("see to its permissions")
    package.report(Place(str(path)), found, _("a file that can be read"), remedy)
    return None


def _decoded(data: bytes | None, sheet: PackageSheet, package: Package) -> str:
    """The text of a file without its byte order mark; empty where it cannot be read."""
    if data is None:
        return ""
    start = Place(sheet.name, 1, 1)
    expected, remedy = _("UTF-8 text"), _("save the file as UTF-8")
    if data.startswith(UTF_16) or b"\0" in data[:4]:
        # Only letters of four bytes have two in a row that say nothing.
        encoding = "UTF-32" if b"\0\0" in data[:4] else "UTF-16"
        package.report(start, _("%(encoding)s text") % {"encoding": encoding}, expected, remedy)
        return ""
    if data.startswith(BOM):
        package.notice(start, _("a byte order mark"), _("plain UTF-8"))
    text = data.removeprefix(BOM).decode("utf-8", "surrogateescape")
    if undecoded := UNDECODED.search(text):
        byte = ord(undecoded.group()) - 0xDC00
        place = _place_of(text, sheet)
        package.report(place, _("the byte 0x%(byte)X") % {"byte": byte}, expected, remedy)
        return ""
    if "\r" in text and "\n" not in text:
        package.report(
            start, _("CR line endings"), _("LF line endings"), _("save the file with LF endings")
        )
        return ""
    if not text.strip():
        package.report(start, _("an empty file"), _header_words(sheet.model), _("add the header"))
        return ""
    return text


def _place_of(text: str, sheet: PackageSheet) -> Place:
    """The cell of the first byte that is not UTF-8."""
    header: tuple[str, ...] = ()
    for line, cells in _lines(text, sheet, Package()):
        header = header or tuple(cells)
        for number, content in enumerate(cells, start=1):
            if UNDECODED.search(content):
                named_in = () if line == 1 else header
                return PackageSheet(sheet.name, sheet.model, named_in).cell(line, number)
    # The quotation marks are wrong as well, so that there are no cells to speak of.
    before = UNDECODED.split(text, maxsplit=1)[0]
    return Place(sheet.name, before.count("\n") + 1, 1)


def _lines(text: str, sheet: PackageSheet, package: Package) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file as cells, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline="\n"), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            package.damaged.add(sheet.model)
            package.report(Place(sheet.name, line, 1), *_csv_words(str(error)))


def _csv_words(error: str) -> tuple[str, str, str]:
    if "end of data" in error:
        return (
            _("a quotation mark that is never closed"),
            _("a closing one"),
            _("close it, or double a mark that belongs to the text"),
        )
    if "new-line" in error:
        return _("a CR in the middle of a line"), _("LF line endings"), _("remove it")
    return (
        _("text after a closing quotation mark"),
        _("a comma or the end of the line"),
        _("double the marks that belong to the text"),
    )


def _header_words(model: type[Tracked]) -> str:
    return _("the header “%(header)s”") % {"header": ",".join(column_names(model))}


def _check_header(header: list[str], sheet: PackageSheet, package: Package) -> bool:
    """Whether the columns are those of the table, in whatever order."""
    expected = column_names(sheet.model)
    if len(header) == 1 and (mark := next((m for m in ";\t|" if m in header[0]), "")):
        package.report(
            Place(sheet.name, 1, 1),
            _("cells separated by “%(mark)s”") % {"mark": mark.replace("\t", "\\t")},
            _("commas"),
            _("save the file as comma-separated"),
        )
        return False
    before = len(package.problems)
    missing = [name for name in expected if name not in header]
    for number, name in enumerate(header, start=1):
        if name not in expected:
            _report_column(Place(sheet.name, 1, number), name, expected, missing, package)
        elif name in header[: number - 1]:
            package.report(
                Place(sheet.name, 1, number, name),
                _("the column %(name)s a second time") % {"name": quoted(name)},
                _("each column once"),
                _("remove one of the two"),
            )
    for name in missing:
        package.report(
            Place(sheet.name, 1, expected.index(name) + 1, name),
            _("no column %(name)s") % {"name": quoted(name)},
            _header_words(sheet.model),
            _("add the column"),
        )
    return len(package.problems) == before


def _report_column(
    place: Place, name: str, expected: list[str], missing: list[str], package: Package
) -> None:
    """Reports a column that the table does not have; a missing one that it may be meant for is
    told with it, and missing no more."""
    near = get_close_matches(name.lower(), missing, n=1)
    if near:
        missing.remove(near[0])
    known_as = _("the unknown column %(name)s") % {"name": quoted(name)}
    package.report(
        place,
        known_as if name else _("a column without a name"),
        _("one of: %(names)s") % {"names": ", ".join(expected)},
        _("write “%(near)s”") % {"near": near[0]} if near else _("remove the column"),
    )


def _read_rows(
    lines: Iterable[tuple[int, list[str]]], sheet: PackageSheet, package: Package
) -> None:
    columns = _columns(sheet)
    width, key = len(sheet.header), key_of(sheet.model)
    rows = package.rows[sheet.model]
    for line, cells in lines:
        if len(cells) != width:
            package.damaged.add(sheet.model)
            _report_width(line, cells, sheet, package)
            continue
        values = _values(line, cells, columns, sheet, package)
        if None in (named_by := values[:key]):
            package.damaged.add(sheet.model)
        elif named_by in rows:
            _report_duplicate(line, named_by, rows[named_by], sheet, package)
        else:
            rows[named_by] = Row(sheet, line, values)


def _columns(sheet: PackageSheet) -> list[tuple[int, Callable[[str], Any]]]:
    """For each column of the table: where its cell stands in a row, and what reads it."""
    # Dates, choices and slugs come again and again; a text that was read once is known.
    return [
        (sheet.header.index(field.name), lru_cache(maxsize=5000)(partial(parse, field)))
        for field in file_columns(sheet.model)
    ]


def _values(
    line: int,
    cells: list[str],
    columns: list[tuple[int, Callable[[str], Any]]],
    sheet: PackageSheet,
    package: Package,
) -> tuple[Any, ...]:
    """The values of a row; None, which no key has, for a cell that cannot be read."""
    values = []
    for index, value_of in columns:
        try:
            values.append(value_of(cells[index]))
        except ValidationError as error:
            values.append(None)
            package.problems.append(Problem(sheet.cell(line, index + 1), error.messages[0]))
    return tuple(values)


def _report_width(line: int, cells: list[str], sheet: PackageSheet, package: Package) -> None:
    expected = _cells_in_words(len(sheet.header))
    if not cells:
        package.report(
            Place(sheet.name, line, 1), _("an empty line"), expected, _("remove the line")
        )
        return
    package.report(
        sheet.cell(line, min(len(cells), len(sheet.header)) + 1),
        _cells_in_words(len(cells)),
        expected,
        _("put quotation marks around a cell with a comma in it, or fill in what is missing"),
    )


def _cells_in_words(number: int) -> str:
    return ngettext("%(number)s cell", "%(number)s cells", number) % {"number": number}


def _report_duplicate(
    line: int, named_by: tuple, first: Row, sheet: PackageSheet, package: Package
) -> None:
    names = sheet.model.key_fields
    package.report(
        sheet.place(line, names[0]),
        _("the row %(key)s again, first in %(place)s")
        % {
            "key": quoted(", ".join(map(str, named_by)), 200),
            "place": f"{first.sheet.name}:{first.line}",
        },
        _("each %(columns)s once in %(table)s")
        % {"columns": " + ".join(names), "table": table_name(sheet.model)},
        _("remove one of the two rows"),
    )
