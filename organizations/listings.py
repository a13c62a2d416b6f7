"""The list of organizations."""

from django.db.models import Case, F, OuterRef, Q, When
from django.utils.translation import gettext_lazy as _

from listings.columns import Column, DateColumn, ListColumn, UrlColumn, linked
from listings.expressions import Counted
from organizations.filters import OrganizationFilterSet
from organizations.languages import SpokenListing
from organizations.models import Organization, OrganizationCitation
from records.models import Publication
from sources.listings import sources_column


def public(path: str, field: str = "slug") -> Case:
    """A field of the record that a nullable foreign key names, or null where it is not public."""
    return Case(
        When(Q(**{f"{path}__publication": Publication.PUBLISHED}), then=F(f"{path}__{field}"))
    )


def signed_agreements() -> Counted:
    # From below, by the reverse accessor: organizations do not know of agreements.
    signatories = Organization._meta.get_field("signatories").related_model.objects.published()
    return Counted(signatories.filter(organization=OuterRef("pk")), column="agreement")


class OrganizationListing(SpokenListing):
    name = "organizations"
    bodies = {"name": "slug", "part_of_name": "part_of"}
    title = _("Organizations")
    description = _("Who agrees, takes part and reports: states, organizations, organs, groups.")
    filterset = OrganizationFilterSet
    headline = "name"
    ordering = "name"
    columns = (
        Column.of(Organization, "slug", on_page=False),
        Column(
            "name",
            "name_then",
            label=_("name"),
            help_text=_("The name in use on the day of the question, today unless one is given."),
            page=linked("organization-detail", "name"),
        ),
        Column.of(Organization, "acronym"),
        Column.of(Organization, "kind"),
        Column.of(Organization, "part_of", public("part_of"), on_page=False),
        Column(
            "part_of_name",
            public("part_of", "name"),
            label=_("part of"),
            help_text=_("Name of the body that it is an organ or office of."),
            page=linked("organization-detail", "part_of_name", "part_of"),
        ),
        Column.of(Organization, "country", public("country"), on_page=False),
        Column(
            "country_name",
            public("country", "name"),
            label=_("country"),
            help_text=_("Name of the state in which it has its seat."),
            on_page=False,
        ),
        DateColumn.of(Organization, "founded", on_page=False),
        DateColumn.of(Organization, "dissolved", on_page=False),
        Column.of(Organization, "website", on_page=False),
        ListColumn(
            "names",
            F("names_then"),
            label=_("other names"),
            help_text=_(
                "Every name on record: acronyms, variants, names as printed; with a day, those "
                "that were possibly in use then."
            ),
        ),
        Column(
            "agreements",
            signed_agreements(),
            label=_("agreements"),
            help_text=_("How many agreements it stands in, in whatever capacity."),
            kind="integer",
        ),
        sources_column(OrganizationCitation),
        UrlColumn("organization-detail"),
    )
