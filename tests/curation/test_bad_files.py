"""Each fault of a file: the whole message, with its place; the database stays as it was."""

import os
from pathlib import Path

import pytest

from curation.ingest import ingest
from curation.problems import PackageError

THEMES = "slug,name,description\n"


@pytest.mark.once
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
            "slug,nmae,description\na,A,\n",
            "themes.csv:1:2: found the unknown column “nmae”, expected one of: slug, name, "
            "description; write “name”",
            id="a misspelt column, which is not reported as missing too",
        ),
        pytest.param(
            "slug,nmae,name,description\na,A,A,\n",
            "themes.csv:1:2: found the unknown column “nmae”, expected one of: slug, name, "
            "description; remove the column",
            id="an unknown column like one that is there",
        ),
        pytest.param(
            "slug,name,description,\na,A,,\n",
            "themes.csv:1:4: found a column without a name, expected one of: slug, name, "
            "description; remove the column",
            id="a column without a name",
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
            THEMES + "a\n",
            "themes.csv:2:2 (name): found 1 cell, expected 3 cells; put quotation marks around a "
            "cell with a comma in it, or fill in what is missing",
            id="one cell only",
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
        pytest.param(
            (THEMES + "a,A,\n").encode("utf-32"),
            "themes.csv:1:1: found UTF-32 text, expected UTF-8 text; save the file as UTF-8",
            id="UTF-32",
        ),
        pytest.param(
            (THEMES + "a,A,\n").encode("utf-32-be"),
            "themes.csv:1:1: found UTF-32 text, expected UTF-8 text; save the file as UTF-8",
            id="UTF-32 without its mark",
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


@pytest.mark.once
def test_a_file_in_place_of_a_folder(db, folder):
    folder.path = folder.path / "themes.csv"
    folder.path.write_text(THEMES)
    assert folder.problems() == [
        (
            f"{folder.path}: found a file, expected a folder of CSV files; name the folder in "
            "which it lies"
        )
    ]


@pytest.mark.once
def test_a_name_that_no_folder_can_have(db, folder):
    folder.path = folder.path / ("x" * 5000)
    assert folder.problems() == [
        (
            f"{folder.path}: found File name too long, expected a folder of CSV files; correct "
            "the path, or see to its permissions"
        )
    ]


@pytest.mark.once
def test_a_folder_that_may_not_be_read(db, folder, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.iterdir", refuse)
    assert folder.problems() == [
        (
            f"{folder.path}: found Permission denied, expected a folder of CSV files; correct the "
            "path, or see to its permissions"
        )
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


@pytest.mark.once
@pytest.mark.parametrize(
    "make",
    [
        Path.mkdir,
        os.mkfifo,
        lambda path: path.symlink_to("nowhere"),
        lambda path: path.symlink_to(path.name),
    ],
    ids=["a folder", "a pipe", "a link to nothing", "a link to itself"],
)
def test_what_is_called_like_a_table_and_is_no_file(tiny, make):
    make(tiny.path / "events.csv")
    assert tiny.problems() == [
        (
            "events.csv: found no plain file, expected a file that can be read; put a file in its "
            "place, or take it away"
        )
    ]


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
