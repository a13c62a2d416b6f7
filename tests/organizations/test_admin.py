"""The desk for organizations: search over every name, search boxes, queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.models import Organization, Person
from tests.forms import address
from tests.organizations.factories import (
    AppointmentFactory,
    OrganizationCitationFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
    StateFactory,
)

pytestmark = pytest.mark.django_db


def found(client, text):
    page = client.get(address(Organization, "changelist"), {"q": text})
    return list(page.context["cl"].result_list)


def choices(client, field, term="", model=Organization, **within):
    """What a search box of a membership or another table offers."""
    source, name = field
    query = {
        "app_label": "organizations",
        "model_name": source,
        "field_name": name,
        "term": term,
        **within,
    }
    return [row["text"] for row in client.get(address(model, "choices"), query).json()["results"]]


def test_a_body_is_found_by_name_acronym_and_every_other_name_and_comes_once(admin_client):
    body = OrganizationFactory(name="Development Bank of the Isles", acronym="DBI")
    for text in ("Banco de las Islas", "Banco Insular", "Inter-Isles Bank"):
        OrganizationNameFactory(organization=body, text=text)
    OrganizationFactory(name="Council of Ports")
    for text in ("bank", "DBI", "banco", "insular banco", "isles bank"):
        assert found(admin_client, text) == [body]
    assert found(admin_client, "bank council") == []


def test_a_search_box_offers_bodies_with_acronym_and_kind(admin_client):
    OrganizationFactory(name="Isles Bank", acronym="IB")
    OrganizationFactory(name="Isles Bureau", acronym="IB", kind="organ")
    assert choices(admin_client, ("membership", "member"), "ib") == [
        "Isles Bank (IB) · intergovernmental organization",
        "Isles Bureau (IB) · organ or office",
    ]


def test_a_search_box_for_a_country_offers_states_only(admin_client):
    OrganizationFactory(name="Bank of Freedonia")
    StateFactory(name="Freedonia")
    assert choices(admin_client, ("organization", "country"), "freedonia") == ["Freedonia · state"]


@pytest.mark.once
def test_a_search_box_takes_as_many_queries_for_twenty_rows_as_for_one(admin_client):
    counts = []
    for number in (1, 19):
        AppointmentFactory.create_batch(number)
        with CaptureQueriesContext(connection) as captured:
            choices(admin_client, ("appointment", "person"), model=Person)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_persons_of_one_name_are_told_apart(admin_client):
    PersonFactory(name="Rufus Firefly", slug="rufus-firefly")
    PersonFactory(name="Rufus Firefly", slug="rufus-firefly-2", note="Also printed Rufus T. F.")
    assert choices(admin_client, ("appointment", "person"), "rufus", Person) == [
        "Rufus Firefly · rufus-firefly",
        "Rufus Firefly · Also printed Rufus T. F.",
    ]


@pytest.mark.once
def test_the_page_takes_as_many_queries_for_thirty_names_and_citations_as_for_one(admin_client):
    body = OrganizationFactory()
    url = address(Organization, "change", body.pk)
    counts = []
    for number in (1, 29):
        OrganizationNameFactory.create_batch(number, organization=body)
        OrganizationCitationFactory.create_batch(number, record=body)
        admin_client.get(url)
        with CaptureQueriesContext(connection) as captured:
            page = admin_client.get(url)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert page.content.decode().count('data-field-name="passage"') == 31


@pytest.mark.once
def test_the_list_takes_as_many_queries_for_thirty_bodies_as_for_one(admin_client):
    counts = []
    for number in (1, 29):
        for state in StateFactory.create_batch(number):
            OrganizationNameFactory(organization=OrganizationFactory(country=state))
        url = address(Organization, "changelist")
        admin_client.get(url)
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(url, {"q": "council"})
        counts.append(len(captured))
    assert counts[0] == counts[1]
