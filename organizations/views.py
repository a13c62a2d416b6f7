"""Pages of organizations."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from listings.feeds import ListingFeed
from listings.views import ListingFile, ListingPage
from organizations.languages import SpokenRecordView
from organizations.linked import linked
from organizations.listings import OrganizationListing
from organizations.models import Organization
from organizations.relations import Relations, find_with_family
from records.linked import Linked
from records.views import Rows
from sources.views import CITATIONS


class OrganizationList(ListingPage):
    listing = OrganizationListing


class OrganizationFile(ListingFile):
    listing = OrganizationListing


class OrganizationFeed(ListingFeed):
    listing = OrganizationListing


class OrganizationRecord(SpokenRecordView):
    """The page of a body. What hangs on it is fetched by `Relations`, not as `children`."""

    model = Organization
    listing = OrganizationListing
    template_name = "organizations/organization.html"
    children = CITATIONS
    relations: Relations

    def find(self, slug: str) -> Organization | None:
        return find_with_family(self.get_queryset(), slug)

    def complete(self, rows: Rows) -> None:
        self.relations = Relations(self.object, self.as_of)
        partners: Rows = [(each.body, {}) for each in self.relations.partners.closest]
        cited: Rows = [(row, CITATIONS) for row in self.relations.rows()]
        super().complete([*rows, *cited, *partners])

    def linked(self) -> Linked:
        return linked(self.object, self.base)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        shown = {"relations": self.relations, "contents": self.contents()}
        return context | shown | {"as_of": self.as_of}

    def contents(self) -> list[tuple[str, Any, int]]:
        """The sections of the page: anchor, title, how much stands in each."""
        hanging = self.relations
        sections = [
            ("names", _("Names"), len(hanging.names)),
            ("agreements", _("Agreements"), total(hanging.signatories)),
            ("commitments", _("Commitments owed"), total(hanging.commitments)),
            ("partners", _("Partners"), hanging.partners.total),
            ("events", _("Events"), total(hanging.attended)),
            ("reports", _("Progress reports"), total(hanging.reports)),
            ("memberships", _("Belongs to"), len(hanging.memberships)),
            ("members", _("Members"), total(hanging.members)),
            ("offices", _("Holders of office"), len(hanging.appointments)),
        ]
        # These two are told even where there is nothing to tell.
        always = ("agreements", "partners")
        return [section for section in sections if section[2] or section[0] in always]


def total(rows: Sequence[Any]) -> int:
    """How many rows there are of which these are the first."""
    return rows[0].total if rows else 0
