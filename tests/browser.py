"""Fixtures that open the site in a real Chromium, which reaches this machine's loopback only.

`page` is a desktop window, `phone` a narrow one, `staff_page` is logged in to the admin, and
`open_page(width=…, javascript=…)` opens any other. A page that breaks the content security policy
or throws in JavaScript fails its test when it ends.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
FLAGS = [
    "--no-sandbox",  # Chromium's own sandbox refuses to run as root, and containers are root
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
OpenPage = Callable[..., Page]


def find_browser() -> str | None:
    """The path of an installed Chromium or Chrome, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if os.environ.get("ENTENTE_NO_BROWSER") == "1":
        pytest.skip("ENTENTE_NO_BROWSER=1: no browser test ran")
    path = find_browser()
    if path is None:
        pytest.fail("No Chromium found: install one, or set ENTENTE_NO_BROWSER=1 to go without.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


def end_sessions_of_others() -> None:
    """Ends the sessions that threads of the server still have: a database in use can't be dropped.

    A thread is left with its own where a test's client was busy in the moment of its answer, since
    for so long Django closes none.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def site(django_db_setup, django_db_blocker) -> Iterator[LiveServer]:
    """The site, served by threads of this process: on SQLite they share the test's connection.

    So a test and its server see the same rows, which are rolled back after it. Elsewhere they can
    only meet in committed rows (tests/conftest.py), and emptying all tables takes a second.
    """
    server = LiveServer("localhost")
    yield server
    # Windows took their connections along; the threads that served them may be a moment behind, and
    # end badly where the connection to the database is theirs no more.
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)
    server.stop()
    with django_db_blocker.unblock():
        end_sessions_of_others()
    # As long as Playwright runs, this process has another connection than before and afterwards.
    connection.close()


@pytest.fixture
def open_page(browser: Browser, db, site: LiveServer) -> Iterator[OpenPage]:
    """Open a window on the site: `open_page(width=1280, javascript=True)`."""
    complaints: list[str] = []
    contexts = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def open_page(width: int = 1280, *, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=site.url,
            viewport={"width": width, "height": 844},
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    return open_page(width=390)


@pytest.fixture
def staff_page(open_page: OpenPage, admin_client) -> Page:
    page = open_page()
    cookie = admin_client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}]
    )
    return page


def wider(page: Page) -> list[tuple[int, int]]:
    """The widths of a desk, a tablet and a phone in which the page is wider than its window.

    Each with the width of the page; the window is left as narrow as a phone.
    """
    found = []
    for width in (1280, 768, 390):
        page.set_viewport_size({"width": width, "height": 844})
        found.append((width, page.evaluate("document.documentElement.scrollWidth")))
    return [(window, wide) for window, wide in found if wide > window]
