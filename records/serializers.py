"""A record as JSON: its fields, what hangs on it, and the passages that say so.

The serializers are made from the models: a field stands under its name in the data package, a
foreign key becomes a slug and, beside it, a name. `records.views` has emptied those that lead to
what is not public. Ids and flags stay inside.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar

from django.db.models import (
    DateField,
    DecimalField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
)
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from dates.fields import DerivedDay

SLUG = _("Its slug.")
NAME = _("Its name.")
FIRST = _("First day that it can mean; null where none is known.")
LAST = _("Last day that it can mean; null where none is known, or no end.")
REVISION = _("The state of the data: it grows with each write.")

HIDDEN = ("id", "publication", "reviewed")

# For each accessor what to show of its rows, and so on down.
Tree = Mapping[str, Any]
Fields = dict[str, serializers.Field]
Serializer = type[serializers.Serializer]


@extend_schema_field({"type": "number"})
class NumberField(serializers.Field):
    """A decimal as a plain number: 27, 57.5."""

    def to_representation(self, value: Decimal) -> int | float:
        return int(value) if value == value.to_integral_value() else float(value)


class NameField(serializers.CharField):
    """The name of the record that a foreign key leads to."""

    def to_representation(self, value: Model) -> str:
        return str(value)


class SlugField(serializers.CharField):
    """The slug of the record that a foreign key leads to."""

    def to_representation(self, value: Any) -> str:
        return value.slug


KINDS: dict[type[Field], type[serializers.Field]] = {
    DateField: serializers.DateField,
    DecimalField: NumberField,
    IntegerField: serializers.IntegerField,
}


class RecordSerializer(serializers.Serializer):
    """A record by itself: the row of its listing, what is its own, and the revision.

    The row comes with the context; a field of the same name replaces a column of it.
    """

    row: ClassVar[Serializer]
    own: ClassVar[Serializer]

    def get_fields(self) -> Fields:
        revision = serializers.IntegerField(help_text=REVISION)
        return self.row().get_fields() | self.own().get_fields() | {"revision": revision}

    def to_representation(self, instance: Model) -> dict[str, Any]:
        told = {"revision": self.context["revision"]}
        own: Any = self.own
        return self.context["row"] | _made(own).to_representation(instance) | told


@cache
def _made(own: Any) -> serializers.Serializer:
    """The one instance of a tree: it holds nothing of any record, and is costly to make."""
    return own()


@cache
def record_serializer(model: type[Model], own: Serializer, row: Serializer) -> Serializer:
    """The serializer of a record by itself; `row` is that of its listing's rows."""
    parts = {"row": row, "own": own, "__doc__": model.__doc__}
    return type(f"{model.__name__}Record", (RecordSerializer,), parts)


def tree_of(model: type[Model], children: Tree, name: str = "") -> Serializer:
    """The serializer of a row and of what hangs on it; `name` is that of what it hangs on."""
    plain = not set(children) - {"citations"}
    return _tree_of(model, _frozen(children), model.__name__ if plain else name + model.__name__)


@cache
def _tree_of(model: type[Model], children: tuple, name: str) -> Serializer:
    fields: Fields = {}
    for field in model._meta.fields:
        fields |= fields_of(field)
    for shown, path in model.shown_also.items():
        fields[shown] = serializers.CharField(source=path, help_text=_end_of(model, path).help_text)
    for accessor, below in children:
        related: Any = model._meta.get_field(accessor).related_model
        fields[accessor] = tree_of(related, dict(below), name)(many=True)
    return type(name, (serializers.Serializer,), fields | {"__doc__": model.__doc__})


def _frozen(children: Any) -> tuple:
    return tuple((name, _frozen(below)) for name, below in dict(children).items())


def _end_of(model: Any, path: str) -> Field:
    *keys, name = path.split(".")
    for key in keys:
        model = model._meta.get_field(key).related_model
    return model._meta.get_field(name)


def fields_of(field: Field) -> Fields:
    """What is shown of a field; nothing of what stays inside."""
    if field.name == "record":  # a citation is shown on the record that it is about
        return {}
    # What means nothing without a record that is not public is emptied with it.
    null = field.null or field.name in field.model.hidden_with
    told = {"label": field.verbose_name, "help_text": field.help_text, "allow_null": null}
    if isinstance(field, ForeignKey):
        slug = told | {"help_text": format_lazy("{} {}", field.help_text, SLUG)}
        name = told | {"help_text": NAME, "source": field.name}
        return {field.name: SlugField(**slug), f"{field.name}_name": NameField(**name)}
    if isinstance(field, DerivedDay):
        bound = FIRST if field.bound == "earliest" else LAST
        return {field.name: serializers.DateField(**told | {"help_text": field.help_text or bound})}
    if not field.editable or field.name in HIDDEN:
        return {}
    if field.choices:
        return {field.name: serializers.ChoiceField(field.choices, **told)}
    kinds = (kind for base, kind in KINDS.items() if isinstance(field, base))
    return {field.name: next(kinds, serializers.CharField)(**told)}
