"""Walks through the site as a search engine does, and keeps what it finds."""

import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import resolve
from django.utils.translation import override

HOST = "testserver"


class Links(HTMLParser):
    """Collects where a page leads, and the places in it that can be led to."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.append(value)
            elif name in ("href", "action") and value is not None:
                self.addresses.add(value)


# What a record is given as besides its page.
FILES = re.compile(r"\.(csl\.json|json|bib|ris)$")
ELSEWHERE = re.compile(r"/(?:(?:es|fr|pt)/)?(?:admin|static)/")
TRANSLATED = re.compile(r"/(es|fr|pt)/")
# What is between two bodies, and the way there: that of one body is like that of the next.
PAIR = re.compile(r"/organizations/[^/]+/with/([^/.]+)?")


def route(path: str) -> str | None:
    """The name of the route that a path takes."""
    with override("en"):
        return resolve(path).url_name


def kind(address: str) -> str:
    """The same for what is alike: questions that differ in words only, files of all records."""
    path, _, query = address.partition("?")
    if PAIR.search(path):
        return PAIR.sub("/organizations/with/", path)
    if (file := FILES.search(path)) and path.count("/") > 1:
        return f"{route(path)} as {file[1]}"
    return "&".join([path, *sorted(dict(parse_qsl(query, keep_blank_values=True)))])


class Crawl:
    """Follows every link of the site from the front page on, and one of each kind of question.

    It stays in the language that it begins in.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
        self.pages: dict[str, str] = {}
        self.anchors: dict[str, list[str]] = {}
        self.statuses: dict[str, int] = {}
        self.links: set[tuple[str, str, str]] = set()
        self.kinds: set[str] = set()
        waiting = ["/"]
        while waiting:
            waiting += self.visit(waiting.pop())

    def visit(self, address: str) -> list[str]:
        """Where the page leads that has not been seen; files and questions lead no further."""
        if TRANSLATED.match(address) or address in self.statuses or kind(address) in self.kinds:
            return []
        self.kinds.add(kind(address))
        response = self.client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        self.statuses[address] = response.status_code
        if not response["Content-Type"].startswith("text/html"):
            return []
        self.pages[address] = content.decode()
        page = Links()
        page.feed(self.pages[address])
        self.anchors[address] = page.anchors
        found = []
        for link in page.addresses:
            target, anchor = urldefrag(urljoin(f"http://{HOST}{address}", link))
            parts = urlsplit(target)
            if parts.netloc != HOST or ELSEWHERE.match(parts.path):
                continue
            local = parts._replace(scheme="", netloc="").geturl()
            self.links.add((address, local, anchor))
            if "?" not in address:
                found.append(local)
        return found
