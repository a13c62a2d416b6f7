"""What can be merged, and what kind of word a field holds."""

from typing import Any

from django.db.models import Field, ForeignKey, Model

from agreements.models import Agreement, Commitment, Theme
from dates import periods
from dates.fields import EDTFField, PeriodField
from dates.words import words
from events.models import Event, Series
from organizations.models import Organization, Person
from records.fields import ProseField
from sources.models import Source

# By their name in addresses.
MERGEABLE: dict[str, type[Model]] = {
    "organizations": Organization,
    "persons": Person,
    "agreements": Agreement,
    "commitments": Commitment,
    "sources": Source,
    "events": Event,
    "series": Series,
    "themes": Theme,
}
# Publication has its own steps, and an address is kept by itself.
NOT_CHOSEN = ("slug", "publication")
# What says no more than that nobody has said.
VAGUE: tuple[Any, ...] = (None, "", 0, "not-stated", "other")


def kind_of(model: type[Model]) -> str:
    """The name of a table in addresses."""
    return next(name for name, known in MERGEABLE.items() if known is model)


def chosen_fields(model: type[Model]) -> list[Field]:
    """The fields of which two records of the table may say different things."""
    fields = [field for field in model._meta.fields if field.editable and not field.primary_key]
    return [field for field in fields if field.name not in NOT_CHOSEN]


def value_of(row: Model, field: Field) -> Any:
    """What a row has in a field; of a foreign key the id."""
    return getattr(row, field.attname)


def shown(row: Model, field: Field) -> str:
    """What a row has in a field, in words; empty for nothing."""
    value = value_of(row, field)
    if value is None or value == "":
        return ""
    if isinstance(field, ForeignKey):
        return str(getattr(row, field.name))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, PeriodField):
        return periods.words(value)
    return words(value) if isinstance(field, EDTFField) else str(value)


def printed(row: Model, field: Field) -> str:
    """What a row has in a field, as a citation would quote it."""
    value = value_of(row, field)
    text = str(getattr(row, field.name)) if isinstance(field, ForeignKey) else str(value)
    return " ".join(text.split())


def is_prose(field: Field) -> bool:
    """Whether the texts of two rows can stand one below the other."""
    return isinstance(field, ProseField)
