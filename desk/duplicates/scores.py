"""How likely two records are the same, of 100, and for what reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from desk.duplicates.keys import look_alike
from desk.duplicates.models import Kind
from desk.duplicates.traits import Traits

# What speaks for one and the same name; only the strongest counts.
NAMING = ("name", "words", "look")
MOST = 100
# Pairs of what is alike, and the text as written.
Reasons = list[tuple[str, str]]


@dataclass(frozen=True)
class Weights:
    """What each sort of key is worth; what it takes off where days or sorts differ."""

    keys: Mapping[str, int]
    enough: int
    same_days: int = 0
    other_days: int = 0
    other_sort: int = 0


NAMES = {"name": 40, "words": 35, "look": 30}
WEIGHTS = {
    # A state and an agency of one name are two; bodies of one acronym may well be.
    Kind.ORGANIZATIONS: Weights(
        {"name": 60, "words": 50, "look": 40, "acronym": 30, "identifier": 80, "address": 40},
        enough=25,
        other_sort=15,
    ),
    Kind.PERSONS: Weights({"name": 60, "words": 55, "look": 40, "initial": 45}, enough=35),
    # Many instruments bear one title: what counts is who signed them, and when.
    Kind.AGREEMENTS: Weights(
        NAMES | {"reference": 70, "party": 20, "dated": 30, "signed": 35},
        enough=30,
        other_days=35,
    ),
    Kind.SOURCES: Weights(
        NAMES | {"reference": 45, "address": 80},
        enough=35,
        same_days=20,
        other_days=35,
        other_sort=10,
    ),
    Kind.EVENTS: Weights(
        NAMES | {"series": 45, "place": 40}, enough=35, same_days=30, other_days=40
    ),
}


def compare(kind: str, one: Traits, other: Traits) -> tuple[int, Reasons]:
    """The score of two records and why; 0 where they are not worth a look."""
    weights = WEIGHTS[Kind(kind)]
    reasons = _reasons(one, other)
    score = sum(weights.keys[sort] for sort in reasons)
    if not score:
        return 0, []
    if one.days and other.days:
        if one.days[0] <= other.days[1] and other.days[0] <= one.days[1]:
            score += weights.same_days
        else:
            score -= weights.other_days
    score -= weights.other_sort * sum(
        bool(value and other.sorts[name] and value != other.sorts[name])
        for name, value in one.sorts.items()
    )
    return (min(score, MOST), list(reasons.items())) if score >= weights.enough else (0, [])


def _reasons(one: Traits, other: Traits) -> dict[str, str]:
    """The text that is alike, by sort of key."""
    found: dict[str, str] = {}
    for shared in one.keys.keys() & other.keys.keys():
        found.setdefault(shared.partition(":")[0], one.keys[shared])
    if "look" in found and not look_alike(one.names, other.names):
        del found["look"]
    best = next((sort for sort in NAMING if sort in found), "")
    return {
        sort: text for sort, text in sorted(found.items()) if sort not in NAMING or sort == best
    }


def sentence(sort: str, text: str) -> str:
    """A reason in words; unknown ones as they are."""
    named = {
        "name": _("The same name: “%(text)s”."),
        "words": _("The same words in another order: “%(text)s”."),
        "look": _("Nearly the same name: “%(text)s”."),
        "acronym": _("The same acronym: “%(text)s”."),
        "identifier": _("The same identifier: “%(text)s”."),
        "address": _("The same web address: “%(text)s”."),
        "initial": _("The same initial and last name, for the same body: “%(text)s”."),
        "reference": _("The same reference: “%(text)s”."),
        "party": _("The same title, and a signatory of both: “%(text)s”."),
        "dated": _("The same title, signed on the same day: “%(text)s”."),
        "signed": _("Signed on the same day by the same bodies: %(text)s."),
        "series": _("Of the same series, on the same day: %(text)s."),
        "place": _("Of the same sort, at the same place on the same day: “%(text)s”."),
    }
    return named.get(sort, "%(text)s") % {"text": text}


def strength(score: int) -> Any:
    """How much to make of a score."""
    if score >= 60:
        return _("likely")
    return _("possible") if score >= 40 else _("worth a look")
