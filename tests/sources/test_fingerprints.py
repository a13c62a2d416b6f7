"""Fingerprints of passages, and the lines that a locator names."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.fingerprints import fingerprint, fold, lines_of, passage_text

DOCUMENT = "one\ntwo\n\n  four \tand more\nfive"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("one  two\r\nthree", "one two three"),
        ("one\u00a0two\u2003three", "one two three"),
        ("  one ", "one"),
    ],
)
def test_white_space_is_folded(text, folded):
    assert fold(text) == folded


def test_a_fingerprint_is_the_sha256_sum_of_the_folded_text():
    assert fingerprint(" São\nTomé ") == hashlib.sha256("São Tomé".encode()).hexdigest()


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text(alphabet="ab", min_size=1)), st.sampled_from([" ", "\n", "\r\n", "\t "]))
def test_a_fingerprint_does_not_depend_on_line_ends(words, space):
    assert fingerprint(space.join(words)) == fingerprint(" ".join(words))


@pytest.mark.parametrize(
    ("locator", "lines"),
    [
        ("line 5", (5, 5)),
        ("lines 4–8", (4, 8)),
        ("lines 4-8", (4, 8)),
        (" lines 4–8 ", (4, 8)),
        ("line 4–8", (4, 8)),
        ("lines 8–4", (8, 4)),
        ("page 5", None),
        ("lines 0–4", None),
        ("lines 04–8", None),
        ("lines 4 – 8", None),
        ("lines ４–８", None),
        ("line 12345678", None),
        ("Lines 4–8", None),
        ("", None),
    ],
)
def test_a_locator_names_lines(locator, lines):
    assert lines_of(locator) == lines


@pytest.mark.parametrize(
    ("locator", "text"),
    [
        ("line 1", "one"),
        ("lines 1–2", "one\ntwo"),
        ("lines 2–4", "two\n\n  four \tand more"),
        ("line 5", "five"),
        ("lines 1–5", DOCUMENT),
    ],
)
def test_a_passage_is_the_lines_that_its_locator_names(locator, text):
    assert passage_text(DOCUMENT, locator) == text


@pytest.mark.parametrize(
    ("locator", "message"),
    [
        ("page 5", "“page 5” names no lines; expected “line 5” or “lines 4–8”"),
        ("line 6", "“line 6” is not in the document, which has 5 lines"),
        ("lines 4–6", "“lines 4–6” is not in the document, which has 5 lines"),
        ("lines 3–2", "“lines 3–2” is not in the document, which has 5 lines"),
    ],
)
def test_lines_that_are_not_there_are_refused(locator, message):
    with pytest.raises(ValueError) as raised:  # noqa: PT011 -- the whole message is compared
        passage_text(DOCUMENT, locator)
    assert str(raised.value) == message


def test_lines_end_with_a_line_feed_only():
    assert passage_text("one\x0btwo\u2028three\nfour", "line 2") == "four"
