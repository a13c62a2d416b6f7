"""Reading a listing back from its four faces."""

import csv
import io
from html.parser import HTMLParser
from typing import Any

import openpyxl
from django.test import Client
from openpyxl.utils.escape import unescape

from listings.columns import Column, DateColumn
from listings.listing import Listing
from portal.views import LISTINGS

BY_NAME: dict[str, type[Listing]] = {listing.name: listing for listing in LISTINGS}
NAMES = list(BY_NAME)
FILES = ("csv", "xlsx", "json")
EVERYTHING = {"page_size": 500}


def address(name: str, extension: str = "") -> str:
    return f"/{name}.{extension}" if extension else f"/{name}/"


def as_json(client: Client, name: str, **query: Any) -> dict[str, Any]:
    """The whole answer."""
    response = client.get(address(name, "json"), EVERYTHING | query)
    assert response.status_code == 200, response.content.decode()
    return response.json()


def results(client: Client, name: str, **query: Any) -> list[dict[str, Any]]:
    return as_json(client, name, **query)["results"]


def slugs(client: Client, name: str, **query: Any) -> list[str]:
    """The slugs of the rows, in their order."""
    return [row["slug"] for row in results(client, name, **query)]


def errors(client: Client, name: str, **query: Any) -> dict[str, list[str]]:
    """What is wrong with a question that is refused."""
    response = client.get(address(name, "json"), query)
    assert response.status_code == 400, response.content.decode()
    return response.json()["errors"]


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def as_csv(client: Client, name: str, **query: Any) -> list[list[str]]:
    """The header and the rows, as a program reads them."""
    text = body(client.get(address(name, "csv"), query)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def as_xlsx(client: Client, name: str, **query: Any) -> list[list[Any]]:
    """The header and the rows, as a spreadsheet holds them."""
    return sheet_rows(body(client.get(address(name, "xlsx"), query)))


def sheet_rows(content: bytes) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = [[plain(cell.value) for cell in row] for row in book.active.iter_rows()]
    book.close()
    return rows


def plain(value: Any) -> Any:
    """What a spreadsheet shows: control characters are written as _x0007_, which openpyxl keeps."""
    return unescape(value) if isinstance(value, str) else value


def as_page(client: Client, name: str, **query: Any) -> list[list[str]]:
    """The text of each cell of the table's body."""
    return table(client.get(address(name), EVERYTHING | query).content.decode())


class Cells(HTMLParser):
    """Collects the cells of the bodies of all tables."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.in_body = self.in_cell = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "tbody":
            self.in_body = True
        elif tag == "tr" and self.in_body:
            self.rows.append([])
        elif tag in ("td", "th") and self.in_body:
            self.rows[-1].append("")
            self.in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "tbody":
            self.in_body = False
        elif tag in ("td", "th"):
            self.in_cell = False

    def handle_data(self, data: str) -> None:
        if self.in_body and self.in_cell:
            self.rows[-1][-1] += data


def table(html: str) -> list[list[str]]:
    cells = Cells()
    cells.feed(html)
    return [["".join(cell.split()) for cell in row] for row in cells.rows]


def page_columns(name: str) -> list[Column]:
    return [column for column in BY_NAME[name].columns if column.on_page]


def on_page(column: Column, row: dict[str, Any]) -> str:
    """What a page is to show of a row of JSON, without any white space."""
    value = row[column.name]
    if isinstance(value, list):
        return "".join("".join(value).split())
    shown = (
        column.plain(row) if isinstance(column, DateColumn) else column.choices.get(value, value)
    )
    return "".join(str("" if shown is None else shown).split())
