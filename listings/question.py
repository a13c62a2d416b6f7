"""One question to a listing, whoever asks it: a page, a file, the API or a feed."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import Any, Self

from django import forms
from django.core.paginator import Page, Paginator
from django.db import connections, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.columns import Row
from listings.errors import NoPageError
from listings.fields import NumberField
from listings.filters import ListingFilterSet
from listings.listing import Listing

PAGE_SIZE = 50
MOST_ROWS = 500
MOST_PAGES = 10**9
CHUNK = 2000


class PagingForm(forms.Form):
    """Which part of a listing is asked for."""

    page = NumberField(
        min_value=1,
        max_value=MOST_PAGES,
        required=False,
        label=gettext_lazy("page"),
        help_text=gettext_lazy("Which page of the rows, from 1."),
    )
    page_size = NumberField(
        min_value=1,
        max_value=MOST_ROWS,
        required=False,
        label=gettext_lazy("rows on a page"),
        help_text=gettext_lazy("How many rows a page holds."),
    )


class Question:
    """What is asked of a listing, and its rows; look at `problems()` before anything else.

    `data` holds the parameters, `base` is the address of the site (scheme and host).
    """

    def __init__(self, listing: type[Listing], data: QueryDict, base: str) -> None:
        self.listing, self.data, self.base = listing, data, base
        self.filterset: ListingFilterSet = listing.filtered(data)
        self.paging = PagingForm(data)

    @classmethod
    def of(cls, listing: type[Listing], request: HttpRequest) -> Self:
        """The question that an address asks."""
        return cls(listing, request.GET, f"{request.scheme}://{request.get_host()}")

    def problems(self) -> dict[str, list[str]]:
        """What is wrong, by parameter; empty where the question can be answered."""
        self.filterset.is_valid()
        errors = self.filterset.form.errors | self.paging.errors
        return {name.replace("__all__", ""): list(texts) for name, texts in errors.items()}

    def rows(self) -> QuerySet:
        """The rows that match, in the order asked for."""
        ordering = self.filterset.form.cleaned_data["ordering"]
        return self.listing.ordered(self.filterset.qs, ordering)

    @cached_property
    def asks_for_a_part(self) -> bool:
        """Whether a page is asked for, and not everything."""
        return any(self.paging.cleaned_data.values())

    def page(self) -> Page:
        """The part of the rows asked for, as dictionaries; NoPageError beyond the last page.

        First the keys of its rows are looked up, then their columns: the many that are skipped on
        the way to a far page cost nothing but their place in the order.
        """
        asked = self.paging.cleaned_data
        paginator = Paginator(self.rows(), asked["page_size"] or PAGE_SIZE)
        number = asked["page"] or 1
        if number > paginator.num_pages:
            raise NoPageError(
                _("There is no page %(number)d; the last one is %(last)d.")
                % {"number": number, "last": paginator.num_pages}
            )
        page = paginator.page(number)
        page.object_list = self.dressed(page.object_list.values_list("pk", flat=True))
        return page

    def dressed(self, keys: Iterable[Any]) -> list[Row]:
        """The rows with these keys, in their order, with every column of the file."""
        order = list(keys)
        found = self.filterset.dated_rows.filter(pk__in=order)
        rows = dict(self.listing.keyed(found, self.base))
        return [rows[key] for key in order if key in rows]

    def stream(self) -> Iterator[tuple]:
        """Every row that matches, as the file's columns; a few thousand in memory at a time."""
        rows = self.listing.values(self.rows(), self.base)
        with _snapshot(rows.db):
            yield from rows.iterator(chunk_size=CHUNK)

    def address(self, **changes: Any) -> str:
        """The query string with some parameters changed; None or an empty list takes one away.

        Parameters that were given without a value are left out.
        """
        query = self.data.copy()
        for name, value in changes.items():
            query.setlist(name, value if isinstance(value, list) else [value])
        for name, values in list(query.lists()):
            query.setlist(name, [value for value in values if str(value or "").strip()])
        return f"?{query.urlencode()}"


def _snapshot(database: str) -> AbstractContextManager:
    """Lets PostgreSQL hand out rows as it finds them.

    Its cursor needs a transaction for that; without one it would find and keep all of them first.
    On SQLite a transaction would keep writers waiting for whoever reads slowly, and is not needed.
    """
    on_postgresql = connections[database].vendor == "postgresql"
    return transaction.atomic(using=database) if on_postgresql else nullcontext()
