"""Pasted signatories: what each line says, and which lines are refused with what words."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from desk.recording.lines import MOST_LINES, Line, names, read

CAPACITIES = "expected one of: signatory, adopting state or body, witness, facilitator, depositary"
SHAPE = "name | capacity | signer, title"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Council of Ports", Line(1, "Council of Ports", "signatory")),
        ("Council of Ports (CoP)", Line(1, "Council of Ports (CoP)", "signatory")),
        ("1. Council of Ports", Line(1, "Council of Ports", "signatory")),
        ("• Council  of Ports |", Line(1, "Council of Ports", "signatory")),
        ("Council of Ports | witness", Line(1, "Council of Ports", "witness")),
        ("Council of Ports | Adopting state or body", Line(1, "Council of Ports", "adopting")),
        (
            "Council of Ports | signatory | Ana Pérez, Secretary, Acting",
            Line(1, "Council of Ports", "signatory", "Ana Pérez", "Secretary, Acting"),
        ),
        ("Council of Ports | Ana Pérez", Line(1, "Council of Ports", "signatory", "Ana Pérez")),
        ("Council of Ports\twitness", Line(1, "Council of Ports", "witness")),
        (
            "Council of Ports | | , Secretary",
            Line(1, "Council of Ports", "signatory", "", "Secretary"),
        ),
    ],
)
def test_a_line_is_read(text, line):
    assert read(text) == [line]


def test_a_capacity_may_be_said_in_the_language_of_the_page():
    with override("es"):
        assert read("Consejo | testigo")[0].capacity == "witness"
        assert read("Consejo | witness")[0].capacity == "witness"


def test_every_wrong_line_is_named_with_what_was_found_and_expected():
    with pytest.raises(ValidationError) as refused:
        read("Council\n\n | witness\nBoard | chairman | Ana\nBank | a | b | c\n<b>Bank</b>")
    assert refused.value.messages == [
        "Line 3, “| witness”: it names nobody; expected a name first",
        f"Line 4, “Board | chairman | Ana”: “chairman” is no capacity; {CAPACITIES}",
        f"Line 5, “Bank | a | b | c”: it has more than three parts; expected {SHAPE}",
        "Line 6, “<b>Bank</b>”: found the HTML “<b>”, expected plain text; write it without markup",
    ]


def test_lines_without_end_are_refused():
    with pytest.raises(ValidationError, match="Found 301 lines, expected 300 at most"):
        read("Council\n" * (MOST_LINES + 1))


def test_names_are_found_in_lines_that_are_wrong():
    assert names("Council | x | y\nBoard") == (["Council", "Board"], [])
    assert names("Council | Ana Pérez, Secretary") == (["Council"], ["Ana Pérez"])
