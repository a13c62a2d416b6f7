"""Each fault of a file: the whole message, with its place, and a database that stays as it was."""

import pytest

from curation.ingest import ingest
from curation.problems import PackageError

DATES = "expected a date such as 2018-09-04, 2018-09, 2018, 2018?, 199X, [2008..2015] or 2014/2016"
THEMES = "slug,name,description\n"


@pytest.mark.parametrize(
    ("table", "number", "cells", "message"),
    [
        pytest.param(
            "acts", 0, {"date": "2018-13"},
            f"acts.csv:2:4 (date): found “2018-13”, {DATES}; correct the cell",
            id="a malformed date",
        ),
        pytest.param(
            "acts", 0, {"date": "2018/2014"},
            "acts.csv:2:4 (date): found “2018/2014”, expected the earlier date first; "
            "correct the cell",
            id="an interval the wrong way round",
        ),
        pytest.param(
            "acts", 0, {"date": ".."},
            f"acts.csv:2:4 (date): found “..”, {DATES}; correct the cell",
            id="an open end where none can be",
        ),
        pytest.param(
            "acts", 0, {"signatory": "pact-bored"},
            "acts.csv:2:2 (signatory): found “pact-bored”, expected the slug of a row in "
            "signatories; write “pact-board”, or add the row that it names",
            id="an unknown slug that is nearly another",
        ),
        pytest.param(
            "acts", 0, {"person": "nobody"},
            "acts.csv:2:6 (person): found “nobody”, expected the slug of a row in persons; "
            "correct the slug or add the row that it names",
            id="an unknown slug",
        ),
        pytest.param(
            "acts", 0, {"signatory": "Pact board"},
            "acts.csv:2:2 (signatory): found “Pact board”, expected the slug of a row in another "
            "table; correct the cell",
            id="a reference that is no slug",
        ),
        pytest.param(
            "acts", 0, {"signatory": ""},
            "acts.csv:2:2 (signatory): found an empty cell, expected the slug of a row in another "
            "table; fill in the cell",
            id="an empty reference",
        ),
        pytest.param(
            "themes", 0, {"slug": ""},
            "themes.csv:2:1 (slug): found an empty cell, expected a slug: letters from a to z, "
            "digits, hyphens and underscores; fill in the cell",
            id="an empty slug",
        ),
        pytest.param(
            "themes", 0, {"slug": "más"},
            "themes.csv:2:1 (slug): found “más”, expected a slug: letters from a to z, digits, "
            "hyphens and underscores; correct the cell",
            id="no slug",
        ),
        pytest.param(
            "themes", 0, {"description": "x" * 200_000},
            "themes.csv:2:3 (description): found 200,000 characters, expected at most 10,000; "
            "shorten the text",
            id="a cell of 200,000 characters",
        ),
        pytest.param(
            "themes", 0, {"name": "x" * 101},
            "themes.csv:2:2 (name): found 101 characters, expected at most 100; shorten the text",
            id="a line that is too long",
        ),
        pytest.param(
            "themes", 0, {"name": ""},
            "themes.csv:2:2 (name): found an empty cell, expected some text; fill in the cell",
            id="an empty text",
        ),
        pytest.param(
            "themes", 0, {"name": '=HYPERLINK("http://example.org")'},
            'themes.csv:2:2 (name): found the formula “=HYPERLINK("http://example.org")”, '
            "expected plain text; write the value itself",
            id="a formula",
        ),
        pytest.param(
            "themes", 0, {"description": "so <script>alert(1)</script>"},
            "themes.csv:2:3 (description): found the HTML “<script>”, expected plain text; write "
            "it without markup",
            id="HTML",
        ),
        pytest.param(
            "themes", 0, {"description": "a\0b"},
            "themes.csv:2:3 (description): found the control character U+0000, expected plain "
            "text; remove it",
            id="NUL",
        ),
        pytest.param(
            "organizations", 0, {"website": "https://board.example/\x07"},
            "organizations.csv:2:11 (website): found the control character U+0007, expected plain "
            "text; remove it",
            id="a control character in an address",
        ),
        pytest.param(
            "organizations", 0, {"website": "javascript:alert(1)"},
            "organizations.csv:2:11 (website): found “javascript:alert(1)”, expected an address "
            "that starts with https:// or http://; correct the cell",
            id="a script for an address",
        ),
        pytest.param(
            "themes", 0, {"name": "two\nlines"},
            "themes.csv:2:2 (name): found a line break or a tab, expected one line; use spaces",
            id="two lines in a line",
        ),
        pytest.param(
            "agreements", 0, {"renewal": "perhaps"},
            "agreements.csv:2:12 (renewal): found “perhaps”, expected one of: none, express, "
            "tacit, not-stated; correct the cell",
            id="a value that is not among the choices",
        ),
        pytest.param(
            "sources", 0, {"is_published": "yes"},
            "sources.csv:2:2 (is_published): found “yes”, expected true or false; "
            "correct the cell",
            id="no boolean",
        ),
        pytest.param(
            "sources", 0, {"is_published": ""},
            "sources.csv:2:2 (is_published): found an empty cell, expected true or false; "
            "fill in the cell",
            id="an empty boolean",
        ),
        pytest.param(
            "sources", 0, {"sha256": "abc"},
            "sources.csv:2:11 (sha256): found “abc”, expected a SHA-256 sum: 64 digits and "
            "letters from a to f; correct the cell",
            id="no SHA-256",
        ),
        pytest.param(
            "signatories", 0, {"position": "40000"},
            "signatories.csv:2:7 (position): found “40000”, expected a whole number from 0 to "
            "32767; correct the cell",
            id="a number that PostgreSQL cannot keep",
        ),
        pytest.param(
            "signatories", 0, {"position": "1_000"},
            "signatories.csv:2:7 (position): found “1_000”, expected a whole number from 0 to "
            "32767; correct the cell",
            id="a number as Python writes it",
        ),
        pytest.param(
            "figures", 0, {"value": "57,5"},
            "figures.csv:2:5 (value): found “57,5”, expected a number such as 57.5, with at most "
            "20 digits and 4 decimals; correct the cell",
            id="a decimal comma",
        ),
        pytest.param(
            "figures", 0, {"value": "NaN"},
            "figures.csv:2:5 (value): found “NaN”, expected a number such as 57.5, with at most "
            "20 digits and 4 decimals; correct the cell",
            id="not a number",
        ),
        pytest.param(
            "figures", 0, {"value": "0.12345"},
            "figures.csv:2:5 (value): found “0.12345”, expected a number such as 57.5, with at "
            "most 20 digits and 4 decimals; correct the cell",
            id="too many decimals",
        ),
        pytest.param(
            "organization-citations", 0, {"field": "nane"},
            "organization-citations.csv:2:2 (field): found “nane”, expected a field of the "
            "record: name, kind, acronym, part_of, successor, country, founded, dissolved, "
            "website, summary; write “name”",
            id="a citation of a field that the record does not have",
        ),
        pytest.param(
            "organization-citations", 0, {"field": "slug"},
            "organization-citations.csv:2:2 (field): found “slug”, expected a field of the "
            "record: name, kind, acronym, part_of, successor, country, founded, dissolved, "
            "website, summary; leave the cell empty to cite the whole record",
            id="a citation of a field that is no fact",
        ),
        pytest.param(
            "organizations", 1, {"name": ""},
            "organizations.csv:3:3 (name): found an empty cell, expected some text; "
            "fill in the cell",
            id="a row by the line on which it begins",
        ),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read(tiny, table, number, cells, message):
    tiny.change(table, number, **cells)
    assert tiny.problems() == [message]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            THEMES + "a,A,\na,B,\n",
            "themes.csv:3:1 (slug): found the row “a” again, first in themes.csv:2, expected each "
            "slug once in themes; remove one of the two rows",
            id="a duplicated row",
        ),
        pytest.param(
            "slug,name\na,A\n",
            "themes.csv:1:3 (description): found no column “description”, expected the header "
            "“slug,name,description”; add the column",
            id="a missing column",
        ),
        pytest.param(
            "slug,nmae,name,description\na,A,A,\n",
            "themes.csv:1:2: found the unknown column “nmae”, expected one of: slug, name, "
            "description; write “name”",
            id="an unknown column",
        ),
        pytest.param(
            "slug,name,description,phone\na,A,,\n",
            "themes.csv:1:4: found the unknown column “phone”, expected one of: slug, name, "
            "description; remove the column",
            id="an unknown column like no other",
        ),
        pytest.param(
            "slug,name,name,description\na,A,A,\n",
            "themes.csv:1:3 (name): found the column “name” a second time, expected each column "
            "once; remove one of the two",
            id="a duplicated column",
        ),
        pytest.param(
            "slug;name;description\na;A;\n",
            "themes.csv:1:1: found cells separated by “;”, expected commas; save the file as "
            "comma-separated",
            id="semicolons",
        ),
        pytest.param(
            THEMES + "a,A\n",
            "themes.csv:2:3 (description): found 2 cells, expected 3 cells; put quotation marks "
            "around a cell with a comma in it, or fill in what is missing",
            id="too few cells",
        ),
        pytest.param(
            THEMES + "a,A,b,c\n",
            "themes.csv:2:4: found 4 cells, expected 3 cells; put quotation marks around a cell "
            "with a comma in it, or fill in what is missing",
            id="too many cells",
        ),
        pytest.param(
            THEMES + "\na,A,\n",
            "themes.csv:2:1: found an empty line, expected 3 cells; remove the line",
            id="an empty line",
        ),
        pytest.param(
            THEMES + 'a,"A,\n',
            "themes.csv:2:1: found a quotation mark that is never closed, expected a closing one; "
            "close it, or double a mark that belongs to the text",
            id="an open quotation mark",
        ),
        pytest.param(
            THEMES + 'a,"A"B,\n',
            "themes.csv:2:1: found text after a closing quotation mark, expected a comma or the "
            "end of the line; double the marks that belong to the text",
            id="text behind a quotation mark",
        ),
        pytest.param(
            THEMES + "a,A\rB,\n",
            "themes.csv:2:1: found a CR in the middle of a line, expected LF line endings; "
            "remove it",
            id="a lone CR",
        ),
        pytest.param(
            "slug,name,description\ra,A,\r",
            "themes.csv:1:1: found CR line endings, expected LF line endings; save the file with "
            "LF endings",
            id="CR line endings",
        ),
        pytest.param(
            "",
            "themes.csv:1:1: found an empty file, expected the header “slug,name,description”; "
            "add the header",
            id="an empty file",
        ),
        pytest.param(
            " \n\n",
            "themes.csv:1:1: found an empty file, expected the header “slug,name,description”; "
            "add the header",
            id="a file of blank lines",
        ),
        pytest.param(
            (THEMES + "a,Migración,\n").encode("latin-1"),
            "themes.csv:2:2 (name): found the byte 0xF3, expected UTF-8 text; save the file as "
            "UTF-8",
            id="Latin-1",
        ),
        pytest.param(
            (THEMES + 'a,A,"one\ntwo ó"\n').encode("latin-1"),
            "themes.csv:2:3 (description): found the byte 0xF3, expected UTF-8 text; save the "
            "file as UTF-8",
            id="Latin-1 on the second line of a cell",
        ),
        pytest.param(
            (THEMES + 'a,"ó\n').encode("latin-1"),
            "themes.csv:2:1: found the byte 0xF3, expected UTF-8 text; save the file as UTF-8",
            id="Latin-1 behind an open quotation mark",
        ),
        pytest.param(
            (THEMES + "a,A,\n").encode("utf-16"),
            "themes.csv:1:1: found UTF-16 text, expected UTF-8 text; save the file as UTF-8",
            id="UTF-16",
        ),
        pytest.param(
            (THEMES + "a,A,\n").encode("utf-16-le"),
            "themes.csv:1:1: found UTF-16 text, expected UTF-8 text; save the file as UTF-8",
            id="UTF-16 without its mark",
        ),
    ],
)
def test_a_file_that_cannot_be_read(tiny, content, message):
    tiny.write_bytes("themes", content if isinstance(content, bytes) else content.encode())
    # What else refers to the themes is not blamed for what is wrong with their file.
    assert tiny.problems() == [message]


def test_a_byte_order_mark_is_read_and_noted(tiny):
    tiny.write_bytes("themes", b"\xef\xbb\xbf" + tiny.files()["themes.csv"])
    report = tiny.ingest()
    assert report.changed == 0
    assert [str(notice).replace(f"{tiny.path}/", "") for notice in report.notices] == [
        (
            "themes.csv:1:1: found a byte order mark, expected plain UTF-8; read all the same: an "
            "export writes it so"
        )
    ]


def test_crlf_line_endings_are_read_and_noted(tiny):
    tiny.write_bytes("organizations", tiny.files()["organizations.csv"].replace(b"\n", b"\r\n"))
    report = tiny.ingest()
    assert report.changed == 0
    assert [str(notice).replace(f"{tiny.path}/", "") for notice in report.notices] == [
        (
            "organizations.csv:1:12 (summary): found CRLF line endings, expected LF line endings; "
            "read all the same: an export writes it so"
        )
    ]


def test_a_file_of_no_table(tiny):
    (tiny.path / "organisations.csv").write_text("slug\n")
    (tiny.path / "README.md").write_text("Not a table, and nobody minds.\n")
    assert tiny.problems() == [
        (
            "organisations.csv: found a file of no table, expected one of the tables' files, such "
            "as organizations.csv; rename the file or take it away"
        )
    ]


def test_a_file_like_no_table(tiny):
    (tiny.path / "0.csv").write_text("slug\n")
    assert tiny.problems() == [
        (
            "0.csv: found a file of no table, expected one of the tables' files, such as "
            "former-slugs.csv; rename the file or take it away"
        )
    ]


def test_a_folder_without_tables(db, folder):
    assert folder.problems() == [
        (
            f"{folder.path}: found no CSV file in the folder, expected files such as "
            "organizations.csv; name another folder"
        )
    ]


def test_a_folder_that_is_not_there(db, folder):
    folder.path = folder.path / "fixtures"
    assert folder.problems() == [
        f"{folder.path}: found no such folder, expected a folder of CSV files; correct the path"
    ]


def test_a_file_that_may_not_be_read(tiny, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(PackageError) as caught:
        ingest([tiny.path])
    assert str(caught.value.problems[0]).removeprefix(f"{tiny.path}/") == (
        "acts.csv: found Permission denied, expected a file that can be read; see to its "
        "permissions"
    )


def test_a_folder_that_is_called_like_a_table_is_none(tiny):
    (tiny.path / "events.csv").mkdir()
    assert tiny.ingest().changed == 0


def test_all_problems_of_all_files_come_at_once_in_order(tiny):
    tiny.change("themes", name="", description="<b>")
    tiny.change("acts", date="soon", person="nobody")
    assert [problem.partition(": ")[0] for problem in tiny.problems()] == [
        "acts.csv:2:4 (date)",
        "acts.csv:2:6 (person)",
        "themes.csv:2:2 (name)",
        "themes.csv:2:3 (description)",
    ]


def test_a_row_with_a_fault_can_be_referred_to(tiny):
    tiny.change("organizations", 0, founded="soon")
    assert len(tiny.problems()) == 1
