"""A small record in which everything hangs on everything, and rows that the public may not see.

Every text and every date of a row is its own; a row that is hidden bears the word UNSEEN in each
text and in its slug.
"""

import importlib
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.apps import apps
from django.db.models import Model

from agreements.models import ProgressReport
from dates.fields import EDTFField
from events.models import Participation
from organizations.models import Organization
from records.fields import LineField, ProseField
from records.models import PublishedRecord, Record, Tracked
from records.naming import foreign_keys
from sources.models import Citation

UNSEEN = "zzunseen"
FIRST_DAY = date(1900, 3, 1)
# From the ground up: a table stands after those that it refers to.
TABLES: list[type[Tracked]] = [
    model
    for app in ("sources", "organizations", "agreements", "events")
    for model in apps.get_app_config(app).get_models()
    if issubclass(model, Tracked)
]
FACTS = [model for model in TABLES if not issubclass(model, Citation)]
# These say how a row stands; a made-up text would end it, or contradict a date.
LEFT_ALONE = {"acronym", "ending_ground", "in_force_from", "languages", "recurrence", "until"}
NUMBERS = count()

Row = Any


def factory_of(model: type[Model]) -> Any:
    module = importlib.import_module(f"tests.{model._meta.app_label}.factories")
    return getattr(module, f"{model.__name__}Factory")


def own_words(model: type[Model], mark: str) -> dict[str, Any]:
    """A value of its own for the slug, each text and each date of a row."""
    number = next(NUMBERS)
    first = FIRST_DAY + timedelta(days=number * 20 % 36_500)  # all in the past
    values: dict[str, Any] = {}
    for place, field in enumerate(model._meta.fields):
        if field.name in LEFT_ALONE or field.choices:
            continue
        if isinstance(field, EDTFField):
            values[field.name] = (first + timedelta(days=place)).isoformat()
        elif isinstance(field, LineField | ProseField):
            values[field.name] = f"{mark} {field.name} w{number}".strip()[: field.max_length]
    if issubclass(model, Record):
        # Never one that a factory would make up by itself.
        values["slug"] = f"{mark or 'own'}-{model._meta.model_name}-{number}"
    if issubclass(model, Organization):
        values["kind"] = Organization.Kind.STATE  # so that every filter knows it
    return values


class World:
    """Makes rows that hang on its hub: three organizations and one row of each other table."""

    def __init__(self) -> None:
        self.hub: dict[type[Model], list[Row]] = {}
        self.referring: list[Row] = []
        for model in FACTS:
            rows = [self.make(model) for _ in range(3 if model is Organization else 1)]
            self.hub[model] = rows
        for model in TABLES:
            if issubclass(model, Citation):
                self.make(model)
        # Newer than anything that is hidden; what only hidden rows prove has tests of its own.
        self.make(ProgressReport, date="2020")

    def make(self, model: type[Model], mark: str = "", **given: Any) -> Row:
        """A row that hangs on the hub wherever nothing else is given."""
        taken = list(given.values())
        for key in foreign_keys(model):
            if key.name in given:
                continue
            free = [row for row in self.hub.get(key.related_model, ()) if row not in taken]
            if free:
                given[key.name] = free[0]
                taken.append(free[0])
        return factory_of(model)(**own_words(model, mark) | given)

    def hidden(self, model: type[Tracked]) -> Iterator[Row]:
        """A row for each way in which it can be hidden: by itself, or by what it stands under."""
        if issubclass(model, PublishedRecord):
            yield self.make(model, UNSEEN, publication="draft")
        for name in (*model.published_with, *model.published_with_if_set):
            for target in self.hidden(model._meta.get_field(name).related_model):
                yield self.make(model, UNSEEN, **{name: target})

    def hide_and_refer(self) -> None:
        """Hidden rows of every table on the hub, and public rows that refer to hidden ones."""
        for model in TABLES:
            list(self.hidden(model))
            for key in foreign_keys(model):
                if not key.null or key.name in model.published_with_if_set:
                    continue
                for target in self.hidden(key.related_model):
                    fresh = {"organization": self.make(Organization)}
                    others = fresh if model is Participation else {}
                    self.referring.append(self.make(model, **{key.name: target}, **others))


def erase_the_hidden() -> None:
    """Takes every row out of the database that the public may not see."""
    doomed = {
        model: list(
            model.objects.exclude(pk__in=model.objects.published()).values_list("pk", flat=True)
        )
        for model in TABLES
    }
    for model in TABLES:
        for key in foreign_keys(model):
            if key.null:
                gone = {f"{key.name}__in": doomed[key.related_model]}
                kept = model.objects.exclude(pk__in=doomed[model])
                kept.filter(**gone).update(**{key.name: None})
    for model, pks in doomed.items():
        # Whatever hangs on them is hidden too and goes with them: no cascade, no protection.
        rows = model.objects.filter(pk__in=pks)
        rows._raw_delete(rows.db)
