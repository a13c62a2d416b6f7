"""Pages of organizations."""

from typing import Any

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
        return context | {"relations": self.relations, "as_of": self.as_of}
