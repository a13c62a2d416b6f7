"""What is wrong in a file, where, and what to do: `file:line:column: found …, expected …; …`.

The line is that on which the row begins, counted from 1; the column is its number in the file,
from 1, followed by its name: `fixtures/acts.csv:12:4 (date): found “2018-13”, expected …`.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands; line and number are 0 where it is about the whole file."""

    file: str
    line: int = 0
    number: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = [self.file, *(str(part) for part in (self.line, self.number) if part)]
        return ":".join(parts) + (f" ({self.column})" if self.column else "")


@dataclass(frozen=True, order=True)
class Problem:
    """Something that a person must put right, or, as a notice, may want to know."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def said(found: str, expected: str, remedy: str) -> str:
    """The one form of a message."""
    return _("found %(found)s, expected %(expected)s; %(remedy)s") % {
        "found": found,
        "expected": expected,
        "remedy": remedy,
    }


class PackageError(Exception):
    """The package can't be taken in; `problems` says all that is wrong with it, in file order.

    It is not `complete` where the search was given up because there was enough to correct.
    """

    def __init__(self, problems: list[Problem], *, complete: bool = True) -> None:
        self.problems = sorted(set(problems))
        self.complete = complete
        super().__init__("\n".join(map(str, self.problems)))
