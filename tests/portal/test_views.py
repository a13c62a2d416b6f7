"""The front page: how much there is, what is new, what is to come, and where to begin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.views import LISTINGS
from tests.agreements.factories import (
    ActFactory,
    AgreementFactory,
    CommitmentFactory,
    ProgressReportFactory,
)
from tests.events.factories import EventFactory
from tests.listings.crowd import rows
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


def counts(client) -> dict[str, int]:
    told = client.get("/").context["counts"]
    return {each["address"].strip("/"): each["count"] for each in told}


def test_it_counts_what_is_published(client):
    for state in ("published", "published", "draft", "in-review", "withdrawn"):
        OrganizationFactory(publication=state)
    AgreementFactory()
    empty = dict.fromkeys((listing.name for listing in LISTINGS), 0)
    assert counts(client) == empty | {"organizations": 2, "agreements": 1}


def test_it_counts_as_the_listings_do(client):
    for listing in LISTINGS:
        rows(listing.queryset().model, 2)
    assert counts(client) == {each.name: each.queryset().count() for each in LISTINGS}


def test_an_empty_record_has_a_front_page_too(client):
    response = client.get("/")
    assert response.status_code == 200
    assert set(counts(client).values()) == {0}
    assert "No event and no deadline to come is recorded." in response.content.decode()


def test_it_leads_to_every_listing(client):
    page = client.get("/").content.decode()
    assert [f"/{n.name}/" for n in LISTINGS if f'href="/{n.name}/"' not in page] == []


def test_it_names_what_happened_last_and_what_is_to_come(client):
    EventFactory(title="Ferry fair of the year", start="2018", end="")
    EventFactory(title="Ferry fair to come", start="2999", end="")
    CommitmentFactory(text="Publish the timetable.", deadline="2999-06")
    ActFactory(date="2018", signatory__agreement__title="Agreement on ferries")
    ProgressReportFactory(reporter__name="Council that reports")
    page = client.get("/").content.decode()
    last, coming = page.split('id="coming"')
    assert "Ferry fair of the year" in last
    assert "Agreement on ferries" in last
    assert "Council that reports" in last
    assert "Ferry fair to come" in coming
    assert "Publish the timetable." in coming


def test_it_takes_a_day_and_nothing_else(client):
    EventFactory(title="Ferry fair", start="2018-05", end="")
    coming = client.get("/", {"as_of": "2017"}).content.decode().split('id="coming"')[1]
    assert "Ferry fair" in coming
    response = client.get("/", {"colour": "blue"})
    assert response.status_code == 400
    assert "Found “colour”: this address takes only as_of." in response.content.decode()
    assert client.get("/", {"as_of": "soon"}).status_code == 400


def test_years_with_something_in_them_are_bars_and_rows(client):
    ActFactory(date="2018-09-04?", signatory__agreement__slug="mou")
    EventFactory(start="2018/2019", end="")
    page = client.get("/").content.decode()
    assert '<a href="/timeline/?since=2018&amp;until=2018" tabindex="-1">' in page
    assert '<a href="/agreements/?since=2018&amp;until=2018&amp;certain=1">1</a>' in page
    assert "1 more is dated too vaguely" in page


def test_it_takes_as_many_queries_for_thirty_of_each_as_for_one(client):
    for listing in LISTINGS:
        rows(listing.queryset().model, 1)
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for listing in LISTINGS:
        rows(listing.queryset().model, 29)
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) == len(few) <= MOST_QUERIES
