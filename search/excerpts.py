"""The place in a text where the words of a question stand."""

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.folding import places, words

BEFORE = 80
LENGTH = 240
# A stretch of the text, and whether it is a word that was asked for.
Piece = tuple[str, bool]


def excerpt(text: str, question: str, length: int = LENGTH) -> list[Piece]:
    """The text around the first word that the question asks for, else its beginning.

    At most about `length` characters; “…” stands for what is left out.
    """
    sought = tuple(words(question))
    hits = ((start, end) for word, start, end in places(text) if word.startswith(sought))
    first = next(hits, None) if sought else None
    start, end = _window(text, first[0] if first else 0, length)
    pieces = list(_cut(text, start, end, [first, *_until(hits, end)] if first else []))
    return [("… ", False)] * (start > 0) + pieces + [(" …", False)] * (end < len(text))


def marked(pieces: list[Piece]) -> SafeString:
    """The pieces as HTML, the words that were asked for in `mark`."""
    shown = (format_html("<mark>{}</mark>", text) if hit else text for text, hit in pieces)
    return format_html_join("", "{}", ((text,) for text in shown))


def plain(pieces: list[Piece]) -> str:
    """The pieces as text."""
    return "".join(text for text, _hit in pieces)


def _window(text: str, hit: int, length: int) -> tuple[int, int]:
    """From where to where to show a text, so that no word is cut unless it is very long."""
    start = 0 if hit <= BEFORE else hit - BEFORE
    if start:
        space = text.find(" ", start, hit)
        start = space + 1 if space >= 0 else start
    end = start + length
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", hit + 1, end)
    return start, space if space > 0 else end


def _until(hits: Iterator[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    for hit in hits:
        if hit[1] > end:
            return
        yield hit


def _cut(text: str, start: int, end: int, hits: list[tuple[int, int]]) -> Iterator[Piece]:
    place = start
    for begin, stop in hits:
        first, last = min(begin, end), min(stop, end)
        if first > place:
            yield text[place:first], False
        if last > place:
            yield text[max(first, place) : last], True
        place = max(place, last)
    if place < end:
        yield text[place:end], False
