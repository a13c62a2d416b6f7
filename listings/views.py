"""A listing as a page and as files."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from listings.fields import MOST_REFERENCES
from listings.filters import ListingFilterSet
from listings.listing import Listing
from listings.writers import MOST_SHEET_ROWS, csv_lines, json_value, xlsx_file

PAGE_SIZE = 50
MOST_ROWS = 500
FORMATS = ("csv", "xlsx", "json")
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class PagingForm(forms.Form):
    """Which part of a listing is asked for."""

    page = forms.IntegerField(min_value=1, max_value=10**9, required=False)
    page_size = forms.IntegerField(min_value=1, max_value=MOST_ROWS, required=False)


class ListingView(View):
    """What page and files share: the filtered rows, and what is wrong with a question."""

    listing: ClassVar[type[Listing]]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.filterset: ListingFilterSet = self.listing.filtered(request.GET)
        self.paging = PagingForm(request.GET)
        self.base = f"{request.scheme}://{request.get_host()}"

    def problems(self) -> dict[str, list[str]]:
        """What is wrong, by parameter; empty where the question can be answered."""
        self.filterset.is_valid()
        errors = self.filterset.form.errors | self.paging.errors
        return {name.replace("__all__", ""): list(texts) for name, texts in errors.items()}

    def rows(self) -> QuerySet:
        """The rows that match, in the order asked for."""
        ordering = self.filterset.form.cleaned_data["ordering"]
        return self.listing.ordered(self.filterset.qs, ordering)

    def page(self) -> Page:
        """The part of the rows asked for; Http404 beyond the last page."""
        asked = self.paging.cleaned_data
        paginator = Paginator(self.rows(), asked["page_size"] or PAGE_SIZE)
        number = asked["page"] or 1
        if number > paginator.num_pages:
            raise Http404(
                _("There is no page %(number)d; the last one is %(last)d.")
                % {"number": number, "last": paginator.num_pages}
            )
        return paginator.page(number)

    def address(self, **changes: Any) -> str:
        """This address with some parameters changed; None takes one away."""
        query = self.request.GET.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return f"?{query.urlencode()}" if query else "?"


class ListingPage(ListingView):
    """The listing as a page: form, table, links to the files."""

    template_name = "listings/page.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        problems = self.problems()
        context = {
            "listing": self.listing,
            "form": self.filterset.form,
            "problems": problems,
            "chips": self.chips(),
        }
        if not problems:
            context |= self.shown(self.page())
        return render(request, self.template_name, context, status=400 if problems else 200)

    def shown(self, page: Page) -> dict[str, Any]:
        """The rows of a page and what stands around them, for the template."""
        return {
            "page": page,
            "noun": self.noun(page.paginator.count),
            "headers": self.headers(),
            "rows": self.table(page),
            "pages": self.pages(page),
            "downloads": self.downloads(),
            "previous": page.has_previous() and self.address(page=page.number - 1),
            "next": page.has_next() and self.address(page=page.number + 1),
        }

    def table(self, page: Page) -> Iterator[tuple[str, list[tuple[Any, Any]]]]:
        """Each row's slug and cells; a cell is its column and what the page shows."""
        columns = [column for column in self.listing.columns if column.on_page]
        for row in self.listing.rows(page.object_list, self.base):
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
                address = self.address(ordering=turned, page=None) if column.sortable else None
                headers.append({"column": column, "way": way, "address": address})
        return headers

    def pages(self, page: Page) -> list[tuple[Any, str | None]]:
        """Numbers of pages near this one and at the ends, with addresses; “…” has none."""
        numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
        return [(n, self.address(page=n) if isinstance(n, int) else None) for n in numbers]

    def chips(self) -> list[dict[str, str]]:
        """The filters at work: label, value, and the address without it."""
        chips = []
        for name, field in self.filterset.form.fields.items():
            values = [value for value in self.request.GET.getlist(name) if value]
            for value in values[:MOST_REFERENCES]:
                query = self.request.GET.copy()
                query.pop("page", None)
                query.setlist(name, [other for other in values if other != value])
                shown = dict(getattr(field, "choices", ())).get(value, value)
                chips.append(
                    {"label": field.label, "value": shown, "without": f"?{query.urlencode()}"}
                )
        return chips

    def downloads(self) -> list[tuple[str, str]]:
        """Format and address of each file with the same rows."""
        query = self.address(page=None, page_size=None)
        route = f"{self.request.resolver_match.view_name}-file"
        return [(kind.upper(), reverse(route, args=[kind]) + query.rstrip("?")) for kind in FORMATS]


class ListingFile(ListingView):
    """The listing as CSV, XLSX or JSON; a question that makes no sense is a 400 in words."""

    def get(self, request: HttpRequest, extension: str) -> HttpResponseBase:
        if problems := self.problems():
            told = {"errors": problems}
            return JsonResponse(told, status=400, json_dumps_params={"ensure_ascii": False})
        if extension == "json":
            return self.json()
        return self.file(extension)

    def json(self) -> HttpResponseBase:
        page = self.page()
        kinds = {name: kind for name, kind, _expression in self.listing.file_columns(self.base)}
        here = self.request.build_absolute_uri(self.request.path)
        answer = {
            "count": page.paginator.count,
            "next": here + self.address(page=page.number + 1) if page.has_next() else None,
            "previous": here + self.address(page=page.number - 1) if page.has_previous() else None,
            "revision": self.request.revision,
            "results": [
                {name: json_value(value, kinds[name]) for name, value in row.items()}
                for row in self.listing.rows(page.object_list, self.base)
            ],
        }
        return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})

    def file(self, extension: str) -> HttpResponseBase:
        columns = self.listing.file_columns(self.base)
        names, kinds = [name for name, _, _ in columns], [kind for _, kind, _ in columns]
        rows = self.listing.values(self.part(), self.base)
        if extension == "xlsx":
            self.refuse_too_many(rows)
            workbook = xlsx_file(str(self.listing.title), names, kinds, rows.iterator(2000))
            response: HttpResponseBase = FileResponse(workbook)
        else:
            response = StreamingHttpResponse(csv_lines(names, kinds, rows.iterator(2000)))
        name = self.listing.file_name(self.request.GET, timezone.localdate(), extension)
        response["Content-Type"] = CONTENT_TYPES[extension]
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def part(self) -> Any:
        """All rows, or those of the page where one is asked for."""
        asked = any(self.paging.cleaned_data.values())
        return self.page().object_list if asked else self.rows()

    def refuse_too_many(self, rows: QuerySet) -> None:
        if rows.count() > MOST_SHEET_ROWS:
            raise BadRequest(
                _("A sheet holds %(most)d rows at most; filter the list, or take the CSV file.")
                % {"most": MOST_SHEET_ROWS}
            )
