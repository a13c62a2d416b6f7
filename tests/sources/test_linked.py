"""Sources in the vocabulary of schema.org."""

import pytest

from tests.records.test_linked import linked
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db


def it(client) -> dict:
    return linked(client, "/sources/it/")


def test_a_source_is_a_work_with_its_publisher(client):
    SourceFactory(
        slug="it",
        title="The Gazette",
        publisher="The Press",
        kind="press-release",
        published="2018-09-04",
        language="en",
        document_url="https://press.example/1",
        archive_url="https://archive.example/1",
    )
    told = it(client)
    assert told["@type"] == "CreativeWork"
    assert told["publisher"] == {"@type": "Organization", "name": "The Press"}
    assert (told["genre"], told["datePublished"]) == ("press release", "2018-09-04")
    assert (told["sameAs"], told["archivedAt"]) == (
        "https://press.example/1",
        "https://archive.example/1",
    )


def test_what_is_not_known_is_left_out(client):
    SourceFactory(slug="it", publisher="", published="2018?", document_url="", archive_url="")
    assert not {"publisher", "datePublished", "sameAs", "archivedAt"} & it(client).keys()
