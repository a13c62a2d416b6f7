"""The reference of the API: everything in the description, in words, with examples that work."""

import re
from html import unescape

import pytest

from portal.openapi import description
from portal.reference import components, holds, limits, property_of, sections
from tests.listings.faces import body
from tests.portal import pages

EXAMPLE = re.compile(r'<a href="([^"]+)"><code>')


@pytest.mark.django_db
def test_every_address_has_an_example_that_answers(client):
    pages.record()
    page = client.get("/data/api/").content.decode()
    examples = [unescape(address) for address in EXAMPLE.findall(page)]
    assert len(examples) == len(description("en")["paths"])
    for address in examples:
        response = client.get(address)
        assert body(response)
        assert (address, response.status_code) == (address, 200)


@pytest.mark.django_db
def test_an_empty_record_has_no_record_to_try(client):
    page = client.get("/data/api/").content.decode()
    assert "<code>/agreements/{slug}.json</code>" in page
    assert "%7Bslug%7D" not in page


@pytest.mark.django_db
def test_its_links_lead_to_places_on_it(client):
    page = client.get("/data/api/").content.decode()
    places = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) - places == set()


@pytest.mark.django_db
def test_it_shows_a_wrong_question_that_is_refused(client):
    page = client.get("/data/api/").content.decode()
    [address] = re.findall(r"<code>(/agreements.json\?[^<]+)</code>", page)
    assert client.get(address).status_code == 400


def test_it_names_every_parameter_and_every_kind_of_object():
    told = description("en")
    named = {each.name: set(each.parameters) for each in sections(told, {})}
    assert {"organization", "stage", "as_of", "page"} <= named["agreements"]
    every = {name for each in components(told) for name in each.names}
    assert every == {name for name in told["components"]["schemas"] if not name.endswith("Page")}


def test_a_record_does_not_repeat_its_row():
    [record] = [each for each in components(description("en")) if "EventRecord" in each.names]
    assert record.row == "EventRow"
    assert {"participations", "revision"} <= {each.name for each in record.properties}
    assert "place" not in {each.name for each in record.properties}


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string"}, "text"),
        ({"type": ["string", "null"], "format": "date"}, "day (YYYY-MM-DD), or null"),
        ({"type": "array", "items": {"type": "string"}}, "list of text"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Act"}}, "list of Act"),
        ({"type": "string", "format": "theme-slug-or-name"}, "slug or name"),
        ({"type": "object"}, "object"),
    ],
)
def test_it_says_in_words_what_a_value_is(schema, words):
    assert holds(schema) == words


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"minimum": 1, "maximum": 500, "default": 50}, "1 to 500; 50 unless given"),
        ({"maxLength": 200}, "at most 200 characters"),
        ({"maxItems": 20}, "may be given up to 20 times"),
        ({}, ""),
    ],
)
def test_it_says_in_words_what_a_value_keeps_to(schema, words):
    assert limits(schema) == words


def test_values_are_told_from_the_meaning():
    told = property_of("a", {"type": "string", "description": "Why.\n\n* `x` - one\n* `y` – two"})
    assert (told.meaning, told.values) == ("Why.", [("x", "one"), ("y", "two")])


def test_values_that_explain_themselves_are_named_without_their_reverse():
    schema = {"type": "string", "enum": ["title", "-title"], "description": "Sorted by."}
    told = property_of("ordering", schema)
    assert (told.holds, told.values) == ("one of the values named", [("title", "title")])
