"""Rows of records."""

import factory
from factory.django import DjangoModelFactory

from records.models import FormerSlug
from tests.sources.factories import SourceFactory


class FormerSlugFactory(DjangoModelFactory):
    class Meta:
        model = FormerSlug

    kind = "sources.source"
    former = factory.Sequence(lambda n: f"former-{n}")
    current = factory.Sequence(lambda n: SourceFactory(slug=f"current-{n}").slug)
