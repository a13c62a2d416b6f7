"""Everything that the description of the API allows is answered as it says, and nothing else is.

Schemathesis makes the questions from the description: the edges of every parameter one by one, and
then questions at random, right and wrong.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig

from curation.ingest import ingest
from listings.api import schema_of
from listings.fields import KnownField, ReferenceField
from tests.listings.faces import BY_NAME
from tests.listings.kept import kept

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.long,
]
SITE = get_wsgi_application()
SEED = 20181109
RANDOM_QUESTIONS = 8
CONFIG = {
    "seed": SEED,
    "generation": {"deterministic": True, "max-examples": RANDOM_QUESTIONS},
    # Words of the code name nothing in the record.
    "analysis": {"constants": {"enabled": False}},
    # What is wrong is asked one by one. Every value that is right is asked alone in
    # tests/listings/test_questions.py, so here right ones come together and at random.
    "phases": {"coverage": {"generation": {"mode": "negative"}}},
    "operations": [
        # A file takes the parameters of the JSON beside it, by the same code.
        {
            "include-path-regex": r"\.(csv|xlsx)$",
            "phases": {"coverage": {"enabled": False}},
        },
    ],
}


@pytest.fixture(scope="module")
def api(django_db_setup, django_db_blocker) -> Iterator[Any]:
    with kept(django_db_blocker), one_connection():
        ingest([settings.BASE_DIR / "seeds", settings.BASE_DIR / "fixtures"])
        name_what_there_is()
        config = SchemathesisConfig.from_dict(CONFIG)
        yield schemathesis.openapi.from_wsgi("/data/openapi.json", whole, config=config)


@contextmanager
def one_connection() -> Iterator[None]:
    """Keeps the connection open after each request, as the client of the other tests does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def whole(environ: Any, start_response: Any) -> list[bytes]:
    """The site, whose answers are read and closed, which Schemathesis leaves to others."""
    answer = SITE(environ, start_response)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


def name_what_there_is() -> None:
    """Gives the formats that only the record knows their texts: names of what is in it."""
    for listing in BY_NAME.values():
        for name, field in listing.filtered(None).form.fields.items():
            if isinstance(field, ReferenceField):
                texts = field.rows().values_list("slug", flat=True)
            elif isinstance(field, KnownField):
                texts = field.known()
            else:
                continue
            described = schema_of(name, field)
            schemathesis.openapi.format(
                described.get("items", described)["format"], st.sampled_from(["", *texts])
            )


schema = schemathesis.pytest.from_fixture("api")


@pytest.fixture(autouse=True)
def node_name(request: pytest.FixtureRequest) -> None:
    # Schemathesis looks for it where pytest kept it before 9.1.
    request.node._nodeid = request.node.nodeid


@schema.parametrize()
def test_it_answers_as_described(case):
    case.call_and_validate()
