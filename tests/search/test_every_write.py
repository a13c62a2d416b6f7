"""Whatever is written, in whatever order, the index is what a rebuild would make of the records."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError

from dates.fields import EDTFField
from records.fields import LineField, ProseField
from records.naming import foreign_keys
from search.declaration import searched_models, touched
from search.index import rebuild
from tests.listings.world import TABLES, World, factory_of, own_words
from tests.search.truth import check_the_index, due, indexed

pytestmark = pytest.mark.django_db

STEPS = 40
DEPENDED_ON = [model for model in TABLES if touched(model)]
Write = Callable[[random.Random, Any], None]


def some(dice: random.Random, model: type[Model]) -> Any:
    """Any row of the table."""
    return dice.choice(model.objects.order_by("pk"))


def new_values(dice: random.Random, row: Any) -> dict[str, Any]:
    """A new value for one column of a row: a text, a date, a reference, the flag."""
    words = own_words(type(row), "changed")
    fields = [
        field
        for field in row._meta.fields
        if field.name in words or field.name == "publication" or field in foreign_keys(type(row))
    ]
    field = dice.choice(fields)
    if field.name == "publication":
        return {"publication": "draft" if row.publication == "published" else "published"}
    if isinstance(field, LineField | ProseField | EDTFField) or field.name == "slug":
        return {field.name: words[field.name]}
    return {field.name: some(dice, field.related_model)}


def save(dice: random.Random, row: Any) -> None:
    for name, value in new_values(dice, row).items():
        setattr(row, name, value)
    row.save()


def update(dice: random.Random, row: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**new_values(dice, row))


def bulk_update(dice: random.Random, row: Any) -> None:
    values = new_values(dice, row)
    for name, value in values.items():
        setattr(row, name, value)
    type(row).objects.bulk_update([row], list(values))


def delete(dice: random.Random, row: Any) -> None:
    row.delete()


def delete_by_query(dice: random.Random, row: Any) -> None:
    type(row).objects.filter(pk=row.pk).delete()


def make(dice: random.Random, model: type[Model]) -> None:
    """A new row that refers to any others."""
    targets = {
        key.name: some(dice, key.related_model) if not key.null or dice.random() < 0.5 else None
        for key in foreign_keys(model)
        if key.related_model.objects.exists()
    }
    factory_of(model)(**own_words(model, "") | targets)


def write(dice: random.Random) -> str:
    """Does something to some row; what it was, or nothing where a rule forbids it."""
    model = dice.choice(DEPENDED_ON)
    ways: list[Write] = [save, save, update, bulk_update, delete, delete_by_query]
    way = dice.choice(ways)
    try:
        with transaction.atomic():
            if dice.random() < 0.3 or not model.objects.exists():
                make(dice, model)
                return f"a new {model.__name__}"
            way(dice, some(dice, model))
            return f"{way.__name__} {model.__name__}"
    except (IntegrityError, ProtectedError):
        return ""


@pytest.mark.parametrize(
    "seed", [0, 1, pytest.param(2, marks=pytest.mark.once), pytest.param(3, marks=pytest.mark.once)]
)
def test_the_index_is_what_a_rebuild_would_make(seed):
    dice, world = random.Random(seed), World()
    if seed % 2:
        world.hide_and_refer()
    done = []
    for _ in range(STEPS):
        done.append(write(dice))
        assert indexed() == due(), done
    assert sum(map(bool, done)) > STEPS / 3
    check_the_index()
    before = indexed()
    assert rebuild() == len(before)
    assert indexed() == before
    check_the_index()


def test_every_listed_model_is_searched_and_depends_on_others():
    assert {model._meta.model_name for model in searched_models()} == {
        "organization", "agreement", "signatory", "commitment", "progressreport", "event", "source",
    }  # fmt: skip
    assert len(DEPENDED_ON) > len(searched_models())
