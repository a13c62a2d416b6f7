"""The list of sources, and the column of sources that every other list ends with."""

from django.db.models import F, OuterRef
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from listings.columns import Column, DateColumn, ListColumn, Row, UrlColumn, linked
from listings.expressions import Counted, Joined, Kept
from listings.listing import Listing
from records.languages import language_words
from sources.filters import SourceFilterSet
from sources.models import Citation, Passage, Source


def sources_column(citation: type[Citation]) -> ListColumn:
    """The titles of the published sources that a record's citations point to."""
    cited = citation.objects.published().filter(record=OuterRef(OuterRef("pk")))
    sources = Source.objects.filter(pk__in=cited.values("passage__source"))
    return ListColumn(
        "sources",
        Kept(Joined(sources.values(value=F("title")))),
        label=_("sources"),
        help_text=_("Titles of the documents that say so; empty where no passage is cited."),
    )


def title_face(row: Row) -> SafeString:
    """The title, leading to the source, in the language of the document."""
    link = linked("source-detail", "title")(row)
    language = row["language"]
    return format_html('<span lang="{}">{}</span>', language, link) if language else link


class SourceListing(Listing):
    name = "sources"
    title = _("Sources")
    description = _("The documents from which the record is read.")
    filterset = SourceFilterSet
    headline = "title"
    ordering = "title"
    columns = (
        Column.of(Source, "slug", on_page=False),
        Column.of(Source, "title", page=title_face),
        Column.of(Source, "publisher"),
        Column.of(Source, "kind"),
        Column.of(Source, "reference"),
        Column.of(Source, "language", page=lambda row: language_words(row["language"])),
        DateColumn.of(Source, "published"),
        Column.of(Source, "document_url", on_page=False),
        Column.of(Source, "archive_url", on_page=False),
        Column.of(Source, "sha256", on_page=False),
        Column(
            "passages",
            Counted(Passage.objects.filter(source=OuterRef("pk"))),
            label=_("passages"),
            help_text=_("How many passages of it are cited or could be."),
            kind="integer",
        ),
        ListColumn(
            "sources",
            Joined(Source.objects.filter(pk=OuterRef("pk")).values(value=F("title"))),
            label=_("sources"),
            help_text=_("The document itself."),
            on_page=False,
        ),
        UrlColumn("source-detail"),
    )
