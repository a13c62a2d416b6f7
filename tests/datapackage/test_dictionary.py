import csv
import io

import pytest
from django.utils.translation import override

from datapackage.codebook import HEADER, codebook
from datapackage.dictionary import ColumnEntry, TableEntry, dictionary, table_entry
from datapackage.tables import named, table_name, tables
from records.columns import column_names


def column(table: str, name: str) -> ColumnEntry:
    return next(each for each in table_entry(named()[table]).columns if each.name == name)


def test_it_has_every_column_of_every_table():
    found = {table.name: [column.name for column in table.columns] for table in dictionary()}
    assert found == {table_name(model): column_names(model) for model in tables()}


def test_it_explains_every_table_and_column():
    assert [table.name for table in dictionary() if not (table.title and table.meaning)] == []
    assert [
        f"{table.name}.{column.name}"
        for table in dictionary()
        for column in table.columns
        if not (column.title and column.holds and column.meaning)
    ] == []


@pytest.mark.parametrize(
    ("table", "name", "holds"),
    [
        ("acts", "signatory", "slug of signatories"),
        ("acts", "date", "date (EDTF)"),
        ("acts", "kind", "one of the values named"),
        ("events", "publication", "one of the values named"),
        ("events", "edition", "whole number, 0 to 32767"),
        ("figures", "upper", "number"),
        ("acts", "slug", "text, up to 120 characters"),
    ],
)
def test_it_says_what_a_cell_holds(table, name, holds):
    assert column(table, name).holds == holds


def test_it_knows_keys_references_and_what_must_be_filled_in():
    record = column("organization-citations", "record")
    assert (record.key, record.required, record.refers_to) == (True, True, "organizations")
    part_of = column("organizations", "part_of")
    assert (part_of.key, part_of.required, part_of.refers_to) == (False, False, "organizations")


def test_it_names_the_values_of_a_choice_in_words():
    assert column("agreements", "binding").values == [
        ("yes", "yes"),
        ("no", "no"),
        ("not-stated", "not stated"),
    ]


def test_an_empty_cell_is_no_value():
    empty = [
        f"{table.name}.{column.name}"
        for table in dictionary()
        for column in table.columns
        if "" in dict(column.values)
    ]
    assert empty == []


def test_the_codebook_has_a_row_for_each_column():
    rows = list(csv.DictReader(io.StringIO(codebook(dictionary()).decode(), newline="")))
    assert [(row["table"], row["column"]) for row in rows] == [
        (table.name, column.name) for table in dictionary() for column in table.columns
    ]
    binding = next(r for r in rows if (r["table"], r["column"]) == ("agreements", "binding"))
    assert (binding["values"], binding["values_in_words"]) == (
        "yes; no; not-stated",
        "yes; no; not stated",
    )
    assert (binding["required"], binding["key"]) == ("true", "false")


def test_nothing_that_is_joined_holds_what_joins_it():
    texts = [
        text
        for table in dictionary()
        for column in table.columns
        for pair in column.values
        for text in pair
    ]
    assert [text for text in texts if "; " in text] == []


def test_what_cannot_be_said_of_a_column_stays_empty():
    entry = TableEntry("list", "List", "", [ColumnEntry("slug", "slug", "text", "Its name.", [])])
    assert codebook([entry]).decode().splitlines() == [
        ",".join(HEADER),
        "list,slug,slug,text,,false,,,,Its name.",
    ]


def test_numbers_are_written_as_in_the_readers_language():
    assert column("agreements", "summary").holds == "text, up to 10,000 characters"
    with override("fr"):
        assert column("agreements", "summary").holds == "texte, 10\xa0000 caractères au plus"
