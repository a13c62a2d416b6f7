"""Every page that links lead to, on an empty record and the curated one; of a full one each type.

All of it is valid HTML, and what is curated hangs together from end to end. It is walked through
once for all tests.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from curation.ingest import ingest
from portal import errors
from tests.crawl import Crawl, route
from tests.listings.crowd import patterns
from tests.listings.faces import BY_NAME, NAMES, address, results
from tests.listings.kept import kept
from tests.organizations.factories import OrganizationFactory
from tests.portal import pages
from tests.validator import complaints

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.long,
]

SITE = "http://testserver"
MISSING = ["/nowhere/", "/agreements/none/", "/agreements/?page=9999"]
FOUND = ["/search/?q=ferry", "/search/?q=ferry&page_size=1", "/search/?q=zeppelin"]
REFUSED = ["/agreements/?organization=HBR", "/search/?q=ferry&no-such-parameter=x"]
# Answers that are no pages and to which no page leads.
FOR_MACHINES = {"healthz", "readyz", "robots", "search-feed", "sitemap", "sitemap-section"}
FOR_DEVELOPERS = {"style"}  # in DEBUG only; tests/portal/style/test_views.py validates it


class Collection:
    """Pages by name: what the record held, and the address."""

    def __init__(self) -> None:
        self.client = Client()
        self.pages: dict[str, str] = {}
        self.visited: set[str] = set()
        self.curated: Crawl

    def crawl(self, record: str) -> Crawl:
        """Every page that links lead to."""
        found = Crawl(self.client)
        self.visited |= found.statuses.keys()
        self.keep(record, found.pages)
        return found

    def ask(self, record: str, *addresses: str, status: int = 200) -> None:
        for url in addresses:
            response = self.client.get(url)
            assert (url, response.status_code) == (url, status)
            self.keep(record, {url: response.content.decode()})

    def keep(self, record: str, found: Mapping[str, str]) -> None:
        self.pages |= {f"{record}: {url}": html for url, html in found.items()}


def parameters(name: str) -> list[str]:
    return list(BY_NAME[name].filtered(None).form.fields)


def questions(name: str) -> Iterator[str]:
    """A listing searched, sorted and in pages."""
    sorting = BY_NAME[name].filtered(None).form.fields["ordering"].choices
    order = [value for value, _ in sorting if value][-1]
    yield f"{address(name)}?{urlencode({'q': 'zeppelin'})}"
    yield f"{address(name)}?{urlencode({'ordering': order, 'page_size': 1, 'page': 2})}"


def nonsense(name: str) -> str:
    """A listing asked wrongly in every parameter, and in one that there isn't."""
    wrong = dict.fromkeys([*parameters(name), "no-such-parameter", "page"], "<b>\"'&")
    return f"{address(name)}?{urlencode(wrong)}"


def failures() -> Iterator[HttpResponse]:
    """Pages that no question leads to."""
    request = RequestFactory().get("/agreements/")
    yield errors.permission_denied(request, PermissionError())
    yield errors.server_error(request)


def look_around(collection: Collection, blocker: Any) -> None:
    """Collects the pages of records that are made for it."""
    with kept(blocker):
        collection.crawl("empty")
        collection.ask("empty", *MISSING, status=404)
    with kept(blocker):
        made = pages.record()
        for language in ("", "/es", "/fr", "/pt"):
            collection.ask("full", *(language + url for url in pages.PAGES))
        pages.add_children(made, 12)
        OrganizationFactory.create_batch(2, acronym="HBR")
        collection.ask("fuller", *pages.PAGES)
        for name in BY_NAME:
            collection.ask("fuller", *questions(name))
            collection.ask("fuller", nonsense(name), status=400)
        collection.ask("fuller", *FOUND)
        collection.ask("fuller", *REFUSED, status=400)


@pytest.fixture(scope="module")
def collection(django_db_setup, django_db_blocker) -> Iterator[Collection]:
    """All of it in one place, so that one process checks them all; the curated record stays."""
    collection = Collection()
    look_around(collection, django_db_blocker)
    for response in failures():
        collection.keep("any", {str(response.status_code): response.content.decode()})
    with kept(django_db_blocker):
        ingest([settings.BASE_DIR / "seeds", settings.BASE_DIR / "fixtures"])
        collection.curated = collection.crawl("curated")
        yield collection


@pytest.fixture
def crawl(collection) -> Crawl:
    return collection.curated


def test_the_validator_finds_nothing(collection, tmp_path):
    assert len(collection.pages) > 150
    assert "\n".join(complaints(collection.pages, tmp_path)) == ""


def test_no_kind_of_page_is_left_out(collection):
    known = {pattern.name for pattern in patterns()}
    visited = {route(url.partition("?")[0]) for url in collection.visited}
    assert known - visited == FOR_MACHINES | FOR_DEVELOPERS


def test_the_validator_names_the_page_the_line_and_the_fault(tmp_path):
    page = "<!DOCTYPE html>\n<html lang=en>\n<title>A page</title>\n<p><div id=a></div></p>\n"
    [found] = complaints({"the page": page}, tmp_path)
    assert found.startswith("the page, line 4: No “p” element in scope but a “p” end tag seen.")


def test_every_internal_link_leads_somewhere(crawl):
    assert {url: status for url, status in crawl.statuses.items() if status != 200} == {}
    assert len(crawl.statuses) > 100


def test_every_anchor_that_is_led_to_is_there_once(crawl):
    lost = [
        (page, f"{target}#{anchor}")
        for page, target, anchor in sorted(crawl.links)
        if anchor and target in crawl.anchors and crawl.anchors[target].count(anchor) != 1
    ]
    assert lost == []


def test_every_record_is_reached_from_the_front_page(crawl):
    missed = [
        address
        for listing in BY_NAME.values()
        if listing.name != "signatories"
        for slug in listing.queryset().values_list("slug", flat=True)
        if (address := f"/{listing.name}/{slug}/") not in crawl.statuses
    ]
    assert missed == []


def test_every_row_leads_to_a_place_on_a_page(crawl, client):
    for name in NAMES:
        for row in results(client, name):
            path, _, anchor = row["url"].removeprefix(SITE).partition("#")
            assert not anchor or anchor in crawl.anchors[path]
            assert crawl.statuses[path] == 200


def test_every_page_of_the_sitemap_is_reached(crawl, client):
    files = [file.removeprefix(SITE) for file in locations(client, "/sitemap.xml")]
    told = [page.removeprefix(SITE) for file in files for page in locations(client, file)]
    assert len(told) > 80
    assert [page for page in told if page not in crawl.statuses] == []


def locations(client: Client, address: str) -> list[str]:
    return re.findall("<loc>(.*?)</loc>", client.get(address).content.decode())
