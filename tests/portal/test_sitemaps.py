"""What crawlers are told: each public page once, in files of a bearable size."""

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.sitemaps import PageSitemap, RecordSitemap
from portal.views import LISTINGS
from tests.events.factories import EventFactory
from tests.listings.crowd import crowd
from tests.listings.faces import body
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
INDEX = "/sitemap.xml"
SITE = "http://testserver"
SECTIONS = ["pages", *(each.name for each in LISTINGS if each.name != "signatories")]


def locations(client, address: str) -> list[str]:
    """The addresses in a sitemap or an index, without the site's own."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.fromstring(response.content)
    assert {entry.tag for entry in root} <= {f"{space}url", f"{space}sitemap"}
    # Nothing but the address: of when a page changed nothing true can be said.
    assert {part.tag for entry in root for part in entry} <= {f"{space}loc"}
    return [entry.findtext(f"{space}loc").removeprefix(SITE) for entry in root]


def pages(client) -> list[str]:
    return [page for file in locations(client, INDEX) for page in locations(client, file)]


def test_an_empty_record_has_a_sitemap(client):
    assert locations(client, INDEX) == [f"/sitemap-{section}.xml" for section in SECTIONS]
    others = [reverse(route) for route in PageSitemap.routes]
    assert pages(client) == [*others, *(f"/{listing.name}/" for listing in LISTINGS)]


@pytest.mark.once
def test_every_published_page_is_in_it_once(client):
    crowd(1)
    OrganizationFactory(publication="draft", slug="hidden")
    found = pages(client)
    assert len(found) == len(set(found))
    records = {
        f"/{listing.name}/{slug}/"
        for listing in LISTINGS
        if listing.name in SECTIONS
        for slug in listing.queryset().values_list("slug", flat=True)
    }
    assert {page for page in found if page.count("/") == 3} == records | {"/data/api/"}


def test_many_rows_are_spread_over_files(client, monkeypatch):
    monkeypatch.setattr("portal.sitemaps.RecordSitemap.limit", 2)
    EventFactory.create_batch(5)
    files = [file for file in locations(client, INDEX) if "events" in file]
    assert files == ["/sitemap-events.xml", "/sitemap-events.xml?p=2", "/sitemap-events.xml?p=3"]
    assert [len(locations(client, file)) for file in files] == [2, 2, 1]
    others = len(PageSitemap.routes) + len(LISTINGS)
    assert len(pages(client)) == len(set(pages(client))) == 5 + others


@pytest.mark.once
def test_no_file_is_larger_than_crawlers_read():
    assert {PageSitemap.limit, RecordSitemap.limit} <= set(range(1, 50_001))


@pytest.mark.once
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/sitemap-events.xml?p=2", 404),
        ("/sitemap-events.xml?p=x", 404),
        ("/sitemap-signatories.xml", 404),
        ("/sitemap-events.xml?q=a", 400),
        ("/sitemap.xml?p=1", 400),
        ("/robots.txt?p=1", 400),
    ],
)
def test_what_is_not_there_is_refused(address, status, client):
    response = client.get(address)
    assert response.status_code == status
    assert "ETag" not in response


@pytest.mark.parametrize("address", [INDEX, "/sitemap-events.xml", "/robots.txt"])
def test_what_has_not_changed_costs_one_query(address, client):
    EventFactory()
    tag = client.get(address)["ETag"]
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers={"If-None-Match": tag})
    assert (response.status_code, response.content, len(queries)) == (304, b"", 1)


@pytest.mark.once
def test_many_rows_take_as_many_queries_as_one(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            pages(client)
        return len(captured)

    crowd(1)
    few = queries()
    crowd(5)
    assert queries() == few


@pytest.mark.once
def test_crawlers_are_led_to_the_sitemap_and_kept_from_endless_questions(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    robots = RobotFileParser()
    robots.parse(lines)
    assert robots.site_maps() == [f"{SITE}/sitemap.xml"]
    assert robots.can_fetch("*", "/events/fair/")
    assert not robots.can_fetch("*", "/admin/login/")
    # Python's own parser knows no wildcards (RFC 9309, section 2.2.3).
    assert lines[lines.index("User-agent: *") + 1 : -2] == [
        "Disallow: /admin/",
        "Disallow: /*?",
        "Allow: /*?page=",
        "Allow: /sitemap-*.xml?p=",
    ]


@pytest.mark.once
def test_what_robots_are_offered_is_there(client):
    offered = client.get("/robots.txt").content.decode().split(f"{SITE}")[1].split()[0]
    response = client.get(offered)
    assert body(response).startswith(b"PK")
    response.close()
