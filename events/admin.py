"""The desk for series, events, who took part and what came out."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from dates.words import words
from events.models import (
    Event,
    EventCitation,
    Outcome,
    OutcomeCitation,
    Participation,
    ParticipationCitation,
    Series,
    SeriesCitation,
)
from organizations.admin import PrintedFilter
from records.admin import (
    PublishedAdmin,
    TableInline,
    TrackedAdmin,
    counted,
    dated,
    known,
)
from sources.admin import CitationAdmin, evidence

admin.site.register(
    [EventCitation, OutcomeCitation, ParticipationCitation, SeriesCitation], CitationAdmin
)


class EventInline(TableInline):
    """The events of a series."""

    model = Event
    fields = ("title", "edition", "kind", "start", "end", "place")


class ParticipationInline(TableInline):
    """Who took part."""

    model = Participation


class OutcomeInline(TableInline):
    """What the event did with which instrument."""

    model = Outcome


@admin.register(Series)
class SeriesAdmin(PublishedAdmin):
    """Lines of events."""

    list_display = [
        "name",
        "organization",
        counted("events", _("events")),
        counted("citations", _("evidence")),
        "publication",
    ]
    search_fields = ["name", "description", "slug"]
    inlines = [EventInline, evidence(SeriesCitation)]


@admin.register(Event)
class EventAdmin(PublishedAdmin):
    """Summits, meetings, signings."""

    list_display = [
        "title",
        dated("start", _("start")),
        "kind",
        "series",
        "edition",
        "place",
        counted("participations", _("participations")),
        counted("outcomes", _("outcomes")),
        counted("citations", _("evidence")),
        "publication",
    ]
    list_filter = ["kind", known("start", _("date"))]
    date_hierarchy = "start_latest"
    search_fields = ["title", "place", "slug", "series__name", "country__name"]
    inlines = [ParticipationInline, OutcomeInline, evidence(EventCitation)]
    elsewhere = ("parts",)
    copied = ("participations",)
    fieldsets = [
        (None, {"fields": ["title", "kind", "start", "end", "place", "country"]}),
        (
            _("Where it belongs"),
            {
                "fields": ["series", "edition", "part_of"],
                "description": _("An edition is the event's number in its series."),
            },
        ),
        (_("What happened"), {"fields": ["summary", "note"]}),
    ]

    def choice_label(self, row: Event) -> str:
        said = [row.title, words(row.start) if row.start else "", row.place]
        return " · ".join(filter(None, said))


@admin.register(Participation)
class ParticipationAdmin(TrackedAdmin):
    """Who took part in what."""

    list_display = [
        "organization",
        "role",
        "event",
        "person",
        counted("citations", _("evidence")),
    ]
    list_filter = ["role", PrintedFilter]
    search_fields = [
        "organization__name",
        "organization__acronym",
        "name_as_printed",
        "event__title",
        "person__name",
    ]
    inlines = [evidence(ParticipationCitation)]


@admin.register(Outcome)
class OutcomeAdmin(TrackedAdmin):
    """What came out of events."""

    list_display = ["agreement", "kind", "event", counted("citations", _("evidence"))]
    list_filter = ["kind"]
    search_fields = ["agreement__title", "event__title"]
    inlines = [evidence(OutcomeCitation)]
