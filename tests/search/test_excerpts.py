"""Excerpts: the place where the words stand, safe to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.excerpts import excerpt, marked, plain


@pytest.mark.parametrize(
    ("text", "question", "html"),
    [
        ("La Migración segura", "migracion", "La <mark>Migración</mark> segura"),
        ("Piñeiro and Pi\u00f1a", "pin", "<mark>Piñeiro</mark> and <mark>Piña</mark>"),
        ("Straße", "strasse", "<mark>Straße</mark>"),
        ("<b>Ferry</b> & co", "ferry", "&lt;b&gt;<mark>Ferry</mark>&lt;/b&gt; &amp; co"),
        ("No hit here", "zeppelin", "No hit here"),
        ("No question", "", "No question"),
        ("", "word", ""),
    ],
)
def test_the_words_that_were_asked_for_are_marked(text, question, html):
    assert marked(excerpt(text, question)) == html


def test_it_begins_a_little_before_the_first_hit_and_cuts_no_word():
    text = f"{'before ' * 50}HIT {'after ' * 50}"
    shown = plain(excerpt(text, "hit", 120))
    assert shown.startswith("… before ")
    assert shown.endswith("after …")
    assert "HIT" in shown
    assert len(shown) < 130


def test_without_a_hit_it_is_the_beginning():
    assert plain(excerpt("word " * 100, "zeppelin", 20)) == "word word word word …"


def test_a_word_that_is_too_long_is_cut():
    assert plain(excerpt("abcdef", "abc", 4)) == "abcd …"


@given(st.text(), st.text(max_size=5), st.integers(min_value=1, max_value=60))
def test_it_is_a_stretch_of_the_text(text, question, length):
    shown = excerpt(text, question, length)
    own = [piece for piece in shown if piece not in [("… ", False), (" …", False)]]
    assert plain(own) in text
    assert len(plain(own)) <= length


@given(st.text(alphabet="ab<>&' ", max_size=200))
def test_no_markup_of_the_text_survives(text):
    html = marked(excerpt(text, "a"))
    assert html.replace("<mark>", "").replace("</mark>", "").count("<") == 0
