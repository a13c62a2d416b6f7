"""What crawlers are told: every public page once, and what not to walk through."""

from typing import Any

from django.contrib.sitemaps import Sitemap, views
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from listings.columns import UrlColumn
from listings.listing import Listing
from portal.views import LISTINGS, refuse_parameters

# Filters combine without end, and lead to no record that the sitemap has not.
ROBOTS = """\
# All of the record in one file: {base}{data}
User-agent: *
Disallow: {admin}
Disallow: /*?
Allow: /*?page=
Allow: /sitemap-*.xml?p=

Sitemap: {base}{sitemap}
"""


class PageSitemap(Sitemap):
    """The pages that are not about one record."""

    routes = ("home", "search", "timeline", "network", "board", "glossary", "data", "api-reference")

    def items(self) -> list[str]:
        lists = [f"{reverse('home')}{listing.name}/" for listing in LISTINGS]
        return [*map(reverse, self.routes), *lists]

    def location(self, item: str) -> str:
        return item


class RecordSitemap(Sitemap):
    """The pages of a listing's records.

    They have no `lastmod`: a page shows what hangs on a record too, and the day it is.
    """

    # A fifth of what the protocol allows: half a second instead of two for whoever waits behind.
    limit = 10_000

    def __init__(self, listing: type[Listing], route: str) -> None:
        self.listing = listing
        # Looking each of thousands of addresses up takes longer than everything else.
        self.head, self.tail = reverse(route, kwargs={"slug": "slug-slug"}).split("slug-slug")

    def items(self) -> QuerySet:
        return self.listing.queryset().order_by("pk").values_list("slug", flat=True)

    def location(self, item: str) -> str:
        return f"{self.head}{item}{self.tail}"


def sections() -> dict[str, Any]:
    """The parts of the sitemap by name: one for each listing whose rows have pages."""
    found: dict[str, Any] = {"pages": PageSitemap()}
    for listing in LISTINGS:
        *_others, url = listing.columns
        if isinstance(url, UrlColumn) and not url.anchor:
            found[listing.name] = RecordSitemap(listing, url.route)
    return found


def index(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml: the addresses of the sections, each in files of 10,000 pages at most."""
    refuse_parameters(request)
    return views.index(request, sections(), sitemap_url_name="sitemap-section")


def section(request: HttpRequest, section: str) -> HttpResponse:
    """/sitemap-<section>.xml: addresses of pages; `p` goes on where a section is full."""
    if unknown := request.GET.keys() - {"p"}:
        found = ", ".join(sorted(unknown))[:200]
        raise BadRequest(
            _("Found “%(found)s”: a sitemap takes only “p”, the number of a page.")
            % {"found": found}
        )
    return views.sitemap(request, sections(), section)


def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt (RFC 9309)."""
    refuse_parameters(request)
    content = ROBOTS.format(
        base=f"{request.scheme}://{request.get_host()}",
        admin=reverse("admin:index"),
        data=reverse("data-package"),
        sitemap=reverse("sitemap"),
    )
    return HttpResponse(content, content_type="text/plain; charset=utf-8")
