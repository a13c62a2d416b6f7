"""Rows on both sides of a merge: of every table that points to a record, some of them the same."""

from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, UniqueConstraint

from agreements.models import Act
from desk.merging.plan import pointing_to
from organizations.models import Organization
from records.models import FormerSlug, PublishedRecord, Tracked
from search.models import SearchDocument
from sources.models import Citation
from tests.organizations.factories import StateFactory
from tests.test_models_contract import factory_of

# How far down rows hang on rows that fall together: an act on a signatory, a citation on the act.
DEEPEST = 3


def two(model: type[Model]) -> list[Any]:
    """Two records of a table; bodies are states, since states only can be a country."""
    return (StateFactory if model is Organization else factory_of(model)).create_batch(2)


def surround(goes: Any, stays: Any, depth: int = 1) -> None:
    """Hangs rows of every table on both, and where they could be the same, two that are."""
    for key in pointing_to(type(stays)):
        make = factory_of(key.model)
        # Acts of one signatory differ in their date, all else in what else it points to.
        make(**{key.name: goes}, **({"date": "1950"} if key.model is Act else {}))
        there = make(**{key.name: stays})
        if may_collide(key) and depth < DEEPEST:
            copy = copied(there, key, goes)
            if not issubclass(key.model, Citation):
                surround(copy, there, depth + 1)


def may_collide(key: ForeignKey) -> bool:
    """Whether two records can't both have a row with the same values, so that the two join."""
    if issubclass(key.model, PublishedRecord):
        return False
    rules = key.model._meta.constraints
    return any(isinstance(rule, UniqueConstraint) and key.name in rule.fields for rule in rules)


def copied(row: Any, key: ForeignKey, target: Model) -> Any:
    """The same row, hanging on another record."""
    copy = type(row)._base_manager.get(pk=row.pk)
    copy.pk, copy._state.adding = None, True
    if hasattr(copy, "slug"):
        copy.slug = ""
    setattr(copy, key.name, target)
    copy.save()
    return copy


def contents() -> dict[str, Any]:
    """Everything in every table of the record, and everything that can be found."""
    tables = {model._meta.label: _values(model) for model in tracked()}
    found = SearchDocument.objects.order_by("kind", "record_id").values()
    documents = [{name: row[name] for name in row if name != "id"} for row in found]
    return tables | {"documents": documents}


def tracked() -> list[type[Tracked]]:
    return [model for model in apps.get_models() if issubclass(model, Tracked)]


def _values(model: type[Tracked]) -> list[dict[str, Any]]:
    return list(model._base_manager.order_by("pk").values())


def pointing(record: Any) -> dict[str, set[int]]:
    """The rows that point to a record, by table and foreign key."""
    return {
        f"{key.model._meta.label}.{key.name}": set(
            key.model._base_manager.filter(**{key.name: record.pk}).values_list("pk", flat=True)
        )
        for key in pointing_to(type(record))
    }


def cited(record: Any) -> set[tuple[str, int]]:
    """Every passage that speaks of the record or of a row that hangs on it, by table."""
    found = set()
    for key in pointing_to(type(record)):
        rows = key.model._base_manager.filter(**{key.name: record.pk})
        if issubclass(key.model, Citation) and key.name == "record":
            found |= {(key.model._meta.label, pk) for pk in rows.values_list("passage", flat=True)}
        elif may_collide(key):
            found |= {each for row in rows for each in cited(row)}
    return found


def former(record: Any) -> set[str]:
    """The old addresses that lead to a record."""
    label = record._meta.label_lower
    rows = FormerSlug.objects.filter(kind=label, current=record.slug)
    return set(rows.values_list("former", flat=True))
