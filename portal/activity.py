"""How much happened when: signings, events and reports by year, as bars and as a table.

A thing counts where its date, as uncertain as it is, lies wholly within the years of one bar. What
is dated more vaguely, or not at all, stands in no bar; how much that is, is said beside them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count
from django.db.models.functions import Cast, Substr
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _

from agreements.stages import happened
from search.models import SearchDocument

MOST_BARS = 40
MOST_LABELS = 8
# How many years a bar stands for, and after how many bars a year is written under them.
WIDTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
STEPS = (1, 2, 5, 10, 20)

# The picture, in its own units: as wide as this, a head and bars for each kind, and the years.
ACROSS = 720
HEAD = 34
TALLEST = 46
STRIP = HEAD + TALLEST
YEARS = 30


@dataclass(frozen=True)
class Kind:
    """What is counted: the name of its listing and its route; the heads of column and bars."""

    name: str
    route: str
    label: Any
    most: Any


KINDS = (
    Kind(
        "agreements",
        "agreement-list",
        _("Agreements signed"),
        _("Agreements signed, up to %(most)s"),
    ),
    Kind("events", "event-list", _("Events"), _("Events, up to %(most)s")),
    Kind("progress", "progress-list", _("Progress reports"), _("Progress reports, up to %(most)s")),
)
# How many things have a date between the first and the last year; both None where it has no bound.
Spans = dict[tuple[str, int | None, int | None], int]


def spans(on: date) -> Spans:
    """The years in which the dates of all that had happened by the day lie; one query."""
    rows = SearchDocument.objects.filter(
        happened("date", on), kind__in=[kind.name for kind in KINDS]
    )
    years = rows.annotate(first=_year("date_earliest"), last=_year("date_latest"))
    counted = years.order_by().values_list("kind", "first", "last").annotate(Count("pk"))
    return {
        (kind, first and int(first), last and int(last)): count
        for kind, first, last, count in counted
    }


def _year(name: str) -> Substr:
    """The year of a day, as it is written: SQLite asks Python for it otherwise, row by row."""
    return Substr(Cast(name, CharField()), 1, 4)


@dataclass(frozen=True)
class Bar:
    """Some years and how much happened in them, by kind; x and width are where it is drawn."""

    first: int
    last: int
    counts: Counter[str]
    x: str
    width: str

    @property
    def years(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def address(self) -> str:
        """The timeline of these years."""
        return f"{reverse('timeline')}?since={self.first:04}&until={self.last:04}"

    def cells(self) -> list[tuple[int, str]]:
        """For each kind how many there are, and where the list of them is."""
        within = f"since={self.first:04}&until={self.last:04}&certain=1"
        return [(self.counts[kind.name], f"{reverse(kind.route)}?{within}") for kind in KINDS]


class Activity:
    """The chart of all that had happened by the day; empty where nothing has a year."""

    def __init__(self, found: Spans, on: date) -> None:
        known = {span: n for span, n in found.items() if span[1] and span[1] == span[2]}
        years = [first for _kind, first, _last in known if first]
        self.bars: list[Bar] = []
        if years:
            first, last = min(years), max(*years, on.year)
            self.width = next(w for w in WIDTHS if last // w - first // w < MOST_BARS)
            self.bars = self._bars(found, first // self.width, last // self.width)
        shown = sum(bar.counts.total() for bar in self.bars)
        self.vague = sum(found.values()) - shown

    def _bars(self, found: Spans, first: int, last: int) -> list[Bar]:
        counts: dict[int, Counter[str]] = {number: Counter() for number in range(first, last + 1)}
        for (kind, start, end), count in found.items():
            if start and end and start // self.width == end // self.width:
                counts[start // self.width][kind] += count
        step = ACROSS / len(counts)
        return [
            Bar(
                first=number * self.width,
                last=number * self.width + self.width - 1,
                counts=counts[number],
                x=f"{place * step:.1f}",
                width=f"{step:.1f}",
            )
            for place, number in enumerate(counts)
        ]

    @property
    def box(self) -> str:
        return f"0 0 {ACROSS} {STRIP * len(KINDS) + YEARS}"

    @property
    def years_y(self) -> int:
        """Where the years stand."""
        return self.height + YEARS - 6

    @property
    def height(self) -> int:
        """Of what is drawn above the years."""
        return STRIP * len(KINDS)

    def strips(self) -> Iterable[dict[str, Any]]:
        """For each kind its head and the line that its bars stand on, with those bars."""
        for place, kind in enumerate(KINDS):
            most = max((bar.counts[kind.name] for bar in self.bars), default=0)
            base = STRIP * (place + 1)
            yield {
                "kind": kind,
                "head": kind.most % {"most": localize(most)} if most else kind.label,
                "head_y": base - TALLEST - 9,
                "base": base,
                "bars": [self._drawn(bar, bar.counts[kind.name], most, base) for bar in self.bars],
            }

    def _drawn(self, bar: Bar, count: int, most: int, base: int) -> dict[str, str] | None:
        """A bar of a strip: the few are seen too, and nothing is nothing."""
        if not count:
            return None
        room = float(bar.width)
        height = max(2.0, TALLEST * count / most)
        wide = min(room * 0.7, 20.0)
        return {
            "x": f"{float(bar.x) + (room - wide) / 2:.1f}",
            "y": f"{base - height:.1f}",
            "width": f"{wide:.1f}",
            "height": f"{height:.1f}",
        }

    def labels(self) -> list[tuple[str, str, bool]]:
        """Where under the bars a year is written, which one, and whether a phone leaves it out."""
        step = next((s for s in STEPS if len(self.bars) <= s * MOST_LABELS), STEPS[-1])
        found = []
        for bar in self.bars:
            number = bar.first // self.width
            if number % step == 0:
                middle = float(bar.x) + float(bar.width) / 2
                found.append((f"{middle:.1f}", str(bar.first), number % (2 * step) != 0))
        return found

    def rows(self) -> list[Bar]:
        """The bars in which anything stands, for the table."""
        return [bar for bar in self.bars if bar.counts.total()]

    def heads(self) -> list[Any]:
        return [kind.label for kind in KINDS]
