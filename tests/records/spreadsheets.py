"""Spreadsheets as staff have them, and what they choose on the pages of an import."""

import io
from typing import Any

import openpyxl
from django.test import Client

from tests.forms import address


def workbook(
    *rows: Any, merged: tuple[str, ...] = (), formats: dict[str, str] | None = None
) -> bytes:
    """The bytes of a workbook as somebody's spreadsheet writes it."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    for cell, code in (formats or {}).items():
        book.active[cell].number_format = code
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(out)
    return out.getvalue()


def csv(*rows: str, encoding: str = "utf-8", end: str = "\n") -> bytes:
    """The bytes of a file of lines."""
    return end.join([*rows, ""]).encode(encoding)


def choose(client: Client, model: Any, page: Any, **choices: Any) -> Any:
    """Sends the page of the columns with other choices; the page that answers."""
    context = page.context_data
    form = context["columns_form"]
    chosen = {name: form[name].value() or "" for name in form.fields}
    held = {**context["held_form"].initial, "shown_row": context["sheet"].header_row}
    return client.post(address(model, "import"), held | chosen | choices)


def taken_for(page: Any) -> list[str]:
    """What the columns of the file are taken for on the page that asks."""
    form = page.context_data["columns_form"]
    return [field.value() or "" for _letter, field, _examples in form.columns()]


def complaints(page: Any) -> list[tuple[str, str]]:
    """What a preview refuses: the cell, or the row, and the words."""
    found = page.context_data["refused"]
    return [(each.cell or f"{each.number}", each.message) for each in found]


def numbers(page: Any) -> tuple[int, int, int, int]:
    """How many rows are new, changed, unchanged and refused."""
    found = page.context_data["numbers"]
    return found["new"], found["changed"], found["unchanged"], found["refused"]
