"""Writes rows to the database in bulk statements, with their history."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from curation.problems import PackageError
from curation.progress import Progress
from curation.reading import Package, Row
from curation.stored import CHUNK, SlugIds
from datapackage.tables import own_references, table_name, target
from records.columns import cell, column_names, file_columns, quoted
from records.models import Tracked
from records.removing import bulk_delete_with_history

# Rows that break a rule of the database are found one by one: after so many, enough is known.
MOST_OFFENDERS = 200


class PackageWriter:
    """Creates, updates, renames and deletes rows, and finds those that the database refuses.

    A refused row is a problem of the package; the writing then goes on only to find others, and
    whoever called rolls it all back.
    """

    def __init__(
        self, package: Package, slugs: SlugIds, history: dict[str, Any], progress: Progress
    ) -> None:
        self.package = package
        self.slugs = slugs
        self.progress = progress
        self.now: datetime = timezone.now()
        self.user, self.reason = history["user"], history["reason"]
        self.history = {
            "default_user": self.user,
            "default_change_reason": self.reason,
            "default_date": self.now,
        }
        self.offenders = 0

    def create(self, model: type[Tracked], rows: Sequence[Row]) -> None:
        """Creates rows, those that others of the same table point to first."""
        pointing: list[tuple[Row, Tracked]] = []
        for wave in _waves(model, rows):
            for chunk in self._chunks(wave, model):
                pairs = [(row, made) for row in chunk if (made := self._record(row)) is not None]
                self._create(model, pairs)
                pointing += [(row, made) for row, made in pairs if hasattr(made, "_postponed")]
        if pointing:
            # Rows that point to each other through different columns: only now all have an id.
            names = [field.name for field in own_references(model)]
            self.update(model, [(row, made.pk, names) for row, made in pointing])

    def update(
        self, model: type[Tracked], changes: Sequence[tuple[Row, Any, Sequence[str]]]
    ) -> None:
        """Updates rows, given each row's id and the names of its columns that changed."""
        groups: dict[tuple[str, ...], list[tuple[Row, Any]]] = {}
        for row, pk, names in changes:
            groups.setdefault(tuple(names), []).append((row, pk))
        for names, group in groups.items():
            for chunk in self._chunks(group, model):
                pairs = [(row, self._record(row, pk)) for row, pk in chunk]
                self._update(model, [pair for pair in pairs if pair[1] is not None], names)

    def rename(self, model: type[Tracked], pks: dict[Any, str]) -> None:
        """Gives rows, by their id, a new slug."""
        records: list[Any] = list(model._base_manager.filter(pk__in=pks))
        for record in records:
            record.slug = pks[record.pk]
        bulk_update_with_history(records, model, ["slug"], **self.history)

    def delete(self, model: type[Tracked], pks: Sequence[Any]) -> None:
        """Deletes rows by their ids; whether others refer to them is for the caller to know."""
        for chunk in self._chunks(pks, model):
            bulk_delete_with_history(model, chunk, self.user, self.reason, self.now)

    def _chunks(self, items: Sequence[Any], model: type[Tracked]) -> Iterator[Sequence[Any]]:
        starts = range(0, len(items), CHUNK)
        for start in self.progress(starts, _("Writing %(table)s") % {"table": table_name(model)}):
            yield items[start : start + CHUNK]

    def _record(self, row: Row, pk: Any = None) -> Tracked | None:
        """The row as an instance; None where what it refers to has itself been refused."""
        model = row.sheet.model
        record: Any = model(pk=pk)
        record._state.adding = pk is None
        for (name, to), value in zip(_attributes(model), row.values, strict=True):
            if to is not None and value is not None:
                value = self.slugs.of(to).get(value)  # noqa: PLW2901
                if value is None and to is not model:
                    return None
                if value is None:
                    record._postponed = True
            setattr(record, name, value)
        return record

    def _create(self, model: type[Tracked], pairs: list[tuple[Row, Tracked]]) -> None:
        def write(records: list[Tracked]) -> None:
            bulk_create_with_history(records, model, batch_size=CHUNK, **self.history)

        def write_one(record: Tracked) -> None:
            record.pk, record._state.adding = None, True
            model._base_manager.bulk_create([record])

        for row, record in self._attempt(pairs, write, write_one):
            if "slug" in model.key_fields:
                self.slugs.add(model, row.values[0], record.pk)

    def _update(
        self, model: type[Tracked], pairs: list[tuple[Row, Tracked]], names: Sequence[str]
    ) -> None:
        def write(records: list[Tracked]) -> None:
            bulk_update_with_history(records, model, names, batch_size=500, **self.history)

        def write_one(record: Tracked) -> None:
            model.objects.bulk_update([record], names)

        self._attempt(pairs, write, write_one)

    def _attempt(
        self,
        pairs: list[tuple[Row, Tracked]],
        write: Callable[[list[Tracked]], None],
        write_one: Callable[[Tracked], None],
    ) -> list[tuple[Row, Tracked]]:
        """Writes all at once; where the database refuses, one by one. What could be written."""
        if not pairs:
            return []
        try:
            with transaction.atomic():
                write([record for _row, record in pairs])
        except IntegrityError:
            return [pair for pair in pairs if self._holds(*pair, write_one)]
        return pairs

    def _holds(self, row: Row, record: Tracked, write_one: Callable[[Tracked], None]) -> bool:
        try:
            with transaction.atomic():
                write_one(record)
        except IntegrityError as error:
            self._report(row, record, error)
            return False
        return True

    def _report(self, row: Row, record: Tracked, error: IntegrityError) -> None:
        broken = list(_broken(record)) or [
            ([row.sheet.model.key_fields[0]], str(error).splitlines()[0])
        ]
        values = dict(zip(column_names(row.sheet.model), row.values, strict=True))
        for names, message in broken:
            found = ", ".join(f"{name} {quoted(cell(values[name]))}" for name in names)
            self.package.report(
                row.sheet.place(row.line, names[0]),
                found,
                _("what the rule says: %(rule)s") % {"rule": message.rstrip(".")},
                _("correct the row"),
            )
        self.offenders += 1
        if self.offenders >= MOST_OFFENDERS:
            raise PackageError(self.package.problems, complete=False)


@cache
def _attributes(model: type[Tracked]) -> list[tuple[str, type[Tracked] | None]]:
    """For each column the attribute that holds it, and the table that it points to."""
    return [
        (field.attname, target(field) if isinstance(field, models.ForeignKey) else None)
        for field in file_columns(model)
    ]


def _broken(record: Tracked) -> Iterator[tuple[list[str], str]]:
    """The rules of its table that a record breaks: what columns each is about, and its words."""
    names = column_names(type(record))
    constraints: Sequence[Any] = record._meta.constraints
    for constraint in constraints:
        try:
            constraint.validate(type(record), record)
        except ValidationError as error:
            about = [name for name in names if name in _fields_of(constraint)]
            yield about or names[:1], error.messages[0]


def _fields_of(constraint: models.UniqueConstraint | models.CheckConstraint) -> set[str]:
    """The fields that a rule is about; a bound of a date stands for the date."""
    if isinstance(constraint, models.UniqueConstraint):
        return set(constraint.fields)
    names = set()
    for lookup, value in _leaves(constraint.condition):
        compared = value.name if isinstance(value, models.F) else ""
        names |= {lookup.split("__")[0], compared}
    return names | {name.rpartition("_")[0] for name in names}


def _leaves(condition: Any) -> Iterator[tuple[str, Any]]:
    for child in condition.children:
        if isinstance(child, models.Q):
            yield from _leaves(child)
        else:
            yield child


def _waves(model: type[Tracked], rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows in groups that can be created one after the other."""
    if not (own := own_references(model)):
        yield rows
        return
    by_slug = {row.values[0]: row for row in rows}
    try:
        sorter = _sorter(model, by_slug, own)
    except CycleError:
        # Within one column there is no circle, so one column alone gives an order.
        sorter = _sorter(model, by_slug, own[:1])
    while ready := sorter.get_ready():
        yield [by_slug[slug] for slug in ready]
        sorter.done(*ready)


def _sorter(
    model: type[Tracked], by_slug: dict[str, Row], own: Sequence[models.ForeignKey]
) -> TopologicalSorter:
    indexes = [column_names(model).index(field.name) for field in own]
    sorter = TopologicalSorter(
        {
            slug: {row.values[index] for index in indexes if row.values[index] in by_slug}
            for slug, row in by_slug.items()
        }
    )
    sorter.prepare()
    return sorter
