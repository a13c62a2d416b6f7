"""Questions to the list of events."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from events.models import Event, Participation, Series
from listings.filters import (
    CertainFilter,
    ChoiceFilter,
    EveryReferenceFilter,
    ListingFilterSet,
    ReferenceFilter,
    SinceFilter,
    UntilFilter,
)
from listings.values import Linked, Own
from organizations.filters import organizations, states
from records.models import Publication


def series() -> QuerySet:
    return Series.objects.published()


class EventFilterSet(ListingFilterSet):
    facets = ("kind", "series", "organization", "country")

    kind = ChoiceFilter(choices=Event.Kind.choices, label=_("kind"))
    series = ReferenceFilter(
        values=Own("series__slug", "series__name", Q(series__publication=Publication.PUBLISHED)),
        rows=series,
        label=_("series"),
        none=_("no series"),
    )
    organization = EveryReferenceFilter(
        values=Linked(
            Participation.objects.published, "event", "organization__slug", "organization__name"
        ),
        rows=organizations,
        label=_("organization"),
        help_text=_("Who took part; give several to find where all of them did."),
        none=_("no participant recorded"),
    )
    country = ReferenceFilter(
        values=Own("country__slug", "country__name", Q(country__publication=Publication.PUBLISHED)),
        rows=states,
        label=_("country"),
        none=_("no country stated"),
    )
    since = SinceFilter("start")
    until = UntilFilter("start")
    certain = CertainFilter()

    class Meta:
        model = Event
        fields: list[str] = []
