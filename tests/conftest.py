"""What every test shares: quick settings that have no place in production, and the browser."""

import gc
import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

pytest_plugins = ["tests.browser"]

# A busy machine is no failure. Where nobody watches, each run tries the same examples.
hypothesis.settings.register_profile("entente", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("entente")

DATABASES = {"db", "transactional_db", "live_server"}


def pytest_configure() -> None:
    # Looking for garbage after every few hundred objects would take a sixth of the whole run.
    gc.set_threshold(100_000, 50, 100)
    # A strong hash is slow on purpose; logging in is not what most tests are about.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        # Among tables that are nearly empty any order of joins will do, and PostgreSQL takes ten
        # times as long to find the best one for a large question as to answer it.
        settings.DATABASES["default"]["OPTIONS"]["options"] += (
            " -c join_collapse_limit=1 -c from_collapse_limit=1"
        )
    # A server thread that kept its connection would keep the test database from being dropped.
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
    # Files are served as they lie in the tree: nothing is collected or hashed first.
    settings.WHITENOISE_AUTOREFRESH = True
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The language of the last request stays with the thread; no test inherits it."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


def pytest_collection_finish() -> None:
    # What is loaded by now stays loaded: nobody need look through it for garbage again.
    gc.freeze()


def asks_a_database(item: pytest.Item) -> bool:
    """Whether the test may use the database of the run; pytest-django keeps all others from it."""
    marked = any(item.get_closest_marker(name) for name in ("django_db", "own_database"))
    return marked or not DATABASES.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        in_browser = "open_page" in getattr(item, "fixturenames", ())
        if in_browser:
            item.add_marker(pytest.mark.browser)
            committed = connection.vendor != "sqlite"
            item.add_marker(pytest.mark.django_db(transaction=committed), append=False)
        told_once = in_browser and not item.get_closest_marker("both")
        if told_once or not asks_a_database(item):
            item.add_marker(pytest.mark.once)
    # Begun first, so that nobody is left alone with one of them when all else is done.
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
