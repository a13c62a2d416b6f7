"""Pages with footnotes, and the pages of the sources themselves."""

from typing import Any

from django.db.models import QuerySet

from listings.feeds import ListingFeed
from listings.views import ListingFile, ListingPage
from records.linked import Linked
from records.views import RecordView
from sources.footnotes import Footnotes
from sources.linked import linked
from sources.listings import SourceListing
from sources.models import Citation, Passage, Source

CITATIONS: dict[str, Any] = {"citations": {}}


class CitedRecordView(RecordView):
    """A record each of whose facts bears the number of the passage that says so."""

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
    for citations in citation_queries(source):
        for citation in citations:
            by_passage.setdefault(citation.passage_id, []).append(citation)
    return [
        {"passage": passage, "citations": by_passage.get(passage.pk, [])}
        for passage in source.passages.all()
    ]


def by_record(citations: list[Citation]) -> list[list[Citation]]:
    """The citations of each record together, in the order in which the records come."""
    records: dict[tuple[type, int], list[Citation]] = {}
    for citation in citations:
        records.setdefault((type(citation), citation.record_id), []).append(citation)
    return list(records.values())


def citation_queries(source: Source) -> list[QuerySet]:
    """For each kind of fact, the published citations of a source's passages."""
    related: list[Any] = [relation.related_model for relation in Passage._meta.related_objects]
    return [
        citation.objects.published()
        .filter(passage__source=source)
        .select_related(*citation.record_paths())
        for citation in related
        if issubclass(citation, Citation)
    ]
