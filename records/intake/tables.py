"""A file as it was read: rows of text under the numbers that a spreadsheet shows for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# How far down the names of the columns are looked for, below titles and remarks.
FIRST_ROWS = 20
MOST_COLUMNS = 500
EXAMPLES = 3
# The column that we add to a file which goes back to its sender.
CORRECT = gettext_noop("what to correct")
Cells = tuple[str, ...]


class UnreadableFileError(ValueError):
    """A file that is not a table, in words for the person who sent it."""


@dataclass
class Table:
    """The rows of a file that hold anything.

    `faults` says, by the number of the row, what could not be read rightly there. `epoch` is the
    day from which a workbook counts days; `remarks` tell how the file was read.
    """

    numbers: list[int] = field(default_factory=list)
    rows: list[Cells] = field(default_factory=list)
    faults: dict[int, list[str]] = field(default_factory=dict)
    epoch: date | None = None
    remarks: list[str] = field(default_factory=list)

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Keeps a row without the blank cells at its end; a blank row is none."""
        width = len(cells)
        while width and not cells[width - 1].strip():
            width -= 1
        if width > MOST_COLUMNS:
            raise UnreadableFileError(
                _("Row %(row)s: found %(found)s cells, expected at most %(limit)s columns.")
                % {"row": number, "found": width, "limit": MOST_COLUMNS}
            )
        if width:
            self.numbers.append(number)
            self.rows.append(tuple(cells[:width]))


@dataclass
class Sheet:
    """A table with its header: the names of its columns, and the rows below."""

    table: Table
    header_row: int
    header: list[str]
    start: int

    def __len__(self) -> int:
        return len(self.table.rows) - self.start

    def rows(self) -> Iterable[tuple[int, Cells]]:
        """The rows below the header, each with its number and as many cells as columns."""
        width = len(self.header)
        for number, cells in zip(
            self.table.numbers[self.start :], self.table.rows[self.start :], strict=True
        ):
            yield number, (cells + ("",) * (width - len(cells)))[:width]

    def examples(self, column: int) -> list[str]:
        """The first different texts of a column."""
        found: dict[str, None] = {}
        for cells in self.table.rows[self.start : self.start + 200]:
            if column < len(cells) and cells[column].strip():
                found[cells[column].strip()[:40]] = None
            if len(found) == EXAMPLES:
                break
        return list(found)


def letter(column: int) -> str:
    """The letters that a spreadsheet shows over a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_of(table: Table, header_row: int | None = None) -> Sheet:
    """The table with the header in the row of that number, else where it seems to be.

    Raises UnreadableFileError where there is no such row.
    """
    place = _header_place(table) if header_row is None else _place(table, header_row)
    names = [" ".join(name.split()) for name in table.rows[place]] if table.rows else []
    start = place + 1
    width = max([len(names), *map(len, table.rows[start:])])
    names += [""] * (width - len(names))
    if names and _is_ours(names[-1]):
        names.pop()
    header = [
        name or _("column %(letter)s") % {"letter": letter(n)} for n, name in enumerate(names)
    ]
    return Sheet(table, table.numbers[place] if table.numbers else 1, header, start)


def _is_ours(name: str) -> bool:
    """Whether a column is the one that we added, in whatever language."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            if name == _(CORRECT):
                return True
    return False


def _place(table: Table, header_row: int) -> int:
    try:
        return table.numbers.index(header_row)
    except ValueError:
        raise UnreadableFileError(
            _("Row %(row)s is empty; expected the row with the names of the columns.")
            % {"row": header_row}
        ) from None


def _header_place(table: Table) -> int:
    """The first row that is about as wide as those below it, none of whose cells is a number."""
    first = table.rows[:FIRST_ROWS]
    filled = [sum(bool(cell.strip()) for cell in row) for row in first]
    widest = max(filled, default=0)
    for place, row in enumerate(first):
        plain = not any(cell.strip().replace(".", "").isdigit() for cell in row)
        if filled[place] * 3 >= widest * 2 and plain:
            return place
    return 0
