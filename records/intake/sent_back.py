"""A file that goes back to whoever sent it: its own rows, and beside each what to correct."""

from collections.abc import Sequence

from django.utils.translation import gettext

from records.intake.report import Report
from records.intake.tables import CORRECT, Sheet


def with_complaints(sheet: Sheet, report: Report, *, everything: bool) -> list[Sequence[str]]:
    """The header and the rows, all or the refused ones, with a last column saying what is wrong."""
    said: dict[int, list[str]] = {}
    for each in report.refused:
        where = each.cell or each.column
        said.setdefault(each.number, []).append(
            f"{where}: {each.message}" if where else each.message
        )
    rows: list[Sequence[str]] = [[*sheet.header, gettext(CORRECT)]]
    for number, cells in sheet.rows():
        if everything or number in said:
            rows.append([*cells, "; ".join(said.get(number, ()))])
    return rows
