"""How much lies in which years: the bars of the timeline's drawing, in per cent and pixels."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.timeline.spans import Axis

LANE = 50  # the height of a kind's strip
TALLEST = 24  # the height of its highest bar
UNDER = 24  # the height of the years under all of them

Counts = Iterable[tuple[str, int | None, int | None, int]]


@dataclass
class Bin:
    """Some years together: how many things lie in them for certain, and how many perhaps."""

    first: int
    last: int
    certain: dict[str, int] = field(default_factory=dict)
    perhaps: dict[str, int] = field(default_factory=dict)

    @property
    def all_certain(self) -> int:
        return sum(self.certain.values())

    @property
    def all_perhaps(self) -> int:
        return sum(self.perhaps.values())

    def add(self, kind: str, first: int | None, last: int | None, number: int) -> None:
        """Counts things whose earliest and latest day lie in these years; None is boundless."""
        if (first is not None and first > self.last) or (last is not None and last < self.first):
            return
        known = first is not None and last is not None
        sure = known and self.first <= (first or 0) and (last or 0) <= self.last
        side = self.certain if sure else self.perhaps
        side[kind] = side.get(kind, 0) + number

    def stretch(self, axis: Axis) -> tuple[float, float]:
        """Where the years begin on the axis and how long they are, in per cent."""
        x = axis.place(date(self.first, 1, 1))
        right = 100.0 if self.last >= axis.last else axis.place(date(self.last + 1, 1, 1))
        return x, round(right - x, 2)


def binned(counts: Counts, axis: Axis) -> list[Bin]:
    """The things by groups of years; one that can lie in several stands perhaps in each."""
    found = [Bin(*ends) for ends in axis.bins()]
    for kind, first, last, number in counts:
        for each in found if first or last else ():
            each.add(kind, first, last, number)
    return found


def lane(kind: str, place: int, bins: list[Bin], axis: Axis) -> dict[str, Any]:
    """The strip of a kind: what most lies in one group of years, its bars and its heights."""
    floor = (place + 1) * LANE
    most = max(each.certain.get(kind, 0) + each.perhaps.get(kind, 0) for each in bins)
    return {
        "most": most,
        "bars": [bar for each in bins for bar in _bars(kind, each, axis, floor, most)],
        "floor": floor,
        "text": floor - TALLEST - 5,
    }


def _bars(kind: str, each: Bin, axis: Axis, floor: float, most: int) -> Iterator[dict[str, Any]]:
    """What lies there for certain, and on top of it what perhaps does."""
    x, width = each.stretch(axis)
    shape = {"x": round(x + width * 0.1, 2), "width": round(width * 0.8, 2)}
    for look, number in (
        ("sure", each.certain.get(kind, 0)),
        ("perhaps", each.perhaps.get(kind, 0)),
    ):
        if number:
            height = round(number / most * TALLEST, 1)
            floor = round(floor - height, 1)
            yield {"look": look, "y": floor, "height": height} | shape
