"""The desk for sources: what a passage speaks of, and the facts that were taken from it."""

import pytest

from organizations.models import Organization, OrganizationCitation
from sources.admin import field_choices
from sources.models import Passage, Source
from tests.agreements.factories import SignatoryCitationFactory
from tests.forms import address, form_data
from tests.organizations.factories import OrganizationCitationFactory, OrganizationFactory
from tests.sources.factories import PassageFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_a_citation_speaks_of_the_record_or_of_a_field_in_words():
    choices = dict(field_choices(OrganizationCitation))
    assert list(choices)[:2] == ["", "name"]
    assert (choices[""], choices["part_of"]) == ("the whole record", "Part of")
    assert {"slug", "publication", "founded_latest", "id"} & set(choices) == set()


def test_evidence_is_added_on_the_page_of_the_record(admin_client):
    body, passage = OrganizationFactory(), PassageFactory()
    url = address(Organization, "change", body.pk)
    data = form_data(admin_client.get(url), Organization) | {
        "citations-TOTAL_FORMS": "1",
        "citations-0-passage": str(passage.pk),
        "citations-0-field": "name",
        "citations-0-stance": "contradicts",
        "citations-0-value": "The Council",
    }
    assert admin_client.post(url, data).status_code == 302
    citation = body.citations.get()
    assert (citation.passage, citation.field) == (passage, "name")
    assert (citation.stance, citation.value) == ("contradicts", "The Council")


def test_the_list_of_citations_says_which_field_in_words(admin_client):
    OrganizationCitationFactory(field="part_of")
    page = admin_client.get(address(OrganizationCitation, "changelist")).content.decode()
    assert '<td class="field-about">Part of</td>' in page


def test_a_passage_leads_to_the_facts_that_were_taken_from_it(admin_client):
    passage = PassageFactory()
    OrganizationCitationFactory(passage=passage)
    SignatoryCitationFactory(passage=passage)
    page = admin_client.get(address(Passage, "change", passage.pk)).content.decode()
    for table, words in [
        ("organizations/organizationcitation", "citations for organizations (1)"),
        ("agreements/signatorycitation", "citations for signatories (1)"),
    ]:
        assert f'<a href="/admin/{table}/?passage={passage.slug}">{words}</a>' in page
    assert "citations for events" not in page


def test_a_passage_that_nobody_cites_leads_nowhere(admin_client):
    page = admin_client.get(address(Passage, "change", PassageFactory().pk)).content.decode()
    assert "citations for" not in page


def test_a_search_box_tells_passages_apart_by_place_source_and_gist(admin_client):
    PassageFactory(
        source=SourceFactory(title="The Release"), locator="lines 4–8", gist="Who signed."
    )
    query = {
        "app_label": "organizations",
        "model_name": "organizationcitation",
        "field_name": "passage",
        "term": "release",
    }
    found = admin_client.get(address(Passage, "choices"), query).json()["results"]
    assert [row["text"] for row in found] == ["lines 4–8 · The Release · Who signed."]


def test_a_search_box_tells_sources_apart_by_publisher_and_date(admin_client):
    SourceFactory(title="The Release", publisher="The Council", published="2018-05~")
    query = {"app_label": "sources", "model_name": "passage", "field_name": "source"}
    found = admin_client.get(address(Source, "choices"), query).json()["results"]
    assert [row["text"] for row in found] == ["The Release · The Council · about May 2018"]
