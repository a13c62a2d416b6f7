"""Takes a change set back: what it created goes, what it changed or deleted is as it was before.

All or nothing: where somebody has built on it since, nothing is undone, and each `Obstacle` says
what stands in the way.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, Min, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from records.batches import CHUNK, batches
from records.changesets import changing
from records.models import ChangeSet, Tracked
from records.naming import foreign_keys, naming_paths
from records.removing import bulk_delete_with_history
from search import index

# More than a person reads; the first are enough to know where to look.
MOST_OBSTACLES = 100


@dataclass(frozen=True)
class Obstacle:
    """A row that stands in the way, and why. `row` is its last version where it is gone."""

    row: Any
    why: str

    def __str__(self) -> str:
        return f"{self.row._meta.verbose_name} “{self.row}”: {self.why}"


class NotUndoableError(Exception):
    """The change set can't be taken back; `obstacles` says why."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__("\n".join(map(str, obstacles)))


@dataclass
class Touched:
    """What a change set did to the rows of one table.

    `created` holds their keys, `changed` and `deleted` by key the history ids of the versions
    from before; `unknown` the keys of those that have none.
    """

    model: type[Tracked]
    created: list[Any] = field(default_factory=list)
    changed: dict[Any, int] = field(default_factory=dict)
    deleted: dict[Any, int] = field(default_factory=dict)
    unknown: list[Any] = field(default_factory=list)

    @property
    def past(self) -> QuerySet:
        """Every version of every row of the table."""
        return self.model.history.model.objects.order_by()

    def every(self) -> list[Any]:
        """The keys of all rows that it touched and that are not as they were."""
        return [*self.created, *self.changed, *self.deleted, *self.unknown]

    def versions(self, numbers: dict[Any, int]) -> Iterator[list[Any]]:
        """The rows as they were in those versions, in batches."""
        for batch in batches(numbers.values()):
            yield [version.instance for version in self.past.filter(pk__in=batch)]


def touched(change_set: ChangeSet) -> list[Touched]:
    """What the change set did, by table; those that others point to first."""
    found = (_touched(model, change_set) for model in tables())
    return [each for each in found if each.every()]


@cache
def tables() -> tuple[type[Tracked], ...]:
    """Every table with a history, those that others point to first."""
    tracked = [model for model in apps.get_models() if issubclass(model, Tracked)]
    targets: dict[Any, set[Any]] = {
        model: {key.related_model for key in foreign_keys(model)} - {model} for model in tracked
    }
    return tuple(TopologicalSorter(targets).static_order())


def _touched(model: type[Tracked], change_set: ChangeSet) -> Touched:
    made = Touched(model)
    own = made.past.filter(change_set=change_set)
    ends = own.values("id").annotate(first=Min("history_id"), last=Max("history_id"))
    firsts = {row["first"]: row["last"] for row in ends}
    if not firsts:
        return made
    kinds = dict(own.values_list("history_id", "history_type"))
    earlier = made.past.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    before = earlier.order_by("-history_id").values("history_id")[:1]
    for number, pk, known in own.annotate(before=Subquery(before)).values_list(
        "history_id", "id", "before"
    ):
        if number in firsts:
            _sort(made, pk, kinds[number] == "+", kinds[firsts[number]] == "-", known)
    return made


def _sort(made: Touched, pk: Any, was_made: bool, is_gone: bool, before: int | None) -> None:
    if was_made:
        # What came and went within the change set is as it was before: not there.
        made.created += [] if is_gone else [pk]
    elif before is None:
        made.unknown.append(pk)
    else:
        (made.deleted if is_gone else made.changed)[pk] = before


def as_it_was(version: Any) -> Any:
    """The row of a version; what its name is made of comes from history too where it is gone."""
    row = version.instance
    for name in {path.partition("__")[0] for path in naming_paths(type(row))}:
        key = type(row)._meta.get_field(name)
        past = key.related_model.history.model.objects.filter(id=getattr(row, key.attname))
        if not key.related_model._base_manager.filter(pk=getattr(row, key.attname)).exists():
            setattr(row, name, as_it_was(past.latest("history_id")))
    return row


# What stands in the way


def obstacles(change_set: ChangeSet) -> list[Obstacle]:
    """What keeps the change set from being taken back; the first hundred."""
    rows = touched(change_set)
    found = [obstacle for each in rows for obstacle in _changed_since(each, change_set)]
    found += [obstacle for each in rows for obstacle in _built_upon(each, rows)]
    return found[:MOST_OBSTACLES]


def _changed_since(each: Touched, change_set: ChangeSet) -> Iterator[Obstacle]:
    own = each.past.filter(change_set=change_set)
    others = each.past.exclude(change_set=change_set).filter(
        id=OuterRef("id"), history_id__gt=OuterRef("history_id")
    )
    last = own.values("id").annotate(last=Max("history_id")).values("last")
    for version in own.filter(Exists(others), pk__in=last):
        if not _is_as(version):
            yield Obstacle(as_it_was(version), _("it was changed again since"))
    for batch in batches(each.unknown[:MOST_OBSTACLES]):
        for row in each.model._base_manager.filter(pk__in=batch):
            yield Obstacle(row, _("what it was before is not known"))


def _is_as(version: Any) -> bool:
    """Whether the row is today as it was in that version: what came after was taken back."""
    now = type(version.instance)._base_manager.filter(pk=version.id).first()
    if version.history_type == "-" or now is None:
        return version.history_type == "-" and now is None
    names = [each.attname for each in type(version).tracked_fields]
    return all(getattr(now, name) == getattr(version, name) for name in names)


def _built_upon(each: Touched, rows: list[Touched]) -> Iterator[Obstacle]:
    """Rows that point to what was created, and were not touched themselves."""
    going: dict[Any, set[Any]] = {other.model: {*other.created, *other.changed} for other in rows}
    for relation in each.model._meta.related_objects if each.created else ():
        name = relation.field.name
        for batch in batches(each.created):
            pointing = relation.related_model._base_manager.filter(**{f"{name}__in": batch})
            for row in pointing[:MOST_OBSTACLES]:
                if row.pk not in going.get(relation.related_model, ()):
                    yield Obstacle(row, _("it points to what would be taken back"))


# The way back


def undo(change_set: ChangeSet, user: Any, reason: str) -> ChangeSet:
    """Takes all of the change set back and returns the change set that did; else raises
    NotUndoableError."""
    title = f"{change_set}"
    with transaction.atomic():
        change_set = ChangeSet.objects.select_for_update(of=("self",)).get(pk=change_set.pk)
        if change_set.undone_by_id:
            raise NotUndoableError([Obstacle(change_set, _("it was taken back already"))])
        if found := obstacles(change_set):
            raise NotUndoableError(found)
        with changing(ChangeSet.Kind.UNDO, user=user, reason=reason, title=title) as undoing:
            try:
                with transaction.atomic(), index.postponed():
                    _take_back(touched(change_set), user, reason)
            except IntegrityError as error:
                refused = Obstacle(change_set, _("the database refuses: %s") % error)
                raise NotUndoableError([refused]) from error
        change_set.undone_by = undoing
        change_set.save(update_fields=["undone_by"])
    return undoing


def _take_back(rows: list[Touched], user: Any, reason: str) -> None:
    kept = {"default_user": user, "default_change_reason": reason}
    for each in reversed(rows):
        for batch in batches(each.created):
            # Whatever points to them goes, or is restored, in the same go.
            bulk_delete_with_history(each.model, batch, user, reason)
    for each in rows:
        # Changed ones first: they may hold what a deleted one had, and no two may have.
        for batch in each.versions(each.changed):
            if names := _differing(each.model, batch):
                bulk_update_with_history(batch, each.model, names, batch_size=CHUNK, **kept)
        for batch in each.versions(each.deleted):
            bulk_create_with_history(batch, each.model, batch_size=CHUNK, **kept)


def _differing(model: type[Tracked], rows: list[Any]) -> list[str]:
    """The fields in which rows differ from what is stored: of few, a statement takes many rows."""
    # Unordered: an order by the name of a body that is gone by now would leave the row out.
    stored = model._base_manager.order_by().in_bulk([row.pk for row in rows])
    fields = [each for each in model._meta.concrete_fields if not each.primary_key]
    return [
        each.name
        for each in fields
        if any(getattr(row, each.attname) != getattr(stored[row.pk], each.attname) for row in rows)
    ]
