"""The words for an uncertain date, in the reader's language.

A language bends a date by what stands before it: “4 de septiembre”, but “desde el 4 de septiembre”;
“2015”, but “jusqu’en 2015”. So each such place has formats of its own, a `Case`, that translators
fill in, and every phrase around them is a whole one.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dates.edtf import OPEN, Point, UncertainDate, parse


@dataclass(frozen=True)
class Case:
    """How dates are written in one place of a phrase.

    `day`, `first` (of a month), and `month` are in Django's date format letters, a letter that is
    meant as itself behind a backslash.
    """

    day: Any
    first: Any
    month: Any
    year: Any
    decade: Any
    century: Any


# Translators: in “date…” texts, j is the day, F the month, Y the year; write \d\e for “de”
ALONE = Case(
    pgettext_lazy("date alone", "j F Y"),
    pgettext_lazy("date alone, the first of a month", "j F Y"),
    pgettext_lazy("date alone", "F Y"),
    pgettext_lazy("date alone", "%(year)s"),
    pgettext_lazy("date alone", "the %(year)ss"),
    pgettext_lazy("date alone", "between %(start)s and %(end)s"),
)
# Translators: as in “depuis le 4 septembre 2018”, “desde el 4 de septiembre de 2018”
AFTER = Case(
    pgettext_lazy("date after “since”, “between” or “about”", "j F Y"),
    pgettext_lazy("date after “since”, “between” or “about”, the first of a month", "j F Y"),
    pgettext_lazy("date after “since”, “between” or “about”", "F Y"),
    pgettext_lazy("date after “since”, “between” or “about”", "%(year)s"),
    pgettext_lazy("date after “since”, “between” or “about”", "the %(year)ss"),
    pgettext_lazy("date after “since”, “between” or “about”", "the years %(start)s to %(end)s"),
)
# Translators: as in “jusqu’au 4 septembre 2018”, “jusqu’en 2018”
UNTIL = Case(
    pgettext_lazy("date after “until”", "j F Y"),
    pgettext_lazy("date after “until”, the first of a month", "j F Y"),
    pgettext_lazy("date after “until”", "F Y"),
    pgettext_lazy("date after “until”", "%(year)s"),
    pgettext_lazy("date after “until”", "the %(year)ss"),
    pgettext_lazy("date after “until”", "the years %(start)s to %(end)s"),
)
# Django's formats use the same names: as ours, all languages write them as they are written today.
MONTHS = (
    gettext_lazy("January"),
    gettext_lazy("February"),
    gettext_lazy("March"),
    gettext_lazy("April"),
    gettext_lazy("May"),
    gettext_lazy("June"),
    gettext_lazy("July"),
    gettext_lazy("August"),
    gettext_lazy("September"),
    gettext_lazy("October"),
    gettext_lazy("November"),
    gettext_lazy("December"),
)
DAY_WITHOUT_YEAR = pgettext_lazy("date without its year", "j F")
FIRST_WITHOUT_YEAR = pgettext_lazy("date without its year, the first of a month", "j F")


def words(text: str) -> str:
    """Says an EDTF text as a person would: “4 September 2018 (uncertain)”.

    A text that cannot be read is shown as it stands: a page never fails on a date.
    """
    try:
        return _say(parse(text or ""))
    except ValueError:
        return text


def term_words(since: str, until: str) -> str:
    """Says since when and until when something holds; either is an EDTF text, or empty."""
    try:
        start, end = parse(since or ""), parse(until or "")
    except ValueError:
        return _("start: %(start)s; end: %(end)s") % {"start": since, "end": until}
    if not (_is_simple(start) and _is_simple(end)):
        return _("start: %(start)s; end: %(end)s") % {"start": _say(start), "end": _say(end)}
    return _term(start, end)


def day_words(day: datetime.date) -> str:
    """One certain day: “4 September 2018”."""
    return date_format(day, str(ALONE.first if day.day == 1 else ALONE.day))


def _term(start: UncertainDate, end: UncertainDate) -> str:
    if start.kind == "unknown":
        if end.kind == "unknown":
            return _("dates unknown")
        if end.kind == "open":
            return _("start unknown, no end")
        return _("until %(date)s") % {"date": _bent(end, UNTIL)}
    if end.kind == "unknown":
        return _("since %(date)s") % {"date": _bent(start, AFTER)}
    if end.kind == "open":
        return _("since %(date)s, no end") % {"date": _bent(start, AFTER)}
    if _is_one_moment(start, end):
        phrase = _("at least on %(date)s") if start.end.day.isdigit() else _("at least in %(date)s")
        return phrase % {"date": _side(start.end, ALONE)}
    return _("%(start)s to %(end)s") % {"start": _bent(start, ALONE), "end": _bent(end, ALONE)}


def _is_one_moment(start: UncertainDate, end: UncertainDate) -> bool:
    """Whether it began by some day, month or year and ended no earlier than the same."""
    moment = start.end
    if not (isinstance(moment, Point) and moment.year.isdigit() and moment == end.start):
        return False
    return not isinstance(start.start, Point) and not isinstance(end.end, Point)


def _is_simple(date: UncertainDate) -> bool:
    """Whether the date can stand behind “since”: “between 2008 and 2015” cannot."""
    both = isinstance(date.start, Point) and isinstance(date.end, Point)
    return date.kind in {"unknown", "open", "point"} or (date.kind == "one of" and not both)


def _bent(date: UncertainDate, case: Case) -> str:
    if date.kind == "one of":
        return _one_of(date, case)
    return _side(date.start, case)


def _say(date: UncertainDate) -> str:
    if date.kind == "unknown":
        return _("date unknown")
    if date.kind == "open":
        return _("no end")
    if isinstance(date.start, Point) and date.kind == "point":
        return _point(date.start)
    return _one_of(date, ALONE) if date.kind == "one of" else _interval(date)


def _one_of(date: UncertainDate, case: Case) -> str:
    if not isinstance(date.end, Point):
        return _("%(date)s or later") % {"date": _side(date.start, case)}
    if not isinstance(date.start, Point):
        return _("%(date)s or earlier") % {"date": _side(date.end, case)}
    ends = {"start": _side(date.start, AFTER), "end": _side(date.end, AFTER)}
    return _("between %(start)s and %(end)s") % ends


def _interval(date: UncertainDate) -> str:
    if date.end == OPEN:
        return _("since %(date)s") % {"date": _side(date.start, AFTER)}
    if date.start == OPEN:
        return _("until %(date)s") % {"date": _side(date.end, UNTIL)}
    if date.end is None:
        return _("from %(date)s, end unknown") % {"date": _side(date.start, AFTER)}
    if date.start is None:
        return _("start unknown, until %(date)s") % {"date": _side(date.end, UNTIL)}
    ends = {"start": _side(date.start, ALONE), "end": _side(date.end, ALONE)}
    return _("%(start)s to %(end)s") % ends


def _side(side: Point | str | None, case: Case) -> str:
    """A date within a phrase; what is doubtful about it follows in brackets."""
    if not isinstance(side, Point):
        return ""
    said = {"date": _plain(side, case)}
    if side.qualifier == "?":
        return _("%(date)s (uncertain)") % said
    if side.qualifier == "~":
        return _("%(date)s (approximate)") % said
    if side.qualifier == "%":
        return _("%(date)s (uncertain and approximate)") % said
    return said["date"]


def _point(point: Point) -> str:
    """A date that is the whole phrase."""
    if point.qualifier == "~":
        return _("about %(date)s") % {"date": _plain(point, AFTER)}
    if point.qualifier == "%":
        return _("about %(date)s (uncertain)") % {"date": _plain(point, AFTER)}
    said = {"date": _plain(point, ALONE)}
    if point.day == "XX" and point.month.isdigit() and point.earliest:
        said = {"date": _("%(date)s, day unknown") % said}
    elif point.month == "XX" and point.year.isdigit():
        said = {"date": _("%(date)s, month unknown") % said}
    return _("%(date)s (uncertain)") % said if point.qualifier else said["date"]


def _plain(point: Point, case: Case) -> str:
    if point.year == "XXXX":
        return _yearless(point)
    if "X" in point.year:
        return _masked_year(point, case)
    if not (point.month.isdigit() and point.earliest):
        return case.year % {"year": point.year}
    form = _day_format(point, case) if point.day.isdigit() else case.month
    return date_format(point.earliest, str(form))


def _day_format(point: Point, case: Case) -> Any:
    return case.first if point.day == "01" else case.day


def _masked_year(point: Point, case: Case) -> str:
    if point.month.isdigit():
        decade = {"date": _without_year(point), "years": _masked_years(point, ALONE)}
        return _("%(date)s, %(years)s") % decade
    return _masked_years(point, case)


def _masked_years(point: Point, case: Case) -> str:
    first, last = point.year.replace("X", "0"), point.year.replace("X", "9")
    if point.year.endswith("XX"):
        return case.century % {"start": first, "end": last}
    return case.decade % {"year": first}


def _yearless(point: Point) -> str:
    if not point.month.isdigit():
        return _("date unknown")
    return _("%(date)s of an unknown year") % {"date": _without_year(point)}


def _without_year(point: Point) -> str:
    """The day and the month, or the month alone."""
    if not point.day.isdigit():
        return str(MONTHS[int(point.month) - 1])
    day = datetime.date(4, int(point.month), int(point.day))
    return date_format(day, str(FIRST_WITHOUT_YEAR if day.day == 1 else DAY_WITHOUT_YEAR))
