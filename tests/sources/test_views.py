"""The page of a source: its passages in the order of reading, and words instead of codes."""

import pytest

from sources.views import place
from tests.events.factories import SeriesCitationFactory, SeriesFactory
from tests.sources.factories import PassageFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_numbers_are_sorted_as_numbers():
    locators = ["lines 11–13", "page 2, lines 1–3", "lines 5–7", "title", "lines 5", "page 10"]
    assert sorted(locators, key=place) == [
        "lines 5",
        "lines 5–7",
        "lines 11–13",
        "page 2, lines 1–3",
        "page 10",
        "title",
    ]


def test_passages_stand_as_in_the_document_on_the_page_and_in_json(client):
    source = SourceFactory(slug="it")
    for locator in ("lines 11", "lines 13", "lines 5", "lines 9"):
        PassageFactory(source=source, locator=locator)
    found = client.get("/sources/it/").context["facts"]
    order = ["lines 5", "lines 9", "lines 11", "lines 13"]
    assert [fact["passage"].locator for fact in found] == order
    told = client.get("/sources/it.json").json()["passages"]
    assert [passage["locator"] for passage in told] == order


def test_pages_call_a_language_by_its_name_and_files_by_its_code(client):
    SourceFactory(slug="it", language="es", title="Comunicado")
    SourceFactory(slug="other", language="en")
    assert "Spanish" in client.get("/sources/it/").content.decode()
    shown = client.get("/fr/sources/?language=es").content.decode()
    assert shown.count("espagnol") + shown.count("Espagnol") == 4
    assert '<span lang="es"><a href="/fr/sources/it/">Comunicado</a></span>' in shown
    assert client.get("/sources.json?language=es").json()["results"][0]["language"] == "es"


def test_a_series_leads_to_its_events(client):
    series = SeriesFactory(slug="fairs")
    citation = SeriesCitationFactory(record=series, passage__source__slug="it")
    shown = client.get(citation.passage.source.get_absolute_url()).content.decode()
    assert '<a href="/events/?series=fairs">' in shown
