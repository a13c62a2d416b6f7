"""Each fault of a cell: the whole message, with its place; the database stays as it was."""

import pytest

DATES = "expected a date such as 2018-09-04, 2018-09, 2018, 2018?, 199X, [2008..2015] or 2014/2016"


@pytest.mark.once
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
            "agreements", 0, {"notice": "six months"},
            "agreements.csv:2:13 (notice): found “six months”, expected a period such as P6M (six "
            "months), P90D, P2W or P1Y6M; correct the cell",
            id="a period in words",
        ),
        pytest.param(
            "sources", 0, {"publication": "yes"},
            "sources.csv:2:2 (publication): found “yes”, expected one of: draft, in-review, "
            "published, withdrawn; correct the cell",
            id="no state of publication",
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
