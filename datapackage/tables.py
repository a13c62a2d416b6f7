"""The tables of the data package: their models, their files, and the order to write them in."""

import re
from functools import cache
from graphlib import TopologicalSorter
from typing import cast

from django.apps import apps
from django.db import models

from records.columns import file_columns
from records.models import Tracked

WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@cache
def tables() -> tuple[type[Tracked], ...]:
    """Every table, each after those that its foreign keys point to."""
    tracked = [model for model in apps.get_models() if issubclass(model, Tracked)]
    sorter = TopologicalSorter({model: _targets(model) for model in tracked})
    sorter.prepare()
    ordered: list[type[Tracked]] = []
    while ready := sorter.get_ready():
        ordered += sorted(ready, key=table_name)
        sorter.done(*ready)
    return tuple(ordered)


@cache
def table_name(model: type[Tracked]) -> str:
    """The name of a table and of its file: the model's in the plural, with hyphens."""
    name = WORD.sub("-", model.__name__).lower()
    if name.endswith("series"):
        return name
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


@cache
def named() -> dict[str, type[Tracked]]:
    """Table names to models."""
    return {table_name(model): model for model in tables()}


@cache
def references(model: type[Tracked]) -> tuple[models.ForeignKey, ...]:
    """The columns of a table that hold the slug of a row, in the order of its file."""
    return tuple(field for field in file_columns(model) if isinstance(field, models.ForeignKey))


@cache
def own_references(model: type[Tracked]) -> tuple[models.ForeignKey, ...]:
    """The foreign keys of a table to itself."""
    return tuple(field for field in references(model) if target(field) is model)


@cache
def referring(model: type[Tracked]) -> tuple[models.ForeignKey, ...]:
    """The foreign keys of all tables that point to a table."""
    return tuple(
        field for table in tables() for field in references(table) if field.related_model is model
    )


@cache
def key_of(model: type[Tracked]) -> int:
    """How many of a table's first columns make up its key."""
    return len(model.key_fields)


def target(field: models.ForeignKey) -> type[Tracked]:
    """The table that a column points to."""
    return cast("type[Tracked]", field.related_model)


def _targets(model: type[Tracked]) -> set[type[Tracked]]:
    return {target(field) for field in references(model)} - {model}
