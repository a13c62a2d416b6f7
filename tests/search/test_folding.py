"""Folding: what counts as the same word, and where in a text it stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.folding import LONGEST_WORD, fold, places, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Migración", "migracion"),
        ("Piñeiro", "pineiro"),
        ("PIN\u0303EIRO", "pineiro"),
        ("Istanbul", "istanbul"),
        ("İstanbul", "istanbul"),
        ("ISTANBUL", "istanbul"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("ẞ", "ss"),
        ("São Tomé", "sao tome"),
        ("ﬁnance", "finance"),
        ("Ｗｉｄｅ", "wide"),
        ("Łódź", "łodz"),
        ("ΟΔΟΣ", "οδοσ"),
        ("co\u00adoperation", "cooperation"),
        ("हिन्दी", "हनद"),
    ],
)
def test_words_that_differ_in_accents_or_case_are_the_same(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("… – “”", []),
        ("a\x00b", ["a", "b"]),
        ("snake_case", ["snake", "case"]),
        ("E-147/18", ["e", "147", "18"]),
        ("d'Haïti", ["d", "haiti"]),
        ("CO2 12th", ["co2", "12th"]),
        ("日本 국제", ["日本", fold("국제")]),
        ("x" * 100, ["x" * LONGEST_WORD]),
    ],
)
def test_words_hold_letters_and_digits_only(text, found):
    assert words(text) == found


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text):
    assert words(" ".join(words(text))) == words(text)


@given(st.text())
def test_no_word_holds_what_a_query_language_could_read(text):
    assert [word for word in words(text) if not re.fullmatch(r"[^\W_]+", word)] == []


@given(st.text())
def test_each_word_has_its_place_in_the_text_as_written(text):
    found = list(places(text))
    assert [word for word, _start, _end in found] == words(text)
    assert all(word in words(text[start:end]) for word, start, end in found)


def test_places_are_those_of_the_text_as_written():
    text = "La Migracio\u0301n: Straße"
    assert [text[start:end] for _word, start, end in places(text)] == [
        "La",
        "Migracio\u0301n",
        "Straße",
    ]
