"""What goes to the public together with a record: drafts that hang on it, and that it stands on.

Found from the models: an agreement's commitments hang on it; the bodies that signed it, who signed
for them, and the sources that say so, it stands on. What of those is not public is not seen on the
record's page either.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model, Q, QuerySet

from records.models import Publication, PublishedRecord
from records.naming import foreign_keys, hangs_on

# A page of choices that a person reads through.
MOST = 100


def companions(records: Sequence[PublishedRecord]) -> list[PublishedRecord]:
    """Records that are not public and are shown with those of one table, or that show them.

    At most a hundred, by table; one query for each table. Withdrawn ones stay withdrawn.
    """
    if not records:
        return []
    keys = [record.pk for record in records]
    wanted: dict[type[PublishedRecord], Q] = {}
    for model, condition in _around(type(records[0]), keys):
        wanted[model] = wanted.get(model, Q()) | condition
    found: list[Any] = []
    waiting = Q(publication__in=(Publication.DRAFT, Publication.IN_REVIEW))
    for model, condition in wanted.items():
        others = model._base_manager.filter(waiting, condition).order_by("pk")
        found += [row for row in others[:MOST] if row not in records]
    return found[:MOST]


def _around(model: type[Any], keys: list[Any]) -> Iterator[tuple[type[PublishedRecord], Q]]:
    """Tables, each with the condition for rows around the records with these keys."""
    for rows in rows_of(model, keys):
        for key in foreign_keys(rows.model):
            for target, path in _records_behind(key):
                yield target, Q(pk__in=rows.order_by().values(path))
    for other, name in _hanging(model):
        if issubclass(other, PublishedRecord):
            yield other, Q(**{f"{name}__in": keys})


def rows_of(model: type[Any], keys: list[Any]) -> Iterator[QuerySet]:
    """The records and every row without a page that hangs on them, however far down."""
    yield from _below(model, Q(pk__in=keys), (model,))


def _below(model: type[Any], condition: Q, above: tuple[type, ...]) -> Iterator[QuerySet]:
    yield model._base_manager.filter(condition)
    for other, name in _hanging(model):
        if not issubclass(other, PublishedRecord) and other not in above:
            inside = Q(**{f"{name}__in": model._base_manager.filter(condition).values("pk")})
            yield from _below(other, inside, (*above, other))


def _hanging(model: type[Model]) -> Iterator[tuple[type[Any], str]]:
    """The tables whose rows go with the rows of this one, and the foreign key that says so."""
    for relation in model._meta.related_objects:
        if relation.field in hangs_on(relation.related_model):
            yield relation.related_model, relation.field.name


def _records_behind(key: Any) -> Iterator[tuple[type[PublishedRecord], str]]:
    """The record that a foreign key leads to, be it through a row that stands under it."""
    if issubclass(key.related_model, PublishedRecord):
        yield key.related_model, key.name
    else:
        for further in hangs_on(key.related_model):
            if issubclass(further.related_model, PublishedRecord):
                yield further.related_model, f"{key.name}__{further.name}"
