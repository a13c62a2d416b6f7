"""JSON-LD: what can be said of any record, and that nothing breaks out of its block."""

import json
import re

import pytest
from django.test import Client

from records.linked import block, exact, thing
from tests.organizations.factories import OrganizationFactory

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def linked(client: Client, address: str) -> dict:
    """What the page at the address says to machines."""
    [told] = BLOCK.findall(client.get(address).content.decode())
    return json.loads(told)


@pytest.mark.parametrize("text", ["2018-09-04", "2018-09", "2018", "0476"])
def test_a_date_without_doubt_is_said_as_it_is(text):
    assert exact(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "2018?",
        "2018-09~",
        "2018-09-04%",
        "2018-09-XX",
        "199X",
        "[2008..2015]",
        "2014/2016",
    ],
)
def test_a_date_with_any_doubt_is_not_said(text):
    assert exact(text) == ""


BREAKING = ["</script><script>alert(1)</script>", "<!--", "]]>", "&lt;/script>", 'a "b" \\ c']


@pytest.mark.parametrize("name", BREAKING)
def test_nothing_in_a_block_can_end_it(name):
    told = str(block({"name": name}))
    inside = told.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&") & set(inside)
    assert json.loads(inside) == {"@context": "https://schema.org", "name": name}


@pytest.mark.django_db
def test_a_thing_is_named_by_the_address_of_its_page_and_leaves_out_what_is_empty():
    body = OrganizationFactory.build(slug="it", name="It")
    assert thing("Organization", "https://host", body, email="", about=[], member=None, a=0) == {
        "@type": "Organization",
        "@id": "https://host/organizations/it/",
        "url": "https://host/organizations/it/",
        "name": "It",
        "a": 0,
    }
