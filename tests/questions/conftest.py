"""The curated record, ingested once for all questions."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from curation.ingest import ingest
from tests.listings.kept import kept


@pytest.fixture(scope="package")
def record(django_db_setup, django_db_blocker) -> Iterator[None]:
    with kept(django_db_blocker):
        ingest([settings.BASE_DIR / "seeds", settings.BASE_DIR / "fixtures"])
        yield
