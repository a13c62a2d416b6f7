"""Pages with footnotes, and the pages of the sources themselves."""

import re
from collections.abc import Iterable
from typing import Any

from listings.feeds import ListingFeed
from listings.views import ListingFile, ListingPage
from records.linked import Linked
from records.together import together
from records.views import RecordView
from sources.evidence import attach_citations
from sources.footnotes import Footnotes
from sources.linked import linked
from sources.listings import SourceListing
from sources.models import Citation, Passage, Source

CITATIONS: dict[str, Any] = {"citations": {}}


class CitedRecordView(RecordView):
    """A record each of whose facts bears the number of the passage that says so."""

    @classmethod
    def cite(cls, rows: Iterable[Any]) -> None:
        attach_citations(rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"footnotes": Footnotes(self.object)}


class SourceList(ListingPage):
    listing = SourceListing


class SourceFile(ListingFile):
    listing = SourceListing


class SourceFeed(ListingFeed):
    listing = SourceListing


class SourceRecord(RecordView):
    model = Source
    listing = SourceListing
    children = {"passages": {}}
    template_name = "sources/source.html"

    def linked(self) -> Linked:
        return linked(self.object, self.base)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cited = [fact | {"records": by_record(fact["citations"])} for fact in facts(self.object)]
        return super().get_context_data(**kwargs) | {"facts": cited}


def facts(source: Source) -> list[dict[str, Any]]:
    """Each passage of the source with every published fact that cites it."""
    by_passage: dict[int, list[Citation]] = {}
    for citation in citations_of(source):
        by_passage.setdefault(citation.passage_id, []).append(citation)
    return [
        {"passage": passage, "citations": by_passage.get(passage.pk, [])}
        for passage in in_reading_order(source.passages.all())
    ]


def in_reading_order(passages: Iterable[Passage]) -> list[Passage]:
    """As they stand in the document, as far as the numbers of lines and pages tell."""
    return sorted(passages, key=lambda passage: place(passage.locator))


def place(locator: str) -> list[tuple[int, str]]:
    """For sorting: “lines 5–7” before “lines 11–13”."""
    parts = re.findall(r"\d+|\D+", locator)
    return [(int(part), "") if part.isdecimal() else (-1, part.casefold()) for part in parts]


def by_record(citations: list[Citation]) -> list[list[Citation]]:
    """The citations of each record together, in the order in which the records come."""
    records: dict[tuple[type, int], list[Citation]] = {}
    for citation in citations:
        records.setdefault((type(citation), citation.record_id), []).append(citation)
    return list(records.values())


def citations_of(source: Source) -> list[Citation]:
    """The published citations of a source's passages, table by table, whatever they are about."""
    related: list[Any] = [relation.related_model for relation in Passage._meta.related_objects]
    tables = [table for table in related if issubclass(table, Citation)]
    cited = (table.objects.published().filter(passage__source=source) for table in tables)
    found = together(*((rows, rows.model.record_paths()) for rows in cited))
    return sorted(found, key=lambda citation: (tables.index(type(citation)), citation.pk))
