"""The front page: how much there is, what is new, and where to begin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.views import LATEST, LISTINGS, latest
from tests.agreements.factories import ActFactory, AgreementFactory, ProgressReportFactory
from tests.events.factories import EventFactory
from tests.listings.crowd import rows
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def counts(client) -> dict[str, int]:
    told = client.get("/").context["counts"]
    return {each["address"].strip("/"): each["count"] for each in told}


def test_it_counts_what_is_published(client):
    for public in (True, True, False):
        OrganizationFactory(is_published=public)
    AgreementFactory()
    empty = dict.fromkeys((listing.name for listing in LISTINGS), 0)
    assert counts(client) == empty | {"organizations": 2, "agreements": 1}


def test_an_empty_record_has_a_front_page_too(client):
    response = client.get("/")
    assert response.status_code == 200
    assert set(counts(client).values()) == {0}


def test_it_leads_to_every_listing(client):
    page = client.get("/").content.decode()
    assert [f"/{n.name}/" for n in LISTINGS if f'href="/{n.name}/"' not in page] == []


def test_the_latest_come_first_and_are_few(client):
    for year in range(2000, 2000 + LATEST + 3):
        ActFactory(date=str(year), signatory__agreement__slug=f"in-{year}")
    ActFactory(date="", signatory__agreement__slug="undated")
    shown = [row["slug"] for row in client.get("/").context["agreements"]]
    assert shown == ["in-2007", "in-2006", "in-2005", "in-2004", "in-2003"]


def test_it_names_the_latest_events_and_reports(client):
    EventFactory(title="Ferry fair of the year")
    ProgressReportFactory(reporter__name="Council that reports")
    page = client.get("/").content.decode()
    assert "Ferry fair of the year" in page
    assert "Council that reports" in page


def test_it_takes_no_parameters(client):
    response = client.get("/", {"colour": "blue"})
    assert response.status_code == 400
    assert "Found “colour”: this page takes no parameters." in response.content.decode()


def test_it_takes_as_many_queries_for_thirty_of_each_as_for_one(client):
    for listing in LISTINGS:
        rows(listing.queryset().model, 1)
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for listing in LISTINGS:
        rows(listing.queryset().model, 29)
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) == len(few)


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.name)
def test_the_latest_of_nothing_is_nothing(listing):
    assert latest(listing) == []
