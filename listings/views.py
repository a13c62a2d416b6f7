"""A listing as a page and as files."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.exceptions import BadRequest
from django.core.paginator import Page
from django.db.models import Model
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from listings.api import Described, file_parameters
from listings.errors import UnanswerableError
from listings.facets import facets
from listings.fields import MOST_REFERENCES, NONE, stated
from listings.listing import Listing
from listings.question import Question
from listings.subscriptions import MISPLACED
from listings.writers import MOST_SHEET_ROWS, csv_parts, xlsx_file

FORMATS = ("csv", "xlsx")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}


class ListingView(View):
    """What page and files share: the question that the address asks."""

    listing: ClassVar[type[Listing]]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.question = Question.of(self.listing, request)


class ListingPage(ListingView):
    """The listing as a page: form, table, links to the files."""

    template_name = "listings/page.html"
    # The calendar that has dates of its rows, a listings.calendars.CalendarView.
    calendar: ClassVar[Any] = None

    def get(self, request: HttpRequest) -> HttpResponseBase:
        problems = self.question.problems()
        context = {
            "listing": self.listing,
            "form": self.question.filterset.form,
            "problems": problems,
            "chips": self.chips(),
            "meanings": self.meanings(),
            "here": self.question.address(),
        }
        if not problems:
            context |= self.shown(self.question.page())
        return render(request, self.template_name, context, status=400 if problems else 200)

    def shown(self, page: Page) -> dict[str, Any]:
        """The rows of a page and what stands around them, for the template."""
        return {
            "page": page,
            "noun": self.noun(page.paginator.count),
            "headers": self.headers(),
            "rows": self.table(page),
            "pages": self.pages(page),
            "facets": facets(self.question),
            "downloads": self.downloads(),
            "subscriptions": self.subscriptions(),
            "previous": page.has_previous() and self.question.address(page=page.number - 1),
            "next": page.has_next() and self.question.address(page=page.number + 1),
        }

    def table(self, page: Page) -> Iterator[tuple[str, list[tuple[Any, Any]]]]:
        """Each row's slug and cells; a cell is its column and what the page shows."""
        columns = [column for column in self.listing.columns if column.on_page]
        for row in self.listing.for_readers(list(page.object_list)):
            yield row["slug"], [(column, column.page(row)) for column in columns]

    def noun(self, count: int) -> str:
        """What the listing counts: “organization” or “organizations”."""
        names = self.listing.filterset._meta.model._meta
        return names.verbose_name if count == 1 else names.verbose_name_plural

    def headers(self) -> list[dict[str, Any]]:
        """Each column of the page; where it can sort, which way it does and the address to turn."""
        asked = self.request.GET.get("ordering") or self.listing.ordering
        headers: list[dict[str, Any]] = []
        for column in self.listing.columns:
            if column.on_page:
                turned = f"-{column.name}" if asked == column.name else column.name
                way = {column.name: "ascending", f"-{column.name}": "descending"}.get(asked)
                address = (
                    self.question.address(ordering=turned, page=None) if column.sortable else None
                )
                headers.append({"column": column, "way": way, "address": address})
        return headers

    def pages(self, page: Page) -> list[tuple[Any, str | None]]:
        """Numbers of pages near this one and at the ends, with addresses; “…” has none."""
        numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
        return [(n, self.question.address(page=n) if isinstance(n, int) else None) for n in numbers]

    def chips(self) -> list[dict[str, Any]]:
        """The filters at work: label, value, and the address without it."""
        form = self.question.filterset.form
        return [
            {
                "label": form.fields[name].label,
                "value": label,
                "without": self.question.address(page=None, **{name: others}),
            }
            for name in form.fields
            for label, others in self.values(name)
        ]

    def values(self, name: str) -> Iterator[tuple[Any, list[str]]]:
        """What is asked for with a parameter, in words, and the other values asked for with it."""
        form, asked = self.question.filterset.form, self.question.filterset.filters[name]
        given = stated(self.request.GET.getlist(name))[:MOST_REFERENCES]
        read = form.cleaned_data.get(name)
        words = getattr(asked, "words", str)
        labels = dict(asked.extra.get("choices", ())) | {NONE: getattr(asked, "none", "") or NONE}
        for place, value in enumerate(given):
            one = read[place] if isinstance(read, list) else read
            shown = one if isinstance(one, Model) else labels.get(value) or words(value)
            yield shown, [each for each in given if each != value]

    def meanings(self) -> list[dict[str, Any]]:
        """Texts that may mean several records, and the address that asks for each of them."""
        found = []
        for name, errors in self.question.filterset.form.errors.as_data().items():
            for error in errors:
                if error.code == "ambiguous":
                    text, records = error.params["found"], error.params["meanings"]
                    found.append({"found": text, "records": self.instead(name, text, records)})
        return found

    def instead(self, name: str, text: str, records: Any) -> list[tuple[str, str]]:
        """Each record's name, and the address with its slug instead of the text."""
        given = self.request.GET.getlist(name)
        return [
            (label, self.question.address(**{name: [slug if v == text else v for v in given]}))
            for slug, label in records
        ]

    def downloads(self) -> list[tuple[str, str]]:
        """Format and address of each file with the same rows."""
        query = self.question.address(page=None, page_size=None)
        route, asked = self.request.resolver_match.view_name, query.rstrip("?")
        files = [(kind.upper(), reverse(f"{route}-file", args=[kind]) + asked) for kind in FORMATS]
        return [*files, ("JSON", reverse(f"{route}-json") + asked)]

    def subscriptions(self) -> list[tuple[Any, str, str]]:
        """Name, media type and address of the feed, and of a calendar that takes the same."""
        given = {name: [text for text in texts if text] for name, texts in self.request.GET.lists()}
        without = {name: [] if name in MISPLACED else texts for name, texts in given.items()}
        query = self.question.address(**without).rstrip("?")
        feed = reverse(f"{self.request.resolver_match.view_name}-feed")
        found = [(_("Atom feed"), "application/atom+xml", feed + query)]
        asked = {name for name, texts in without.items() if texts}
        if self.calendar and asked <= self.calendar.parameters():
            title = _("%(title)s as a calendar") % {"title": self.calendar.title}
            found.append((title, "text/calendar", reverse(self.calendar.route) + query))
        return found


class ListingFile(ListingView):
    """The listing as CSV or XLSX; a question that makes no sense is a 400 in words."""

    operation: ClassVar[dict[str, Described]] = {
        extension: Described(summary, {media: {"type": "string"}}, file_parameters)
        for extension, media, summary in (
            ("csv", "text/csv", gettext_lazy("The same rows as CSV, all of them")),
            ("xlsx", XLSX, gettext_lazy("The same rows as a sheet, all of them")),
        )
    }

    def get(self, request: HttpRequest, extension: str) -> HttpResponseBase:
        if problems := self.question.problems():
            raise UnanswerableError(problems)
        return self.file(extension)

    def file(self, extension: str) -> HttpResponseBase:
        columns = self.listing.file_columns(self.question.base)
        names, kinds = [name for name, _, _ in columns], [kind for _, kind, _ in columns]
        if extension == "xlsx":
            self.refuse_too_many()
            workbook = xlsx_file(str(self.listing.title), names, kinds, self.rows())
            response: HttpResponseBase = FileResponse(workbook)
        else:
            response = StreamingHttpResponse(csv_parts(names, kinds, self.rows()))
        name = self.listing.file_name(self.request.GET, timezone.localdate(), extension)
        response["Content-Type"] = CONTENT_TYPES[extension]
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def rows(self) -> Iterator[tuple]:
        """All rows, or those of the page where one is asked for."""
        if self.question.asks_for_a_part:
            return (tuple(row.values()) for row in self.question.page().object_list)
        return self.question.stream()

    def refuse_too_many(self) -> None:
        if not self.question.asks_for_a_part and self.question.rows().count() > MOST_SHEET_ROWS:
            raise BadRequest(
                _("A sheet holds %(most)d rows at most; filter the list, or take the CSV file.")
                % {"most": MOST_SHEET_ROWS}
            )
