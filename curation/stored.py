"""What the database holds of the package's tables, as rows of files name it: by slugs."""

from collections.abc import Iterator
from typing import Any

from datapackage.tables import key_of
from records.columns import lookups
from records.models import Tracked

CHUNK = 2000


def stored_rows(model: type[Tracked]) -> Iterator[tuple[Any, ...]]:
    """Every row of a table in one query: its id, then its values in the order of the columns."""
    rows = model._base_manager.order_by("pk").values_list("pk", *lookups(model))
    return rows.iterator(chunk_size=CHUNK)


def stored_keys(model: type[Tracked]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """The id and the key of every row of a table."""
    names = lookups(model)[: key_of(model)]
    for pk, *key in model._base_manager.values_list("pk", *names).iterator(chunk_size=CHUNK):
        yield pk, tuple(key)


class SlugIds:
    """Slugs to ids, a query for each table that is asked for, kept up to date by whoever writes."""

    def __init__(self) -> None:
        self._tables: dict[type[Tracked], dict[str, Any]] = {}

    def of(self, model: type[Tracked]) -> dict[str, Any]:
        """The slugs of a table with the ids of its rows."""
        if model not in self._tables:
            self._tables[model] = dict(model._base_manager.values_list("slug", "pk"))
        return self._tables[model]

    def add(self, model: type[Tracked], slug: str, pk: Any) -> None:
        """Notes a row that was created."""
        if model in self._tables:
            self._tables[model][slug] = pk
