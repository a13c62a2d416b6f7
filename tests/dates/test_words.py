"""The words for an uncertain date."""

import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from dates.words import term_words, words
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


@pytest.mark.parametrize(
    ("text", "spanish", "french", "portuguese"),
    [
        ("", "fecha desconocida", "date inconnue", "data desconhecida"),
        (
            "2018-09-04?",
            "4 de septiembre de 2018 (incierto)",
            "4 septembre 2018 (incertain)",
            "4 de setembro de 2018 (incerto)",
        ),
        ("2018-05-01", "1 de mayo de 2018", "1er mai 2018", "1º de maio de 2018"),
        ("2018-05", "mayo de 2018", "mai 2018", "maio de 2018"),
        (
            "2018-05-04~",
            "hacia el 4 de mayo de 2018",
            "vers le 4 mai 2018",
            "aproximadamente 4 de maio de 2018",
        ),
        ("../2015", "hasta 2015", "jusqu’en 2015", "até 2015"),
        (
            "../2015-06-01",
            "hasta el 1 de junio de 2015",
            "jusqu’au 1er juin 2015",
            "até 1º de junho de 2015",
        ),
        (
            "[2008..2015-06-04]",
            "entre 2008 y el 4 de junio de 2015",
            "entre 2008 et le 4 juin 2015",
            "entre 2008 e 4 de junho de 2015",
        ),
        (
            "199X/",
            "desde la década de 1990, fin desconocido",
            "dès les années 1990, fin inconnue",
            "desde a década de 1990, fim desconhecido",
        ),
        (
            "XXXX-03-01",
            "1 de marzo de un año desconocido",
            "1er mars d’une année inconnue",
            "1º de março de um ano desconhecido",
        ),
        (
            "2014-01/2016~",
            "enero de 2014 – 2016 (aproximado)",
            "janvier 2014 – 2016 (approximatif)",
            "janeiro de 2014 – 2016 (aproximado)",
        ),
    ],
)
def test_each_language_bends_a_date_in_its_own_way(text, spanish, french, portuguese):
    said = {}
    for language in ("es", "fr", "pt"):
        with override(language):
            said[language] = words(text)
    assert said == {"es": spanish, "fr": french, "pt": portuguese}


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2014", "2016", "2014 to 2016"),
        ("2014?", "", "since 2014 (uncertain)"),
        ("2014", "..", "since 2014, no end"),
        ("", "2016-05-01", "until 1 May 2016"),
        ("", "..", "start unknown, no end"),
        ("", "", "dates unknown"),
        ("[..1951]", "..", "since 1951 or earlier, no end"),
        ("[1948..1951]", "2004", "start: between 1948 and 1951; end: 2004"),
        ("2014", "last week", "start: 2014; end: last week"),
        ("[..2010-06-01]", "[2010-06-01..]", "at least on 1 June 2010"),
        ("[..2010-06]", "[2010-06..]", "at least in June 2010"),
        ("[..2010]", "[2010..]", "at least in 2010"),
        ("[..2010]", "[2011..]", "2010 or earlier to 2011 or later"),
        ("[..2010]", "2010", "2010 or earlier to 2010"),
    ],
)
def test_it_says_since_when_and_until_when_something_holds(since, until, said):
    assert term_words(since, until) == said


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
