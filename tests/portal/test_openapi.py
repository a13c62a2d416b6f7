"""The description of the API: complete, valid, and made without a warning."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema

from listings.api import Described
from portal.openapi import Description, description
from tests.listings.crowd import patterns
from tests.listings.faces import NAMES

DESCRIBED = re.compile(r"(json|csv|xlsx)$")


def addresses() -> set[str]:
    """Every address of the site that a program reads, as OpenAPI writes it."""
    found = set()
    for pattern in patterns():
        path = "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(pattern.pattern))
        for extension in ("csv", "xlsx"):
            found.add(path.replace("{extension}", extension))
    return {path for path in found if DESCRIBED.search(path)}


def test_it_is_made_without_a_warning(capsys):
    Description().get_schema()
    assert not GENERATOR_STATS
    assert capsys.readouterr().err == ""


def test_it_is_valid():
    validate_schema(description("en"))


def test_no_address_is_left_out():
    assert addresses() - set(description("en")["paths"]) == set()


def test_its_version_is_that_of_the_app():
    told = description("en")
    assert told["openapi"].startswith("3.1.")
    assert told["info"]["version"] == settings.VERSION
    assert told["info"]["license"]["identifier"] == "CC-BY-4.0"
    assert told["servers"][0]["url"] == "/"


def test_nothing_asks_for_a_key():
    assert "security" not in str(description("en"))


@pytest.mark.parametrize("name", NAMES)
def test_a_listing_and_its_files_take_the_same_parameters(name):
    paths = description("en")["paths"]
    json, csv, xlsx = (
        paths[f"/{name}.{extension}"]["get"]["parameters"] for extension in ("json", "csv", "xlsx")
    )
    assert json == csv == xlsx


def test_every_answer_is_described():
    for path, item in description("en")["paths"].items():
        responses = item["get"]["responses"]
        wanted = {"200", "304", "400", "404"} | ({"301"} if "{slug}" in path else set())
        assert set(responses) == wanted, path
        for status in ("400", "404"):
            assert list(responses[status]["content"]) == ["application/problem+json"]
        assert responses["200"]["headers"]["ETag"]["required"]


def test_operations_have_names_of_their_own():
    names = [item["get"]["operationId"] for item in description("en")["paths"].values()]
    assert len(names) == len(set(names))
    assert {"agreements_json", "agreements_by_slug_json", "agreements_csv"} <= set(names)


def schema(name: str) -> dict:
    return description("en")["components"]["schemas"][name]


def test_a_record_has_what_hangs_on_it_as_lists_of_objects():
    record = schema("AgreementRecord")
    assert record["properties"]["signatories"] == {
        "type": "array",
        "items": {"$ref": "#/components/schemas/AgreementSignatory"},
    }
    assert set(record["required"]) == set(record["properties"])
    acts = schema("AgreementSignatory")["properties"]["acts"]["items"]
    assert acts == {"$ref": "#/components/schemas/Act"}


def test_a_source_tells_its_facts():
    facts = schema("Passage")["properties"]["facts"]
    assert facts["items"] == {"$ref": "#/components/schemas/Fact"}


def test_types_formats_and_nulls_are_exact():
    act = schema("Act")["properties"]
    assert act["date_earliest"]["type"] == ["string", "null"]
    assert act["date_earliest"]["format"] == "date"
    assert act["slug"]["type"] == "string"
    assert "ratification" in act["kind"]["enum"]
    assert schema("Figure")["properties"]["value"]["type"] == "number"
    assert schema("Figure")["properties"]["upper"]["type"] == ["number", "null"]


def test_any_view_can_be_described():
    paths = description("en")["paths"]
    assert paths[reverse("openapi")]["get"]["summary"] == "This description, as OpenAPI 3.1"
    assert Described("A file", {"text/plain": {"type": "string"}}).parameters(None) == []


@pytest.mark.django_db
def test_it_is_served_as_it_is(client):
    response = client.get("/data/openapi.json")
    assert response["Content-Type"] == "application/json"
    assert response.json() == description("en")
    assert response["ETag"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/data/openapi.json", "/data/api/"])
def test_it_takes_no_parameters(address, client):
    response = client.get(address, {"colour": "blue"})
    assert response.status_code == 400
    assert "colour" in response.content.decode()
