"""Rows of several tables by one query, as instances: for pages that show a little of everything."""

import operator
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any

from django.db.models import F, Model, QuerySet, Value
from django.db.models.functions import JSONObject

# The rows, and the foreign keys to fetch with them, each after the one that leads to it.
Wanted = tuple[QuerySet, Sequence[str]]


def together(*wanted: Wanted) -> Iterator[Any]:
    """Every row of every queryset, with what its foreign keys lead to; in no order.

    Each row comes as one JSON value, so that tables of different columns fit into one statement.
    What JSON can't tell apart, such as a decimal's last zeros, is lost: rows are for showing.
    """
    parts = [
        rows.order_by().values_list(Value(number), _told(rows.model, paths))
        for number, (rows, paths) in enumerate(wanted)
    ]
    first, *others = parts
    for number, told in first.union(*others, all=True) if others else first:
        rows, paths = wanted[number]
        yield _row(rows.model, paths, told)


def _told(model: type[Model], paths: Sequence[str]) -> JSONObject:
    """The columns of a row and of what `paths` lead to, in an object for each."""
    objects = {path: _columns(_end(model, path), f"{path}__") for path in paths}
    return JSONObject(**{"": _columns(model)} | objects)


def _columns(model: type[Model], prefix: str = "") -> JSONObject:
    fields = model._meta.concrete_fields
    return JSONObject(**{field.attname: F(f"{prefix}{field.attname}") for field in fields})


def _end(model: Any, path: str) -> Any:
    """The model that a path of foreign keys leads to."""
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


def _row(model: type[Model], paths: Sequence[str], told: dict[str, Any]) -> Any:
    row = _instance(model, told[""])
    for path in paths:
        *above, name = path.split("__")
        holder = reduce(getattr, above, row)
        values = told[path]
        setattr(holder, name, _instance(_end(model, path), values) if values["id"] else None)
    return row


def _instance(model: type[Model], values: dict[str, Any]) -> Any:
    fields = model._meta.concrete_fields
    read = operator.itemgetter(*(field.attname for field in fields))(values)
    plain = [field.to_python(value) for field, value in zip(fields, read, strict=True)]
    return model.from_db(None, [field.attname for field in fields], plain)
