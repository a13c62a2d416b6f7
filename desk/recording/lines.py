"""Signatories as they are pasted: one to a line, “Name (ACR) | capacity | signer, title”."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.models import Act, Signatory
from organizations.resolving import same
from records.fields import LONGEST_LINE
from records.validators import validate_plain_text

MOST_LINES = 300
LONGEST_TITLE = Act._meta.get_field("title_as_printed").max_length or LONGEST_LINE
# “1. ”, “(b) ”, “• ”: how lists begin their lines.
BULLET = re.compile(r"^\s*(?:\(?(?:\d{1,3}|[a-zA-Z])[.)]\s+|[-–—•*·▪]\s+)")


@dataclass(frozen=True)
class Line:
    """A signatory as printed: who, as what, and who signed under which title."""

    number: int
    name: str
    capacity: str
    signer: str = ""
    title: str = ""


def read(text: str) -> list[Line]:
    """The signatories of a pasted text; raises ValidationError with every line that is wrong."""
    lines, errors = [], []
    rows = [(number, row.strip()) for number, row in enumerate(text.splitlines(), 1)]
    rows = [(number, row) for number, row in rows if row]
    if len(rows) > MOST_LINES:
        raise ValidationError(
            _("Found %(found)s lines, expected %(most)s at most; record the rest afterwards.")
            % {"found": len(rows), "most": MOST_LINES}
        )
    for number, row in rows:
        try:
            lines.append(_line(number, row))
        except ValueError as error:
            errors.append(
                _("Line %(number)s, “%(text)s”: %(error)s")
                % {"number": number, "text": row[:60], "error": error}
            )
    if errors:
        raise ValidationError(errors)
    return lines


def names(text: str) -> tuple[list[str], list[str]]:
    """The bodies and the persons that a pasted text names, as far as it can be read by now."""
    try:
        lines = read(text)
    except ValidationError:
        rows = (row.strip() for row in text.splitlines()[:MOST_LINES])
        return [_cells(row)[0][:LONGEST_LINE] for row in rows if row], []
    return [line.name for line in lines], [line.signer for line in lines if line.signer]


def _cells(row: str) -> list[str]:
    separator = "|" if "|" in row else "\t"
    cells = [" ".join(cell.split()) for cell in BULLET.sub("", row, count=1).split(separator)]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return cells


def _line(number: int, row: str) -> Line:
    name, *rest = _cells(row)
    if not same(name):
        raise ValueError(_("it names nobody; expected a name first"))
    if len(name) > LONGEST_LINE:
        raise ValueError(_("the name is longer than %(most)s letters") % {"most": LONGEST_LINE})
    if len(rest) > 2:
        raise ValueError(
            _("it has more than three parts; expected name | capacity | signer, title")
        )
    capacity = capacities().get(same(rest[0])) if rest else None
    if len(rest) == 1 and not capacity:
        rest = ["", *rest]
    if len(rest) == 2 and rest[0] and not capacity:
        raise ValueError(
            _("“%(found)s” is no capacity; expected one of: %(values)s")
            % {"found": rest[0], "values": ", ".join(map(str, Signatory.Capacity.labels))}
        )
    signer, _comma, title = (rest[1] if len(rest) == 2 else "").partition(",")
    for text in (name, signer.strip(), title.strip()):
        _plain(text)
    if len(title.strip()) > LONGEST_TITLE:
        raise ValueError(_("the title is longer than %(most)s letters") % {"most": LONGEST_TITLE})
    return Line(
        number, name, capacity or Signatory.Capacity.SIGNATORY.value, signer.strip(), title.strip()
    )


def _plain(text: str) -> None:
    try:
        validate_plain_text(text)
    except ValidationError as error:
        raise ValueError("; ".join(error.messages)) from None


def capacities() -> dict[str, str]:
    """The capacities by what they are called, here and in English."""
    found = {}
    for capacity in Signatory.Capacity:
        with override("en"):
            english = same(str(capacity.label))
        for called in (same(capacity.value), english, same(str(capacity.label))):
            found[called] = capacity.value
    return found
