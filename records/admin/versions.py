"""Which version of each row a page was loaded with, and what became of the rows since.

A page carries the versions in one hidden field: for the record itself and for each table of rows,
the key of the row and of its newest entry in the history.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigAutoField, Model, OuterRef, QuerySet, Subquery
from django.forms import BaseFormSet

from records.naming import target_paths

# The hidden field, and the record itself in it among the prefixes of its tables of rows.
LOADED = "loaded"
SELF = ""


def with_version(rows: QuerySet) -> QuerySet:
    """The rows, each with the key of its newest version as of the very same query."""
    history: Any = rows.model.history
    newest = history.filter(id=OuterRef("pk")).order_by("-history_id").values("history_id")[:1]
    return rows.annotate(loaded_version=Subquery(newest))


def version_of(row: Model | None) -> int | None:
    """The version that a row was loaded with; None where it never had one."""
    return getattr(row, "loaded_version", None)


def packed(record: Model, formsets: Iterable[BaseFormSet]) -> str:
    """What the page carries of the versions of the record and of the rows below it."""
    found: dict[str | None, Any] = {SELF: {str(record.pk): version_of(record)}}
    for formset in formsets:
        rows = [form.instance for form in formset.initial_forms]
        found[formset.prefix] = {str(row.pk): version_of(row) for row in rows}
    return json.dumps(found, separators=(",", ":"))


def unpacked(data: Mapping[str, Any], prefix: str | None) -> dict[str, int | None]:
    """The versions that the page was loaded with; nothing where it doesn't say."""
    try:
        versions = json.loads(data.get(LOADED, "")).get(prefix, {}).items()
    except (ValueError, AttributeError, RecursionError):
        return {}
    return {str(key): number(version) for key, version in versions}


def number(text: Any) -> int | None:
    """The key of a row, such as a version; None for anything else."""
    try:
        found = int(text)
    except (TypeError, ValueError):
        return None
    return found if 0 < found <= BigAutoField.MAX_BIGINT else None


@dataclass
class Versions:
    """What became of one row: its versions, oldest first, from the one that a page showed on."""

    rows: list[Any] = field(default_factory=list)

    @property
    def last(self) -> Any:
        return self.rows[-1] if self.rows else None

    @property
    def newest(self) -> int | None:
        """The key of the newest version."""
        return self.last.pk if self.rows else None

    def at(self, version: int | None) -> Model | None:
        """The row as it was at that version; None where that is not known."""
        return next((row.instance for row in self.rows if row.pk == version), None)

    def changer(self, name: str) -> Any:
        """The version that gave the field the value that it has now."""
        for before, after in zip(reversed(self.rows[:-1]), reversed(self.rows), strict=False):
            if getattr(before, name) != getattr(after, name):
                return after
        return self.last


def versions_since(
    model: type[Model], since: Mapping[Any, Iterable[int | None]]
) -> dict[str, Versions]:
    """The versions of rows, by their keys, from the oldest asked for on; in one query."""
    since = {key: versions for key, versions in since.items() if number(key)}
    known = [version for versions in since.values() for version in versions if version]
    unsure = any(version is None for versions in since.values() for version in versions)
    history: Any = model.history
    rows = history.filter(
        id__in=list(since), history_id__gte=0 if unsure else min(known, default=0)
    )
    found: dict[str, Versions] = defaultdict(Versions)
    for row in rows.select_related("history_user", *target_paths(model)).order_by("history_id"):
        found[str(row.id)].rows.append(row)
    return found
