"""Beside a list: how many of its rows have which value of a parameter."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from listings.fields import NONE
from listings.filters import ValueFilter, repeatable
from listings.question import Question

TOP = 10
MOST = 100  # so many are folded away behind “more”; beyond that the form finds them by name


@dataclass(frozen=True)
class Bucket:
    """One value: its label, how many rows have it, and the address that asks for or drops it."""

    value: str
    label: Any
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True)
class Facet:
    """The values of one parameter, the most frequent first, and how many rows have none."""

    name: str
    label: Any
    top: list[Bucket]
    more: list[Bucket]
    left_out: int


def facets(question: Question) -> list[Facet]:
    """The facets of a listing for the question, one query each; one without any value is left out.

    The counts respect the other filters. Where a parameter may be repeated they respect what is
    chosen in it too: they say how many rows would remain.
    """
    found = (_facet(question, name) for name in question.filterset.facets)
    return [facet for facet in found if any(each.value != NONE for each in facet.top)]


def _facet(question: Question, name: str) -> Facet:
    asked = question.filterset.filters[name]
    chosen = _chosen(question.filterset.form.cleaned_data[name])
    counts = _counts(asked, question.filterset.counted(name))
    known = [each for each in counts if each[0] != NONE]
    # Addresses are made for what is shown only: of agreements there can be many thousands.
    buckets = [
        Bucket(value, label, count, value in chosen, _turned(question, name, value, chosen))
        for value, label, count in [*known[:MOST], *(each for each in counts if each[0] == NONE)]
    ]
    shown, without = buckets[: len(known[:MOST])], buckets[len(known[:MOST]) :]
    return Facet(name, asked.label, shown[:TOP] + without, shown[TOP:], len(known[MOST:]))


def _counts(asked: ValueFilter, rows: QuerySet) -> list[tuple[str, str, int]]:
    """Value, label and number of rows, the most frequent first; one query."""
    first, *others = asked.values.counts(rows)
    choices, labels = dict(asked.extra.get("choices", ())), {NONE: str(asked.none)}
    counts: dict[str, int] = defaultdict(int)
    for value, label, count in first.union(*others, all=True) if others else first:
        counts[value or NONE] += count
        labels.setdefault(value or NONE, str(choices.get(value, label or asked.words(value))))
    known = [(value, labels[value], n) for value, n in counts.items() if n and labels[value]]
    return sorted(known, key=lambda each: (-each[2], each[1], each[0]))


def _chosen(asked: Any) -> list[str]:
    """The values that the question asks for."""
    values = asked if isinstance(asked, list) else [asked]
    return [getattr(value, "slug", value) for value in values if value]


def _turned(question: Question, name: str, value: str, chosen: list[str]) -> str:
    """The address that asks for the value, or, where it is chosen, no longer does."""
    if value in chosen:
        return question.address(page=None, **{name: [each for each in chosen if each != value]})
    repeated = repeatable(question.filterset.filters[name])
    return question.address(page=None, **{name: [*chosen, value] if repeated else value})
