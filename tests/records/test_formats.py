"""Files that staff take out and bring in: nothing runs, nothing changes, and errors say where."""

import io
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tablib import Dataset

from records.formats import Csv, Json, Xlsx, defused, restored
from records.intake.tables import UnreadableFileError, sheet_of

DANGEROUS = ["=1+1", "+1", "-1+cmd", "@SUM(A1)", "\tx", "'=1+1"]
VALUES = [
    "plain",
    "ñandú “quoted”",
    "two\nlines",
    "a;b,c",
    'say "so"',
    "",
    "'tis",
    "2018",
    *DANGEROUS,
]


def table(*rows, headers=("slug", "text")):
    return Dataset(*rows, headers=headers)


def read(kind, data):
    """The header and the rows of a file."""
    sheet = sheet_of(kind().table(data))
    return sheet.header, [cells for _number, cells in sheet.rows()]


def workbook(*rows):
    """The bytes of a workbook as somebody's spreadsheet writes it."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_csv_cell_that_a_spreadsheet_would_run_is_defused(text):
    data = Csv().export_data(table(("a", text))).decode("utf-8-sig")
    assert f"'{text}" in data.replace('"', "")


@given(st.text())
def test_a_defused_text_is_restored(text):
    assert restored(defused(text)) == text


def test_ordinary_words_with_an_apostrophe_stay_as_they_are():
    assert defused("'tis") == restored("'tis") == "'tis"
    assert defused("Article 5 = 6") == "Article 5 = 6"


def test_a_negative_number_stays_a_number():
    data = Csv().export_data(table(("a", Decimal("-6.8000")))).decode("utf-8-sig")
    assert data == "slug,text\r\na,-6.8\r\n"


def test_a_csv_file_is_what_spreadsheets_expect():
    data = Csv().export_data(table(("a", True), ("b", None)))
    assert data == "\ufeffslug,text\r\na,true\r\nb,\r\n".encode()


@pytest.mark.parametrize("kind", [Csv, Xlsx, Json])
def test_every_text_comes_back_as_it_went(kind):
    rows = [(f"row-{number}", text) for number, text in enumerate(VALUES)]
    header, back = read(kind, kind().export_data(table(*rows)))
    assert header == ["slug", "text"]
    assert [(slug, text.replace("\r\n", "\n")) for slug, text in back] == rows


def test_a_text_of_a_workbook_is_never_a_formula():
    data = Xlsx().export_data(table(*[(f"row-{n}", text) for n, text in enumerate(DANGEROUS)]))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [row[1].data_type for row in sheet.iter_rows(min_row=2)] == ["s"] * len(DANGEROUS)


def test_a_workbook_has_numbers_and_truths_as_such():
    data = Xlsx().export_data(table(("a", 21, Decimal("57.5000"), True), headers=list("sned")))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [cell.value for cell in sheet[2]] == ["a", 21, 57.5, True]


@pytest.mark.parametrize("kind", [Xlsx, Json])
def test_a_number_too_long_for_a_double_is_kept_as_text(kind):
    long, whole = Decimal("1234567890123456.7891"), Decimal("9007199254740993.0000")
    _header, back = read(kind, kind().export_data(table((long, whole))))
    assert back == [("1234567890123456.7891", "9007199254740993")]


def test_what_a_spreadsheet_made_of_a_date_or_a_number_is_read_back_as_text():
    day = datetime(2018, 9, 4)  # noqa: DTZ001
    data = workbook(["slug", "text"], [2018, day], [57.5, True], [21.0, None])
    _header, back = read(Xlsx, data)
    assert back == [("2018", "2018-09-04"), ("57.5", "true"), ("21", "")]


def test_blank_rows_and_columns_at_the_end_are_no_rows_and_columns():
    data = workbook(["slug", "text", None], ["a", "b", None], [None, None])
    assert read(Xlsx, data) == (["slug", "text"], [("a", "b")])


def test_semicolons_and_line_ends_of_other_spreadsheets_are_read():
    assert read(Csv, b"slug;text\r\na;b, c\r\n")[1] == [("a", "b, c")]
    assert read(Csv, b"slug,text\na,b\n")[1] == [("a", "b")]


def test_keys_of_objects_may_come_in_any_order():
    data = b'[{"slug": "a", "text": "b"}, {"text": "d", "slug": "c"}]'
    assert read(Json, data)[1] == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize("kind", [Csv, Xlsx, Json])
def test_an_empty_table_has_a_header_or_nothing(kind):
    assert read(kind, kind().export_data(table()))[1] == []


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        (
            Csv,
            b'slug,text\na,"b\n',
            "Line 2: found what is not CSV (unexpected end of data), expected cells with commas.",
        ),
        (
            Xlsx,
            b"not a workbook",
            "Found a file that is not an XLSX workbook; save it as .xlsx and try again.",
        ),
        (Json, b"[{]", "Line 1: found what is not JSON, expected a list of objects."),
        (Json, b'{"slug": 1}', "Found JSON of another shape, expected a list of objects."),
        (
            Json,
            b'[{"slug": "a", "text": "b"}, {"slug": "c"}]',
            "Object 2: “text” is missing, expected all columns in each.",
        ),
        (
            Json,
            b'[{"slug": "a", "text": ["b"]}]',
            "Object 1: found a list or an object in “text”, expected text.",
        ),
    ],
)
def test_what_is_not_a_table_is_refused_with_the_place(kind, data, message):
    with pytest.raises(UnreadableFileError) as caught:
        kind().table(data)
    assert str(caught.value) == message


def test_a_sheet_that_would_not_hold_the_list_is_not_begun(monkeypatch):
    monkeypatch.setattr("records.formats.SHEET_ROWS", 2)
    with pytest.raises(ValueError, match="A sheet holds 2 rows; filter the list or take CSV"):
        Xlsx().export_data(table(("a", "b"), ("c", "d")))
