"""Pages of organizations."""

from typing import Any

from django.db.models import Count, QuerySet, Window
from django.utils import timezone

from dates.queries import latest_first
from listings.feeds import ListingFeed
from listings.views import ListingFile, ListingPage
from organizations.linked import linked
from organizations.listings import OrganizationListing
from organizations.models import Organization
from records.linked import Linked
from records.naming import target_paths
from records.views import below, conceal
from sources.views import CITATIONS, CitedRecordView

# What the page shows of each list that goes on elsewhere.
SHOWN = 10


class OrganizationList(ListingPage):
    listing = OrganizationListing


class OrganizationFile(ListingFile):
    listing = OrganizationListing


class OrganizationFeed(ListingFeed):
    listing = OrganizationListing


class OrganizationRecord(CitedRecordView):
    model = Organization
    listing = OrganizationListing
    template_name = "organizations/organization.html"
    children: dict[str, Any] = {
        "citations": {},
        "names": CITATIONS,
        "identifiers": CITATIONS,
        "memberships": CITATIONS,
        "members": CITATIONS,
        "appointments": CITATIONS,
        "parts": CITATIONS,
        "predecessors": CITATIONS,
    }

    def linked(self) -> Linked:
        return linked(self.object, self.base)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        of, promises = self.object, Organization.commitments.rel.related_model.objects
        signed = of.signatories.published().with_signing()
        owed = promises.published().owed_by(of).with_stage(timezone.localdate())
        attended = of.participations.published()
        return super().get_context_data(**kwargs) | {
            "signatories": first(signed.order_by(*latest_first("signed"), "pk")),
            "commitments": first(owed),
            "participations": first(attended.order_by(*latest_first("event__start"), "pk")),
            "reports": first(of.progress_reports.published()),
        }


def first(rows: QuerySet) -> list[Any]:
    """The first of the rows with their citations; each knows the `total`."""
    counted = rows.annotate(total=Window(Count("pk"))).select_related(*target_paths(rows.model))
    found = list(counted.prefetch_related(*below(rows.model, CITATIONS))[:SHOWN])
    for row in found:
        conceal(row, CITATIONS)
    return found
