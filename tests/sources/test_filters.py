"""Questions to the list of sources."""

import pytest

from tests.listings.faces import errors, slugs
from tests.sources.factories import PassageFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf():
    release = SourceFactory(
        slug="release", title="A release", publisher="OAS", language="en", reference="E-1",
        published="2018-09-04",
    )  # fmt: skip
    PassageFactory(source=release, gist="Eleven signed.")
    SourceFactory(
        slug="report", title="B report", publisher="IOM", language="es", kind="report",
        published="2018", reference="",
    )  # fmt: skip
    SourceFactory(
        slug="undated", title="C page", publisher="IOM", language="", kind="web-page",
        published="", reference="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({"kind": "report"}, ["report"]),
        ({"publisher": "IOM"}, ["report", "undated"]),
        ({"publisher": "iom"}, ["report", "undated"]),
        ({"publisher": "none"}, []),
        ({"language": "none"}, ["undated"]),
        ({"language": "ES"}, ["report"]),
        ({"q": "release"}, ["release"]),
        ({"q": "e-1"}, ["release"]),
        ({"q": "eleven oas"}, ["release"]),
        ({"q": "eleven iom"}, []),
        ({"since": "2018-10"}, ["report", "undated"]),
        ({"since": "2018-10", "certain": "1"}, []),
        ({"until": "2018-03"}, ["report", "undated"]),
        ({"until": "2018-09", "certain": "1"}, ["release"]),
        ({"since": "2018", "until": "2018", "certain": "1"}, ["release", "report"]),
        ({"since": "2019"}, ["undated"]),
        ({"certain": "1"}, ["release", "report", "undated"]),
        ({"ordering": "published"}, ["report", "release", "undated"]),
        ({"ordering": "-published"}, ["report", "release", "undated"]),
        ({"ordering": "-title"}, ["undated", "report", "release"]),
        ({"ordering": "-passages"}, ["release", "report", "undated"]),
    ],
)  # fmt: skip
def test_it_finds(question, found, client):
    assert slugs(client, "sources", **question) == found


def test_a_publisher_that_published_nothing_is_an_error_that_names_some(client):
    [message] = errors(client, "sources", publisher="IO")["publisher"]
    assert message == "found “IO”, expected one that stands in the record, such as: IOM, OAS"
