"""Dates as people write them, read into EDTF: “4 Sep 2018?”, “early 2016”, “last week of …”.

What is read is never narrower than what was said. “Early 2016” is the first half of the year,
“spring 2011” that of either hemisphere. What may be one date or another, such as 04/09/2018, is
refused with both readings; nothing is guessed.
"""

import re
from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dates import moments
from dates.edtf import OPEN, POINT, BackwardsError, parse
from dates.moments import NUMBER, Moment
from dates.spoken import canonical, folded, weekday_of
from dates.words import day_words, words

LONGEST = 200
EXPECTED = gettext_lazy(
    "expected a date such as 4 September 2018, Sept 2018?, early 2016, about 1994, 1990s, "
    "before 2015, between 2008 and 2015, or EDTF such as 2018-09-04"
)
TIME = re.compile(r"[t ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m|z)?$")
# EDTF of more than one date, whatever spaces it is typed with.
SCRIPT = re.compile(r"\[[\dXx?~% .-]+\]|[\dXx?~% .-]*/[\dXx?~% .-]*", re.ASCII)


class UnreadableDateError(ValueError):
    """What was typed is no date that can be read, or more than one."""


def entered(text: str, *, day_first: bool | None = None) -> str:
    """The EDTF of a date as a person writes it; of EDTF itself, the same.

    `day_first` tells how 04/09/2018 is meant where a whole column of dates does so; without it
    such a date is refused. An empty text, or “unknown”, is "". Raises ValueError that says what
    was found, what was expected, and both readings where there are two.
    """
    text = " ".join(text.split())
    edtf = text.replace(" ", "").upper() if SCRIPT.fullmatch(text) else text
    if _in_calendar(edtf):
        return parse(edtf).text
    if len(text) > LONGEST:
        raise _unreadable(text)
    try:
        found = _Reader(text, day_first).read()
    except UnreadableDateError:
        raise
    except (ValueError, OverflowError):
        raise _unreadable(text) from None
    return _checked(text, found)


def _checked(text: str, found: str) -> str:
    """What was found, once the calendar knows it."""
    try:
        return parse(found).text
    except BackwardsError:
        raise BackwardsError(
            _("“%(text)s” ends before it starts; expected the earlier date first") % {"text": text}
        ) from None
    except ValueError:
        said = _("“%(text)s” is not in the calendar") % {"text": text}
        raise UnreadableDateError(f"{said}; {EXPECTED}") from None


def _unreadable(text: str) -> UnreadableDateError:
    said = _("“%(text)s” is not a date that can be read") % {"text": text[:80]}
    return UnreadableDateError(f"{said}; {EXPECTED}")


class _Reader:
    """Reads one text; its methods return EDTF or a Moment, or raise UnreadableDateError."""

    def __init__(self, text: str, day_first: bool | None) -> None:
        self.text, self.day_first = text, day_first

    def read(self) -> str:
        plain = TIME.sub("", folded(self.text))
        weekday, plain = weekday_of(plain)
        found = self.whole(canonical(plain))
        if weekday is not None:
            self.check_weekday(weekday, found)
        return found

    def check_weekday(self, weekday: int, found: str) -> None:
        """Refuses “Monday, 4 September 2018”, which was a Tuesday."""
        day = parse(found).earliest
        if day and day == parse(found).latest and day.weekday() != weekday:
            raise UnreadableDateError(
                _("“%(text)s” names another day of the week: %(date)s is a %(weekday)s; check both")
                % {
                    "text": self.text,
                    "date": day_words(day),
                    "weekday": date_format(day, "l"),
                }
            )

    def whole(self, said: str) -> str:
        if said in ("unknown", "?", "-"):
            return ""
        if said == "open":
            return OPEN
        for pattern, compose in WHOLES:
            if match := pattern.fullmatch(said):
                return compose(self, *match.groups())
        return str(self.moment(said))

    def ends(self, first: str, last: str) -> tuple[Moment, Moment]:
        """Both ends of a range; what the first leaves out it has from the last: “4–6 May 2018”."""
        if re.fullmatch(r"\d\d?", first) and (rest := re.fullmatch(r"\d\d?( m\d\d.*)", last)):
            first += rest[1]
        elif (month := re.fullmatch(r"(m\d\d) \d\d?", first)) and re.fullmatch(
            r"\d\d? \d{4}\??", last
        ):
            last = f"{month[1]} {last}"
        year = re.search(r" (\d{4})\??$", last)
        if year and not re.search(r"\d{3}", first):
            first = f"{first} {year[1]}"
        return self.moment(first), self.moment(last)

    def one_of(self, first: str, last: str) -> str:
        start, end = self.ends(first, last)
        return f"[{start.first}{start.doubt}..{end.last}{end.doubt}]"

    def interval(self, first: str, last: str) -> str:
        start, end = self.ends(first, last)
        return f"{start.first}{start.doubt}/{end.last}{end.doubt}"

    def since(self, first: str) -> str:
        start = self.moment(first)
        return f"{start.first}{start.doubt}/.."

    def until(self, last: str) -> str:
        end = self.moment(last)
        return f"../{end.last}{end.doubt}"

    def before(self, last: str) -> str:
        """Some day before: “before 2015” is 2014 at the latest, but “before about 2015” is not."""
        end = self.moment(last)
        return f"[..{moments.step(end, -1)}]"

    def after(self, first: str) -> str:
        return f"[{moments.step(self.moment(first), 1)}..]"

    def by(self, last: str) -> str:
        end = self.moment(last)
        return f"[..{end.last}{end.doubt}]"

    def not_before(self, first: str) -> str:
        start = self.moment(first)
        return f"[{start.first}{start.doubt}..]"

    def moment(self, said: str) -> Moment:
        """One time, doubtful or not. Where it is a range, so are both of its ends."""
        plain, doubt = _doubt(said)
        for pattern, compose in MOMENTS:
            if match := pattern.fullmatch(plain):
                found = compose(self, *match.groups())
                return Moment(found.first, found.last, doubt or found.doubt)
        if POINT.fullmatch(plain.upper()):
            return Moment(plain.upper(), plain.upper(), doubt)
        raise _unreadable(self.text)

    def numeric(self, first: str, second: str, year: str) -> Moment:
        """04/09/2018: refused unless one of the two numbers can only be the day."""
        day_first = f"{year}-{int(second):02}-{int(first):02}"
        month_first = f"{year}-{int(first):02}-{int(second):02}"
        if self.day_first is not None:
            return _at(day_first if self.day_first else month_first)
        possible = [each for each in (day_first, month_first) if _in_calendar(each)]
        if len(set(possible)) == 2:
            raise self.ambiguous(*possible)
        return _at(possible[0] if possible else day_first)

    def yearless(self, first: str, second: str) -> Moment:
        return self.numeric(first, second, "XXXX")

    def short_year(self, *parts: str) -> Moment:
        raise UnreadableDateError(
            _("“%(text)s” has a year of two digits; write all four") % {"text": self.text}
        )

    def month_then_number(self, month: str, number: str) -> Moment:
        """Sep 18: a day, or as spreadsheets show it, a year."""
        raise self.ambiguous(f"XXXX-{month}-{int(number):02}", f"20{int(number):02}-{month}")

    def year_then_number(self, year: str, number: str) -> str:
        """2018/09 is a month, 2014/15 are two years, and 2011/12 may be either."""
        month, years = f"{year}-{int(number):02}", f"{year}/{int(year) + 1:04}"
        if int(number) != (int(year) + 1) % 100:
            return month
        if int(number) <= 12:
            raise self.ambiguous(month, years)
        return years

    def ambiguous(self, *readings: str) -> UnreadableDateError:
        first, second = readings
        return UnreadableDateError(
            _(
                "“%(text)s” may be %(first)s (%(first_edtf)s) or %(second)s (%(second_edtf)s); "
                "write the one that is meant"
            )
            % {
                "text": self.text,
                "first": words(first),
                "first_edtf": first,
                "second": words(second),
                "second_edtf": second,
            }
        )

    def part(self, part: str, whole: str) -> Moment:
        return moments.part(part, self.moment(whole))

    def week(self, number: str, whole: str) -> Moment:
        return moments.week(number, self.moment(whole))

    def week_of(self, whole: str) -> Moment:
        return moments.week_of(self.moment(whole))


def _at(text: str) -> Moment:
    return Moment(text, text)


def _in_calendar(text: str) -> bool:
    try:
        return bool(parse(text))
    except ValueError:
        return False


def _doubt(said: str) -> tuple[str, str]:
    """A text without what says that it is doubtful, and the EDTF sign for that."""
    plain = re.sub(r"\bdoubtful\b|\bmaybe\b|\babout\b|[?~%]", " ", said)
    maybe = re.search(r"\bdoubtful\b|\bmaybe\b|[?%]", said)
    about = re.search(r"\bdoubtful\b|\babout\b|[~%]", said)
    doubt = {(True, True): "%", (True, False): "?", (False, True): "~"}
    return " ".join(plain.split()), doubt.get((bool(maybe), bool(about)), "")


Compose = Callable[..., str]
SPOKEN_WHOLES: dict[str, Compose] = {
    r"between (.+?) (?:and|to|-) (.+)": _Reader.one_of,
    r"(.+?) or (.+)": _Reader.one_of,
    r"(?:from |since )?(.+?) ?(?:to|until|-) (?:open|orlater|onwards)": _Reader.since,
    r"(?:from |since )?(\d{4}) ?-": _Reader.since,
    r"(?:since |from )?(.+) onwards": _Reader.since,
    r"(?:since |from )?(.+?) open": _Reader.since,
    r"from (.+) endless": lambda reader, said: reader.since(said).removesuffix(".."),
    r"startless until (.+)": lambda reader, said: reader.until(said).removeprefix(".."),
    r"(?:from |since )?(.+?) (?:to|until|-) (.+)": _Reader.interval,
    r"(?:from )?(\d{4})-(\d{4})": _Reader.interval,
    r"(?:from )?(\d\d?)-(\d\d? m\d\d.*)": _Reader.interval,
    r"(m\d\d)-(m\d\d.*)": _Reader.interval,
    r"(m\d\d \d\d?)-(\d\d? \d{4}\??)": _Reader.interval,
    r"(?:since) (.+)": _Reader.since,
    r"until (.+)": _Reader.until,
    r"before (.+)": _Reader.before,
    r"after (.+)": _Reader.after,
    r"by (.+)": _Reader.by,
    r"(.+) orearlier": _Reader.by,
    r"from (.+)": _Reader.not_before,
    r"(.+) orlater": _Reader.not_before,
    r"(\d{4})[-/.](\d\d?)": _Reader.year_then_number,
}
MONTH, DAY, YEAR, AND = r"m(\d\d)", r"(\d\d?)", r"(\d{4})", r" ?[-./]? ?"
SPOKEN_MOMENTS: dict[str, Callable[..., Moment]] = {
    rf"{DAY}{AND}{MONTH}{AND}{YEAR}": lambda _r, d, m, y: _at(f"{y}-{m}-{int(d):02}"),
    rf"{MONTH} {DAY} {YEAR}": lambda _r, m, d, y: _at(f"{y}-{m}-{int(d):02}"),
    rf"{YEAR}{AND}{MONTH}{AND}{DAY}": lambda _r, y, m, d: _at(f"{y}-{m}-{int(d):02}"),
    rf"{MONTH}{AND}{YEAR}": lambda _r, m, y: _at(f"{y}-{m}"),
    rf"{YEAR}{AND}{MONTH}": lambda _r, y, m: _at(f"{y}-{m}"),
    rf"{DAY}{AND}{MONTH}{AND}\d\d": _Reader.short_year,
    rf"{DAY} {MONTH}(?: yearless| an yearless)?": lambda _r, d, m: _at(f"XXXX-{m}-{int(d):02}"),
    rf"{MONTH} {DAY}": _Reader.month_then_number,
    rf"{MONTH}(?: an? yearless)?": lambda _r, m: _at(f"XXXX-{m}"),
    rf"{MONTH} {YEAR} dayless": lambda _r, m, y: _at(f"{y}-{m}-XX"),
    rf"{YEAR} monthless": lambda _r, y: _at(f"{y}-XX"),
    rf"{YEAR}[-/.]{DAY}[-/.]{DAY}": lambda _r, y, m, d: _at(f"{y}-{int(m):02}-{int(d):02}"),
    rf"{DAY}[-/.]{DAY}[-/.]{YEAR}": _Reader.numeric,
    rf"{DAY}[-/.]{DAY}[-/.]{DAY}": _Reader.short_year,
    rf"{DAY}[/.]{DAY}": _Reader.yearless,
    rf"{DAY}[-/.]{YEAR}": lambda _r, m, y: _at(f"{y}-{int(m):02}"),
    r"(\d\d)00'?s": lambda _r, y: _at(f"{y}XX"),
    r"(\d{3})0'?s": lambda _r, y: _at(f"{y}X"),
    r"decade (\d{3})0(?:'?s)?": lambda _r, y: _at(f"{y}X"),
    r"(\d\d?)(?:st|nd|rd|th) century": lambda _r, n: Moment(f"{int(n) - 1:02}01", f"{int(n):02}00"),
    r"(early|mid|late|start|end) (.+)": _Reader.part,
    rf"(northern |southern )?(spring|summer|autumn|winter) {YEAR}": lambda _r, side, name, y: (
        moments.season(side or "", name, int(y))
    ),
    rf"(?:q({NUMBER})|({NUMBER}) ?q) {YEAR}": lambda _r, a, b, y: moments.quarter(a or b, y),
    rf"({NUMBER}|last) quarter {YEAR}": lambda _r, n, y: moments.quarter(n, y),
    rf"h([12]) {YEAR}": lambda _r, n, y: moments.half(n, y),
    rf"({NUMBER}|last) half {YEAR}": lambda _r, n, y: moments.half(n, y),
    rf"({NUMBER}|last) week (.+)": _Reader.week,
    r"week (.+)": _Reader.week_of,
}
WHOLES = [(re.compile(pattern), compose) for pattern, compose in SPOKEN_WHOLES.items()]
MOMENTS = [(re.compile(pattern), compose) for pattern, compose in SPOKEN_MOMENTS.items()]
