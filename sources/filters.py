"""Questions to the list of sources."""

import django_filters
from django.utils.translation import gettext_lazy as _

from listings.filters import CertainFilter, ChoiceFilter, ListingFilterSet, SinceFilter, UntilFilter
from sources.models import Source


class SourceFilterSet(ListingFilterSet):
    search_paths = ("title", "publisher", "reference", "passages__gist")

    kind = ChoiceFilter(choices=Source.Kind.choices, label=_("kind"))
    publisher = django_filters.CharFilter(
        lookup_expr="iexact", label=_("publisher"), max_length=200
    )
    language = django_filters.CharFilter(lookup_expr="iexact", label=_("language"), max_length=35)
    since = SinceFilter("published", label=_("published since"))
    until = UntilFilter("published", label=_("published until"))
    certain = CertainFilter()

    class Meta:
        model = Source
        fields: list[str] = []
