"""The list of sources, and the column of sources at the end of every list."""

import pytest

from tests.listings.faces import results
from tests.organizations.factories import OrganizationCitationFactory, OrganizationFactory
from tests.sources.factories import PassageFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_a_row_tells_where_the_document_is(client):
    source = SourceFactory(slug="it", title="Release", reference="E-1", sha256="0" * 64)
    PassageFactory.create_batch(2, source=source)
    [row] = results(client, "sources")
    assert row == {
        "slug": "it",
        "title": "Release",
        "publisher": "Council for Coastal Transport",
        "kind": "press-release",
        "reference": "E-1",
        "language": "en",
        "published": "2017-03-09",
        "published_earliest": "2017-03-09",
        "published_latest": "2017-03-09",
        "document_url": source.document_url,
        "archive_url": "",
        "sha256": "0" * 64,
        "passages": 2,
        "sources": ["Release"],
        "url": "http://testserver/sources/it/",
    }


def test_each_document_is_named_once_however_often_it_is_cited(client):
    body, source = OrganizationFactory(slug="it"), SourceFactory(title="Release")
    for passage in PassageFactory.create_batch(3, source=source):
        OrganizationCitationFactory(record=body, passage=passage)
    assert results(client, "organizations")[0]["sources"] == ["Release"]


def test_a_document_that_contradicts_is_a_source_too(client):
    OrganizationCitationFactory(stance="contradicts", passage__source__title="Denial")
    assert results(client, "organizations")[0]["sources"] == ["Denial"]
