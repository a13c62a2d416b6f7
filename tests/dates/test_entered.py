"""Dates as people write them: what each becomes, what is refused and in which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates.edtf import BackwardsError, parse
from dates.entered import LONGEST, UnreadableDateError, entered
from dates.words import words

WRITTEN = {
    # EDTF itself
    "": "",
    "2018-09-04?": "2018-09-04?",
    "199x": "199X",
    "[2008 .. 2015]": "[2008..2015]",
    "2014/ 2016": "2014/2016",
    "..": "..",
    # days and months
    "4 Sep 2018?": "2018-09-04?",
    "4 September 2018": "2018-09-04",
    "4. September 2018": "2018-09-04",
    "Sept. 4, 2018": "2018-09-04",
    "September 4th, 2018": "2018-09-04",
    "the 4th of September, 2018": "2018-09-04",
    "4-Sep-2018": "2018-09-04",
    "4Sep2018": "2018-09-04",
    "Tuesday, 4 September 2018": "2018-09-04",
    "2018-9-4": "2018-09-04",
    "2018/09/04": "2018-09-04",
    "2018-09-04T10:00:00": "2018-09-04",
    "2018-09-04 00:00:00": "2018-09-04",
    "13/09/2018": "2018-09-13",
    "09/13/2018": "2018-09-13",
    "4/4/2018": "2018-04-04",
    "1.1.2018": "2018-01-01",
    "September 2018": "2018-09",
    "09/2018": "2018-09",
    "2018/09": "2018-09",
    "Jan/2018": "2018-01",
    "4 September": "XXXX-09-04",
    "18-Sep": "XXXX-09-18",
    "in 2018": "2018",
    # other languages
    "1º de enero de 2018": "2018-01-01",
    "septiembre de 2018": "2018-09",
    "1er août 2018": "2018-08-01",
    "5 mai 2018": "2018-05-05",
    "4 de março de 2018": "2018-03-04",
    "segunda-feira, 3 de setembro de 2018": "2018-09-03",
    "entre 2008 y 2015": "[2008..2015]",
    "avant 2015": "[..2014]",
    "década de 1990": "199X",
    "mi-2016": "[2016-04..2016-09]",
    # doubt
    "2018 (uncertain)": "2018?",
    "probably 2018": "2018?",
    "about 1994": "1994~",
    "c. 1994": "1994~",
    "circa 1994?": "1994%",
    # parts of a year, a month, a decade
    "early 2016": "[2016-01..2016-06]",
    "mid-2016": "[2016-04..2016-09]",
    "end of 2016": "[2016-10..2016-12]",
    "late September 2018?": "[2018-09-16?..2018-09-30?]",
    "early 1990s": "[1990..1995]",
    "1990s": "199X",
    "1900s": "19XX",
    "20th century": "[1901..2000]",
    "Q1 2018": "[2018-01..2018-03]",
    "3rd quarter of 2018": "[2018-07..2018-09]",
    "second half of 2018": "[2018-07..2018-12]",
    "spring 2011": "[2011-03..2011-12]",
    "northern spring 2011": "[2011-03..2011-06]",
    "winter 2010": "[2009-12..2011-03]",
    "last week of January 2020": "[2020-01-20..2020-01-31]",
    "first week of May 2019": "[2019-05-01..2019-05-12]",
    "week of 4 September 2018": "[2018-09-02..2018-09-10]",
    # ranges
    "between 2008 and 2015": "[2008..2015]",
    "between 4 and 6 September 2018": "[2018-09-04..2018-09-06]",
    "between early 2016 and late 2017": "[2016-01..2017-12]",
    "2015 or 2016": "[2015..2016]",
    "4–6 September 2018": "2018-09-04/2018-09-06",
    "September 4-6, 2018": "2018-09-04/2018-09-06",
    "4 Sep – 6 Oct 2018": "2018-09-04/2018-10-06",
    "September–October 2018": "2018-09/2018-10",
    "from 2014 to 2016": "2014/2016",
    "2014-2016": "2014/2016",
    "2014/15": "2014/2015",
    "2014–present": "2014/..",
    "since 2014": "2014/..",
    "before 2015": "[..2014]",
    "before 4 September 2018": "[..2018-09-03]",
    "before about 2015": "[..2015~]",
    "before 2018-09-XX": "[..2018-08]",
    "before 199X": "[..1989]",
    "after 2015": "[2016..]",
    "by the end of 2016": "[..2016]",
    "no later than 30 June 2019": "[..2019-06-30]",
    "not before May 2018": "[2018-05..]",
    # no date at all
    "ongoing": "..",
    "open-ended": "..",
    "unknown": "",
    "n.d.": "",
    "sans date": "",
}
REFUSED = [
    "yesterday",
    "last week",
    "5 years ago",
    "12",
    "early mid 2018",
    "31 February 2018",
    "early 2018-13",
    "week of 1 January 0001",
    "20 18",
]


@pytest.mark.parametrize(("text", "edtf"), WRITTEN.items())
def test_it_reads_what_people_write(text, edtf):
    assert entered(text) == edtf


@pytest.mark.parametrize("text", REFUSED)
def test_it_refuses_what_is_no_date(text):
    with pytest.raises(UnreadableDateError, match="expected a date such as 4 September 2018"):
        entered(text)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("04/09/2018", ["4 September 2018 (2018-09-04)", "9 April 2018 (2018-04-09)"]),
        ("04/09", ["4 September of an unknown year (XXXX-09-04)", "9 April of an unknown year"]),
        ("Sep 18", ["18 September of an unknown year", "September 2018 (2018-09)"]),
        ("2011/12", ["December 2011 (2011-12)", "2011 to 2012 (2011/2012)"]),
    ],
)
def test_it_shows_both_readings_of_what_may_be_two_dates(text, readings):
    with pytest.raises(UnreadableDateError) as refused:
        entered(text)
    assert [reading for reading in readings if reading not in str(refused.value)] == []


def test_a_column_may_say_whether_the_day_comes_first():
    assert entered("04/09/2018", day_first=True) == "2018-09-04"
    assert entered("04/09/2018", day_first=False) == "2018-04-09"


def test_it_asks_for_all_four_digits_of_a_year():
    with pytest.raises(UnreadableDateError, match="a year of two digits; write all four"):
        entered("4-Sep-18")


def test_it_refuses_a_day_of_the_week_that_is_another():
    with pytest.raises(UnreadableDateError, match="4 September 2018 is a Tuesday; check both"):
        entered("Monday, 4 September 2018")


def test_it_quotes_what_was_typed_where_a_range_ends_before_it_starts():
    with pytest.raises(BackwardsError, match="“between 2015 and 2008” ends before it starts"):
        entered("between 2015 and 2008")


def test_a_text_without_end_is_refused_at_once():
    with pytest.raises(UnreadableDateError):
        entered("2018 or " * LONGEST)


@pytest.mark.parametrize(
    "text", [edtf for edtf in WRITTEN.values() if "[" not in edtf and edtf != "19XX"]
)
def test_its_own_words_are_read_back(text):
    assert entered(words(text)) == text


PIECES = (
    "4 04 9 2018 18 sep mar de of between and to - / . , ? about early last week before 1990s q1"
)
typed = st.one_of(
    st.text(max_size=40), st.lists(st.sampled_from(PIECES.split()), max_size=7).map(" ".join)
)


@given(typed)
def test_whatever_is_typed_becomes_edtf_or_is_refused_in_words(text):
    try:
        found = entered(text)
    except ValueError as error:
        said = str(error)
        found = ""
    else:
        said = "expected"
    assert any(word in said for word in ("expected", "write", "check"))
    assert parse(found).text == found
