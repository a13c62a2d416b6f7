"""Two versions of a row side by side, and what differs in their texts word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Model
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from records.admin.values import in_words, label, shown_fields

# Around a change so many letters of what stayed are told.
AROUND = 60
# Beyond that the words of two texts are not laid side by side: it would take too long.
MOST_WORDS = 4000


@dataclass
class Line:
    """One field of both versions; what differs is marked in each."""

    name: str
    left: SafeString | str
    right: SafeString | str
    differs: bool


def compared(left: Any, right: Any, model: type[Model]) -> Iterator[Line]:
    """The fields of two versions, or of a version and the row as it is now."""
    for column in shown_fields(model):
        texts = in_words(left, column), in_words(right, column)
        differs = getattr(left, column.attname) != getattr(right, column.attname)
        marked = marks(*texts) if differs else texts
        if any(texts):
            yield Line(label(column), *marked, differs)


def marks(left: str, right: str) -> tuple[SafeString, SafeString]:
    """Both texts, with the words that only one of them has marked."""
    steps = list(_steps(left, right))
    gone = [(old, kind != "equal") for kind, old, _new in steps]
    come = [(new, kind != "equal") for kind, _old, new in steps]
    return _joined("<del>{}</del>", gone), _joined("<ins>{}</ins>", come)


def in_one(left: str, right: str) -> SafeString:
    """One text with what went and what came marked in it; long stretches that stayed shortened."""
    parts = []
    for kind, old, new in _steps(left, right):
        if kind == "equal":
            parts.append((_shortened(old),))
        else:
            parts += [(format_html("<del>{}</del>", old),)] if old else []
            parts += [(format_html("<ins>{}</ins>", new),)] if new else []
    return format_html_join(" ", "{}", parts)


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * AROUND else f"{text[:AROUND]} … {text[-AROUND:]}"


def _steps(left: str, right: str) -> Iterator[tuple[str, str, str]]:
    """What stayed and what was replaced, word by word: kind, old words, new words."""
    before, after = (re.findall(r"\S+|\s+", text) for text in (left, right))
    if len(before) + len(after) > MOST_WORDS:
        yield "replace", left, right
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield kind, "".join(before[a:b]), "".join(after[c:d])


def _joined(mark: str, parts: list[tuple[str, bool]]) -> SafeString:
    said = [(format_html(mark, text) if marked else text,) for text, marked in parts if text]
    return format_html_join("", "{}", said)
