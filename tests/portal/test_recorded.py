"""On pages in other languages the record's own texts bear the language that they are in."""

from html.parser import HTMLParser

import pytest
from django.template.defaultfilters import truncatechars

from tests.portal import pages

pytestmark = [pytest.mark.django_db, pytest.mark.once]
VOID = {"area", "br", "hr", "img", "input", "link", "meta", "wbr"}
# How texts of the record begin that stand on the pages.
TEXTS = (
    "Agreement on Donau",
    "Publish a common timetable",
    "Ferry Fair",
    "Tells of",
    "Both councils signed",
    "The Herald came a day later",
)
# What is put together of words in both languages, or leads nowhere: how to cite, what to choose.
MIXED = {"cite", "facets", "label", "remark"}


class Spoken(HTMLParser):
    """Collects what stands in the main part of a page in the language of the page itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.pieces: list[str] = []
        self.feed(page.partition("<main")[2].partition("</main>")[0].partition(">")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            given = dict(attrs)
            apart = "lang" in given or tag in {"script", "option", "title"}
            self.open.append((tag, apart or bool(MIXED & {*(given.get("class") or "").split()})))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(apart for _tag, apart in self.open):
            self.pieces.append(" ".join(data.split()))


def unmarked(page: str) -> list[str]:
    return [truncatechars(each, 60) for each in Spoken(page).pieces if each.startswith(TEXTS)]


def test_texts_of_the_record_bear_its_language(client):
    pages.record()
    found = {page: unmarked(client.get(f"/es{page}").content.decode()) for page in pages.PAGES}
    assert {page: texts for page, texts in found.items() if texts} == {}


def test_it_sees_a_text_that_does_not():
    page = '<main id="main"><p>Tells of it</p><p lang="en">Tells of it</p></main>'
    assert unmarked(page) == ["Tells of it"]
