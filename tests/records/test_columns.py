"""The columns of a table in files, and the text of a cell."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from agreements.models import Commitment, Figure, Signatory
from events.models import Event
from organizations.models import MembershipCitation, Organization
from records.columns import cell, column_names, lookups, parse, quoted
from sources.models import Source

FIGURE = Figure._meta.get_field("value")


def test_the_key_comes_first_and_derived_days_do_not_come_at_all():
    assert column_names(MembershipCitation) == [
        "record", "field", "passage", "stance", "value", "note",
    ]  # fmt: skip
    assert column_names(Commitment)[:4] == ["slug", "publication", "agreement", "locator"]
    assert [name for name in column_names(Event) if name.startswith("start")] == ["start"]


def test_a_foreign_key_is_looked_up_by_its_slug():
    assert lookups(MembershipCitation)[:3] == ["record__slug", "field", "passage__slug"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        ("São Tomé", "São Tomé"),
        (True, "true"),
        (False, "false"),
        (27, "27"),
        (Decimal("57.5000"), "57.5"),
        (Decimal("-6.8"), "-6.8"),
        (Decimal("27.0000"), "27"),
        (Decimal(100), "100"),
        (Decimal("0.0000"), "0"),
        (Decimal("1E+3"), "1000"),
        (Organization(slug="council"), "council"),
    ],
)
def test_a_value_has_one_text(value, text):
    assert cell(value) == text


@pytest.mark.parametrize(
    ("model", "column", "text", "value"),
    [
        (Organization, "country", "", None),
        (Organization, "country", "freedonia", "freedonia"),
        (Organization, "summary", "one\r\ntwo ", "one\ntwo"),
        (Organization, "founded", " 2018? ", "2018?"),
        (Organization, "dissolved", "..", ".."),
        (Event, "edition", "8", 8),
        (Event, "edition", "", None),
        (Figure, "value", "57.5", Decimal("57.5")),
        (Figure, "upper", "", None),
    ],
)
def test_a_cell_is_read_as_its_field_means_it(model, column, text, value):
    assert parse(model._meta.get_field(column), text) == value


DATE = "a date such as 2018-09-04, 2018-09, 2018, 2018?, 199X, [2008..2015] or 2014/2016"


@pytest.mark.parametrize(
    ("model", "column", "text", "message"),
    [
        (
            Organization,
            "publication",
            "yes",
            (
                "found “yes”, expected one of: draft, in-review, published, withdrawn; "
                "correct the cell"
            ),
        ),
        (Organization, "name", "", "found an empty cell, expected some text; fill in the cell"),
        (Organization, "founded", "soon", f"found “soon”, expected {DATE}; correct the cell"),
        (
            Organization,
            "founded",
            "2018/2014",
            "found “2018/2014”, expected the earlier date first; correct the cell",
        ),
        (
            Event,
            "edition",
            "VIII",
            "found “VIII”, expected a whole number from 0 to 32767; correct the cell",
        ),
        (
            Signatory,
            "position",
            "40000",
            "found “40000”, expected a whole number from 0 to 32767; correct the cell",
        ),
        (
            Figure,
            "value",
            "57,5",
            (
                "found “57,5”, expected a number such as 57.5, with at most 20 digits and "
                "4 decimals; correct the cell"
            ),
        ),
        (
            Source,
            "sha256",
            "abc",
            (
                "found “abc”, expected a SHA-256 sum: 64 digits and letters from a to f; "
                "correct the cell"
            ),
        ),
        (
            Source,
            "document_url",
            "coast.example",
            (
                "found “coast.example”, expected an address that starts with https:// or http://; "
                "correct the cell"
            ),
        ),
        (
            Organization,
            "name",
            "a" * 501,
            "found 501 characters, expected at most 500; shorten the text",
        ),
        (
            Organization,
            "name",
            "<b>",
            "found the HTML “<b>”, expected plain text; write it without markup",
        ),
    ],
)
def test_a_cell_is_refused_with_what_was_found_and_expected(model, column, text, message):
    with pytest.raises(ValidationError) as raised:
        parse(model._meta.get_field(column), text)
    assert raised.value.messages == [message]


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=4))
def test_a_number_comes_back_as_it_went(value):
    assert parse(FIGURE, cell(value)) == value


@pytest.mark.parametrize(
    ("text", "shown"),
    [("", "an empty cell"), ("a\tb", "“a b”"), ("a" * 61, f"“{'a' * 60}…”")],
)
def test_what_was_found_is_quoted_on_one_line(text, shown):
    assert quoted(text) == shown
