"""/search/: every kind of record at once, the nearest first."""

from typing import Any

from django import forms
from django.core.paginator import Page
from django.db.models import Case, F, QuerySet, TextField, Value, When
from django.db.models.functions import Concat
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from listings.api import ListingAPI
from listings.columns import Column, DateColumn, Row, UrlColumn
from listings.facets import facets
from listings.fields import LONGEST
from listings.filters import (
    CertainFilter,
    ChoiceFilter,
    ListingFilterSet,
    SinceFilter,
    UntilFilter,
    WordsFilter,
)
from listings.listing import Listing
from listings.views import ListingPage
from portal.views import LISTINGS
from search.documents import BETWEEN
from search.excerpts import excerpt, marked, plain
from search.models import SearchDocument
from search.query import by_rank, holding, ranked

KINDS = {listing.name: listing.title for listing in LISTINGS}
LONGEST_TITLE = 160


class SearchFilterSet(ListingFilterSet):
    """Words, and what narrows down where they are found; without words there are no rows."""

    facets = ("kind",)

    q = WordsFilter(
        method="search",
        label=_("words"),
        max_length=LONGEST,
        help_text=ListingFilterSet.base_filters["q"].extra["help_text"],
        widget=forms.SearchInput(
            attrs={"data-suggest": reverse_lazy("search-json"), "data-label": _("Suggestions")}
        ),
    )
    kind = ChoiceFilter(choices=list(KINDS.items()), label=_("kind"))
    since = SinceFilter("date")
    until = UntilFilter("date")
    certain = CertainFilter()

    class Meta:
        model = SearchDocument
        fields: list[str] = []

    def dated(self, queryset: QuerySet) -> QuerySet:
        return ranked(queryset, self.form.cleaned_data["q"])

    def matching(self, queryset: QuerySet) -> QuerySet:
        return super().matching(holding(queryset, self.form.cleaned_data["q"]))

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Done in `matching`, whether there are words or not."""
        return queryset


class PlaceColumn(UrlColumn):
    """The full address of the page that shows a record, whatever kind it is."""

    def __init__(self) -> None:
        super().__init__("home")

    def file_columns(self, base: str) -> list[tuple[str, str, Any]]:
        places = [
            When(kind=listing.name, then=_place(column).file_columns(base)[0][2])
            for listing in LISTINGS
            for column in listing.columns
            if isinstance(column, UrlColumn)
        ]
        found = Case(*places, default=Value(""), output_field=TextField())
        return [(self.name, "text", found)]


def _place(column: UrlColumn) -> UrlColumn:
    """The address of a listing's rows, from the columns of their documents."""
    if column.anchor:
        return UrlColumn(column.route, "page", anchor="slug")
    return UrlColumn(column.route)


class SearchListing(Listing):
    name = "search"
    title = _("Search")
    description = _("Organizations, agreements, commitments, progress, events and sources at once.")
    filterset = SearchFilterSet
    headline = "title"
    ordering = "rank"
    columns = (
        Column("slug", label=_("slug"), help_text=_("Slug of the record.")),
        Column(
            "kind",
            label=_("kind"),
            help_text=_("The list in which the record stands."),
            choices=KINDS.items(),
        ),
        Column("title", label=_("title"), help_text=_("What the record is, in one line.")),
        DateColumn(
            "date",
            label=_("date"),
            help_text=_("When it was signed, founded, held, reported or published."),
        ),
        Column(
            "excerpt",
            Concat("names", Value(BETWEEN), "text", output_field=TextField()),
            label=_("excerpt"),
            help_text=_("Where the words stand, or how the text of the record begins."),
        ),
        Column(
            "rank",
            F("tier"),
            label=_("rank"),
            help_text=_(
                "1: the record's own title or name is just these words; 2: it holds them in this "
                "order; 3: each of them stands in a title or a name; 4: somewhere in the text."
            ),
            kind="integer",
        ),
        PlaceColumn(),
    )

    @classmethod
    def queryset(cls) -> QuerySet:
        """Every document: there are none of what is not public."""
        return SearchDocument.objects.all()

    @classmethod
    def sortable(cls) -> dict[str, Column]:
        return {each.name: each for each in cls.columns if each.name in ("rank", "date", "title")}

    @classmethod
    def ordered(cls, queryset: QuerySet, ordering: str = "") -> QuerySet:
        """The nearest first, or sorted by a column with ties by rank."""
        column = cls.sortable()[(ordering or cls.ordering).lstrip("-")]
        order = column.order(descending=ordering.startswith("-"))
        return queryset.order_by(*order, *by_rank())


def pieces(row: Row, words: str) -> list[tuple[str, bool]]:
    """The excerpt of a row, in pieces."""
    return excerpt(row["excerpt"].strip(BETWEEN), words)


class SearchPage(ListingPage):
    """The form, what was found, and how much of each kind."""

    listing = SearchListing
    template_name = "portal/search.html"

    def shown(self, page: Page) -> dict[str, Any]:
        return {
            "page": page,
            "asked": self.words,
            "noun": self.noun(page.paginator.count),
            "results": [self.result(row) for row in page.object_list],
            "pages": self.pages(page),
            "json": reverse("search-json") + self.question.address(page=None, page_size=None),
            "subscriptions": self.subscriptions(),
            "facets": facets(self.question),
            "previous": page.has_previous() and self.question.address(page=page.number - 1),
            "next": page.has_next() and self.question.address(page=page.number + 1),
        }

    @property
    def words(self) -> str:
        return self.question.filterset.form.cleaned_data["q"]

    def noun(self, count: int) -> str:
        return ngettext("record", "records", count)

    def result(self, row: Row) -> Row:
        """What the page shows of a row."""
        return {
            "kind": KINDS[row["kind"]],
            "address": row["url"].removeprefix(self.question.base),
            "title": marked(excerpt(row["title"], self.words, LONGEST_TITLE)),
            "date": row["date"],
            "excerpt": marked(pieces(row, self.words)),
        }


class SearchAPI(ListingAPI):
    """What was found as JSON, a page at a time."""

    listing = SearchListing

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        if not args:
            return super().get_serializer(**kwargs)
        words = self.request.GET.get("q", "")
        rows = [row | {"excerpt": plain(pieces(row, words))} for row in args[0]]
        return super().get_serializer(rows, **kwargs)
