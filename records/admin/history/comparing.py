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
    before, after = (re.findall(r"\S+|\s+", text) for text in (left, right))
    if len(before) + len(after) > MOST_WORDS:
        return format_html("<del>{}</del>", left), format_html("<ins>{}</ins>", right)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    gone = [("".join(before[a:b]), kind != "equal") for kind, a, b, _c, _d in steps]
    come = [("".join(after[c:d]), kind != "equal") for kind, _a, _b, c, d in steps]
    return _joined("<del>{}</del>", gone), _joined("<ins>{}</ins>", come)


def _joined(mark: str, parts: list[tuple[str, bool]]) -> SafeString:
    said = [(format_html(mark, text) if marked else text,) for text, marked in parts if text]
    return format_html_join("", "{}", said)
