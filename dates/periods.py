"""A length of time by the calendar, as ISO 8601 writes it: P6M, P90D, P2W, P1Y6M.

It stays the text that a source's words amount to. Six months are not 180 days, nor any number of
days: how many they are depends on the day from which one counts.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dates import edtf

YEARS, MONTHS = "[1-9][0-9]{0,2}Y", "[1-9][0-9]{0,3}M"
WEEKS, DAYS = "[1-9][0-9]{0,3}W", "[1-9][0-9]{0,4}D"
# Weeks stand alone, as in ISO 8601-1; a length of nothing cannot be written. The data package says
# it too, so it is written as every program understands it: without names and without looking ahead.
PERIOD = re.compile(rf"^P({WEEKS}|{YEARS}({MONTHS})?({DAYS})?|{MONTHS}({DAYS})?|{DAYS})\Z")
UNIT = re.compile("([0-9]+)([YMWD])")
SORT = gettext_lazy("a period such as P6M (six months), P90D, P2W or P1Y6M")
UNREADABLE = gettext_lazy(
    "“%(value)s” is not a period that can be read; expected one such as P6M (six months), P90D, "
    "P2W or P1Y6M"
)


@dataclass(frozen=True)
class Period:
    """So many years, months, weeks and days."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0


def parse(text: str) -> Period:
    """Reads a period. Raises ValueError saying what was found and what was expected."""
    if not PERIOD.match(text):
        raise ValueError(UNREADABLE % {"value": text[:80]})
    said = {unit: int(number) for number, unit in UNIT.findall(text)}
    return Period(*(said.get(unit, 0) for unit in "YMWD"))


def before(day: date, period: Period) -> date:
    """The day so long before: years and months first, then weeks and days.

    A month that is too short gives its last day; the calendar's first day is the limit.
    """
    months = (day.year - period.years) * 12 + day.month - 1 - period.months
    year, month = months // 12, months % 12 + 1
    if year < date.min.year:
        return date.min
    moved = day.replace(year=year, month=month, day=1)
    moved = moved.replace(day=min(day.day, calendar.monthrange(year, month)[1]))
    rest = timedelta(weeks=period.weeks, days=period.days)
    return moved - min(rest, moved - date.min)


def earlier(text: str, period: str) -> str:
    """The EDTF of a date that lies a period before another; empty where that cannot be told.

    It is as doubtful as the other: its first and last possible day, with their “?” or “~”.
    """
    found = edtf.parse(text)
    if not period:
        return ""
    length = parse(period)
    first = _moved(found.earliest, found.start, length)
    last = _moved(found.latest, found.end, length)
    if first == last:
        return first
    return f"[{first}..{last}]"


def _moved(day: date | None, side: edtf.Point | str | None, length: Period) -> str:
    if day is None:
        return ""
    qualifier = side.qualifier if isinstance(side, edtf.Point) else ""
    return f"{before(day, length).isoformat()}{qualifier}"


def words(text: str) -> str:
    """Says a period as a person would: “1 year and 6 months”.

    A text that cannot be read is shown as it stands: a page never fails on a period.
    """
    try:
        period = parse(text)
    except ValueError:
        return text
    parts = _parts(period)
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def _parts(period: Period) -> list[str]:
    """Each unit in words, the longest first; none of which there is nothing."""
    years, months, weeks, days = period.years, period.months, period.weeks, period.days
    said = [
        (years, ngettext("%(number)s year", "%(number)s years", years)),
        (months, ngettext("%(number)s month", "%(number)s months", months)),
        (weeks, ngettext("%(number)s week", "%(number)s weeks", weeks)),
        (days, ngettext("%(number)s day", "%(number)s days", days)),
    ]
    return [text % {"number": number} for number, text in said if number]
