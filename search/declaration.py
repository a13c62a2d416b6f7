"""What a model says of how its rows are found, and which other tables that depends on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q


@dataclass(frozen=True, kw_only=True)
class Searched:
    """How rows of a model become documents; all paths start at the model.

    `kind` is the name of the listing in which the rows stand. Where several rows stand at the end
    of a path, all their texts count; of several dates, the time from the first to the last.
    `dated_by` narrows down what the date is taken from, as values by path.
    """

    kind: str
    title: str
    names: Sequence[str] = ()
    text: Sequence[str] = ()
    date: str = ""
    dated_by: Mapping[str, Sequence[str]] = field(default_factory=dict)
    # The slug of the page that shows the row, where it has none of its own.
    page: str = ""

    @property
    def own_title(self) -> bool:
        """Whether the title is the row's own, and not that of another record."""
        return "__" not in self.title

    def paths(self) -> set[str]:
        """Every path whose value is in a document."""
        named = {"slug", self.page, self.title, *self.names, *self.text, self.date, *self.dated_by}
        return named - {""}


@dataclass(frozen=True)
class Touch:
    """That documents of a model depend on rows of another one, which stand at `path`.

    `hangs` where these rows point back by a foreign key: only then can a new one be there already.
    """

    searched: Any
    path: str
    hangs: bool = False


@dataclass
class Touched:
    """How the documents depend on one table: from where, on which columns, how its rows move."""

    touches: set[Touch] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    # Foreign keys that hang its rows on others: with another value, other documents hold the row.
    moving: set[str] = field(default_factory=set)


@cache
def searched_models() -> tuple[Any, ...]:
    """The models whose rows can be found."""
    return tuple(model for model in apps.get_models() if getattr(model, "searched", None))


@cache
def searched_kinds() -> dict[str, Any]:
    """The same by their kind."""
    return {model.searched.kind: model for model in searched_models()}


@cache
def _dependencies() -> dict[Any, Touched]:
    found: dict[Any, Touched] = {}
    for model in searched_models():
        for path in model.searched.paths():
            _follow(found, model, path)
    return found


def touched(model: Any) -> Touched | None:
    """How the documents depend on a table; None where they do not."""
    return _dependencies().get(model)


def _follow(found: dict[Any, Touched], searched: Any, path: str) -> None:
    """Notes every table and column that a path goes through."""
    _note(found, Touch(searched, ""), searched)
    for model, prefix, name in steps(searched, path):
        relation = model._meta.get_field(name)
        if not relation.is_relation:
            found[model].columns.add(name)
        elif relation.concrete:
            found[model].columns.add(relation.attname)
            _note(found, Touch(searched, f"{prefix}{name}"), relation.related_model)
        else:
            touch, key = Touch(searched, f"{prefix}{name}", hangs=True), relation.field
            _note(found, touch, relation.related_model, came_by=key)
            found[relation.related_model].columns.add(key.attname)
            found[relation.related_model].moving.add(key.attname)


def _note(found: dict[Any, Touched], touch: Touch, model: Any, came_by: Any = None) -> None:
    """Notes a table, and those that its rows cannot be there, or be public, without."""
    here = found.setdefault(model, Touched())
    if touch in here.touches:
        return
    here.touches.add(touch)
    if hasattr(model, "publication"):
        here.columns.add("publication")
    for key in model._meta.fields:
        required = key.name in required_keys(model)
        goes_with = key.is_relation and key.remote_field.on_delete is models.CASCADE
        if required:
            here.columns.add(key.attname)
        # Rows that go with their target never say so themselves.
        if (required or goes_with) and key != came_by:
            path = f"{touch.path}__{key.name}".removeprefix("__")
            _note(found, Touch(touch.searched, path), key.related_model)


def required_keys(model: Any) -> tuple[str, ...]:
    """The foreign keys that decide whether a row is public."""
    optional = getattr(model, "published_with_if_set", ())
    return (*getattr(model, "published_with", ()), *optional)


def steps(model: Any, path: str) -> Iterator[tuple[Any, str, str]]:
    """Each step along a path: the model that it starts from, the path so far, its name."""
    prefix = ""
    for name in path.split("__"):
        yield model, prefix, name
        model, prefix = model._meta.get_field(name).related_model, f"{prefix}{name}__"


def public_along(model: Any, path: str) -> Q:
    """That every row on the way to the end of the path is public."""
    rule = Q()
    for start, prefix, name in steps(model, path):
        relation = start._meta.get_field(name)
        if relation.is_relation and hasattr(relation.related_model, "published_rule"):
            rule &= relation.related_model.published_rule(f"{prefix}{name}__")
    return rule
