"""Keeps the suggestions true: compares what was recorded or changed since the last look.

Nothing is written when records are saved. Whoever asks for suggestions has the records compared
first that are new or have a newer history, at most so many at once, each with those only that
share a key with it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Value

from desk.duplicates.models import Comparison, Kind, Likeness, NotDuplicate, Suggestion
from desk.duplicates.scores import compare
from desk.duplicates.traits import COMPARED, Traits
from records.batches import batches
from records.models import Revision

# How many records are compared while somebody waits, and in one go of a command.
AT_ONCE = 500
# A key that more records share says nothing.
MOST_MATES = 12
# Two that are written at the same time may be seen in another order than their numbers'.
OVERLAP = 20
Pairs = set[tuple[int, int]]


def suggestions(kind: str = "") -> QuerySet[Suggestion]:
    """Possible duplicates that nobody has said are two, the likeliest first."""
    found = Suggestion.objects.filter(kind=kind) if kind else Suggestion.objects.all()
    same = {name: OuterRef(name) for name in ("kind", "first", "second")}
    found = found.filter(~Exists(in_force().filter(**same)))
    return found.order_by("-score", "kind", "first", "second")


def in_force() -> QuerySet[NotDuplicate]:
    """Judgements that hold: those carried over by a merge fall with it."""
    return NotDuplicate.objects.filter(carried_by__undone_by__isnull=True)


def catch_up(at_once: int = AT_ONCE) -> bool:
    """Compares what is new, at most so many records; whether nothing is left."""
    now = Revision.objects.current().number
    done = {state.kind: state for state in Comparison.objects.all()}
    if len(done) == len(Kind) and all(state.revision == now for state in done.values()):
        return True
    with transaction.atomic():
        return _catch_up(now, at_once)


def _catch_up(now: int, at_once: int) -> bool:
    newest = _newest()
    _begin(newest)
    states = Comparison.objects.select_for_update().order_by("pk")
    for state in states:
        if _is_behind(state, newest) and at_once > 0:
            at_once -= _compare(state, at_once, newest)
    done = [state.pk for state in states if not _is_behind(state, newest)]
    Comparison.objects.filter(pk__in=done).update(revision=now)
    return len(done) == len(states)


def _newest() -> dict[str, int]:
    """The last row of each kind and the last change of each table, by one query."""
    asked = [
        _maximum(kind.value, compared.model._base_manager, "pk")
        for kind, compared in COMPARED.items()
    ]
    watched = {table for compared in COMPARED.values() for table in compared.watched}
    asked += [_maximum(t._meta.label, t.history.model.objects, "history_id") for t in watched]
    return {name: number or 0 for name, number in asked[0].union(*asked[1:], all=True)}


def _maximum(name: str, rows: Any, column: str) -> QuerySet:
    # Grouped by nothing but the name, so that there is one row.
    named = rows.order_by().annotate(what=Value(name)).values("what")
    return named.annotate(most=Max(column)).values_list("what", "most")


def _begin(newest: dict[str, int]) -> None:
    """Begins with what was never compared: its history is in the rows themselves."""
    known = set(Comparison.objects.values_list("kind", flat=True))
    for kind in Kind:
        if kind.value not in known:
            seen = {name: newest.get(name, 0) for name in _watched(kind)}
            Comparison.objects.get_or_create(kind=kind.value, defaults={"seen": seen})


def _watched(kind: str) -> list[str]:
    return [table._meta.label for table in COMPARED[Kind(kind)].watched]


def _is_behind(state: Comparison, newest: dict[str, int]) -> bool:
    changed = any(state.seen.get(n, 0) < newest.get(n, 0) for n in _watched(state.kind))
    return changed or state.last_row < newest.get(state.kind, 0)


def _compare(state: Comparison, most: int, newest: Mapping[str, int]) -> int:
    """Compares at most so many records of a kind; returns how many."""
    pks = _new_rows(state, most) if state.last_row < newest.get(state.kind, 0) else []
    if len(pks) < most:
        pks = sorted({*pks, *_changed(state, most - len(pks), newest)})
    for some in batches(pks):
        _compare_anew(state.kind, some)
    state.save()
    return len(pks)


def _new_rows(state: Comparison, most: int) -> list[int]:
    """Records that nobody has looked at, with history or without."""
    rows = COMPARED[Kind(state.kind)].model._base_manager.filter(pk__gt=state.last_row)
    pks = list(rows.order_by("pk").values_list("pk", flat=True)[:most])
    state.last_row = pks[-1] if pks else state.last_row
    return pks


def _changed(state: Comparison, most: int, newest: Mapping[str, int]) -> set[int]:
    """Records with a newer history, from so many rows of it in each table."""
    found: set[int] = set()
    for table, path in COMPARED[Kind(state.kind)].watched.items():
        name = table._meta.label
        seen = state.seen.get(name, 0)
        if seen >= newest.get(name, 0):
            continue
        past = table.history.model.objects.filter(history_id__gt=seen - OVERLAP)
        rows = list(past.order_by("history_id").values_list("history_id", path)[: most + OVERLAP])
        if rows and rows[-1][0] > seen:
            found.update(pk for _number, pk in rows if pk is not None)
            state.seen[name] = rows[-1][0]
    return found


def _compare_anew(kind: str, pks: Collection[int]) -> None:
    """Writes the keys of the records, and their pairs with whoever shares one."""
    read = COMPARED[Kind(kind)].read
    traits = read(pks)
    Likeness.objects.filter(kind=kind, record__in=pks).delete()
    Likeness.objects.bulk_create(
        Likeness(kind=kind, record=pk, key=key) for pk, each in traits.items() for key in each.keys
    )
    about = Q(first__in=pks) | Q(second__in=pks)
    Suggestion.objects.filter(about, kind=kind).delete()
    pairs = _pairs(kind, traits)
    traits |= read({pk for pair in pairs for pk in pair} - traits.keys())
    Suggestion.objects.bulk_create(_judge(kind, pairs, traits))


def _pairs(kind: str, traits: Mapping[int, Traits]) -> Pairs:
    """Pairs of which at least one is among the records, by the keys that few share."""
    keys = {key for each in traits.values() for key in each.keys}
    mates: dict[str, list[int]] = defaultdict(list)
    for some in batches(sorted(keys)):
        rows = Likeness.objects.filter(kind=kind, key__in=some)
        shared = rows.values("key").annotate(n=Count("pk")).filter(n__range=(2, MOST_MATES))
        for key, pk in rows.filter(key__in=shared.values("key")).values_list("key", "record"):
            mates[key].append(pk)
    found = {pair for group in mates.values() for pair in combinations(sorted({*group}), 2)}
    return {pair for pair in found if not traits.keys().isdisjoint(pair)}


def _judge(kind: str, pairs: Pairs, traits: Mapping[int, Traits]) -> Iterable[Suggestion]:
    for first, second in sorted(pairs):
        if first in traits and second in traits:
            score, reasons = compare(kind, traits[first], traits[second])
            if score:
                yield Suggestion(
                    kind=kind, first=first, second=second, score=score, reasons=reasons
                )
