"""The front page."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
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
        refuse_parameters(request)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "counts": [counted(listing) for listing in LISTINGS],
            "agreements": latest(AgreementListing),
            "events": latest(EventListing),
            "progress": latest(ProgressListing),
        }


def refuse_parameters(request: HttpRequest) -> None:
    """Raises BadRequest where parameters are given to an address that takes none."""
    if request.GET:
        found = ", ".join(request.GET)[:200]
        raise BadRequest(_("Found “%(found)s”: this page takes no parameters.") % {"found": found})


def counted(listing: type[Listing]) -> dict[str, Any]:
    """How much a listing holds: count, what is counted, address."""
    rows = listing.queryset()
    count, names = rows.count(), rows.model._meta
    return {
        "count": count,
        "noun": names.verbose_name if count == 1 else names.verbose_name_plural,
        "address": f"{reverse('home')}{listing.name}/",
    }


def latest(listing: type[Listing]) -> list[Row]:
    """The first rows of a listing in its usual order, with all columns of its file."""
    rows = listing.ordered(listing.filtered(QueryDict()).qs)
    return list(listing.rows(rows[:LATEST], ""))
