"""Questions to the list of organizations."""

from datetime import date

from django.db.models import F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from dates.queries import current
from listings.expressions import Joined
from listings.filters import AsOfFilter, ChoiceFilter, ListingFilterSet, ReferenceFilter
from listings.values import Linked, Own
from organizations.models import Membership, Organization, OrganizationName
from organizations.models.organizations import name_on


def organizations() -> QuerySet:
    """The bodies that a parameter may name."""
    return Organization.objects.published()


def states() -> QuerySet:
    """The states that a parameter may name."""
    return Organization.objects.published().filter(kind=Organization.Kind.STATE)


def names(on: date | None) -> QuerySet:
    """The other names of the outer body: all of them, or those in use on the day."""
    own = OrganizationName.objects.filter(organization=OuterRef("pk"))
    return own.filter(current(on)) if on else own


class OrganizationFilterSet(ListingFilterSet):
    facets = ("kind", "country", "member_of")
    about_dated = frozenset({"country"})

    kind = ChoiceFilter(choices=Organization.Kind.choices, label=_("kind"))
    country = ReferenceFilter(
        values=Own("seat", "seat_name"),
        rows=states,
        label=_("country"),
        help_text=_("The state in which it has its seat, or the state itself."),
        none=_("no country stated"),
    )
    member_of = ReferenceFilter(
        values="memberships",
        rows=organizations,
        label=_("member of"),
        help_text=_("A group, by its slug, its name or its acronym."),
        none=_("no group"),
    )
    as_of = AsOfFilter()

    class Meta:
        model = Organization
        fields: list[str] = []

    def dated(self, queryset: QuerySet) -> QuerySet:
        asked = self.form.cleaned_data["as_of"]
        return queryset.with_seat().annotate(
            name_then=name_on(asked), names_then=Joined(names(asked).values(value=F("text")))
        )

    def memberships(self) -> Linked:
        """The groups that a body belongs to on the day."""

        def links() -> QuerySet:
            return Membership.objects.published().filter(current(self.day))

        return Linked(links, "member", "group__slug", "group__name")
