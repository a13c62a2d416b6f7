"""Fingerprints of passages: what ties a pointer to a text without carrying the text."""

import hashlib
import re

LOCATOR = re.compile(r"lines? (?P<first>[1-9]\d{0,6})(?:[–-](?P<last>[1-9]\d{0,6}))?", re.ASCII)


def fold(text: str) -> str:
    """The text with every run of white space as one space and none at the ends."""
    return " ".join(text.split())


def fingerprint(text: str) -> str:
    """SHA-256, in hexadecimal, of the folded text in UTF-8."""
    return hashlib.sha256(fold(text).encode()).hexdigest()


def lines_of(locator: str) -> tuple[int, int] | None:
    """First and last line (from 1) that a locator names; None where it names no lines."""
    match = LOCATOR.fullmatch(locator.strip())
    if not match:
        return None
    first = int(match["first"])
    return first, int(match["last"] or first)


def passage_text(document: str, locator: str) -> str:
    """The lines of a document that a locator names, lines counted by line feeds from 1.

    Raises ValueError where the locator names no lines or lines beyond the end.
    """
    lines = document.split("\n")
    span = lines_of(locator)
    if span is None:
        raise ValueError(f"“{locator}” names no lines; expected “line 5” or “lines 4–8”")
    first, last = span
    if first > last or last > len(lines):
        raise ValueError(f"“{locator}” is not in the document, which has {len(lines)} lines")
    return "\n".join(lines[first - 1 : last])
