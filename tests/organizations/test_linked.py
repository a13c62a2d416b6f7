"""Bodies in the vocabulary of schema.org."""

import pytest

from organizations.models import Organization
from tests.organizations.factories import (
    IdentifierFactory,
    MembershipFactory,
    OrganizationFactory,
    OrganizationNameFactory,
)
from tests.records.test_linked import linked

pytestmark = pytest.mark.django_db
STATE = Organization.Kind.STATE


def it(client) -> dict:
    return linked(client, "/organizations/it/")


def test_a_body_is_said_with_its_names_and_numbers(client):
    body = OrganizationFactory(
        slug="it", name="The Council", acronym="TC", website="https://tc.example", founded="1948"
    )
    for text in ("El Consejo", "TC", "The Council"):
        OrganizationNameFactory(organization=body, text=text)
    for scheme, value in (("wikidata", "Q7817"), ("org-id", "XI-TC")):
        IdentifierFactory(organization=body, scheme=scheme, value=value)
    told = it(client)
    assert told["@type"] == "Organization"
    assert told["alternateName"] == ["TC", "El Consejo"]
    assert told["sameAs"] == ["https://tc.example", "https://www.wikidata.org/entity/Q7817"]
    assert told["identifier"] == [
        {"@type": "PropertyValue", "propertyID": "org-id", "value": "XI-TC"}
    ]
    assert told["foundingDate"] == "1948"


def test_a_state_is_a_country_and_belongs_nowhere(client):
    state = OrganizationFactory(slug="it", kind=STATE, founded="1821")
    MembershipFactory(member=state)
    assert set(it(client)) <= {"@context", "@type", "@id", "url", "name", "description"}
    assert it(client)["@type"] == "Country"


@pytest.mark.parametrize(
    ("kind", "told"), [(STATE, "GovernmentOrganization"), ("intergovernmental", "Organization")]
)
def test_an_organ_is_of_a_government_where_a_state_is_above_it(kind, told, client):
    above = OrganizationFactory(slug="above", kind=kind)
    OrganizationFactory(slug="it", kind="organ", part_of=above)
    assert it(client)["@type"] == told
    assert it(client)["parentOrganization"]["@id"] == "http://testserver/organizations/above/"


def test_it_is_a_member_of_what_it_belongs_to_now(client):
    body = OrganizationFactory(slug="it")
    for slug, given in {
        "now": {},
        "for-ever": {"until": ".."},
        "once": {"since": "1990", "until": "1999"},
        "beside": {"capacity": "observer"},
    }.items():
        MembershipFactory(member=body, group__slug=slug, **given)
    groups = [group["@id"].split("/")[-2] for group in it(client)["memberOf"]]
    assert sorted(groups) == ["for-ever", "now"]


def test_what_is_hidden_is_not_said(client):
    hidden = OrganizationFactory(name="Hidden Office", publication="draft")
    body = OrganizationFactory(slug="it", part_of=hidden)
    MembershipFactory(member=body, group=hidden)
    assert "Hidden" not in str(it(client))


def test_a_name_cannot_break_out_of_the_page(client):
    OrganizationFactory(slug="it", name="</script><script>alert(1)</script>")
    assert it(client)["name"] == "</script><script>alert(1)</script>"
    assert "<script>" not in client.get("/organizations/it/").content.decode()
