"""One timeline of a record and of every row that ever hung on it, change set by change set.

A page of it takes one query for the order, one for the change sets, and one for each table that
appears on the page, however many versions there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.safestring import SafeString

from records.admin.history.comparing import in_one
from records.admin.values import in_words, label, shown_fields
from records.models import ChangeSet, PublishedRecord
from records.naming import foreign_keys, hangs_on, naming_paths, target_paths

MADE, CHANGED, DELETED = "+", "~", "-"
# So many rows of one table that came or went together are told by number, their names on demand.
MANY = 3
# Beyond so many letters only what differs is told.
LONG = 80
Places = dict[type[Model], list[tuple[str, Any]]]


@dataclass
class Change:
    """A field that became another."""

    name: str
    old: str
    new: str

    @property
    def marked(self) -> SafeString | None:
        """Of long texts, what differs between them; None for short ones."""
        long = min(len(self.old), len(self.new)) > LONG
        return in_one(self.old, self.new) if long else None


@dataclass
class Entry:
    """A version of a row and, where there is one, the version before it."""

    version: Any
    before: Any
    own: bool

    @property
    def kind(self) -> str:
        return self.version.history_type

    @property
    def model(self) -> type[Model]:
        return self.version.instance_type

    @property
    def table(self) -> Any:
        return self.model._meta.verbose_name

    @property
    def name(self) -> str:
        """What the row was called then."""
        return named(self.version)

    @property
    def changes(self) -> list[Change]:
        """From what to what, field by field; of a new or deleted row all that it said."""
        before = None if self.kind == MADE else self.before
        after = None if self.kind == DELETED else self.version
        if self.kind == DELETED:
            before = self.version
        return list(differences(before, after, self.model))


@dataclass
class Fold:
    """Rows of one table that were added, or deleted, in one go: more than one reads one by one."""

    kind: str
    table: Any
    names: list[str]


@dataclass
class Group:
    """What was written in one go: what is told row by row, and what is told by number."""

    change_set: ChangeSet | None
    entries: list[Entry] = field(default_factory=list)

    @property
    def shown(self) -> list[Entry]:
        """The record itself first, then the rows below it."""
        folded = self._folded()
        shown = [each for each in self.entries if (each.kind, each.model) not in folded or each.own]
        return sorted(shown, key=lambda entry: not entry.own)

    @property
    def folds(self) -> list[Fold]:
        return [
            Fold(kind, model._meta.verbose_name_plural, [each.name for each in entries])
            for (kind, model), entries in self._folded().items()
        ]

    def _folded(self) -> dict[tuple[str, type[Model]], list[Entry]]:
        found: dict[tuple[str, type[Model]], list[Entry]] = defaultdict(list)
        for each in self.entries:
            if each.kind != CHANGED and not each.own:
                found[each.kind, each.model].append(each)
        return {key: entries for key, entries in found.items() if len(entries) >= MANY}

    @property
    def who(self) -> Any:
        return self.entries[0].version.who

    @property
    def when(self) -> Any:
        return self.entries[0].version.history_date

    @property
    def why(self) -> str:
        return self.entries[0].version.why


def who(version: Any) -> Any:
    """Who wrote a version, loaded with its change set."""
    return version.history_user or (version.change_set and version.change_set.user)


def why(version: Any) -> str:
    """The reason that was given for a version, loaded with its change set."""
    reason = version.change_set.reason if version.change_set else ""
    return reason or version.history_change_reason or ""


def differences(before: Any, after: Any, model: type[Model]) -> Iterator[Change]:
    """The fields in which two versions of a row differ, in words; None stands for no row."""
    for column in shown_fields(model):
        old, new = (getattr(each, column.attname, None) for each in (before, after))
        if old != new:
            said = [in_words(each, column) if each else "" for each in (before, after)]
            if any(said):
                yield Change(label(column), *said)


def named(version: Any) -> str:
    """The name of the row as it was at that version, without a query; its address failing that."""
    row = row_at(version)
    return f"{row}" if row else f"{getattr(version, 'slug', '') or version.id}"


def row_at(version: Any) -> Any:
    """The row at that version with its targets; None where one that names it cannot be found."""
    row = version.instance
    for key in foreign_keys(type(row)):
        target = version._state.fields_cache.get(key.name)
        if target is not None:
            setattr(row, key.name, target)
        elif not key.null:
            return None
    return row


# Where to look


def places(model: type[Model], pk: Any) -> Places:
    """The tables whose rows hang on a record, however far down; with how each row is found.

    A row is found by a column of its history and what stands there. What hangs on another record
    with a page of its own is in that one's history.
    """
    found: Places = defaultdict(list)
    for table, column, keys in _branches(model, [pk], (model,)):
        found[table].append((column, keys))
    return found


def _branches(
    model: type[Any], pks: Any, above: tuple[type, ...]
) -> Iterator[tuple[type[Model], str, Any]]:
    if len(above) == 1:
        yield model, "id", pks
    for relation in model._meta.related_objects:
        table, key = relation.related_model, relation.field
        if key not in hangs_on(table) or table in above:
            continue
        yield table, key.attname, pks
        if not issubclass(table, PublishedRecord):
            ever = table.history.filter(**{f"{key.attname}__in": pks}).order_by().values("id")
            yield from _branches(table, ever, (*above, table))


def versions(found: Places) -> QuerySet:
    """The keys of all versions, newest first: table, version, the one before it, change set."""
    parts = [_part(number, model, where) for number, (model, where) in enumerate(found.items())]
    first, *others = parts
    return first.union(*others, all=True).order_by("-history_date", "-history_id", "table")


def _part(number: int, model: Any, where: list[tuple[str, Any]]) -> QuerySet:
    earlier = model.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    last = earlier.order_by("-history_id")
    condition, ever, before = Q(), Q(), {}
    for column, keys in where:
        condition |= Q(**{f"{column}__in": keys})
        rows = model.history.filter(**{f"{column}__in": keys}).order_by()
        ever |= Q(id__in=rows.values("id"))
        if column != "id":
            # What moved away is told once more: when it did.
            before[f"was_{column}"] = Subquery(last.values(column)[:1])
            condition |= Q(**{f"was_{column}__in": keys})
    rows = model.history.order_by().filter(ever).annotate(**before).filter(condition)
    rows = rows.annotate(table=Value(number), before=Subquery(last.values("history_id")[:1]))
    return rows.values_list("table", "history_id", "before", "history_date", "change_set_id")


# Putting it together


def entries(found: Places, keys: Sequence[tuple], own: type[Model]) -> list[Entry]:
    """The versions with those keys, in that order."""
    models = list(found)
    wanted: dict[int, set[int]] = defaultdict(set)
    for table, number, before, *_rest in keys:
        wanted[table] |= {number, before} - {None}
    loaded = {table: load(models[table], numbers) for table, numbers in wanted.items()}
    resolve([version for versions in loaded.values() for version in versions.values()])
    return [
        Entry(loaded[table][number], loaded[table].get(before), models[table] is own)
        for table, number, before, *_rest in keys
    ]


def load(model: Any, numbers: Iterable[int]) -> dict[int, Any]:
    """Versions of one table by their keys, with who wrote them and what names their targets."""
    rows = model.history.filter(history_id__in=numbers)
    known = ("history_user", "change_set__user", *target_paths(model))
    found = rows.select_related(*known).in_bulk()
    for version in found.values():
        version.who, version.why = who(version), why(version)
    return found


def resolve(versions: Iterable[Any], *, naming: bool = False) -> None:
    """Finds targets that exist no more as they were last; one query for each of their tables.

    Of those that only name others (`naming`), what names them in turn is found too.
    """
    gaps = [
        (version, key, getattr(version, key.attname))
        for version in versions
        for key in foreign_keys(version.instance_type)
        if not (naming and key.null) and version._state.fields_cache.get(key.name) is None
    ]
    missing: dict[Any, set[Any]] = defaultdict(set)
    for _version, key, pk in gaps:
        missing[key.related_model] |= {pk} - {None}
    found: dict[Any, Any] = {model: last_seen(model, pks) for model, pks in missing.items() if pks}
    for version, key, pk in gaps:
        if pk is not None and (row := found[key.related_model].get(pk)):
            row.is_gone = True
            version._state.fields_cache[key.name] = row


def last_seen(model: Any, pks: Iterable[Any]) -> dict[Any, Model]:
    """Rows that are gone, as they were last, by key; those that cannot be named left out."""
    rows = model.history.filter(id__in=pks).order_by("history_id")
    latest = {version.id: version for version in rows.select_related(*naming_paths(model))}
    resolve(latest.values(), naming=True)
    return {pk: row for pk, version in latest.items() if (row := row_at(version))}


def grouped(found: list[Entry]) -> list[Group]:
    """Entries that follow each other and were written in one go."""
    sets = ChangeSet.objects.select_related("user", "undone_by")
    known = sets.in_bulk({e.version.change_set_id for e in found if e.version.change_set_id})
    return [
        Group(known.get(change_set), list(own))
        for (change_set, _single), own in groupby(found, key=_together)
    ]


def _together(entry: Entry) -> tuple[Any, Any]:
    number = entry.version.change_set_id
    return (number, None) if number else (None, (entry.model, entry.version.pk))
