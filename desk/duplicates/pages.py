"""Pairs of records as a page shows them, read in as many queries for fifty as for one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from dates.words import words
from desk.duplicates.models import Kind, Pair
from desk.duplicates.scores import sentence, strength
from desk.duplicates.traits import COMPARED
from records.admin.addresses import change_page
from records.models import Publication
from records.naming import target_paths


@dataclass(frozen=True)
class Side:
    """One of two records: its name, its state, where it is edited, and what tells it apart."""

    record: Any

    @property
    def url(self) -> str:
        return change_page(self.record)

    @property
    def told(self) -> list[str]:
        """What a person would look at first to tell two of a kind apart."""
        return [text for text in TOLD[type(self.record)._meta.label](self.record) if text]


@dataclass(frozen=True)
class Shown:
    """Two records, and what is known of them as a pair."""

    pair: Any
    first: Side
    second: Side

    @property
    def kind(self) -> str:
        return self.pair.kind

    @property
    def stays(self) -> Any:
        """The record that the other would be merged into: a published one, else the older."""
        hidden = self.first.record.publication != Publication.PUBLISHED
        shown = self.second.record.publication == Publication.PUBLISHED
        return self.second.record if hidden and shown else self.first.record

    @property
    def goes(self) -> Any:
        """The other one."""
        return self.first.record if self.stays is self.second.record else self.second.record

    @property
    def reasons(self) -> list[str]:
        return [sentence(sort, text) for sort, text in self.pair.reasons]

    @property
    def strength(self) -> Any:
        return strength(self.pair.score)


TOLD: dict[str, Any] = {
    "organizations.Organization": lambda r: (
        r.acronym,
        r.get_kind_display(),
        str(r.country or ""),
        words(r.founded) if r.founded else "",
    ),
    "organizations.Person": lambda r: (r.note[:80],),
    "agreements.Agreement": lambda r: (
        r.get_instrument_display(),
        r.reference,
        words(r.in_force_from) if r.in_force_from else "",
    ),
    "sources.Source": lambda r: (
        r.publisher,
        r.get_kind_display(),
        words(r.published) if r.published else "",
    ),
    "events.Event": lambda r: (
        r.get_kind_display(),
        r.place,
        words(r.start) if r.start else "",
    ),
}


def shown(pairs: Iterable[Pair]) -> Iterator[Shown]:
    """The pairs with their records; those of which one is gone are left out."""
    every = list(pairs)
    records = _records(every)
    for pair in every:
        sides = [records[pair.kind].get(pk) for pk in (pair.first, pair.second)]
        if all(sides):
            yield Shown(pair, Side(sides[0]), Side(sides[1]))


def find(kind: str, *pks: int) -> list[Any]:
    """The records of a kind with these ids, in this order; fewer where one is gone."""
    found = _rows(kind, pks)
    return [found[pk] for pk in pks if pk in found]


def _records(pairs: list[Any]) -> dict[str, dict[int, Model]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for pair in pairs:
        wanted[pair.kind] |= {pair.first, pair.second}
    return {kind: _rows(kind, pks) for kind, pks in wanted.items()}


def _rows(kind: str, pks: Iterable[int]) -> dict[int, Model]:
    model = COMPARED[Kind(kind)].model
    return model.objects.select_related(*target_paths(model)).in_bulk(list(pks))
