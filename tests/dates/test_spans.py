"""An uncertain date as a stretch of whole days."""

import datetime

import pytest
from hypothesis import given

from dates.edtf import parse
from dates.spans import Span, moment_words, span
from tests.dates.test_edtf import edtf_like


def stretch(first: str, last: str, *, certain: bool = False) -> Span:
    day = datetime.date.fromisoformat
    return Span(day(first), day(last), certain)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2018-09-04", stretch("2018-09-04", "2018-09-04", certain=True)),
        ("2018-09-04?", stretch("2018-09-04", "2018-09-04")),
        ("2018-09-04~", stretch("2018-09-04", "2018-09-04")),
        ("2018-09", stretch("2018-09-01", "2018-09-30")),
        ("2018-09-XX", stretch("2018-09-01", "2018-09-30")),
        ("1994", stretch("1994-01-01", "1994-12-31")),
        ("199X", stretch("1990-01-01", "1999-12-31")),
        ("0000", None),
        ("[2008..2015]", stretch("2008-01-01", "2015-12-31")),
        ("[2008-05-01..2008-05-02]", stretch("2008-05-01", "2008-05-02")),
        ("2014/2016", stretch("2014-01-01", "2016-12-31")),
        ("2014-03-01/2016-04-02", stretch("2014-03-01", "2016-04-02", certain=True)),
        ("2014-03-01/2016-04-02?", stretch("2014-03-01", "2016-04-02")),
        # Where one end is not known, the other stands for it.
        ("[..2015]", stretch("2015-01-01", "2015-12-31")),
        ("[2008..]", stretch("2008-01-01", "2008-12-31")),
        ("2014/..", stretch("2014-01-01", "2014-12-31")),
        ("2014-03-01/", stretch("2014-03-01", "2014-03-01")),
        ("../2015-06", stretch("2015-06-01", "2015-06-30")),
        ("/2015", stretch("2015-01-01", "2015-12-31")),
        ("9999", stretch("9999-01-01", "9999-12-31")),
        ("", None),
        (None, None),
        ("..", None),
        ("XXXX-09-04", None),
        ("XXXX", None),
        ("last summer", None),
    ],
)
def test_it_reaches_from_the_earliest_to_the_latest_day(text, found):
    assert span(text) == found


@given(edtf_like)
def test_it_never_fails_and_never_contradicts_the_bounds(text):
    found = span(text)
    if found:
        read = parse(text)
        assert found.first <= found.last
        assert found.first == read.earliest or read.earliest is None or read.latest is None
        assert found.last == read.latest or read.latest is None or read.earliest is None


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("2017-03-08", "2017-03-10", stretch("2017-03-08", "2017-03-10", certain=True)),
        ("2017-03-08?", "2017-03-10", stretch("2017-03-08", "2017-03-10")),
        ("2017-03-08", "2017-03", stretch("2017-03-08", "2017-03-31")),
        ("2017", "2017-03-10", stretch("2017-01-01", "2017-03-10")),
        ("2017-03-08~", "2017-03-07", stretch("2017-03-08", "2017-03-08")),
        ("2017-03-08", "", stretch("2017-03-08", "2017-03-08", certain=True)),
    ],
)
def test_it_goes_on_until_another(first, second, found):
    assert span(first).until(span(second)) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2018-09-04", "4 September 2018"),
        ("2018-09-04?", "4 September 2018 (uncertain)"),
        ("1994", "some day in 1994"),
        ("2018-09", "some day in September 2018"),
        ("1994?", "1994 (uncertain)"),
        ("199X", "the 1990s"),
        ("2018-09-XX", "September 2018, day unknown"),
        ("[2008..2015]", "between 2008 and 2015"),
        ("2014/..", "since 2014"),
        ("", "date unknown"),
    ],
)
def test_its_words_do_not_pass_a_year_off_as_a_day(text, said):
    assert moment_words(text) == said
