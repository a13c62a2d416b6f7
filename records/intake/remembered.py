"""The mappings of earlier files: the same header is mapped the same, and known names are known."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from records.intake.cells import key
from records.intake.mapping import Mapping, fillable, fingerprint, guess
from records.intake.tables import Sheet
from records.models import ColumnMapping, Tracked

# Mappings of other headers that are looked through for names of columns.
LATEST = 50


def last(model: type[Tracked], header: Sequence[str]) -> ColumnMapping | None:
    """How a file with that header was last mapped."""
    table = model._meta.label_lower
    own = ColumnMapping.objects.filter(table=table, fingerprint=fingerprint(header))
    return own.select_related("user").first()


def mapping(model: type[Tracked], sheet: Sheet, before: ColumnMapping | None) -> Mapping:
    """The mapping to offer: that of the last time, else what the names suggest."""
    columns = {column.name for column in fillable(model)}
    if before is None:
        return Mapping(guess(model, sheet.header, names(model)), header_row=sheet.header_row)
    choices = before.choices | {"header_row": sheet.header_row, "exact": False}
    kept = tuple(name if name in columns else "" for name in before.choices["columns"])
    return Mapping(**choices | {"columns": kept})


def names(model: type[Tracked]) -> dict[str, str]:
    """What columns of a name were taken for in other files, the latest first."""
    found: dict[str, str] = {}
    columns = {column.name for column in fillable(model)}
    for each in ColumnMapping.objects.filter(table=model._meta.label_lower)[:LATEST]:
        for name, column in zip(each.header, each.choices["columns"], strict=False):
            if column in columns:
                found.setdefault(key(name), column)
    return found


def keep(model: type[Tracked], header: Sequence[str], mapping: Mapping, user: Any) -> None:
    """Remembers the mapping for the next file with that header."""
    choices = asdict(mapping)
    choices.pop("header_row")
    choices.pop("exact")
    ColumnMapping.objects.update_or_create(
        table=model._meta.label_lower,
        fingerprint=fingerprint(header),
        defaults={"header": list(header), "choices": choices, "user": user, "when": timezone.now()},
    )
