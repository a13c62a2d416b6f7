"""Workbooks as people make them: what a cell shows is what it says, or the row is refused."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from records.formats import Csv, Json, Xlsx, format_of
from records.intake import workbook as reading
from records.intake.tables import UnreadableFileError, letter, sheet_of
from tests.records.spreadsheets import csv, workbook

DAY = datetime(2018, 9, 4)  # noqa: DTZ001
HEADER = ["Name", "Value"]


def rows(data, kind=Xlsx):
    """The rows under the header, each with its number."""
    return list(sheet_of(kind().table(data)).rows())


def faults(data, kind=Xlsx):
    return kind().table(data).faults


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (DAY, "yyyy-mm-dd", "2018-09-04"),
        (DAY, "dd/mm/yyyy", "2018-09-04"),
        (DAY, "mmm yyyy", "2018-09"),
        (DAY, "mmm-yy", "2018-09"),
        (DAY, "yyyy", "2018"),
        (DAY, '[$-409]d" of "mmmm yyyy', "2018-09-04"),
        (42, "00000", "00042"),
        (0.575, "0.0%", "57.5%"),
        (1234.5, "#,##0.00", "1234.5"),
        ("007", "General", "007"),
        (True, "General", "true"),
        (21.0, "General", "21"),
    ],
)
def test_a_cell_says_what_it_shows(value, code, shown):
    assert rows(workbook(HEADER, ["a", value], formats={"B2": code})) == [(2, ("a", shown))]


def test_a_name_merged_over_several_rows_stands_in_each():
    data = workbook(HEADER, ["a", 1], [None, 2], [None, 3], ["b", 4], merged=("A2:A4",))
    assert [cells[0] for _number, cells in rows(data)] == ["a", "a", "a", "b"]


def test_cells_merged_across_columns_refuse_their_row():
    data = workbook(["A title"], HEADER, ["Asia", None], ["a", 1], merged=("A1:B1", "A3:B3"))
    assert faults(data)[3] == [
        "the cells A3:B3 are merged, expected one value in each; unmerge them"
    ]
    assert rows(data)[1] == (4, ("a", "1"))


def test_a_formula_without_its_result_refuses_its_row():
    data = workbook(HEADER, ["a", "=1+1"], ["b", 2])
    assert list(faults(data)) == [2]
    assert faults(data)[2][0].startswith("the cell B2 holds a formula without its result")


def test_a_formula_with_its_result_is_the_result():
    data = with_sheet(workbook(HEADER, ["a", "=1+1"]), b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    assert (rows(data), faults(data)) == ([(2, ("a", "2"))], {})


def with_sheet(data, old, new):
    """The workbook with something else in its sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name.endswith("sheet1.xml"):
                text = text.replace(b"<v />", b"<v></v>").replace(b"<v/>", b"<v></v>")
                assert old in text
                text = text.replace(old, new)
            target.writestr(name, text)
    return out.getvalue()


def test_blank_rows_and_columns_are_none_and_rows_keep_their_numbers():
    blank = [None, None, None]
    data = workbook(
        ["Name", "Value", None], blank, ["a", 1, None], blank, ["b", " "], *[blank] * 50
    )
    assert rows(data) == [(3, ("a", "1")), (5, ("b", ""))]


def test_the_first_sheet_that_holds_anything_is_read_and_the_others_are_told():
    data = workbook(HEADER, ["a", 1])
    book, out = openpyxl.load_workbook(io.BytesIO(data)), io.BytesIO()
    book.create_sheet("Cover", 0)
    book.save(out)
    table = Xlsx().table(out.getvalue())
    assert table.remarks == ["Read from the sheet “Sheet”; 1 other sheet was not read."]


def test_what_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 100)
    with pytest.raises(UnreadableFileError, match="too big"):
        Xlsx().table(workbook(HEADER))


def test_what_lies_across_two_pieces_is_in_one_of_them():
    pieces = list(reading.overlapping([b"ab", b"cd", b"ef"]))
    assert pieces == [b"ab", b"abcd", b"cdef"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_separator_and_any_line_end_is_read(mark, end):
    data = csv(f"Name{mark}Value", f"a{mark}1", f"b{mark}2", end=end)
    assert rows(data, Csv) == [(2, ("a", "1")), (3, ("b", "2"))]


def test_commas_within_texts_are_no_separators():
    assert rows(csv("Name;Value", "Council, of Ports; Isles, and Bays;1"), Csv) != []
    assert rows(csv("Name;Value", '"a, b, c";1', "d, e, f;2"), Csv)[0] == (2, ("a, b, c", "1"))


def test_the_line_that_names_the_separator_is_none():
    assert rows(csv("sep=;", "Name;Value", "a;1"), Csv) == [(3, ("a", "1"))]


def test_rows_of_another_width_are_refused_one_by_one():
    data = csv("Name,Value", "a,1", "b", "c,3,x", "d,4,,", "e,5")
    assert sorted(faults(data, Csv)) == [3, 4]
    assert faults(data, Csv)[3][0].startswith("found 1 cells, expected 2; put quotation marks")


def test_a_file_in_another_encoding_says_so():
    data = csv("Name,Value", "Migración,1", encoding="mac_roman")
    table = Csv().table(data)
    assert table.remarks == ["Read as Mac (Western, Mac Roman)."]
    assert table.rows[1] == ("Migración", "1")


def test_the_format_is_told_by_the_first_bytes():
    assert format_of(workbook(HEADER)) is Xlsx
    assert format_of(b"\xef\xbb\xbf [{}]") is Json
    assert format_of(b"Name,Value") is Csv


def test_columns_have_the_letters_of_spreadsheets():
    assert [letter(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_more_columns_than_anybody_maps_are_refused():
    with pytest.raises(UnreadableFileError, match="found 501 cells, expected at most 500 columns"):
        Csv().table(csv(",".join("a" * 501)))
