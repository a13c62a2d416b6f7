"""What pages show without asking the catalogues: on an empty record nothing but names.

Spanish is replaced by a catalogue that puts ⟦brackets⟧ around every text; what stands outside them
on a page was never looked up.
"""

import re
from html.parser import HTMLParser

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings as configured
from django.utils.translation import trans_real

from config import messages

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAGES = [
    "/",
    "/search/?q=zeppelin",
    "/timeline/",
    "/network/",
    "/board/",
    "/glossary/",
    "/organizations/",
    "/agreements/",
    "/signatories/",
    "/commitments/",
    "/progress/",
    "/events/",
    "/sources/",
    "/nowhere/",
    "/agreements/?binding=zeppelin",
]
LOOKED_UP = re.compile(r"⟦[^⟦⟧]*⟧")
# Names, and what the reader has typed.
OWN = re.compile(r"Entente|JSON|CSV|XLSX|Atom|zeppelin|https?://\S+")
LANGUAGES = {name for _code, name in configured.LANGUAGES}
FORMATS = re.compile(r"[jFY ]+|%\(year\)s")
SPOKEN = {"alt", "aria-label", "data-label", "placeholder", "title"}


class Shown(HTMLParser):
    """Everything on a page that people read or hear."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.hidden = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"script", "style", "code"}
        spoken = SPOKEN | ({"content"} if ("name", "description") in attrs else set())
        self.pieces += [value for name, value in attrs if name in spoken and value]

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style", "code"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)


def bracketed(text: str) -> str:
    return text if FORMATS.fullmatch(text) else f"⟦{text}⟧"


@pytest.fixture
def brackets(tmp_path, settings, monkeypatch):
    """Spanish that puts every text of ours into brackets."""
    catalog = Catalog(locale="es")
    for message in messages.extracted():
        told = tuple(map(bracketed, messages.forms(message.id)))
        string = told if isinstance(message.id, tuple) else told[0]
        catalog.add(message.id, string, context=message.context)
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalog)
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.setattr(trans_real, "_translations", {})


def left_over(page: str) -> list[str]:
    """The pieces of a page that have words outside the brackets."""
    found = "\x00".join(Shown(page).pieces)
    while LOOKED_UP.search(found):
        found = LOOKED_UP.sub(" ", found)
    pieces = (" ".join(OWN.sub(" ", piece).split()) for piece in found.split("\x00"))
    return [each for each in pieces if re.search(r"[^\W\d_]{2,}", each) and each not in LANGUAGES]


@pytest.mark.usefixtures("brackets")
def test_every_word_on_a_page_was_looked_up(client):
    found = {address: left_over(client.get(f"/es{address}").content.decode()) for address in PAGES}
    assert {address: pieces for address, pieces in found.items() if pieces} == {}


def test_it_sees_a_word_that_was_not():
    page = '<p title="⟦A title⟧">⟦seen ⟦inside⟧⟧ and <b aria-label="heard">unseen</b> Entente</p>'
    assert left_over(page) == ["and", "heard", "unseen"]
