"""Pages of organizations."""

from typing import Any

from listings.views import ListingFile, ListingPage
from organizations.listings import OrganizationListing
from organizations.models import Organization
from sources.views import CITATIONS, CitedRecordView


class OrganizationList(ListingPage):
    listing = OrganizationListing


class OrganizationFile(ListingFile):
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
        # From the floors above, by their reverse accessors.
        "signatories": CITATIONS,
        "obligations": {},
        "progress_reports": CITATIONS,
        "participations": CITATIONS,
    }
