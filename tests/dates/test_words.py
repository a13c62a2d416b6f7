"""The words for an uncertain date."""

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from dates.words import words
from tests.dates.test_edtf import edtf_like


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "date unknown"),
        (None, "date unknown"),
        ("..", "no end"),
        ("2018-09-04", "4 September 2018"),
        ("2018-09-04?", "4 September 2018 (uncertain)"),
        ("2018-09-04~", "about 4 September 2018"),
        ("2018-09%", "about September 2018 (uncertain)"),
        ("2018-09", "September 2018"),
        ("1994", "1994"),
        ("1994?", "1994 (uncertain)"),
        ("0794-09-04", "4 September 0794"),
        ("2018-09-XX", "September 2018, day unknown"),
        ("2018-XX", "2018, month unknown"),
        ("2018-XX-XX", "2018, month unknown"),
        ("199X", "the 1990s"),
        ("19XX", "between 1900 and 1999"),
        ("199X-09-04", "4 September, the 1990s"),
        ("19XX-09", "September, between 1900 and 1999"),
        ("XXXX", "date unknown"),
        ("XXXX-09-04", "4 September of an unknown year"),
        ("XXXX-02-29", "29 February of an unknown year"),
        ("XXXX-09", "September of an unknown year"),
        ("[2008..2015]", "between 2008 and 2015"),
        ("[2008-05..2015-06-01]", "between May 2008 and 1 June 2015"),
        ("[..2015]", "2015 or earlier"),
        ("[2008..]", "2008 or later"),
        ("2014/2016", "2014 to 2016"),
        ("2014/..", "since 2014"),
        ("2014/", "from 2014, end unknown"),
        ("../2015", "until 2015"),
        ("/2015", "start unknown, until 2015"),
        ("last week", "last week"),
    ],
)
def test_a_date_is_said_as_a_person_would(text, said):
    assert words(text) == said


@given(edtf_like)
def test_a_page_never_fails_on_a_date(text):
    assert isinstance(words(text), str)


@given(st.dates())
def test_a_day_is_said_with_its_year(date):
    assert words(date.isoformat()).endswith(f"{date.year:04}")


def test_a_template_says_it_too():
    template = Template("{% load dates %}{{ date|words }}")
    assert template.render(Context({"date": "2018-09-04?"})) == "4 September 2018 (uncertain)"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2018", '<span class="date">2018</span>'),
        ("2018?", '<span class="doubtful">2018 (uncertain)</span>'),
        ("", '<span class="unknown">date unknown</span>'),
        ("<b>", '<span class="date">&lt;b&gt;</span>'),
    ],
)
def test_a_page_sets_apart_what_is_unknown_or_doubtful(text, shown):
    template = Template("{% load dates %}{% date text %}")
    assert template.render(Context({"text": text})) == shown
