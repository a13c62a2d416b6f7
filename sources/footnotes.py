"""Footnotes of a page: each passage gets one number, each fact the numbers that bear it out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from sources.models import Citation, Passage


@dataclass
class Mark:
    """One place on the page that calls a footnote, and the citations that it stands for."""

    footnote: "Footnote"
    anchor: str
    citations: list[Citation]

    @property
    def contradicts(self) -> bool:
        return any(map(speaks_against, self.citations))


@dataclass
class Remark:
    """What a passage prints for a fact and how we read it, said once for all facts alike."""

    about: str
    citation: Citation
    times: int = 1

    def __str__(self) -> str:
        return f"{self.about} (×{self.times})" if self.times > 1 else self.about

    @property
    def contradicts(self) -> bool:
        return speaks_against(self.citation)


@dataclass
class Footnote:
    """A passage under its number on the page, with the places that point to it."""

    number: int
    passage: Passage
    own: Any = None
    marks: list[Mark] = field(default_factory=list)

    @property
    def citations(self) -> list[Citation]:
        return [citation for mark in self.marks for citation in mark.citations]

    def remarks(self) -> list[Remark]:
        """What there is to say about the citations besides that they are there."""
        remarks: dict[tuple, Remark] = {}
        for citation in self.citations:
            if not (citation.value or citation.note or speaks_against(citation)):
                continue
            about = subject(citation, self.own)
            key = (about, citation.stance, citation.value, citation.note)
            if key in remarks:
                remarks[key].times += 1
            else:
                remarks[key] = Remark(about, citation)
        return list(remarks.values())


class Footnotes:
    """Numbers passages in the order in which the page first needs them.

    `own` is the record whose page it is: remarks on it name the field alone.
    """

    def __init__(self, own: Any = None) -> None:
        self.own = own
        self.by_passage: dict[int, Footnote] = {}
        self.marked: set[tuple[type, int]] = set()
        self.compared: set[tuple[type, int]] = set()

    def __iter__(self) -> Iterator[Footnote]:
        return iter(self.by_passage.values())

    def __len__(self) -> int:
        return len(self.by_passage)

    def marks(self, record: Any, name: str = "") -> list[Mark]:
        """Marks for a field of a record; without a name, for the record as a whole."""
        return self._mark(c for c in record.citations.all() if c.field == name)

    def remaining_marks(self, record: Any) -> list[Mark]:
        """Marks for whatever is cited for a record and has no mark on the page yet."""
        return self._mark(c for c in record.citations.all() if key(c) not in self.marked)

    def disagreements(self, record: Any, only: str | None = None) -> dict[str, list[Citation]]:
        """All citations of each field on which sources disagree, unless the page showed them."""
        cited: dict[str, list[Citation]] = {}
        for citation in record.citations.all():
            if only in (None, citation.field) and key(citation) not in self.compared:
                cited.setdefault(citation.field, []).append(citation)
        found = {name: both for name, both in cited.items() if any(map(speaks_against, both))}
        self.compared |= {key(citation) for both in found.values() for citation in both}
        return found

    def _mark(self, citations: Iterable[Citation]) -> list[Mark]:
        together: dict[int, list[Citation]] = {}
        for citation in citations:
            self.marked.add(key(citation))
            together.setdefault(citation.passage_id, []).append(citation)
        marks = [self._called(same) for same in together.values()]
        return sorted(marks, key=lambda mark: mark.footnote.number)

    def _called(self, citations: list[Citation]) -> Mark:
        passage, number = citations[0].passage, len(self.by_passage) + 1
        note = self.by_passage.setdefault(passage.pk, Footnote(number, passage, self.own))
        mark = Mark(note, f"mark-{note.number}-{len(note.marks) + 1}", citations)
        note.marks.append(mark)
        return mark


def key(citation: Citation) -> tuple[type, int]:
    """Names a citation among those of all tables."""
    return type(citation), citation.pk


def speaks_against(citation: Citation) -> bool:
    return citation.stance == Citation.Stance.CONTRADICTS


def label(record: Any, name: str) -> str:
    """What readers call a field; of an empty name, the whole record."""
    return str(record._meta.get_field(name).verbose_name) if name else _("the whole record")


def subject(citation: Citation, own: Any = None) -> str:
    """What a citation is about: “act, date”, or “date” alone on the record's own page."""
    record = citation._meta.get_field("record").related_model
    kind = str(record._meta.verbose_name)
    if own is not None and isinstance(own, record) and citation.record_id == own.pk:
        return label(record, citation.field)
    return f"{kind}, {label(record, citation.field)}" if citation.field else kind
