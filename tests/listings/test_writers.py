"""Cells that spreadsheets would run, cannot hold, or understand differently."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from listings.expressions import SEPARATOR, split
from listings.writers import LONGEST_CELL, ROWS_OF_A_PART, csv_parts, defused, json_value, xlsx_file
from tests.agreements.factories import AgreementFactory, AgreementThemeFactory, ThemeFactory
from tests.listings import faces
from tests.organizations.factories import OrganizationFactory, OrganizationNameFactory
from tests.sources.factories import SourceFactory

FORMULAS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1"]
HARMLESS = ["1994", "a=b", "'quoted'", " =1", "Ångström; ñandú", "—dash", ""]


def in_csv(value, kind="text") -> str:
    lines = "".join(csv_parts(["column", "other"], [kind, "text"], [(value, "x")]))
    return list(csv.reader(io.StringIO(lines.removeprefix("\ufeff"), newline="")))[1][0]


def in_sheet(value, kind="text"):
    with xlsx_file("Title", ["column", "other"], [kind, "text"], [(value, "x")]) as file:
        return faces.sheet_rows(file.read())[1][0]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_defused_in_csv(text):
    assert in_csv(text) == defused(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_stays_as_it_is_in_csv(text):
    assert in_csv(text) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_mere_text_in_a_sheet(text):
    with xlsx_file("Title", ["column"], ["text"], [(text,)]) as file:
        book = faces.openpyxl.load_workbook(io.BytesIO(file.read()))
    cell = book.active["A2"]
    assert (cell.data_type, faces.plain(cell.value)) == ("s", text)


@pytest.mark.parametrize("text", ["two\nlines", 'say "so"', "a, b; c", "Łódź 東京 🛥", "e\u0301"])
def test_text_comes_back_whole(text):
    assert in_csv(text) == in_sheet(text) == text


def test_a_list_is_joined_and_defused_as_one_cell():
    value = SEPARATOR.join(["=1+1", "b; c", 'd"'])
    assert in_csv(value, "list") == "'=1+1; b; c; d\""
    assert in_sheet(value, "list") == '=1+1; b; c; d"'
    assert json_value(value, "list") == ["=1+1", "b; c", 'd"']


def test_no_value_is_an_empty_cell():
    assert in_csv(None) == in_csv("", "list") == in_csv(None, "date") == ""
    assert in_sheet(None) is in_sheet("", "list") is in_sheet(None, "boolean") is None
    assert split("") == json_value("", "list") == []


@pytest.mark.parametrize(
    ("day", "cell"),
    [
        (date(2018, 9, 4), datetime(2018, 9, 4)),  # noqa: DTZ001
        (date(1900, 3, 1), datetime(1900, 3, 1)),  # noqa: DTZ001
        (date(1900, 2, 28), "1900-02-28"),
        (date(1648, 10, 24), "1648-10-24"),
        (date(1, 1, 1), "0001-01-01"),
        (date(9999, 12, 31), datetime(9999, 12, 31)),  # noqa: DTZ001
    ],
)
def test_a_day_is_a_real_date_where_spreadsheets_agree_about_it(day, cell):
    assert in_sheet(day, "date") == cell
    assert in_csv(day, "date") == json_value(day, "date") == day.isoformat()


def test_booleans_and_numbers_keep_their_kind():
    assert in_sheet(1, "boolean") is True
    assert in_sheet(False, "boolean") is False
    assert (in_csv(True, "boolean"), in_csv(False, "boolean")) == ("true", "false")
    assert (in_sheet(-7, "integer"), in_csv(-7, "integer")) == (-7, "-7")


def test_a_cell_that_is_too_long_says_so():
    longest = "x" * LONGEST_CELL
    assert in_sheet(longest) == longest
    assert in_sheet(f"{longest}x") == "x" * (LONGEST_CELL - 1) + "…"
    assert in_csv(f"{longest}x") == f"{longest}x"


@pytest.mark.parametrize("text", ["<r>run</r>", "<b>bold</b>", "</t></is></c>", "_x0041_"])
def test_markup_is_mere_text_in_a_sheet(text):
    assert in_sheet(text).removeprefix("'") == text


@pytest.mark.parametrize("text", ["bell \x07", "escape \x1b[1m", "non-character \ufffe"])
def test_a_control_character_breaks_no_sheet(text):
    assert in_sheet(text).startswith(text[:4])
    assert in_csv(text) == text


BAD_NAMES = [*FORMULAS[:5], "<b>x</b>", "<r>x</r>", "line\nbreak", "a\x1fb", "bell\x07", "ñ “é” ü"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", BAD_NAMES)
def test_whatever_reached_the_database_leaves_it_in_every_format(text, client):
    """Validators refuse most of these; a row written past them must not break a list."""
    OrganizationNameFactory(organization=OrganizationFactory(slug="it", name=text), text=text)
    [row] = faces.results(client, "organizations")
    assert row["name"] == text.strip()
    header, line = faces.as_csv(client, "organizations")
    assert line[header.index("name")].removeprefix("'") == text.strip()
    assert len(faces.as_xlsx(client, "organizations")) == 2
    html = client.get("/organizations/").content.decode()
    assert "<b>x</b>" not in html
    assert "<r>x</r>" not in html


@pytest.mark.django_db
def test_values_with_semicolons_and_quotes_stay_apart_in_json(client):
    agreement = AgreementFactory()
    for name in ("a; b", 'say "c"', "d, e"):
        AgreementThemeFactory(agreement=agreement, theme=ThemeFactory(name=name))
    [row] = faces.results(client, "agreements")
    assert row["themes"] == ["a; b", "d, e", 'say "c"']
    header, line = faces.as_csv(client, "agreements")
    assert line[header.index("themes")] == 'a; b; d, e; say "c"'


@pytest.mark.django_db
def test_a_list_longer_than_a_cell_is_whole_in_csv_and_cut_in_a_sheet(client):
    body = OrganizationFactory(slug="it")
    for number in range(70):
        OrganizationNameFactory(organization=body, text=f"{number:03} {'x' * 496}")
    joined = "; ".join(faces.results(client, "organizations")[0]["names"])
    assert len(joined) > LONGEST_CELL
    for read, cell in ((faces.as_csv, joined), (faces.as_xlsx, f"{joined[: LONGEST_CELL - 1]}…")):
        header, line = read(client, "organizations")
        assert line[header.index("names")] == cell


@pytest.mark.django_db
def test_real_dates_reach_the_sheet(client):
    SourceFactory(slug="old", published="1899~")
    SourceFactory(slug="new", published="2018-09")
    header, *lines = faces.as_xlsx(client, "sources", ordering="published")
    place = header.index("published")
    assert [line[place : place + 3] for line in lines] == [
        ["1899~", "1899-01-01", "1899-12-31"],
        ["2018-09", datetime(2018, 9, 1), datetime(2018, 9, 30)],  # noqa: DTZ001
    ]


def test_csv_begins_before_the_first_row_is_there_and_holds_few_at_a_time():
    taken = []

    def rows() -> Iterator[tuple[int]]:
        for number in range(3 * ROWS_OF_A_PART):
            taken.append(number)
            yield (number,)

    parts = csv_parts(["number"], ["integer"], rows())
    assert (next(parts), taken) == ("\ufeffnumber\r\n", [])
    for times in (1, 2, 3):
        assert next(parts).count("\r\n") == ROWS_OF_A_PART
        assert len(taken) == times * ROWS_OF_A_PART
    assert list(parts) == []


def test_a_sheet_is_readable_as_it_opens():
    names, kinds = ["slug", "signed_earliest", "url"], ["text", "date", "text"]
    with xlsx_file("Title", names, kinds, [("a", date(2018, 9, 4), "b")]) as file:
        sheet = faces.openpyxl.load_workbook(io.BytesIO(file.read())).active
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    # A day takes ten letters; less room would show it as a row of “#”.
    assert [width > 30 for width in widths] == [True, False, True]
    assert widths[1] > len("signed_earliest")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C2")
