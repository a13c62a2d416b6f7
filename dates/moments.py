"""The times that people name without a date: early in a year, a season, a quarter, a week.

Each is as wide as anybody may have meant it, since what is read must not be narrower than what was
said. What cannot be told of a time raises ValueError.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from dates.edtf import parse

# The first and the last month of a year, day of a month, and year of a decade.
YEAR_PARTS = {"early": (1, 6), "mid": (4, 9), "late": (7, 12), "start": (1, 3), "end": (10, 12)}
DECADE_PARTS = {"early": (0, 5), "mid": (3, 7), "late": (5, 9), "start": (0, 3), "end": (7, 9)}
MONTH_PARTS = {
    "early": (1, 15),
    "mid": (8, 23),
    "late": (16, 31),
    "start": (1, 10),
    "end": (21, 31),
}
# North and south; months are counted from January, below 1 in the year before, above 12 after.
SEASONS = {
    "spring": ((3, 6), (9, 12)),
    "summer": ((6, 9), (0, 15)),
    "autumn": ((9, 12), (3, 6)),
    "winter": ((0, 15), (6, 9)),
}
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
NUMBER = "|".join(NTH)


@dataclass(frozen=True)
class Moment:
    """A time that was said: from one EDTF point to another, often the same; and its doubt."""

    first: str
    last: str
    doubt: str = ""

    def __str__(self) -> str:
        first, last = f"{self.first}{self.doubt}", f"{self.last}{self.doubt}"
        return first if first == last else f"[{first}..{last}]"


def part(name: str, whole: Moment) -> Moment:
    """Early, mid, late, the start or the end of a year, a month or a decade."""
    said = whole.first
    if whole.first != whole.last:
        raise ValueError(name)
    if re.fullmatch(r"\d{4}-\d\d", said):
        first, last = MONTH_PARTS[name]
        length = calendar.monthrange(int(said[:4]), int(said[5:]))[1]
        return Moment(f"{said}-{first:02}", f"{said}-{min(last, length):02}", whole.doubt)
    if re.fullmatch(r"\d{3}X", said):
        first, last = DECADE_PARTS[name]
        return Moment(f"{said[:3]}{first}", f"{said[:3]}{last}", whole.doubt)
    first, last = YEAR_PARTS[name]
    return Moment(_month(int(said), first), _month(int(said), last), whole.doubt)


def season(side: str, name: str, year: int) -> Moment:
    """A season of the hemisphere; of either where none is said."""
    north, south = SEASONS[name]
    spans = {"northern": [north], "southern": [south]}.get(side.strip(), [north, south])
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    return Moment(_month(year, first), _month(year, last))


def quarter(number: str, year: str) -> Moment:
    last = 12 if number == "last" else NTH[number] * 3
    return Moment(f"{year}-{last - 2:02}", f"{year}-{last:02}")


def half(number: str, year: str) -> Moment:
    last = {1: 6, 2: 12}.get(2 if number == "last" else NTH[number])
    if last is None:
        raise ValueError(number)
    return Moment(f"{year}-{last - 5:02}", f"{year}-{last:02}")


def week(number: str, whole: Moment) -> Moment:
    """Seven days counted from either end of a month, with the calendar weeks they stand in."""
    month = parse(str(whole))
    if not re.fullmatch(r"\d{4}-\d\d", month.text) or not (month.earliest and month.latest):
        raise ValueError(number)
    start, end = month.earliest, month.latest
    first = end - timedelta(6) if number == "last" else start + timedelta(7 * NTH[number] - 7)
    monday = first - timedelta(first.weekday())
    last = first + timedelta(6)
    sunday = last + timedelta(6 - last.weekday())
    return Moment(max(monday, start).isoformat(), min(sunday, end).isoformat())


def week_of(whole: Moment) -> Moment:
    """The week in which a day stands, or which begins with it; Monday or Sunday first."""
    day = parse(str(whole))
    if not day.earliest or day.earliest != day.latest:
        raise ValueError(day.text)
    sunday = day.earliest - timedelta((day.earliest.weekday() + 1) % 7)
    return Moment(sunday.isoformat(), (day.earliest + timedelta(6)).isoformat(), whole.doubt)


def step(moment: Moment, days: int) -> str:
    """The year, month or day next to one; of a doubtful or wide one, its own far end."""
    bound = parse(moment.first if days < 0 else moment.last)
    edge = bound.earliest if days < 0 else bound.latest
    if moment.doubt or moment.first != moment.last or edge is None:
        return f"{moment.last if days < 0 else moment.first}{moment.doubt}"
    return _like(moment.first, edge + timedelta(days))


def _like(model: str, day: date) -> str:
    """The day written as exactly as another date."""
    known = len(model.partition("X")[0].rstrip("-"))
    return day.isoformat()[: max(known, len("YYYY"))]


def _month(year: int, month: int) -> str:
    years, rest = divmod(month - 1, 12)
    return f"{year + years:04}-{rest + 1:02}"
