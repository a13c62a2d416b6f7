"""Questions to the list of events."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from events.models import Event, Series
from listings.filters import (
    CertainFilter,
    ChoiceFilter,
    EveryReferenceFilter,
    ListingFilterSet,
    ReferenceFilter,
    SinceFilter,
    UntilFilter,
)
from organizations.filters import organizations, states


def series() -> QuerySet:
    return Series.objects.published()


class EventFilterSet(ListingFilterSet):
    search_paths = ("title", "place", "summary", "series__name")

    kind = ChoiceFilter(choices=Event.Kind.choices, label=_("kind"))
    series = ReferenceFilter(rows=series, label=_("series"))
    organization = EveryReferenceFilter(
        method="with_organization",
        rows=organizations,
        label=_("organization"),
        help_text=_("Who took part; give several to find where all of them did."),
    )
    country = ReferenceFilter(rows=states, label=_("country"))
    since = SinceFilter("start")
    until = UntilFilter("start")
    certain = CertainFilter()

    class Meta:
        model = Event
        fields: list[str] = []

    def with_organization(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        for organization in value:
            attended = organization.participations.published().values("event")
            queryset = queryset.filter(pk__in=attended)
        return queryset
