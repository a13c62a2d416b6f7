"""Questions to the list of organizations."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from listings.filters import AsOfFilter, ChoiceFilter, ListingFilterSet, ReferenceFilter
from organizations.models import Organization


def organizations() -> QuerySet:
    """The bodies that a parameter may name."""
    return Organization.objects.published()


def states() -> QuerySet:
    """The states that a parameter may name."""
    return Organization.objects.published().filter(kind=Organization.Kind.STATE)


class OrganizationFilterSet(ListingFilterSet):
    search_paths = ("name", "acronym", "names__text")

    kind = ChoiceFilter(choices=Organization.Kind.choices, label=_("kind"))
    country = ReferenceFilter(method="in_country", rows=states, label=_("country"))
    member_of = ReferenceFilter(
        method="in_group",
        rows=organizations,
        label=_("member of"),
        help_text=_("A group, by its slug, its name or its acronym."),
    )
    as_of = AsOfFilter()

    class Meta:
        model = Organization
        fields: list[str] = []

    def in_country(self, queryset: QuerySet, name: str, value: Organization) -> QuerySet:
        return queryset.in_country(value.slug)

    def in_group(self, queryset: QuerySet, name: str, value: Organization) -> QuerySet:
        asked: date | None = self.form.cleaned_data.get("as_of")
        return queryset.members_of(value.slug, asked)
