"""The letters of a cell: what nobody sees goes, what deceives the eye is refused with its place."""

import pytest
from django.core.exceptions import ValidationError

from records.intake.letters import cleaned


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Council\u00a0of Ports ", "Council of Ports"),
        ("Council\u200bof\ufeff Ports", "Councilof Ports"),
        ("Coun\u00adcil of  Ports", "Council of Ports"),
        ("Council of\nPorts", "Council of Ports"),
        ("Migracio\u0301n", "Migración"),
        ("\u200eCouncil\u200f", "Council"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Договор о OAS", "Договор о OAS"),
        ("Совет", "Совет"),
        ("OAS – ОАГ", "OAS – ОАГ"),
        ("#1 of the list", "#1 of the list"),
    ],
)
def test_what_nobody_sees_is_taken_away(text, meant):
    assert cleaned(text, one_line=True) == meant


def test_prose_keeps_its_lines():
    assert cleaned("One\u00a0line\nand  another", one_line=False) == "One line\nand another"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "P\u0430cto",
            (
                "found “P\u0430cto”, whose character 2 is the Cyrillic letter “\u0430”, "
                "which only looks like the Latin “a”; type it again"
            ),
        ),
        ("Pacto de \u041e\u0415\u0410 y otros", "character 10 is the Cyrillic letter “\u041e”"),
        ("C\u03bfuncil", "character 2 is the Greek letter “\u03bf”"),
        ("Migraci\ufffdn", "in which letters were lost when the file was saved"),
        ("MigraciÃ³n", "which was saved in a wrong encoding; write “Migración” if that is meant"),
        ("#REF!", "found “#REF!”, an error of the spreadsheet"),
        ("#¡VALOR!", "an error of the spreadsheet"),
        ("#N/A", "an error of the spreadsheet"),
        ("#####", "an error of the spreadsheet"),
    ],
)
def test_what_deceives_is_refused_with_the_place(text, said):
    with pytest.raises(ValidationError) as caught:
        cleaned(text, one_line=True)
    assert said in caught.value.messages[0]
