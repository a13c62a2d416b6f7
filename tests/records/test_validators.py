"""What a text of the record may hold."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from records.validators import validate_one_line, validate_plain_text, validate_small


def refusal(validate, text: str) -> tuple[str, str]:
    """The code and the words with which a text is refused."""
    with pytest.raises(ValidationError) as raised:
        validate(text)
    return raised.value.code, raised.value.messages[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain words.",
        "Two lines\nand a tab\t.",
        "São Tomé – “quoted” … 渡船 🛳",
        "a < b and b > c",
        "5 <6> 7",
        "a = b",
        "-5",
        "+5",
        "@home",
        "AT&T &amp; Co",
    ],
)
def test_plain_text_is_accepted(text):
    validate_plain_text(text)


@pytest.mark.parametrize(
    "character", "\x00\x08\x0b\r\x1b\x7f\x85\u200b\u2028\u2029\u202e\u2066\ufeff\ufffd\uffff"
)
def test_a_control_character_is_refused(character):
    code, message = refusal(validate_plain_text, f"a{character}b")
    found = f"U+{ord(character):04X}"
    assert code == "control"
    assert message == f"found the control character {found}, expected plain text; remove it"


@pytest.mark.parametrize(
    "tag", ["<b>", "</p>", "<script src=x>", "<!-- note -->", "<br/>", "<a\nhref='x'>"]
)
def test_html_is_refused(tag):
    code, message = refusal(validate_plain_text, f"some {tag} text")
    assert code == "html"
    assert message == f"found the HTML “{tag}”, expected plain text; write it without markup"


def test_a_formula_is_refused():
    code, message = refusal(validate_plain_text, "=1+1")
    assert code == "formula"
    assert message == "found the formula “=1+1”, expected plain text; write the value itself"


@pytest.mark.parametrize("text", ["<" + "b" * 200_000 + ">", "=" + "1" * 200_000])
def test_the_message_quotes_the_start_of_a_long_text(text):
    assert f"“{text[:80]}”" in refusal(validate_plain_text, text)[1]


@pytest.mark.parametrize("text", ["a\nb", "a\tb"])
def test_one_line_is_one_line(text):
    message = "found a line break or a tab, expected one line; use spaces"
    assert refusal(validate_one_line, text) == ("line", message)


def refused(text: str) -> bool:
    try:
        validate_plain_text(text)
    except ValidationError:
        return True
    return False


@given(st.text())
def test_any_text_is_accepted_or_refused(text):
    assert refused(text) in (True, False)


@given(st.text())
def test_a_text_that_starts_a_formula_is_refused(text):
    assert refused(f"={text}")


@pytest.mark.parametrize(("slug", "small"), [("IOM", "iom"), ("a_b", "a-b"), ("-a-", "a")])
def test_a_slug_that_looks_like_another_is_refused(slug, small):
    code, message = refusal(validate_small, slug)
    wanted = f"found “{slug}”, expected small letters, digits and hyphens; write “{small}”"
    assert (code, message) == ("small", wanted)
    validate_small(small)
