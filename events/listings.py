"""The list of events."""

from django.db.models import Case, CharField, F, OuterRef, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from events.filters import EventFilterSet
from events.models import Event, EventCitation, Outcome, Participation
from listings.columns import Column, DateColumn, ListColumn, UrlColumn, linked
from listings.expressions import Joined
from organizations.languages import SpokenListing
from organizations.listings import public
from records.models import Publication
from sources.listings import sources_column


class EventListing(SpokenListing):
    name = "events"
    bodies = {"country_name": "country"}
    title = _("Events")
    description = _("What happened: summits, conferences, meetings, signing ceremonies.")
    filterset = EventFilterSet
    headline = "title"
    ordering = "-start"
    columns = (
        Column.of(Event, "slug", on_page=False),
        DateColumn.of(Event, "start"),
        Column.of(Event, "title", page=linked("event-detail", "title"), prose=True),
        Column.of(Event, "kind"),
        Column.of(Event, "series", public("series"), on_page=False),
        Column(
            "series_name",
            public("series", "name"),
            label=_("series"),
            help_text=_("Name of the series."),
            prose=True,
        ),
        # A number says nothing without the series that it counts.
        Column.of(
            Event,
            "edition",
            Case(When(series__publication=Publication.PUBLISHED, then=F("edition"))),
            kind="integer",
        ),
        DateColumn.of(Event, "end", on_page=False),
        Column.of(Event, "place"),
        Column.of(Event, "country", public("country"), on_page=False),
        Column(
            "country_name",
            public("country", "name"),
            label=_("country"),
            help_text=_("Name of the state in which it took place."),
            page=linked("organization-detail", "country_name", "country"),
        ),
        ListColumn(
            "participants",
            Joined(
                Participation.objects.published()
                .filter(event=OuterRef("pk"))
                .values(
                    value=Concat(
                        "organization__slug",
                        Value(" ("),
                        "role",
                        Value(")"),
                        output_field=CharField(),
                    )
                )
            ),
            label=_("participants"),
            help_text=_("Slug of each body that took part, and its role."),
            on_page=False,
        ),
        ListColumn(
            "outcomes",
            Joined(
                Outcome.objects.published()
                .filter(event=OuterRef("pk"))
                .values(
                    value=Concat(
                        "agreement__slug",
                        Value(" ("),
                        "kind",
                        Value(")"),
                        output_field=CharField(),
                    )
                )
            ),
            label=_("outcomes"),
            help_text=_("Slug of each agreement that came up, and what was done with it."),
            on_page=False,
        ),
        sources_column(EventCitation),
        UrlColumn("event-detail"),
    )
