"""The EDTF subset: what each form means, what is refused, and a second opinion."""

import datetime
from time import struct_time

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from dates.edtf import EXPECTED, OPEN, Point, UncertainDate, parse

SCRIPT = "0123456789X-/.[]?~% "
edtf_like = st.one_of(st.text(alphabet=SCRIPT, max_size=24), st.text(max_size=24))
days = st.dates()


def day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "kind", "earliest", "latest"),
    [
        ("", "unknown", "", ""),
        ("  ", "unknown", "", ""),
        ("..", "open", "", ""),
        ("2018-09-04", "point", "2018-09-04", "2018-09-04"),
        (" 2018-09-04\n", "point", "2018-09-04", "2018-09-04"),
        ("2018-09", "point", "2018-09-01", "2018-09-30"),
        ("2018", "point", "2018-01-01", "2018-12-31"),
        ("2018-09-04?", "point", "2018-09-04", "2018-09-04"),
        ("2018~", "point", "2018-01-01", "2018-12-31"),
        ("2018-09%", "point", "2018-09-01", "2018-09-30"),
        ("2018-09-XX", "point", "2018-09-01", "2018-09-30"),
        ("2018-XX-XX", "point", "2018-01-01", "2018-12-31"),
        ("2018-XX", "point", "2018-01-01", "2018-12-31"),
        ("2016-02", "point", "2016-02-01", "2016-02-29"),
        ("2018-02-XX", "point", "2018-02-01", "2018-02-28"),
        ("199X", "point", "1990-01-01", "1999-12-31"),
        ("19XX", "point", "1900-01-01", "1999-12-31"),
        ("199X-07", "point", "1990-07-01", "1999-07-31"),
        ("199X-02-29", "point", "1992-02-29", "1996-02-29"),
        ("000X", "point", "0001-01-01", "0009-12-31"),
        ("9999", "point", "9999-01-01", "9999-12-31"),
        ("XXXX", "point", "", ""),
        ("XXXX-09-04", "point", "", ""),
        ("XXXX-02-29", "point", "", ""),
        ("[2008..2015]", "one of", "2008-01-01", "2015-12-31"),
        ("[2008-05-03..2008-06]", "one of", "2008-05-03", "2008-06-30"),
        ("[..2015]", "one of", "", "2015-12-31"),
        ("[2008..]", "one of", "2008-01-01", ""),
        ("[XXXX..2015]", "one of", "", "2015-12-31"),
        ("2014/2016", "interval", "2014-01-01", "2016-12-31"),
        ("2018-06/2018", "interval", "2018-06-01", "2018-12-31"),
        ("2014/..", "interval", "2014-01-01", ""),
        ("2014/", "interval", "2014-01-01", ""),
        ("../2015", "interval", "", "2015-12-31"),
        ("/2015", "interval", "", "2015-12-31"),
    ],
)
def test_a_text_has_a_kind_and_two_bounds(text, kind, earliest, latest):
    date = parse(text)
    assert (date.text, date.kind) == (text.strip(), kind)
    assert (date.earliest, date.latest) == (day(earliest), day(latest))


def test_an_interval_keeps_its_ends_apart():
    start = Point("2014", earliest=day("2014-01-01"), latest=day("2014-12-31"))
    since = UncertainDate("2014/..", "interval", start, OPEN, day("2014-01-01"))
    assert parse("2014/..") == since
    assert parse("2014/").end is None


def test_a_point_keeps_what_was_written():
    point = parse("2018-09-XX?").start
    assert (point.year, point.month, point.day, point.qualifier) == ("2018", "09", "XX", "?")


NOT_READ = "“{}” is not a date that can be read; " + str(EXPECTED)
NO_MONTH = "“{}” has a day without a month; " + str(EXPECTED)
NO_CALENDAR = "“{}” is not in the calendar; " + str(EXPECTED)
NO_DATE = "“{}” names no date; " + str(EXPECTED)
BACKWARDS = "“{}” ends before it starts; expected the earlier date first"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("last week", NOT_READ),
        ("04/09/2018", NOT_READ),
        ("2018-9-4", NOT_READ),
        ("20180904", NOT_READ),
        ("18", NOT_READ),
        ("-0044", NOT_READ),
        ("2018-09-0X", NOT_READ),
        ("1X9X", NOT_READ),
        ("2018?-09", NOT_READ),
        ("2018??", NOT_READ),
        ("2018-09-04T10:00", NOT_READ),
        ("2014/2015/2016", NOT_READ),
        ("[2008..2015]?", NOT_READ),
        ("[2008....2015]", NOT_READ),
        ("[2008...2015]", NOT_READ),
        ("[2008]", NOT_READ),
        ("[2014/..2016]", NOT_READ),
        ("2014 / 2016", NOT_READ),
        ("...", NOT_READ),
        ("2018-XX-04", NO_MONTH),
        ("XXXX-XX-04", NO_MONTH),
        ("2018-13", NO_CALENDAR),
        ("2018-00", NO_CALENDAR),
        ("2018-02-29", NO_CALENDAR),
        ("2018-04-31", NO_CALENDAR),
        ("199X-02-30", NO_CALENDAR),
        ("XXXX-02-30", NO_CALENDAR),
        ("XXXX-13", NO_CALENDAR),
        ("0000", NO_CALENDAR),
        ("0000-02-29", NO_CALENDAR),
        ("[..]", NO_DATE),
        ("/", NO_DATE),
        ("../", NO_DATE),
        ("../..", NO_DATE),
        ("2016/2014", BACKWARDS),
        ("[2015..2008]", BACKWARDS),
        ("2018-09-04/2018-09-03", BACKWARDS),
    ],
)
def test_a_text_is_refused_with_what_was_found_and_expected(text, message):
    with pytest.raises(ValueError) as raised:  # noqa: PT011 -- the whole message is compared
        parse(text)
    assert str(raised.value) == message.format(text)


def test_the_message_quotes_the_start_of_a_long_text():
    with pytest.raises(ValueError) as raised:  # noqa: PT011 -- the whole message is compared
        parse("2018" * 50_000)
    assert str(raised.value) == NOT_READ.format("2018" * 20)


@pytest.mark.parametrize("text", ["２０１８", "٢٠١٨", "२०१८-०९", "2018-0９"])
def test_only_plain_digits_are_read(text):
    with pytest.raises(ValueError, match="is not a date that can be read"):
        parse(text)


def parsed(text: str) -> UncertainDate:
    """The date, or the unknown one where the text cannot be read."""
    try:
        return parse(text)
    except ValueError:
        return parse("")


@given(edtf_like)
def test_nothing_but_a_value_error_is_raised_and_no_date_ends_before_it_starts(text):
    date = parsed(text)
    assert not (date.earliest and date.latest) or date.earliest <= date.latest


@given(days)
def test_a_day_is_its_own_bounds(date):
    assert parse(date.isoformat()).earliest == date
    assert parse(date.isoformat()).latest == date


@given(days)
def test_a_month_and_a_year_hold_their_days(date):
    month, year = parse(date.isoformat()[:7]), parse(date.isoformat()[:4])
    assert year.earliest <= month.earliest <= date <= month.latest <= year.latest


@given(days, days)
def test_a_range_reaches_from_its_first_day_to_its_last(one, other):
    first, last = sorted((one, other))
    bounds = [
        (date.earliest, date.latest)
        for date in map(parse, (f"{first}/{last}", f"[{first}..{last}]"))
    ]
    assert bounds == [(first, last), (first, last)]


def opinion(bound: struct_time | float) -> datetime.date | None:
    """A bound as the edtf package gives it: a time tuple, or infinity where there is none."""
    return datetime.date(*bound[:3]) if isinstance(bound, struct_time) else None


# The package reads “2014/” and “/2015” as ten years, XXXX as the years 0 to 9999, month and day
# inside brackets not at all, and “..” and an empty text as errors: there we have no second opinion.
@pytest.mark.parametrize(
    "text",
    [
        "2018-09-04",
        "2018-09",
        "2016-02",
        "2018",
        "2018-09-04?",
        "2018-09~",
        "2018%",
        "2018-09-XX",
        "2018-XX-XX",
        "199X",
        "19XX",
        "[2008..2015]",
        "[..2015]",
        "[2008..]",
        "2014/2016",
        "2014-05/2016-02-03",
        "2014/..",
        "../2015",
    ],
)
def test_the_edtf_package_sees_the_same_bounds(text):
    theirs = parse_edtf(text)
    bounds = opinion(theirs.lower_strict()), opinion(theirs.upper_strict())
    assert (parse(text).earliest, parse(text).latest) == bounds


@given(st.dates(min_value=datetime.date(1000, 1, 1)), st.sampled_from(["", "?", "~", "%"]))
def test_the_edtf_package_sees_the_same_day(date, qualifier):
    theirs = parse_edtf(f"{date}{qualifier}")
    assert parse(f"{date}{qualifier}").earliest == opinion(theirs.lower_strict())
