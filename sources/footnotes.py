"""Footnotes of a page: each passage gets one number, each fact the numbers that bear it out."""

from dataclasses import dataclass, field
from typing import Any

from sources.models import Citation, Passage


@dataclass
class Footnote:
    """A passage under its number on the page, with the citations that point to it."""

    number: int
    passage: Passage
    citations: list[Citation] = field(default_factory=list)


class Footnotes:
    """Numbers passages in the order in which the page first needs them."""

    def __init__(self) -> None:
        self.by_passage: dict[int, Footnote] = {}

    def __iter__(self) -> Any:
        return iter(self.by_passage.values())

    def __len__(self) -> int:
        return len(self.by_passage)

    def mark(self, citation: Citation) -> Footnote:
        """The footnote of a citation's passage, made when it is first needed."""
        number = len(self.by_passage) + 1
        note = self.by_passage.setdefault(citation.passage_id, Footnote(number, citation.passage))
        if citation not in note.citations:
            note.citations.append(citation)
        return note

    def marks(self, record: Any, name: str = "") -> list[Footnote]:
        """The footnotes for a field of a record; without a name, for the record as a whole."""
        cited = [c for c in record.citations.all() if c.field == name]
        return [self.mark(citation) for citation in cited]
