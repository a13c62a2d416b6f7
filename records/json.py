"""A record as JSON: its fields, what hangs on it, and the passages that say so."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db.models import ForeignKey, Model

from dates.fields import DerivedDay

HIDDEN = ("id", "is_published")

# For each accessor what to show of its rows, and so on down.
Tree = Mapping[str, Any]


def as_json(row: Model, children: Tree) -> dict[str, Any]:
    """The public fields of a row by their names in the data package, then its children.

    A foreign key becomes a slug, and a name beside it; `records.views` has emptied those that
    lead to what is not public. Days are ISO 8601.
    """
    shown: dict[str, Any] = {}
    for field in row._meta.fields:
        if isinstance(field, ForeignKey):
            shown |= _reference(row, field.name)
        elif isinstance(field, DerivedDay) or (field.editable and field.name not in HIDDEN):
            shown[field.name] = _value(getattr(row, field.attname))
    for name, path in row.shown_also.items():
        shown[name] = attrgetter(path)(row)
    for name, below in children.items():
        shown[name] = [as_json(child, below) for child in getattr(row, name).all()]
    return shown


def _reference(row: Model, name: str) -> dict[str, str | None]:
    if name == "record":  # a citation is shown on the record that it is about
        return {}
    target = getattr(row, name)
    return {name: target and target.slug, f"{name}_name": target and str(target)}


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
