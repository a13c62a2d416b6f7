"""Keeps the documents true: made anew in the transaction of the write that changes them.

A write to one row may change the documents of many: an organization's name stands in its own, in
those of its agreements and of its reports. Which ones is derived from what the models declare
(`search.declaration`); a write to a table or a column that no document depends on costs nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import F, IntegerField, QuerySet, Value

from search.declaration import Touch, searched_models, touched
from search.documents import documents
from search.models import SearchDocument
from search.prepared import IDS, Prepared
from search.tables import refresh_statistics, written_in_bulk

CHUNK = 500
# Once so many documents are waiting, making all of them anew is no slower and far simpler.
MOST_POSTPONED = 5_000
UPDATED = [field.name for field in SearchDocument._meta.fields if not field.primary_key]
KEY = ["kind", "record_id"]
# The ids of records whose documents are to be made anew, by model.
Affected = dict[Any, set[int]]


class Postponed:
    """What has to be done at the end of a long piece of writing."""

    def __init__(self) -> None:
        self.affected: Affected = {}
        self.everything = False

    def add(self, affected: Affected) -> None:
        for model, pks in affected.items():
            self.affected.setdefault(model, set()).update(pks)
        if sum(map(len, self.affected.values())) > MOST_POSTPONED:
            self.everything = True
            self.affected.clear()

    def catch_up(self) -> None:
        if self.everything:
            rebuild()
        else:
            _refresh(self.affected)


_postponed: ContextVar[Postponed | None] = ContextVar("postponed", default=None)


@contextmanager
def postponed(*, catch_up: bool = True) -> Iterator[None]:
    """Documents that writes in the block change are made anew at its end, all at once.

    Without `catch_up` they are not: for writes that will be rolled back.
    """
    waiting = Postponed()
    token = _postponed.set(waiting)
    try:
        yield
    finally:
        _postponed.reset(token)
    if catch_up:
        waiting.catch_up()


@contextmanager
def saving(row: Any, names: Iterable[str] | None = None) -> Iterator[None]:
    """Around the saving of a row, or of those of its fields that are named."""
    model: Any = type(row)
    if not _depends(model):
        yield
    elif row.pk is None:
        yield
        created(model, [row])
    else:
        with changing(model, [row.pk], _changed(row, names)):
            yield


@contextmanager
def changing(model: Any, pks: Sequence[int], columns: Iterable[str]) -> Iterator[None]:
    """Around a write to columns of rows, which may move them from one record to another."""
    depends = _depends(model)
    if not depends or not depends.columns.intersection(columns):
        yield
        return
    before = _affected(model, pks) if depends.moving.intersection(columns) else {}
    yield
    _refresh(_together(before, _affected(model, pks)))


@contextmanager
def deleting(model: Any, pks: Sequence[int]) -> Iterator[None]:
    """Around the deletion of rows, with whatever goes with them."""
    before = _affected(model, pks) if _depends(model) else {}
    yield
    _refresh(before)


def created(model: Any, rows: Sequence[Any]) -> None:
    """After rows have been created in bulk."""
    if not rows or not _depends(model):
        return
    pks = [row.pk for row in rows]
    if None in pks:
        # Where rows that are there already are passed over, the database gives no ids.
        key = model._meta.get_field(model.key_fields[0]).attname
        alike = {f"{key}__in": {getattr(row, key) for row in rows}}
        pks = list(model._base_manager.filter(**alike).values_list("pk", flat=True))
    _refresh(_affected(model, pks, new=True))


def columns_of(model: Any, names: Iterable[str]) -> list[str]:
    """The columns of fields given by name, such as `organization_id`."""
    return [model._meta.get_field(name).attname for name in names if name != "pk"]


def follows(model: Any, columns: Iterable[str] | None = None) -> bool:
    """Whether a write to the columns, or to any, has to be told at all."""
    depends = _depends(model)
    return bool(depends and (columns is None or depends.columns.intersection(columns)))


def rebuild() -> int:
    """Makes every document anew; how many there are."""
    with transaction.atomic(), written_in_bulk():
        # What was written a moment ago is not in the statistics yet, and each query for a few
        # hundred rows would read all of them.
        refresh_statistics()
        SearchDocument.objects.all()._raw_delete(SearchDocument.objects.db)
        return sum(_rebuild(model) for model in searched_models())


def _rebuild(model: Any) -> int:
    pks, count = list(model._base_manager.order_by("pk").values_list("pk", flat=True)), 0
    for chunk in _chunks(pks):
        count += len(SearchDocument.objects.bulk_create(documents(model, chunk)))
    return count


def _depends(model: Any) -> Any:
    """How the documents depend on a table; None too where all will be made anew anyway."""
    waiting = _postponed.get()
    return None if waiting and waiting.everything else touched(model)


def _changed(row: Any, names: Iterable[str] | None) -> list[str]:
    """The columns that documents depend on, in which a row differs from what is stored of it."""
    model = type(row)
    columns = _depends(model).columns
    if names is not None:
        columns = columns.intersection(columns_of(model, names))
    if not columns:
        return []
    stored = model._base_manager.filter(pk=row.pk).values(*columns).first()
    if stored is None:  # given an id by hand
        return list(columns)
    return [name for name, value in stored.items() if getattr(row, name) != value]


def _affected(model: Any, pks: Sequence[int], *, new: bool = False) -> Affected:
    """The documents that depend on rows of a table, by one query for each few hundred rows."""
    touches = touched(model).touches
    found: Affected = {touch.searched: set(pks) for touch in touches if not touch.path}
    behind, searched = _behind(model, new=new), searched_models()
    for chunk in _chunks(pks) if behind else ():
        for number, pk in behind.rows(chunk):
            found.setdefault(searched[number], set()).add(pk)
    return found


@cache
def _behind(model: Any, *, new: bool) -> Prepared | None:
    """Rows of the place of a searched model and of an id: the documents that rows stand behind."""
    touches = sorted(touched(model).touches, key=lambda touch: touch.path)
    behind = [_ids(touch) for touch in touches if touch.path and (touch.hangs or not new)]
    return Prepared(behind[0].union(*behind[1:])) if behind else None


def _ids(touch: Touch) -> QuerySet:
    rows = touch.searched._base_manager.order_by().filter(**{f"{touch.path}__in": IDS})
    number = searched_models().index(touch.searched)
    return rows.values_list(Value(number, IntegerField()), F("pk"))


def _together(first: Affected, second: Affected) -> Affected:
    return {model: first.get(model, set()) | second.get(model, set()) for model in first | second}


def _refresh(affected: Affected) -> None:
    if waiting := _postponed.get():
        waiting.add(affected)
        return
    for model, pks in affected.items():
        for chunk in _chunks(sorted(pks)):
            _write(model, chunk)


def _write(model: Any, pks: Sequence[int]) -> None:
    """Writes the documents of rows that are public, and removes those of rows that are not."""
    made = list(documents(model, pks))
    SearchDocument.objects.bulk_create(
        made, update_conflicts=True, update_fields=UPDATED, unique_fields=KEY
    )
    if gone := set(pks) - {document.record_id for document in made}:
        kind = model.searched.kind
        SearchDocument.objects.filter(kind=kind, record_id__in=gone).delete()


def _chunks(pks: Sequence[int]) -> Iterator[Sequence[int]]:
    return (pks[start : start + CHUNK] for start in range(0, len(pks), CHUNK))
