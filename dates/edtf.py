"""A subset of EDTF (Extended Date/Time Format, ISO 8601-2:2019), read into bounds.

| written          | means                                    |
|------------------|------------------------------------------|
| 2018-09-04       | a day; also 2018-09 and 2018             |
| 2018-09-04?      | uncertain; ~ approximate, % both         |
| 2018-09-XX, 199X | parts that the source leaves open        |
| XXXX-09-04       | a day in a year that is not known        |
| [2008..2015]     | one unknown day between the two          |
| [..2015]         | some day, 2015 at the latest             |
| [2008..]         | some day, 2008 at the earliest           |
| 2014/2016        | the whole time from the one to the other |
| 2014/..          | since 2014, with no end                  |
| 2014/            | from 2014 to an unknown end              |
| ..               | no end at all (where a field allows it)  |

An empty text is an unknown date, which is not the same as an open one.
"""

import calendar
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OPEN = ".."
EXPECTED = gettext_lazy(
    "expected a date such as 2018-09-04, 2018-09, 2018, 2018?, 199X, [2008..2015] or 2014/2016"
)
POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<qualifier>[?~%]?)",
    re.ASCII,
)


class BackwardsError(ValueError):
    """A range that ends before it starts."""


@dataclass(frozen=True)
class Point:
    """One written date. `earliest` and `latest` are None where the year is not known."""

    year: str
    month: str = ""
    day: str = ""
    qualifier: str = ""
    earliest: datetime.date | None = None
    latest: datetime.date | None = None


@dataclass(frozen=True)
class UncertainDate:
    """What an EDTF text says: its kind, its two ends, and the first and last possible day.

    `kind` is "unknown", "open", "point", "one of" (a single day somewhere in the range) or
    "interval". An end is None where the text leaves it unknown and OPEN where there is none.
    """

    text: str
    kind: str
    start: Point | str | None = None
    end: Point | str | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None


# The same few dates are derived and said again and again.
@lru_cache(maxsize=10_000)
def parse(text: str) -> UncertainDate:
    """Reads an EDTF text. Raises ValueError saying what was found and what was expected."""
    text = text.strip()
    if text in ("", OPEN):
        return UncertainDate(text, "open" if text else "unknown")
    if text.startswith("[") and text.endswith("]") and text.count("..") == 1:
        return _range(text, "one of", *text[1:-1].split(".."))
    if text.count("/") == 1:
        return _range(text, "interval", *text.split("/"))
    point = _point(text, text)
    return UncertainDate(text, "point", point, point, point.earliest, point.latest)


def _unreadable(found: str, text: str) -> ValueError:
    return ValueError(f"{found % {'text': text[:80]}}; {EXPECTED}")


def _range(text: str, kind: str, first: str, last: str) -> UncertainDate:
    start, end = (
        side if side == OPEN and kind == "interval" else _point(side, text) if side else None
        for side in (first, last)
    )
    if not any(isinstance(side, Point) for side in (start, end)):
        raise _unreadable(_("“%(text)s” names no date"), text)
    earliest = start.earliest if isinstance(start, Point) else None
    latest = end.latest if isinstance(end, Point) else None
    if earliest and latest and earliest > latest:
        raise BackwardsError(
            _("“%(text)s” ends before it starts; expected the earlier date first") % {"text": text}
        )
    return UncertainDate(text, kind, start, end, earliest, latest)


def _point(part: str, text: str) -> Point:
    match = POINT.fullmatch(part)
    if not match:
        raise _unreadable(_("“%(text)s” is not a date that can be read"), text)
    year, month, day, qualifier = match.groups(default="")
    point = Point(year, month, day, qualifier)
    if point.month == "XX" and point.day.isdigit():
        raise _unreadable(_("“%(text)s” has a day without a month"), text)
    try:
        return replace(point, earliest=_earliest(point), latest=_latest(point))
    except ValueError:
        raise _unreadable(_("“%(text)s” is not in the calendar"), text) from None


def _number(part: str, unstated: int) -> int:
    return int(part) if part.isdigit() else unstated


def _earliest(point: Point) -> datetime.date | None:
    day = datetime.date(_years(point)[0], _number(point.month, 1), _number(point.day, 1))
    return None if point.year == "XXXX" else day


def _latest(point: Point) -> datetime.date | None:
    year, month = _years(point)[-1], _number(point.month, 12)
    day = datetime.date(year, month, _number(point.day, calendar.monthrange(year, month)[1]))
    return None if point.year == "XXXX" else day


def _years(point: Point) -> Sequence[int]:
    """The years that it can lie in: for 29 February, those alone that have one."""
    first, last = int(point.year.replace("X", "0")), int(point.year.replace("X", "9"))
    years: Sequence[int] = range(max(first, 1), last + 1)
    if (point.month, point.day) == ("02", "29"):
        years = [year for year in years if calendar.isleap(year)]
    # Where none is left, the calendar refuses the last one.
    return years or [last]
