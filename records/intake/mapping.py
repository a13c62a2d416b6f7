"""Which column of a file goes where in the table, and what its cells mean; guessed, then chosen."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import translation

from records.columns import column_names, file_columns
from records.intake.cells import key
from records.intake.tables import MOST_COLUMNS
from records.models import Tracked

# Only steps with a reason change it, so no file does.
STATE = "publication"
LIKE = 0.8


@dataclass(frozen=True)
class Mapping:
    """The columns of a table that a file fills.

    `columns` holds for each column of the file the table's, or "" where it is left out; `constants`
    what all rows get. `exact` says that the file has exactly the table's columns: then an empty
    cell empties the record's, and rows are known by their key alone.
    """

    columns: tuple[str, ...] = ()
    constants: dict[str, str] = field(default_factory=dict)
    header_row: int = 1
    day_first: bool | None = None
    empties: bool = False
    known_by_name: bool = True
    exact: bool = False

    def places(self) -> dict[str, int]:
        """Where the columns of the table stand in the file."""
        return {name: place for place, name in enumerate(self.columns) if name}

    def names(self) -> list[str]:
        """The columns of the table that the file fills."""
        return [*self.places(), *self.constants]

    def as_text(self) -> str:
        """For a hidden field."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Raises ValueError for what `as_text` never writes."""
        values = json.loads(text)
        if not isinstance(values, dict):
            raise ValueError("not a mapping")  # noqa: TRY004 - one kind of error for the caller
        try:
            made = cls(**values | {"columns": tuple(values.get("columns", ()))})
        except TypeError as error:
            raise ValueError(str(error)) from None
        if not made._is_sound():
            raise ValueError("not a mapping")
        return made

    def _is_sound(self) -> bool:
        texts = [*self.columns, *self.constants, *self.constants.values()]
        flags = (self.empties, self.known_by_name, self.exact, self.day_first or False)
        return (
            len(self.columns) <= MOST_COLUMNS
            and all(isinstance(text, str) for text in texts)
            and isinstance(self.header_row, int)
            and all(isinstance(flag, bool) for flag in flags)
        )


def exact_mapping(model: type[Tracked], header: Sequence[str], header_row: int) -> Mapping | None:
    """The mapping of a file that has exactly the table's columns; None for any other."""
    if sorted(header) != sorted(column_names(model)):
        return None
    return Mapping(
        tuple(header), header_row=header_row, empties=True, known_by_name=False, exact=True
    )


def fillable(model: type[Tracked]) -> list[models.Field]:
    """The columns of a table that a file may fill."""
    return [column for column in file_columns(model) if column.name != STATE]


def required(column: models.Field) -> bool:
    """Whether a new row must bring the column, since nothing else can stand in."""
    stands_in = column.has_default() and column.get_default() != ""
    return not (column.blank or column.null or stands_in)


def fingerprint(header: Sequence[str]) -> str:
    """What tells headers apart; a file with the same one is mapped as the last time."""
    return hashlib.sha256("\x1f".join(map(key, header)).encode()).hexdigest()


def guess(model: type[Tracked], header: Sequence[str], earlier: dict[str, str]) -> tuple[str, ...]:
    """The table's column for each of the file's, "" where none suggests itself.

    `earlier` holds what columns of that name were last taken for. Each column is guessed once.
    """
    called = _called(model, translation.get_language() or settings.LANGUAGE_CODE)
    names = [key(name) for name in header]
    found: dict[int, str] = {}
    for know in (earlier.get, called.get, lambda name: _alike(name, called)):
        for place, name in enumerate(names):
            guessed = know(name) if name and place not in found else None
            if guessed and guessed not in found.values():
                found[place] = guessed
    return tuple(found.get(place, "") for place in range(len(names)))


def _alike(name: str, called: dict[str, str]) -> str:
    near = get_close_matches(name, called, 1, LIKE)
    return called[near[0]] if near else ""


@lru_cache(maxsize=200)
def _called(model: type[Tracked], language: str) -> dict[str, str]:
    """The columns by their names in files and their labels in every language, this one first."""
    found: dict[str, str] = {}
    columns = fillable(model)
    for column in columns:
        found.setdefault(key(column.name.replace("_", " ")), column.name)
    for code in (language, *(code for code, _name in settings.LANGUAGES)):
        with translation.override(code):
            for column in columns:
                found.setdefault(key(str(column.verbose_name)), column.name)
    return found


def missing(model: type[Tracked], mapping: Mapping) -> list[models.Field]:
    """The columns without which no row can be new."""
    filled = {*mapping.names()}
    return [c for c in fillable(model) if required(c) and c.name not in filled]


def repeated(mapping: Mapping) -> list[str]:
    """The columns of the table that the file would fill twice."""
    names = [name for name in (*mapping.columns, *mapping.constants) if name]
    return sorted({name for name in names if names.count(name) > 1})


def unknown(model: type[Tracked], mapping: Mapping) -> list[str]:
    """Names that are no columns of the table, or none that a file may fill."""
    known = set(column_names(model) if mapping.exact else (c.name for c in fillable(model)))
    return sorted(set(mapping.names()) - known)
