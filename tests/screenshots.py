"""Pictures of every page type, from the curated data: what script/screenshots calls.

Serves the data from a database of its own that lasts as long as the run. A page that is wider
than its window is named on the way.
"""

import argparse
import io
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, Page, sync_playwright

import tests.environment  # noqa: F401 - sets the variables that settings read
from tests.browser import FLAGS, find_browser
from tests.conftest import pytest_configure as configure

PAGES = {
    "home": "/",
    "organizations": "/organizations/",
    "agreements": "/agreements/?organization=iom&organization=oas",
    "signatories": "/signatories/",
    "commitments": "/commitments/",
    "progress": "/progress/",
    "events": "/events/",
    "sources": "/sources/",
    "organization": "/organizations/iom/",
    "group": "/organizations/jswg/",
    "pair": "/organizations/iom/with/oas/",
    "pair-empty": "/organizations/caf/with/honduras/",
    "agreement": "/agreements/jswg-mou/",
    "agreement-undated": "/agreements/oas-iom-agreement/",
    "commitment": "/commitments/summit-mandates-paragraph-17/",
    "report": "/progress/iom-report-2016-06-08/",
    "event": "/events/rcm-21/",
    "source": "/sources/iom-jswg-mou-release/",
    "timeline": "/timeline/",
    "network": "/network/",
    "board": "/board/",
    "trace": "/commitments/jswg-mou-coordination/trace/",
    "trace-reported": "/commitments/summit-mandates-paragraph-17/trace/",
    "search": "/search/?q=migration",
    "glossary": "/glossary/",
    "data": "/data/",
    "api": "/data/api/",
    "nothing-matches": "/organizations/?q=zeppelin",
    "wrong-question": "/agreements/?stage=alive&colour=red&since=yesterday",
    "not-found": "/agreements/none/",
}
WIDTHS = {"phone": 390, "desktop": 1280}
COLOURS = ("light", "dark")
# What the repository carries: the top of a page of each type, small enough to be kept.
ALIKE = {"group", "pair-empty", "agreement-undated", "trace-reported", "nothing-matches"}
KEPT = [title for title in PAGES if title not in ALIKE]
KEPT_FOLDER = Path("docs/screenshots")
KEPT_HEIGHT = {"phone": 844, "desktop": 1000}
KEPT_AS: dict[str, Any] = {"type": "jpeg", "quality": 60}
GALLERY = """\
# Pages

Every type of page with the curated record, made by `script/screenshots`.
"""


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Keeps requests out of the output."""


def set_up() -> None:
    """Django as in the tests, with the curated data in its database."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    configure()
    logging.disable()  # pages that answer 400 and 404 are among the pictures
    call_command("migrate", verbosity=0)
    call_command("ingest", "seeds", "fixtures", verbosity=0, stdout=io.StringIO())


@contextmanager
def served() -> Iterator[str]:
    """The address of the site with the curated data in a database that lasts as long."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/screenshots.sqlite3"
        set_up()
        site = StaticFilesHandler(get_wsgi_application())
        with make_server("127.0.0.1", 0, site, ThreadedWSGIServer, Quiet) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()


def open_page(browser: Browser, base: str, width: int, colours: str) -> Page:
    return browser.new_page(
        base_url=base, viewport={"width": width, "height": 844}, color_scheme=colours
    )


def take(page: Page, target: Path) -> None:
    """A picture of the whole of the page that is open."""
    target.parent.mkdir(parents=True, exist_ok=True)
    wider = page.evaluate("document.documentElement.scrollWidth") - page.viewport_size["width"]
    print(f"{target}{f': {wider} px wider than its window' if wider > 0 else ''}")
    page.screenshot(path=target, full_page=True)


def keep(page: Page, title: str, name: str, colours: str) -> None:
    """The picture that the repository carries: the first pixels of the page that is open."""
    clip = {"x": 0, "y": 0, "width": WIDTHS[name], "height": KEPT_HEIGHT[name]}
    target = KEPT_FOLDER / f"{title}-{name}-{colours}.jpg"
    page.screenshot(path=target, full_page=True, clip=clip, **KEPT_AS)


def gallery() -> str:
    """The page that shows the pictures in the repository."""
    parts = [GALLERY]
    for title in KEPT:
        parts.append(f"\n## {title.capitalize().replace('-', ' ')}: `{PAGES[title]}`\n\n")
        parts += [
            f"![{title}, {name}, {colours}]({title}-{name}-{colours}.jpg)\n"
            for name in reversed(WIDTHS)
            for colours in COLOURS
        ]
    return "".join(parts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("var/screenshots"))
    parser.add_argument("--only", nargs="*", choices=PAGES, default=PAGES, help="pages to take")
    parser.add_argument("--light", action="store_true", help="light colours only")
    asked = parser.parse_args()
    path = find_browser()
    if path is None:
        print("No Chromium found: install one to take pictures.", file=sys.stderr)
        return 1
    with served() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for colours in COLOURS[:1] if asked.light else COLOURS:
            for name, width in WIDTHS.items():
                page = open_page(browser, base, width, colours)
                for title in asked.only:
                    page.goto(PAGES[title])
                    take(page, asked.folder / f"{title}-{name}-{colours}.png")
                    if title in KEPT:
                        keep(page, title, name, colours)
        browser.close()
    (KEPT_FOLDER / "README.md").write_text(gallery())
    return 0


if __name__ == "__main__":
    sys.exit(main())
