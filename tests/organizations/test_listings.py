"""The list of organizations: its columns and how it sorts."""

import pytest

from tests.agreements.factories import SignatoryFactory
from tests.listings.faces import results, slugs
from tests.organizations.factories import (
    OrganizationCitationFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    StateFactory,
)

pytestmark = pytest.mark.django_db


def test_a_row_tells_what_the_body_is(client):
    parent = OrganizationFactory(slug="parent", name="Parent")
    state = StateFactory(slug="state", name="State")
    body = OrganizationFactory(
        slug="body", name="Body", acronym="B", part_of=parent, country=state, founded="1951~"
    )
    for text in ("Corps", "Cuerpo"):
        OrganizationNameFactory(organization=body, text=text)
    first = SignatoryFactory(organization=body)
    SignatoryFactory(organization=body, agreement=first.agreement, capacity="witness")
    SignatoryFactory(organization=body)
    OrganizationCitationFactory(record=body, passage__source__title="Charter")
    OrganizationCitationFactory(record=body, field="name", passage__source__title="A report")
    [row] = results(client, "organizations", q="Body")
    assert row == {
        "slug": "body",
        "name": "Body",
        "acronym": "B",
        "kind": "intergovernmental",
        "part_of": "parent",
        "part_of_name": "Parent",
        "country": "state",
        "country_name": "State",
        "founded": "1951~",
        "founded_earliest": "1951-01-01",
        "founded_latest": "1951-12-31",
        "dissolved": "",
        "dissolved_earliest": None,
        "dissolved_latest": None,
        "website": "",
        "names": ["Corps", "Cuerpo"],
        "agreements": 2,
        "sources": ["A report", "Charter"],
        "url": "http://testserver/organizations/body/",
    }


def test_it_goes_by_name(client):
    for name in ("Beta", "Alpha", "Gamma"):
        OrganizationFactory(name=name, slug=name.lower())
    assert slugs(client, "organizations") == ["alpha", "beta", "gamma"]
    assert slugs(client, "organizations", ordering="-name") == ["gamma", "beta", "alpha"]


def test_unknown_dates_come_last_whichever_way_it_sorts(client):
    for slug, founded in [("old", "1948"), ("unknown", ""), ("new", "1951"), ("newer", "1951-12")]:
        OrganizationFactory(slug=slug, founded=founded)
    assert slugs(client, "organizations", ordering="founded") == ["old", "new", "newer", "unknown"]
    backwards = slugs(client, "organizations", ordering="-founded")
    assert backwards == ["newer", "new", "old", "unknown"]


def test_no_parent_comes_last_whichever_way_it_sorts(client):
    for slug, parent in [("x", "Beta"), ("y", "Alpha")]:
        OrganizationFactory(slug=slug, part_of=OrganizationFactory(name=parent, slug=parent))
    assert slugs(client, "organizations", ordering="part_of_name") == ["y", "x", "Alpha", "Beta"]
    assert slugs(client, "organizations", ordering="-part_of_name") == ["x", "y", "Alpha", "Beta"]


def test_it_sorts_by_how_many_agreements_a_body_stands_in(client):
    for slug, count in [("one", 1), ("none", 0), ("two", 2)]:
        SignatoryFactory.create_batch(count, organization=OrganizationFactory(slug=slug))
    assert slugs(client, "organizations", ordering="-agreements") == ["two", "one", "none"]
