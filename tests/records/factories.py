"""Rows of records."""

import factory
from factory.django import DjangoModelFactory

from records.models import FormerSlug


class FormerSlugFactory(DjangoModelFactory):
    class Meta:
        model = FormerSlug

    kind = "sources.source"
    former = factory.Sequence(lambda n: f"former-{n}")
    current = factory.Sequence(lambda n: f"current-{n}")
