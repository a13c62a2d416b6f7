"""The front page."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from agreements.listings import (
    AgreementListing,
    CommitmentListing,
    ProgressListing,
    SignatoryListing,
)
from events.listings import EventListing
from listings.columns import Row
from listings.listing import Listing
from organizations.listings import OrganizationListing
from sources.listings import SourceListing

LISTINGS: tuple[type[Listing], ...] = (
    OrganizationListing,
    AgreementListing,
    SignatoryListing,
    CommitmentListing,
    ProgressListing,
    EventListing,
    SourceListing,
)
LATEST = 5


class Home(TemplateView):
    """What this is, how much is in it, and where to begin."""

    template_name = "portal/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET:
            found = ", ".join(request.GET)[:200]
            raise BadRequest(
                _("Found “%(found)s”: this page takes no parameters.") % {"found": found}
            )
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "counts": [(listing, listing.queryset().count()) for listing in LISTINGS],
            "agreements": latest(AgreementListing),
            "events": latest(EventListing),
            "progress": latest(ProgressListing),
        }


def latest(listing: type[Listing]) -> list[Row]:
    """The first rows of a listing in its usual order, with all columns of its file."""
    rows = listing.ordered(listing.filtered(QueryDict()).qs)
    return list(listing.rows(rows[:LATEST], ""))
