"""An uncertain date as a stretch of whole days, for calendars, which know nothing else."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dates.edtf import Point, UncertainDate, parse
from dates.words import words


@dataclass(frozen=True)
class Span:
    """The first and the last day, both included; `certain` where these very days are meant."""

    first: datetime.date
    last: datetime.date
    certain: bool

    def until(self, other: "Span | None") -> "Span":
        """The stretch from where this one may start to where the other may end."""
        if other is None:
            return self
        last = max(self.first, other.last)
        return Span(self.first, last, certain=self.certain and other.certain)


def span(text: str) -> Span | None:
    """From the earliest day that an EDTF text allows to the latest; None where it names no day.

    Where it tells one end only, as in [..2015] or 2014/.., the stretch is that end: an entry has
    to stand somewhere, and a day that nobody wrote down would be made up.
    """
    try:
        date = parse(text or "")
    except ValueError:
        return None
    if date.earliest and date.latest:
        return Span(date.earliest, date.latest, _is_certain(date))
    for side in _sides(date):
        if side.earliest and side.latest:
            return Span(side.earliest, side.latest, certain=False)
    return None


def moment_words(text: str) -> str:
    """The words for a date that is one day: “some day in 1994” where only the year is known."""
    said, found = words(text), span(text)
    if found is None or found.certain or not text.replace("-", "").isdigit():
        return said
    return _("some day in %(date)s") % {"date": said}


def _sides(date: UncertainDate) -> list[Point]:
    return [side for side in (date.start, date.end) if isinstance(side, Point)]


def _is_certain(date: UncertainDate) -> bool:
    plain = all(side.earliest == side.latest and not side.qualifier for side in _sides(date))
    return plain and date.kind in ("point", "interval")
