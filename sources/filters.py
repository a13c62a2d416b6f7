"""Questions to the list of sources."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from listings.filters import (
    CertainFilter,
    ChoiceFilter,
    KnownFilter,
    ListingFilterSet,
    SinceFilter,
    UntilFilter,
)
from records.languages import language_words
from sources.models import Source


def sources() -> QuerySet:
    return Source.objects.published()


class SourceFilterSet(ListingFilterSet):
    facets = ("kind", "publisher", "language")
    kind = ChoiceFilter(choices=Source.Kind.choices, label=_("kind"))
    publisher = KnownFilter(
        "publisher", rows=sources, label=_("publisher"), none=_("no publisher stated")
    )
    language = KnownFilter(
        "language",
        rows=sources,
        label=_("language"),
        none=_("no language stated"),
        words=language_words,
    )
    since = SinceFilter("published", label=_("published since"))
    until = UntilFilter("published", label=_("published until"))
    certain = CertainFilter()

    class Meta:
        model = Source
        fields: list[str] = []
