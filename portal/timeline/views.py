"""/timeline/: what was signed, done, held, reported and due, on one axis."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.filters import themes
from agreements.models import Act, Agreement, ProgressReport
from events.filters import series
from events.models import Event
from listings.errors import NoPageError
from listings.filters import (
    CertainFilter,
    ChoiceFilter,
    DayFilter,
    EveryReferenceFilter,
    ListingFilterSet,
    ReferenceFilter,
)
from listings.question import Question
from organizations.filters import organizations, states
from portal.pictures import Picture, PicturePage, Unsorted, remembered, spoken
from portal.timeline.chart import LANE, UNDER, Bin, binned, lane
from portal.timeline.happenings import BY_NAME, KINDS, Happening, happenings, keys, kinds_of, years
from portal.timeline.spans import Axis, Bar, axis_of, bar
from records.languages import recorded

PART = 200  # things on a page
LONGEST_TITLE = 120

DETAILS = {
    "agreements": dict(Agreement.Instrument.choices),
    "acts": dict(Act.Kind.choices),
    "events": dict(Event.Kind.choices),
    "progress": dict(ProgressReport.Basis.choices),
}
ROUTES = {
    "agreements": "agreement-detail",
    "events": "event-detail",
    "progress": "progress-detail",
    "commitments": "commitment-detail",
}


class TimelineFilterSet(Unsorted, ListingFilterSet):
    """Which things stand on the timeline; what asks the listings asks it too."""

    q = None  # type: ignore[assignment]
    ordering = None  # type: ignore[assignment]
    kind = ChoiceFilter(
        method="keep",
        choices=[(kind.name, kind.label) for kind in KINDS],
        label=gettext_lazy("kind"),
    )
    organization = EveryReferenceFilter(
        method="keep",
        rows=organizations,
        label=gettext_lazy("organization"),
        help_text=gettext_lazy(
            "What it signed, did, took part in, reported or owes; give several to find what all "
            "of them did together."
        ),
    )
    theme = ReferenceFilter(
        method="keep",
        rows=themes,
        label=gettext_lazy("theme"),
        help_text=gettext_lazy("Acts, reports and events are about what their agreement is about."),
    )
    series = ReferenceFilter(
        method="keep",
        rows=series,
        label=gettext_lazy("series"),
        help_text=gettext_lazy("Events only."),
    )
    country = ReferenceFilter(
        method="keep",
        rows=states,
        label=gettext_lazy("country"),
        help_text=gettext_lazy("Where it took place: events only."),
    )
    since = DayFilter(method="keep", edge="earliest", label=gettext_lazy("since"))
    until = DayFilter(method="keep", edge="latest", label=gettext_lazy("until"))
    certain = CertainFilter()

    class Meta:
        model = Agreement
        fields: list[str] = []


class Timeline(Picture):
    name = "timeline"
    title = gettext_lazy("Timeline")
    description = gettext_lazy("What was signed, done, held, reported and due, on one axis.")
    filterset = TimelineFilterSet


@dataclass(frozen=True)
class Entry:
    """One thing as the page shows it."""

    happening: Happening
    title: str
    said: str
    address: str
    bar: Bar | None


class Answer:
    """What is on the timeline for a question that can be answered."""

    def __init__(self, request: Any, question: Question) -> None:
        self.request, self.question = request, question
        self.asked = question.filterset.form.cleaned_data
        self.on: date | None = self.asked["as_of"]

    @cached_property
    def counts(self) -> list[tuple[str, int | None, int | None, int]]:
        """Things by kind and by the years of their earliest and latest day."""
        return remembered(self.request, self.question, lambda: years(self.asked), ["as_of"])

    @property
    def count(self) -> int:
        return sum(number for *_days, number in self.counts)

    @property
    def undated(self) -> int:
        return sum(n for _kind, first, last, n in self.counts if first is None and last is None)

    @cached_property
    def axis(self) -> Axis | None:
        """The years of everything that matches."""
        known = (date(year, 1, 1) for _kind, *ends, _n in self.counts for year in ends if year)
        return axis_of(known, self.asked["since"], self.asked["until"])

    @cached_property
    def bins(self) -> list[Bin]:
        """The same by groups of years."""
        return binned(self.counts, self.axis) if self.axis else []

    @property
    def size(self) -> int:
        return self.question.paging.cleaned_data["page_size"] or PART

    @property
    def number(self) -> int:
        return self.question.paging.cleaned_data["page"] or 1

    @property
    def last(self) -> int:
        return max(-(-self.count // self.size), 1)

    @property
    def start(self) -> int:
        """How many things come before the part asked for."""
        return (self.number - 1) * self.size

    @property
    def stop(self) -> int:
        return min(self.start + self.size, self.count)

    @cached_property
    def found(self) -> list[Happening]:
        """The things of the part asked for. Raises NoPageError beyond the last."""
        if self.number > self.last:
            raise NoPageError(
                _("There is no page %(number)d; the last one is %(last)d.")
                % {"number": self.number, "last": self.last}
            )
        return list(happenings(self.keys(self.start, self.stop), self.on))

    def keys(self, start: int, stop: int) -> list[tuple[int, int]]:
        """The keys of the things between two places, looked for among as few as possible."""
        if start >= stop:
            return []
        first, last = self.year_at(start), self.year_at(stop - 1)
        if first is None or last is None:
            return keys(self.asked, start, stop)
        before = sum(number for year, number in self.begins if year is not None and year < first)
        return keys(self.asked, start - before, stop - before, (first, last))

    @cached_property
    def begins(self) -> list[tuple[int | None, int]]:
        """How many things begin in each year, in order; those with no known beginning come last."""
        found: Counter[int | None] = Counter()
        for _kind, first, _last, number in self.counts:
            found[first] += number
        return sorted(found.items(), key=lambda each: (each[0] is None, each[0] or 0))

    def year_at(self, place: int) -> int | None:
        """The year in which the thing at a place begins; None where that is not known."""
        passed = 0
        for year, number in self.begins:
            passed += number
            if place < passed:
                return year
        return None

    def part(self, number: int) -> dict[str, Any]:
        """A part by its number, with the years in which its first and its last thing begin."""
        start, stop = (number - 1) * self.size, min(number * self.size, self.count)
        return {
            "number": number,
            "first": self.year_at(start),
            "last": self.year_at(stop - 1),
            "dateless": start >= self.count - self.undated,
            "address": self.question.address(page=number),
        }


class TimelinePage(PicturePage):
    """The form, the years with how much lies in each, and the things themselves."""

    listing = Timeline
    template_name = "portal/timeline/page.html"

    def drawn(self) -> dict[str, Any]:
        answer = Answer(self.request, self.question)
        entries = list(self.entries(answer))
        dated = [each for each in entries if each.bar]
        return {
            "answer": answer,
            "noun": ngettext("thing", "things", answer.count),
            "chart": self.chart(answer),
            "axis": self.own_axis(answer),
            "years": list(by_year(dated)),
            "undated": [each for each in entries if not each.bar],
            "parts": self.near(answer),
        }

    def own_axis(self, answer: Answer) -> Axis | None:
        """The years of the things on this page."""
        days = [day for each in answer.found for day in (each.earliest, each.latest)]
        return axis_of(days, answer.asked["since"], answer.asked["until"])

    def entries(self, answer: Answer) -> Iterator[Entry]:
        axis = self.own_axis(answer)
        bodies = {each.body_id: each.body_name for each in answer.found if each.body_id}
        names = spoken(bodies, answer.on)
        for each in answer.found:
            drawn = bar(each.date, each.end, axis) if axis else None
            yield Entry(each, *said(each, names.get(each.body_id, "")), address(each), drawn)

    def near(self, answer: Answer) -> list[dict[str, Any]]:
        """The parts near this one and at the ends, with addresses; None where some are left out."""
        if answer.last == 1:
            return []
        shown: list[Any] = []
        for number in range(1, answer.last + 1):
            if number in (1, answer.last) or abs(number - answer.number) <= 2:
                shown.append(answer.part(number))
            elif shown[-1] is not None:
                shown.append(None)
        return shown

    def chart(self, answer: Answer) -> dict[str, Any] | None:
        """Lanes, bars and links of the drawing; None where there is nothing to draw."""
        axis, kinds = answer.axis, kinds_of(answer.asked)
        if axis is None:
            return None
        numbers = {kind.name: 0 for kind in kinds}
        for name, first, last, number in answer.counts:
            numbers[name] += number if first or last else 0
        drawn = [kind for kind in kinds if numbers[kind.name]]
        lanes = [
            {"label": kind.label, "number": numbers[kind.name]}
            | lane(kind.name, place, answer.bins, axis)
            for place, kind in enumerate(drawn)
        ]
        height = LANE * len(drawn)
        return {
            "lanes": lanes,
            "columns": [self.column(each, axis) for each in answer.bins],
            "ticks": axis.ticks(),
            "day": day_on(answer.on, axis),
            "height": height,
            "whole": height + UNDER,
            "years": height + UNDER - 6,
        }

    def column(self, each: Bin, axis: Axis) -> dict[str, Any]:
        """The link that asks for the years of a bin."""
        x, width = each.stretch(axis)
        asked = {"since": f"{each.first:04}", "until": f"{each.last:04}"}
        return {
            "label": column_label(each),
            "x": x,
            "width": width,
            "address": self.question.address(page=None, **asked),
        }


def said(each: Happening, body: str) -> tuple[str, str]:
    """The title of a thing, and what kind it is, in words."""
    kind, detail = BY_NAME[each.kind], DETAILS.get(each.kind, {}).get(each.detail, each.detail)
    words = {"detail": detail, "body": body, "agreement": each.agreement_title}
    text = recorded(Truncator(each.title).chars(LONGEST_TITLE))
    match kind.name:
        case "agreements":
            return text, _("agreement (%(detail)s)") % words
        case "acts":
            return _("%(body)s: %(agreement)s") % words, str(detail)
        case "events":
            return text, str(detail)
        case "progress":
            return text, _("report of %(body)s (%(detail)s)") % words
    return text, _("deadline under %(agreement)s") % words


def address(each: Happening) -> str:
    """The page that shows a thing."""
    if each.kind == "acts":
        return f"{reverse('agreement-detail', args=[each.agreement])}#{each.slug}"
    return reverse(ROUTES[each.kind], args=[each.slug])


def by_year(entries: Iterable[Entry]) -> Iterator[tuple[int | None, list[Entry]]]:
    """Things by the year of their earliest day; None for those of which it is not known."""

    def year(entry: Entry) -> int | None:
        return entry.happening.earliest.year if entry.happening.earliest else None

    for found, group in groupby(entries, year):
        yield found, list(group)


def column_label(each: Bin) -> str:
    """How much lies in some years, in words."""
    numbers = {"certain": each.all_certain, "perhaps": each.all_perhaps}
    if each.first == each.last:
        words = _("%(year)s: %(certain)s for certain, %(perhaps)s perhaps")
        return words % {**numbers, "year": each.first}
    return _("%(first)s to %(last)s: %(certain)s for certain, %(perhaps)s perhaps") % {
        **numbers,
        "first": each.first,
        "last": each.last,
    }


def day_on(on: date | None, axis: Axis) -> float | None:
    """Where the day of the question lies, if one is asked for and it is on the axis."""
    return axis.place(on) if on and axis.first <= on.year <= axis.last else None
