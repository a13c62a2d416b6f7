"""What every test shares: quick settings that have no place in production, and the browser."""

import gc
import os
from collections.abc import Iterator

import coverage
import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.template import engines
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
    # Loads the template libraries now, while everything is measured.
    engines.all()
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
            item.add_marker(pytest.mark.unmeasured)
            committed = connection.vendor != "sqlite"
            item.add_marker(pytest.mark.django_db(transaction=committed), append=False)
        told_once = in_browser and not item.get_closest_marker("both")
        if told_once or not asks_a_database(item):
            item.add_marker(pytest.mark.once)
    leave_unmeasured(items)
    # Begun first, so that nobody is left alone with one of them when all else is done.
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def leave_unmeasured(items: list[pytest.Item]) -> None:
    """Measures one case of each test, and none that counts the queries of pages tested elsewhere.

    The others walk through the same code, and tracing makes them take three times as long. What
    asks no database is quick: all of its cases are measured.
    """
    met = set()
    for item in items:
        function = item.nodeid.partition("[")[0]
        if "queries" in function or (function in met and asks_a_database(item)):
            item.add_marker(pytest.mark.unmeasured)
        met.add(function)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Lets go of the tracing that measures coverage, in the fixtures of the test too."""
    measuring = coverage.Coverage.current() if item.get_closest_marker("unmeasured") else None
    if measuring is None:
        return (yield)
    measuring.stop()
    try:
        return (yield)
    finally:
        measuring.start()
