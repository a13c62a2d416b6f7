"""The front page."""

from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
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
from listings.listing import Listing
from organizations.listings import OrganizationListing
from portal import latest
from portal.activity import Activity, spans
from records import asof
from search.models import SearchDocument
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


class Home(TemplateView):
    """What this is, how much is in it, what is new as of a day, and where to begin."""

    template_name = "portal/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asof.refuse_others(request)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = asof.day_of(self.request)
        return super().get_context_data(**kwargs) | {
            "on": on,
            "counts": counts(),
            "activity": Activity(spans(on), on),
            "agreements": latest.agreements(on),
            "events": latest.events(on),
            "reports": latest.reports(on),
            "coming": latest.coming_events(on),
            "deadlines": latest.deadlines(on),
        }


def refuse_parameters(request: HttpRequest) -> None:
    """Raises BadRequest where parameters are given to an address that takes none."""
    if request.GET:
        found = ", ".join(request.GET)[:200]
        raise BadRequest(_("Found “%(found)s”: this page takes no parameters.") % {"found": found})


def counts() -> list[dict[str, Any]]:
    """How much each listing holds: count, what is counted, address; one query for all."""
    documents = SearchDocument.objects.order_by().values_list("kind").annotate(Count("pk"))
    found = dict(documents)
    return [counted(listing, found.get(listing.name, 0)) for listing in LISTINGS]


def counted(listing: type[Listing], count: int) -> dict[str, Any]:
    names = listing.filterset._meta.model._meta
    return {
        "count": count,
        "noun": names.verbose_name if count == 1 else names.verbose_name_plural,
        "address": f"{reverse('home')}{listing.name}/",
    }
