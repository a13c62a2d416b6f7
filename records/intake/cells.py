"""The values of cells as people write them: dates in words, labels of choices, decimal commas."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from dates.entered import entered
from dates.fields import EDTFField
from records.columns import parse, quoted
from records.fields import ProseField
from records.intake.letters import cleaned
from records.intake.tables import Table
from search.folding import words

# The days of which spreadsheets keep the number: 1950 to 2078.
SERIAL = re.compile(r"(\d{5})(\.\d+)?")
FIRST_SERIAL, LAST_SERIAL = 18_264, 65_380
WINDOWS_EPOCH, MAC_EPOCH = date(1899, 12, 30), date(1904, 1, 1)
NUMERIC_DATE = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-]\d{4}")
DECIMAL_COMMA = re.compile(r"-?\d+,(\d{1,2}|\d{4,})", re.ASCII)
GROUPED = re.compile(r"-?\d{1,3}(?P<mark>[ ,.'’])\d{3}(?P=mark)\d{3}((?P=mark)\d{3})*", re.ASCII)
SPACED = re.compile(r"-?\d{1,3}( \d{3})+(?P<rest>[.,]\d+)?", re.ASCII)


@dataclass(frozen=True)
class Manner:
    """How the cells of a file are meant: which comes first in 04/09/2018, and the days' epoch."""

    day_first: bool | None = None
    epoch: date | None = None


@dataclass(frozen=True)
class Refusal:
    """What is wrong with a text."""

    messages: list[str]


class Reader:
    """Reads the cells of one column; a text that was read once is known."""

    def __init__(self, field: models.Field, manner: Manner) -> None:
        self.field = field
        self.manner = manner
        self.labels = labels(field)
        self.known: dict[str, Any] = {}

    def read(self, text: str) -> Any:
        """The value of a cell, for a foreign key its cleaned text. Raises ValidationError."""
        found = self.known.get(text, self)
        if found is self:
            try:
                found = self._value(text)
            except ValidationError as error:
                found = Refusal(error.messages)
            if len(self.known) < 50_000 and len(text) < 200:
                self.known[text] = found
        if isinstance(found, Refusal):
            # One error raised again and again would keep every place that it passed through.
            raise ValidationError(found.messages)
        return found

    def _value(self, text: str) -> Any:
        text = cleaned(text, one_line=not isinstance(self.field, ProseField))
        if isinstance(self.field, models.ForeignKey):
            return text
        if isinstance(self.field, EDTFField):
            text = dated(text, self.manner)
        elif self.labels:
            text = self._choice(text)
        elif isinstance(self.field, models.IntegerField | models.DecimalField):
            text = numbered(text)
        return parse(self.field, text)

    def _choice(self, text: str) -> str:
        """The value of a label, or of the only one that begins with these words."""
        name = key(text)
        meant = self.labels.get(name, set())
        if name and not meant:
            longer = (
                values for label, values in self.labels.items() if label.startswith(f"{name} ")
            )
            meant = set().union(*longer)
        return next(iter(meant)) if len(meant) == 1 else text


# Within some hundred rows the same texts are compared again and again.
@lru_cache(maxsize=5000)
def key(text: str) -> str:
    """What makes two texts the same to a person: letters and digits, accents and case aside."""
    return " ".join(words(text))


def labels(field: models.Field) -> dict[str, set[str]]:
    """The values of a choice by everything that they are called, in every language."""
    found: dict[str, set[str]] = {}
    for code, _name in settings.LANGUAGES if field.choices else ():
        with translation.override(code):
            for value, label in field.flatchoices:
                for called in (value, str(label)):
                    found.setdefault(key(str(called)), set()).add(str(value))
    return found


def dated(text: str, manner: Manner) -> str:
    """The EDTF of a date. Raises ValidationError."""
    if match := SERIAL.fullmatch(text):
        return _day_of(int(match[1]), text, manner)
    if manner.day_first is not None and (match := NUMERIC_DATE.match(text)):
        _refuse_other_order(match, text, manner.day_first)
    try:
        return entered(text, day_first=manner.day_first)
    except ValueError as error:
        raise ValidationError(str(error), code="control") from None


def _day_of(serial: int, text: str, manner: Manner) -> str:
    """The day that a spreadsheet's number stands for, where the file tells from when it counts."""
    if not FIRST_SERIAL <= serial <= LAST_SERIAL:
        return text
    if manner.epoch:
        return (manner.epoch + timedelta(days=serial)).isoformat()
    days = [(epoch + timedelta(days=serial)).isoformat() for epoch in (WINDOWS_EPOCH, MAC_EPOCH)]
    raise ValidationError(
        _(
            "found %(found)s, a spreadsheet's number for the day %(day)s, or %(other)s if an old "
            "Mac wrote it; write the date"
        )
        % {"found": quoted(text), "day": days[0], "other": days[1]},
        code="control",
    )


def _refuse_other_order(match: re.Match[str], text: str, day_first: bool) -> None:
    month = int(match[2] if day_first else match[1])
    if month > 12:
        said = (
            _("found %(found)s, whose month would be %(month)s where the day comes first")
            if day_first
            else _("found %(found)s, whose month would be %(month)s where the month comes first")
        )
        remedy = _("write the month as a word")
        said %= {"found": quoted(text), "month": month}
        raise ValidationError(f"{said}; {remedy}", code="control")


def numbered(text: str) -> str:
    """A number without the marks between its thousands, its decimals behind a point.

    “1,234” stays as it is, to be refused: nobody can tell whether it is more than a thousand.
    """
    if DECIMAL_COMMA.fullmatch(text):
        return text.replace(",", ".")
    if match := GROUPED.fullmatch(text):
        return text.replace(match["mark"], "")
    if match := SPACED.fullmatch(text):
        return text.replace(" ", "").replace(",", ".")
    return text


def manner_of(table: Table, day_first: bool | None) -> Manner:
    """How the cells of a table are meant."""
    return Manner(day_first, table.epoch)
