"""Dated rows of listings as an iCalendar file (RFC 5545), which calendars subscribe to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

import icalendar
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from dates.queries import latest_first
from dates.spans import Span, moment_words, span
from dates.words import words
from listings.columns import Row
from listings.errors import UnanswerableError
from listings.listing import Listing
from listings.subscriptions import Item, WholeQuestion, facts, one_line

MOST_ENTRIES = 500
CONTENT_TYPE = "text/calendar; charset=utf-8"
LEFT_OUT = gettext_lazy(
    "A date that is uncertain takes up all days on which it can have been, and is marked as "
    "tentative. What has no known date is left out."
)
CUT = gettext_lazy("Only the latest %(most)d are here; ask for fewer with the filters of the list.")


@dataclass(frozen=True)
class Entry:
    """One thing on whole days of a calendar."""

    uid: str
    changed: datetime
    span: Span
    summary: str
    description: str
    url: str
    location: str = ""
    categories: tuple[str, ...] = ()


class Entries:
    """Which rows of a listing stand in a calendar, where, and in what words.

    `start` and, where there is one, `end` name date columns of the listing; `aspect` tells them
    from what else may be entered of the same rows.
    """

    listing: ClassVar[type[Listing]]
    start: ClassVar[str]
    end: ClassVar[str] = ""
    aspect: ClassVar[str] = ""

    def title(self, row: Row) -> str:
        """What the row is, in one line."""
        return one_line(row[self.listing.headline])

    def location(self, row: Row) -> str:
        """Where it takes place, if anywhere."""
        return ""

    def categories(self, row: Row) -> tuple[str, ...]:
        """What it is about."""
        return ()

    def of(self, question: WholeQuestion, otherwise: datetime) -> tuple[list[Entry], bool]:
        """The latest entries that answer the question, and whether there are more."""
        dated = Q()
        for name in filter(None, (self.start, self.end)):
            dated |= Q(**{f"{name}_earliest__isnull": False})
            dated |= Q(**{f"{name}_latest__isnull": False})
        rows = question.filterset.qs.filter(dated).order_by(*latest_first(self.start), "-slug")
        keys = list(rows.values_list("pk", flat=True)[: MOST_ENTRIES + 1])
        items = question.items(keys[:MOST_ENTRIES], otherwise)
        entries = [entry for entry in map(self.entry, items) if entry]
        return entries, len(keys) > MOST_ENTRIES

    def entry(self, item: Item) -> Entry | None:
        """The row as an entry; None where its dates name no day."""
        row = item.row
        start, end = span(row[self.start]), span(row[self.end]) if self.end else None
        days = start.until(end) if start else end
        if not days:
            return None
        said = self.said(row)
        title = self.title(row)
        lines = [(_("Date"), said), *facts(self.listing, row, besides=(self.start, self.end))]
        return Entry(
            uid=f"{item.name}#{self.aspect}".rstrip("#"),
            changed=item.changed,
            span=days if start else Span(days.first, days.last, certain=False),
            summary=title if start and days.certain else f"{title} · {said}",
            description="\n".join(f"{label}: {text}" for label, text in lines),
            url=row["url"],
            location=self.location(row),
            categories=self.categories(row),
        )

    def said(self, row: Row) -> str:
        """The dates in words."""
        start, end = row[self.start], row[self.end] if self.end else ""
        if not end or end == start:
            return moment_words(start)
        return _("%(start)s to %(end)s") % {"start": words(start), "end": words(end)}


class CalendarView(View):
    """A calendar; each kind of its entries answers the same question."""

    route: ClassVar[str]
    title: ClassVar[Any]
    description: ClassVar[Any]
    entries: ClassVar[tuple[type[Entries], ...]]

    @classmethod
    def parameters(cls) -> set[str]:
        """The names of the parameters that it takes."""
        return WholeQuestion.parameters(cls.entries[0].listing)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        questions = [WholeQuestion.of(kind.listing, request) for kind in self.entries]
        problems: dict[str, list[str]] = {}
        for question in questions:
            problems |= question.problems()
        if problems:
            raise UnanswerableError(problems)
        entries, more = [], False
        for kind, question in zip(self.entries, questions, strict=True):
            found, cut = kind().of(question, request.changed)
            entries += found
            more |= cut
        content = self.calendar(questions[0].in_words(self.title), entries, more=more)
        return HttpResponse(content.to_ical(), content_type=CONTENT_TYPE)

    def calendar(self, name: str, entries: list[Entry], *, more: bool) -> icalendar.Calendar:
        """The calendar with its entries."""
        told = [self.description, LEFT_OUT, *([CUT % {"most": MOST_ENTRIES}] if more else [])]
        description = " ".join(map(str, told))
        calendar = icalendar.Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", "-//Entente//Entente//EN")
        # Most programs know the older, private names only.
        for prefix, key, value in (
            ("", "name", name),
            ("x-wr-", "calname", name),
            ("", "description", description),
            ("x-wr-", "caldesc", description),
        ):
            calendar.add(prefix + key, icalendar.vText(value))
        for entry in entries:
            calendar.add_component(event(entry))
        return calendar


def event(entry: Entry) -> icalendar.Event:
    """The entry as a VEVENT that takes nobody's time."""
    first, last, certain = entry.span.first, entry.span.last, entry.span.certain
    component = icalendar.Event()
    component.add("uid", entry.uid)
    component.add("dtstamp", entry.changed)
    component.add("last-modified", entry.changed)
    component.add("dtstart", first)
    # The end is the day after the last, which the last day of all has not.
    if last < date.max:
        component.add("dtend", last + timedelta(days=1))
    component.add("summary", entry.summary)
    component.add("description", entry.description)
    component.add("url", entry.url)
    component.add("status", "CONFIRMED" if certain else "TENTATIVE")
    component.add("transp", "TRANSPARENT")
    optional: Iterable[tuple[str, Any]] = (
        ("location", entry.location),
        ("categories", list(entry.categories)),
    )
    for name, value in optional:
        if value:
            component.add(name, value)
    return component
