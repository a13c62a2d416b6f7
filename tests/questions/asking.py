"""Asks one question of a listing's page, CSV and JSON, and compares what each of them says."""

import csv
import html
import io
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.listings.faces import BY_NAME, body, on_page

SUFFIXES = {"page": "/", "csv": ".csv", "json": ".json"}
NOTHING = "Nothing in the record matches."
Row = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A question in words, the listing and query string that ask it, and what is to come back.

    The answer is a list of slugs where their order is the point, a set where it is not, or a
    dictionary from slug to the value that `column` must have, as JSON gives it.
    """

    words: str
    address: str
    answer: list[str] | set[str] | dict[str, Any]
    column: str = ""


@dataclass(frozen=True)
class Refusal:
    """A question that makes no sense, and the reasons by parameter that come back."""

    words: str
    address: str
    reasons: dict[str, list[str]]
    status: int = 400


def asked_by(**tables: list[Any]) -> pytest.MarkDecorator:
    """Runs a test with every case of the tables, each of which is named for who asks."""
    cases = [
        pytest.param(case, id=f"{who.replace('_', ' ')}: {case.words}")
        for who, table in tables.items()
        for case in table
    ]
    return pytest.mark.parametrize("case", cases)


def check(client: Client, case: Case) -> None:
    """Page, CSV and JSON give the answer; on a second database only JSON is asked.

    What the database finds is the same for each of them, and how it is written asks none.
    """
    for face in SUFFIXES if connection.vendor == "sqlite" else ["json"]:
        assert found(client, case, face) == expected(case, face), face


def check_refused(client: Client, case: Refusal) -> None:
    """JSON and CSV give the reasons by parameter; the page says them and shows no row."""
    for face in ("json", "csv"):
        response = ask(client, case.address, face)
        assert (response.status_code, response.json()["errors"]) == (case.status, case.reasons)
    page = ask(client, case.address, "page")
    shown = html.unescape(page.content.decode())
    assert page.status_code == case.status
    assert [text for texts in case.reasons.values() for text in texts if text not in shown] == []
    assert page_rows(shown) == []


def ask(client: Client, address: str, face: str) -> Any:
    """The response of one face: "page", "csv" or "json"."""
    name, _, query = address.partition("?")
    return client.get(f"/{name}{SUFFIXES[face]}?{query}")


def found(client: Client, case: Case, face: str) -> Any:
    """What came back, in the form of the case's answer."""
    response = ask(client, case.address, face)
    assert response.status_code == 200, body(response).decode()
    rows = READERS[face](response)
    if isinstance(case.answer, dict) and readable(case, face):
        return {row["slug"]: row.get(case.column, "") for row in rows}
    slugs = [row["slug"] for row in rows]
    return slugs if isinstance(case.answer, list) else sorted(slugs)


def expected(case: Case, face: str) -> Any:
    """The case's answer as the face writes it."""
    if isinstance(case.answer, dict) and readable(case, face):
        return {slug: written(case, value, face) for slug, value in case.answer.items()}
    return case.answer if isinstance(case.answer, list) else sorted(case.answer)


def readable(case: Case, face: str) -> bool:
    """Whether the face shows the column: some stand in files only."""
    columns = {column.name: column for column in listing(case).columns}
    return face != "page" or columns[case.column].on_page


def listing(case: Case) -> Any:
    return BY_NAME[case.address.partition("?")[0]]


def written(case: Case, value: Any, face: str) -> Any:
    """A value of JSON as the face writes it; of a page all white space is left out."""
    if face == "json":
        return value
    if face == "page":
        [column] = [each for each in listing(case).columns if each.name == case.column]
        return on_page(column, {case.column: value})
    if isinstance(value, list):
        return "; ".join(value)
    return str(value).lower() if isinstance(value, bool) else str("" if value is None else value)


def csv_rows(response: Any) -> list[Row]:
    reader = csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"), newline=""))
    assert reader.fieldnames
    assert reader.fieldnames[0] == "slug"
    return list(reader)


def listed(response: Any) -> list[Row]:
    """The rows of a page that either shows some or says that there are none."""
    page = response.content.decode()
    rows = page_rows(page)
    assert bool(rows) != (NOTHING in page)
    return rows


def page_rows(page: str) -> list[Row]:
    """Each row's id as `slug`, and the text of its cells by the name of the column."""
    table = Table()
    table.feed(page)
    return [{name: "".join(text.split()) for name, text in row.items()} for row in table.rows]


class Table(HTMLParser):
    """Collects the rows that have an id, and the cells that have a class col-<name>."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.cell = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        own = dict(attrs)
        if tag == "tr" and "id" in own:
            self.rows.append({"slug": own["id"]})
        elif tag in ("td", "th") and self.rows:
            self.cell = own.get("class", "").split(" ")[0].removeprefix("col-")
            self.rows[-1][self.cell] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.cell = ""

    def handle_data(self, data: str) -> None:
        if self.cell:
            self.rows[-1][self.cell] += data


READERS = {
    "page": listed,
    "csv": csv_rows,
    "json": lambda response: response.json()["results"],
}
