"""Text fields of the record."""

import pytest
from django.core.exceptions import ValidationError

from records.fields import LineField, ProseField


def messages(field, text: str) -> list[str]:
    with pytest.raises(ValidationError) as raised:
        field.clean(text, None)
    return raised.value.messages


def test_a_line_loses_the_space_around_it():
    assert LineField().clean("  Council \n", None) == "Council"


def test_a_line_has_at_most_500_characters():
    assert LineField().clean("a" * 500, None) == "a" * 500
    assert messages(LineField(), "a" * 501) == [
        "Ensure this value has at most 500 characters (it has 501)."
    ]


def test_a_line_has_no_line_break():
    assert messages(LineField(), "a\r\nb") == [
        "found the control character U+000D, expected plain text; remove it",
        "found a line break or a tab, expected one line; use spaces",
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("one\r\ntwo", "one\ntwo"), ("one\r\n\r\ntwo\r\n", "one\n\ntwo"), (" one\n", "one")],
)
def test_prose_keeps_one_kind_of_line_ending(typed, kept):
    assert ProseField().clean(typed, None) == kept


def test_prose_has_at_most_10000_characters():
    assert messages(ProseField(), "a" * 10_001) == [
        "Ensure this value has at most 10000 characters (it has 10001)."
    ]


def test_prose_may_be_held_shorter():
    assert messages(ProseField(max_length=3), "four") == [
        "Ensure this value has at most 3 characters (it has 4)."
    ]


def test_prose_may_be_empty_unless_told_otherwise():
    assert ProseField().clean("", None) == ""
    assert messages(ProseField(blank=False), "") == ["This field cannot be blank."]


@pytest.mark.parametrize("field", [LineField(), LineField(max_length=20), ProseField(blank=False)])
def test_a_field_is_rebuilt_from_what_a_migration_writes(field):
    _name, _path, args, kwargs = field.deconstruct()
    assert type(field)(*args, **kwargs).deconstruct()[2:] == (args, kwargs)


@pytest.mark.parametrize("field", [LineField(), ProseField()])
def test_markup_and_formulas_are_refused(field):
    assert len(messages(field, "=<b>")) == 1
