"""Organizations as JSON."""

from typing import Any

from listings.api import ListingAPI
from organizations import views
from organizations.listings import OrganizationListing
from records.api import RecordAPI
from sources.views import CITATIONS


class OrganizationListAPI(ListingAPI):
    listing = OrganizationListing


class OrganizationAPI(RecordAPI):
    page = views.OrganizationRecord
    rows = OrganizationListAPI
    # The page shows the latest of what others record, and links to the rest.
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
