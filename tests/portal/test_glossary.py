"""/glossary/: every term, in the order of the reader's language."""

import json
import re

import pytest
from django.utils.translation import override

from glossary.terms import TERMS
from portal.glossary import letters
from search.folding import fold

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_it_explains_every_term_at_its_anchor(client):
    page = client.get("/glossary/").content.decode()
    for term in TERMS:
        assert page.count(f'id="{term.slug}"') == 1
    assert "art. 2 (1) (g)" in page


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_it_is_in_alphabetical_order(language):
    with override(language):
        found = [
            (letter, fold(str(entry.term.name)))
            for letter, entries in letters()
            for entry in entries
        ]
        assert len(found) == len(TERMS)
        assert found == sorted(found)
        assert {letter for letter, name in found if letter != name[0].upper()} == set()


def test_each_letter_is_led_to_once(client):
    page = client.get("/fr/glossary/").content.decode()
    led = re.findall(r'href="#(letter-\w)"', page)
    assert led == re.findall(r'<h2 id="(letter-\w)"', page)
    assert len(set(led)) == len(led) > 10


def test_programs_read_it_as_a_set_of_terms(client):
    page = client.get("/glossary/").content.decode()
    [told] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    said = json.loads(told)
    assert said["@type"] == "DefinedTermSet"
    assert len(said["hasDefinedTerm"]) == len(TERMS)
    assert said["hasDefinedTerm"][0]["@id"].startswith("http://testserver/glossary/#")


def test_it_takes_a_day_and_nothing_else(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/glossary/?as_of=2018").status_code == 200
    response = client.get("/glossary/?letter=a")
    assert response.status_code == 400
    assert "letter" in response.content.decode()


def test_it_is_there_as_json_in_each_language(client):
    answer = client.get("/fr/glossary.json").json()
    assert answer["language"] == "fr"
    [party] = [term for term in answer["terms"] if term["slug"] == "party"]
    assert party["name"] == "partie"
    assert party["rule_url"].startswith("https://legal.un.org/")
    assert party["see"] == ["signatory", "consent-to-be-bound", "entry-into-force"]
    assert len(answer["terms"]) == len(TERMS)


def test_the_json_refuses_what_it_does_not_know(client):
    response = client.get("/glossary.json?letter=a")
    assert response.status_code == 400
    assert "letter" in response.json()["detail"]
