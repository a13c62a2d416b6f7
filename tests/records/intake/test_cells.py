"""Cells as people write them become values, or are refused in words."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agreements.models import Agreement, Figure, Signatory
from records.intake.cells import Manner, Reader


def read(model, name, text, **manner):
    return Reader(model._meta.get_field(name), Manner(**manner)).read(text)


def refused(*args, **manner):
    with pytest.raises(ValidationError) as caught:
        read(*args, **manner)
    return caught.value.messages[0]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("4 Sep 2018", "2018-09-04"),
        ("abril de 2015", "2015-04"),
        ("2018", "2018"),
        ("2018-09-04 00:00:00", "2018-09-04"),
        ("25/12/2018", "2018-12-25"),
        ("[2008..2015]", "[2008..2015]"),
        ("", ""),
    ],
)
def test_dates_are_read_as_people_write_them(text, edtf):
    assert read(Agreement, "in_force_from", text) == edtf


def test_which_comes_first_is_refused_unless_it_was_said():
    assert "may be 4 September 2018" in refused(Agreement, "in_force_from", "04/09/2018")
    assert read(Agreement, "in_force_from", "04/09/2018", day_first=True) == "2018-09-04"
    assert read(Agreement, "in_force_from", "04/09/2018", day_first=False) == "2018-04-09"


def test_a_date_of_the_other_order_casts_doubt_and_is_refused():
    said = refused(Agreement, "in_force_from", "12/25/2018", day_first=True)
    assert said.startswith("found “12/25/2018”, whose month would be 25 where the day comes first")


def test_the_number_of_a_day_is_read_where_the_file_tells_from_when_it_counts():
    assert read(Agreement, "in_force_from", "43347", epoch=date(1899, 12, 30)) == "2018-09-04"
    assert read(Agreement, "in_force_from", "41885", epoch=date(1904, 1, 1)) == "2018-09-04"
    said = refused(Agreement, "in_force_from", "43347")
    assert "a spreadsheet's number for the day 2018-09-04, or 2022-09-05 if an old Mac" in said


@pytest.mark.parametrize("text", ["treaty", "Treaty", "TREATY ", "tratado", "traité"])
def test_a_choice_goes_by_its_value_and_by_its_label_in_every_language(text):
    assert read(Agreement, "instrument", text) == "treaty"


def test_a_choice_goes_by_the_first_words_of_its_label_where_no_other_begins_so():
    assert read(Agreement, "instrument", "memorandum") == "memorandum-of-understanding"
    assert refused(Agreement, "instrument", "").startswith("found an empty cell")


def test_a_choice_that_is_none_is_refused_with_those_that_are():
    assert refused(Agreement, "instrument", "pact").startswith(
        "found “pact”, expected one of: treaty, "
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [("57,5", "57.5"), ("1 234,5", "1234.5"), ("1,234,567", "1234567"), ("1.234.567", "1234567")],
)
def test_decimal_commas_and_marks_between_thousands_are_read(text, value):
    assert str(read(Figure, "value", text)) == value


@pytest.mark.parametrize("text", ["1,234", "57.5%", "about 5"])
def test_a_number_that_can_be_two_is_refused(text):
    assert refused(Figure, "value", text).startswith(f"found “{text}”, expected a number")


def test_a_number_written_as_text_is_a_number():
    assert read(Signatory, "position", " 007 ") == 7
