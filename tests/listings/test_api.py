"""A listing as JSON: its pages, its links, and what is said of its parameters and rows."""

import re
from collections.abc import Iterator

import pytest
from django.http import QueryDict

from listings.api import file_parameters, filter_parameters
from listings.serializers import row_serializer
from tests.listings.crowd import crowd
from tests.listings.faces import BY_NAME, NAMES, results
from tests.listings.kept import kept

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("some_of_each")]
every_listing = pytest.mark.parametrize("name", NAMES)
HERE = "http://testserver/organizations.json"


@pytest.fixture(scope="module")
def some_of_each(django_db_setup, django_db_blocker) -> Iterator[None]:
    with kept(django_db_blocker):
        crowd(2)
        yield


def links(response) -> dict[str, str]:
    """The addresses of a Link header by relation."""
    found = re.findall(r'<([^>]*)>; rel="(\w+)"', response["Link"])
    return {relation: address for address, relation in found}


def test_links_lead_to_the_first_and_last_page_and_to_those_beside(client):
    count = client.get(HERE).json()["count"]
    response = client.get(f"{HERE}?page_size=2&q=w&page=2")
    asked = f"{HERE}?page_size=2&q=w&page="
    assert links(response) == {
        "first": f"{asked}1",
        "last": f"{asked}{(count + 1) // 2}",
        "prev": f"{asked}1",
        "next": f"{asked}3",
    }
    answer = response.json()
    assert (answer["previous"], answer["next"]) == (f"{asked}1", f"{asked}3")


def test_a_single_page_is_first_and_last(client):
    response = client.get(f"{HERE}?q=no row holds this")
    assert set(links(response)) == {"first", "last"}
    assert response.json()["results"] == []


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*;q=0.1", ""])
def test_the_address_alone_says_that_json_is_wanted(accept, client):
    response = client.get("/events.json", headers={"accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_letters_are_their_own(client):
    rows = client.get("/organizations.json").content.decode()
    assert "\\u" not in rows


@every_listing
def test_every_column_is_described_in_its_order(name, client):
    [row, *_] = results(client, name)
    assert list(row_serializer(BY_NAME[name])().fields) == list(row)


@every_listing
def test_a_missing_value_was_foretold(name, client):
    fields = row_serializer(BY_NAME[name])().fields
    missing = {key for row in results(client, name) for key, value in row.items() if value is None}
    assert {key for key in missing if not fields[key].allow_null} == set()


def test_what_every_row_has_is_never_null():
    fields = row_serializer(BY_NAME["agreements"])().fields
    sure = ["slug", "title", "instrument", "signed", "stage", "signatories", "commitments", "url"]
    assert {name: fields[name].allow_null for name in sure} == dict.fromkeys(sure, False)
    assert fields["last_evidence"].allow_null


@every_listing
def test_every_parameter_is_described_once(name):
    listing = BY_NAME[name]
    told = [each["name"] for each in filter_parameters(listing)]
    assert told == list(listing.filtered(QueryDict()).form.fields)


def test_a_file_takes_pages_too():
    class File:
        listing = BY_NAME["events"]

    told = [each["name"] for each in file_parameters(File)]
    assert told[-2:] == ["page", "page_size"]


def described(name: str, parameter: str) -> dict:
    return next(each for each in filter_parameters(BY_NAME[name]) if each["name"] == parameter)


def test_a_choice_names_its_values_and_what_they_mean():
    stage = described("commitments", "stage")
    assert stage["schema"]["enum"][-1] == "none"
    assert "* `under-way` – under way" in stage["description"]
    assert "* `none` – never assessed" in stage["description"]


def test_what_may_be_repeated_is_a_list():
    organization = described("agreements", "organization")
    assert organization["schema"] == {
        "type": "array",
        "items": {"type": "string", "format": "organization-slug-or-name"},
        "maxItems": 20,
    }
    assert (organization["style"], organization["explode"]) == ("form", True)
