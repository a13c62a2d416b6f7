"""The words for an uncertain date, in the reader's language."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dates.edtf import OPEN, Point, UncertainDate, parse


def words(text: str) -> str:
    """Says an EDTF text as a person would: “4 September 2018 (uncertain)”.

    A text that cannot be read is shown as it stands: a page never fails on a date.
    """
    try:
        return _say(parse(text or ""))
    except ValueError:
        return text


def _say(date: UncertainDate) -> str:
    if date.kind == "unknown":
        return _("date unknown")
    if date.kind == "open":
        return _("no end")
    if isinstance(date.start, Point) and date.kind == "point":
        return _qualified(date.start)
    return _one_of(date) if date.kind == "one of" else _interval(date)


def _one_of(date: UncertainDate) -> str:
    if not isinstance(date.end, Point):
        return _("%(date)s or later") % {"date": _side(date.start)}
    if not isinstance(date.start, Point):
        return _("%(date)s or earlier") % {"date": _side(date.end)}
    return _("between %(start)s and %(end)s") % {
        "start": _side(date.start),
        "end": _side(date.end),
    }


def _interval(date: UncertainDate) -> str:
    if date.end == OPEN:
        return _("since %(date)s") % {"date": _side(date.start)}
    if date.start == OPEN:
        return _("until %(date)s") % {"date": _side(date.end)}
    if date.end is None:
        return _("from %(date)s, end unknown") % {"date": _side(date.start)}
    if date.start is None:
        return _("start unknown, until %(date)s") % {"date": _side(date.end)}
    return _("%(start)s to %(end)s") % {"start": _side(date.start), "end": _side(date.end)}


def _side(side: Point | str | None) -> str:
    return _qualified(side) if isinstance(side, Point) else ""


def _qualified(point: Point) -> str:
    said = _plain(point)
    if point.qualifier == "?":
        return _("%(date)s (uncertain)") % {"date": said}
    if point.qualifier == "~":
        return _("about %(date)s") % {"date": said}
    if point.qualifier == "%":
        return _("about %(date)s (uncertain)") % {"date": said}
    return said


def _plain(point: Point) -> str:
    if point.year == "XXXX":
        return _yearless(point)
    if "X" in point.year:
        return _masked_year(point)
    if point.day.isdigit() and point.earliest:
        return day_words(point.earliest)
    if point.month.isdigit() and point.earliest:
        # Translators: a month in Django's date format letters
        said = date_format(point.earliest, _("F Y"))
        return _("%(month)s, day unknown") % {"month": said} if point.day else said
    return _("%(year)s, month unknown") % {"year": point.year} if point.month else point.year


def day_words(day: datetime.date) -> str:
    """One certain day: “4 September 2018”."""
    # Translators: a day in Django's date format letters
    return date_format(day, _("j F Y"))


def _masked_year(point: Point) -> str:
    first, last = point.year.replace("X", "0"), point.year.replace("X", "9")
    if point.year.endswith("XX"):
        years = _("between %(start)s and %(end)s") % {"start": first, "end": last}
    else:
        years = _("the %(decade)ss") % {"decade": first}
    if not point.month.isdigit():
        return years
    return _("%(date)s, %(years)s") % {"date": _without_year(point), "years": years}


def _yearless(point: Point) -> str:
    if not point.month.isdigit():
        return _("date unknown")
    return _("%(date)s of an unknown year") % {"date": _without_year(point)}


def _without_year(point: Point) -> str:
    stand_in = datetime.date(4, int(point.month), int(point.day) if point.day.isdigit() else 1)
    # Translators: a day without its year, and a month without its year, in Django's letters
    return date_format(stand_in, _("j F") if point.day.isdigit() else _("F"))
