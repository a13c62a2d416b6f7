"""The interface speaks four languages: every text has its translation, and a test counts.

Texts of Django and of other packages are theirs to translate. After a change of texts, run
script/messages, and fill in what it adds to locale/*/LC_MESSAGES/django.po.
"""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from django.conf import settings
from django.conf.locale.fr import formats as french
from django.utils.formats import reset_format_cache
from django.utils.translation import gettext, override

from config import messages
from tests.portal import pages

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.once
language = pytest.mark.parametrize("language", messages.LANGUAGES)
# Names are the same in every language.
NAMES = re.compile(r"Entente|JSON|BibTeX|RIS|CSL|csv|CSV|XLSX|OpenAPI|Atom|CC BY 4\.0")


@cache
def sources() -> Catalog:
    return messages.extracted()


def texts(catalog: Catalog) -> set[tuple[str, str]]:
    """Each text with its context."""
    return {(message.context or "", messages.forms(message.id)[0]) for message in real(catalog)}


def real(catalog: Catalog) -> list[Message]:
    """The messages of a catalogue without its header."""
    return [message for message in catalog if message.id]


def test_the_site_has_a_catalogue_for_every_language_that_it_offers():
    offered = [code for code, _name in settings.LANGUAGES]
    assert offered == ["en", *messages.LANGUAGES]


@language
def test_every_text_of_the_sources_is_in_the_catalogue(language):
    assert texts(sources()) - texts(messages.read(language)) == set()


@language
def test_no_text_in_the_catalogue_has_left_the_sources(language):
    assert texts(messages.read(language)) - texts(sources()) == set()


@language
def test_nothing_is_untranslated(language):
    catalog = real(messages.read(language))
    empty = [each.id for each in catalog if not all(messages.forms(each.string))]
    assert (len(empty), empty[:20]) == (0, [])


@language
def test_nothing_is_guessed(language):
    assert [each.id for each in real(messages.read(language)) if each.fuzzy] == []


@language
def test_every_placeholder_tag_and_plural_form_is_kept(language):
    assert messages.problems(language) == []


@language
def test_the_catalogue_is_as_script_messages_writes_it(language):
    path = messages.po_file(language)
    assert messages.written(messages.read(language)) == path.read_bytes()


def untagged(template: str) -> str:
    """What a template shows as it stands: without tags, variables and what gettext gets."""
    for gone in (
        r"(?s){% comment .*?{% endcomment %}",
        r"(?s){% blocktrans(?:late)?\b.*?{% endblocktrans(?:late)? %}",
        r"(?s){#.*?#}|{%.*?%}|{{.*?}}",
        r"(?s)<!--.*?-->",
        r"(?s)<(script|code|pre)\b.*?</\1>",
    ):
        template = re.sub(gone, " ", template)
    said = re.findall(r'(?:alt|title|placeholder|aria-label|data-label)="([^"]*)"', template)
    return "\n".join([re.sub(r"(?s)<[^>]*>|&\w+;", " ", template), *said])


def test_no_text_stands_in_a_template_beside_its_translations():
    for_developers = set((ROOT / "templates" / "portal").glob("style*/**/*.html"))
    for_developers.add(ROOT / "templates" / "portal" / "style.html")
    untranslated = {}
    for path in sorted(set((ROOT / "templates").rglob("*.html")) - for_developers):
        shown = NAMES.sub("", untagged(path.read_text()))
        untranslated[path.name] = re.findall(r"[^\W\d_]{2,}.*", shown)
    assert {name: found for name, found in untranslated.items() if found} == {}


def test_it_would_see_such_a_text():
    template = '<p title="A title">{% translate "seen" %} Not {{ name }} <b>seen</b></p>'
    assert untagged(template).split() == ["Not", "seen", "A", "title"]


# Attributes that are read out or shown to people.
FOR_PEOPLE = {"alt", "aria-label", "aria-description", "content", "placeholder", "title"}
ACROSS = [
    "/timeline/",
    "/network/",
    "/board/",
    "/commitments/timetable/trace/",
    "/search/?q=ferry",
    "/agreements/?page_size=1&page=2",
]
GROUPED = re.compile(r"\d\u202f\d")
YEAR = re.compile(r"(?<![\d\u202f])[12](?:\u202f\d){3}(?![\d\u202f])")


class Numbers(HTMLParser):
    """The attributes of a page that have numbers written for people, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name not in FOR_PEOPLE and GROUPED.search(value or ""):
                self.wrong.append(f'<{tag} {name}="{value}">')

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture
def grouped_by_one(monkeypatch):
    """French with a separator between any two digits, so that small numbers show it too."""
    monkeypatch.setattr(french, "NUMBER_GROUPING", 1)
    monkeypatch.setattr(french, "THOUSAND_SEPARATOR", "\u202f")
    reset_format_cache()
    yield
    reset_format_cache()


@pytest.mark.django_db
@pytest.mark.usefixtures("grouped_by_one")
def test_numbers_are_written_for_people_in_texts_only_and_years_never(client):
    pages.add_children(pages.record(), 11)
    wrong, texts = [], []
    for address in [*pages.PAGES, *ACROSS]:
        response = client.get(f"/fr{address}")
        found = Numbers(response.content.decode())
        wrong += [f"{address}: {response.status_code}"] if response.status_code != 200 else []
        wrong += [f"{address}: {one}" for one in found.wrong]
        wrong += [f"{address}: {year}" for year in YEAR.findall("".join(found.texts))]
        texts += found.texts
    assert "\n".join(wrong) == ""
    assert "1\u202f3" in "".join(texts)


@language
def test_what_is_suggested_to_look_for_is_in_the_words_of_the_record(language):
    with override(language):
        assert gettext("migration, summit, IOM…") == "migration, summit, IOM…"
