"""Where dates lie on an axis of years, in per cent of its length, and what shape they have."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dates.edtf import OPEN, UncertainDate, parse

MOST_BINS = 40
MOST_TICKS = 6
NARROWEST = 0.6  # per cent: what is shorter could not be seen
STEPS = tuple(digit * power for power in (1, 10, 100, 1000) for digit in (1, 2, 5))


@dataclass(frozen=True)
class Bar:
    """A date as drawn: where it begins, how long it is (per cent), and how sure that is.

    `shape` is "day" for a day that is known, "time" for a stretch that is meant as such, and
    "within" where it is one day somewhere in the stretch. An end is "closed"; "unknown" where
    nothing is said of it, "open" where there is none, and "beyond" where it lies off the axis.
    """

    shape: str
    x: float
    width: float
    start: str = "closed"
    end: str = "closed"
    doubtful: bool = False

    @property
    def right(self) -> float:
        return round(self.x + self.width, 2)

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True)
class Axis:
    """A stretch of whole years, both included."""

    first: int
    last: int

    @property
    def start(self) -> date:
        return date(self.first, 1, 1)

    @property
    def end(self) -> date:
        return date(self.last, 12, 31)

    def place(self, day: date) -> float:
        """Where the morning of a day lies, in per cent; what is off the axis lies at its end."""
        days = self.end.toordinal() - self.start.toordinal() + 1
        passed = day.toordinal() - self.start.toordinal()
        return round(min(max(passed / days, 0), 1) * 100, 2)

    def ticks(self) -> list[tuple[float, int]]:
        """Years to be written under the axis, and where."""
        step = step_of(self.last - self.first + 1, MOST_TICKS)
        years = range(self.first, self.last + 1)
        return [(self.place(date(year, 1, 1)), year) for year in years if year % step == 0]

    def bins(self) -> list[tuple[int, int]]:
        """The years in groups of the same length, at most MOST_BINS: first and last of each."""
        step = step_of(self.last - self.first + 1, MOST_BINS)
        starts = range(self.first - self.first % step, self.last + 1, step)
        return [(max(year, self.first), min(year + step - 1, self.last)) for year in starts]


def step_of(years: int, most: int) -> int:
    """The shortest round number of years that cuts so many into at most `most` parts."""
    return next((step for step in STEPS if years / step <= most - 1), STEPS[-1])


def axis_of(days: Iterable[date | None], since: date | None, until: date | None) -> Axis | None:
    """The years from the first known day to the last, no further than asked for; None without."""
    known = [day.year for day in days if day]
    if not known:
        return None
    first, last = min(known), max(known)
    first = max(first, since.year) if since else first
    last = min(last, until.year) if until else last
    return Axis(min(first, last), max(first, last))


def bar(text: str, end: str, axis: Axis) -> Bar | None:
    """How a date, and the date of its end where it has one, lie on the axis; None if unknown."""
    start = read(text)
    if start is None:
        return None
    stop = (read(end) if end else None) or start
    first, last = start.earliest, stop.latest
    x = axis.place(first) if first else 0.0
    right = _evening(axis, last) if last else 100.0
    return Bar(
        shape=_shape(start, stop),
        x=min(x, 100 - NARROWEST),
        width=round(max(right - x, NARROWEST), 2),
        start=_edge(start.start, first, first is not None and first < axis.start),
        end=_edge(stop.end, last, last is not None and last > axis.end),
        doubtful=any(mark in text + end for mark in "?~%"),
    )


def read(text: str) -> UncertainDate | None:
    """What an EDTF text says; None where it names no day or cannot be read."""
    try:
        found = parse(text)
    except ValueError:
        return None
    return found if found.earliest or found.latest else None


def _evening(axis: Axis, day: date) -> float:
    return axis.place(date.fromordinal(day.toordinal() + 1)) if day < date.max else 100.0


def _shape(start: UncertainDate, stop: UncertainDate) -> str:
    if start.kind == "interval" or stop is not start:
        return "time"
    return "day" if start.earliest == start.latest else "within"


def _edge(side: object, day: date | None, off: bool) -> str:
    if day is None:
        return "open" if side == OPEN else "unknown"
    return "beyond" if off else "closed"
