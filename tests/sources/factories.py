"""Published rows of sources, and the base of every app's citations."""

import hashlib

import factory
from factory.django import DjangoModelFactory

from sources.models import Citation, Passage, Source


def digest(kind: str, number: int) -> str:
    """A SHA-256 sum of its own for each number."""
    return hashlib.sha256(f"{kind} {number}".encode()).hexdigest()


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    slug = factory.Sequence(lambda n: f"source-{n}")
    title = factory.Sequence(lambda n: f"Two councils sign an agreement on ferries ({n})")
    publisher = "Council for Coastal Transport"
    kind = Source.Kind.PRESS_RELEASE
    reference = factory.Sequence(lambda n: f"PR-{n}")
    language = "en"
    published = "2017-03-09"
    document_url = factory.Sequence(lambda n: f"https://coast.example/news/{n}")
    sha256 = factory.Sequence(lambda n: digest("source", n))
    publication = "published"


class PassageFactory(DjangoModelFactory):
    class Meta:
        model = Passage

    slug = factory.Sequence(lambda n: f"passage-{n}")
    source = factory.SubFactory(SourceFactory)
    locator = factory.Sequence(lambda n: f"lines {n + 1}–{n + 3}")
    fingerprint = factory.Sequence(lambda n: digest("passage", n))
    gist = "Both councils signed on the first day of the fair."


class CitationFactory(DjangoModelFactory):
    """The base of every citation: an app adds its `record`."""

    class Meta:
        model = Citation
        abstract = True

    passage = factory.SubFactory(PassageFactory)
    stance = Citation.Stance.SUPPORTS
