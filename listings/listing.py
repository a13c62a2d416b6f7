"""A listing: a queryset, a filter set and columns, declared once for page and files."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar
from unicodedata import combining, normalize

from django.db.models import QuerySet
from django.http import QueryDict

from listings.columns import Column, Row
from listings.filters import ListingFilterSet
from listings.writers import json_value


class Listing:
    """The declaration of one list of the public contract.

    `name` is the stem of its addresses and file names; `headline` names the column that says in
    one line what a row is; `ordering` sorts by a column where the reader does not ask for another,
    `ties` are the fields that then decide between equals.
    """

    name: ClassVar[str]
    title: ClassVar[Any]
    description: ClassVar[Any] = ""
    filterset: ClassVar[type[ListingFilterSet]]
    columns: ClassVar[tuple[Column, ...]]
    headline: ClassVar[str]
    ordering: ClassVar[str]
    ties: ClassVar[tuple[str, ...]] = ("slug",)

    @classmethod
    def queryset(cls) -> QuerySet:
        """The rows that the public may see."""
        return cls.filterset._meta.model.objects.published()

    @classmethod
    def sortable(cls) -> dict[str, Column]:
        return {column.name: column for column in cls.columns if column.sortable}

    @classmethod
    def filtered(cls, data: Any) -> ListingFilterSet:
        """The filter set for a query string; look at `is_valid()` before using `.qs`."""
        return cls.filterset(data, queryset=cls.queryset(), sortable=cls.sortable())

    @classmethod
    def ordered(cls, queryset: QuerySet, ordering: str = "") -> QuerySet:
        """The rows sorted by a column name with an optional leading “-”."""
        ordering = ordering or cls.ordering
        column = cls.sortable()[ordering.lstrip("-")]
        return queryset.order_by(*column.order(descending=ordering.startswith("-")), *cls.ties)

    @classmethod
    def file_columns(cls, base: str) -> list[tuple[str, str, Any]]:
        """Name, kind and expression of every column of the file, in order."""
        return [flat for column in cls.columns for flat in column.file_columns(base)]

    @classmethod
    def values(cls, queryset: Any, base: str) -> QuerySet:
        """The rows as tuples of the file's columns; no row becomes a model instance."""
        return queryset.values_list(*(expression for _, _, expression in cls.file_columns(base)))

    @classmethod
    def keyed(cls, queryset: Any, base: str) -> Iterator[tuple[Any, Row]]:
        """The key of each row, and the row from column name to database value."""
        names = [name for name, _, _ in cls.file_columns(base)]
        expressions = (expression for _, _, expression in cls.file_columns(base))
        for key, *row in queryset.values_list("pk", *expressions):
            yield key, dict(zip(names, row, strict=True))

    @classmethod
    def rows(cls, queryset: Any, base: str) -> Iterator[Row]:
        """The rows as dictionaries from column name to database value."""
        return (row for _key, row in cls.keyed(queryset, base))

    @classmethod
    def for_readers(cls, rows: list[Row]) -> list[Row]:
        """The rows of a page as its readers call things; files call them as they are recorded."""
        return rows

    @classmethod
    def row(cls, slug: str, base: str, data: QueryDict) -> dict[str, Any]:
        """One record as JSON shows it in the listing; `data` may ask for a day with `as_of`."""
        rows = cls.filtered(data).qs.filter(slug=slug)
        kinds = {name: kind for name, kind, _ in cls.file_columns(base)}
        return {n: json_value(v, kinds[n]) for row in cls.rows(rows, base) for n, v in row.items()}

    @classmethod
    def file_name(cls, data: Any, day: date, extension: str) -> str:
        """Tells the listing, the filter and the day: agreements-theme-migration-2026-01-31.csv."""
        parts = [cls.name]
        for key in sorted(set(data) - {"ordering"}):
            parts += [f"{key}-{value}" for value in data.getlist(key) if value]
        # Letters without their accents, which not every system writes alike.
        letters = (c for c in normalize("NFKD", "-".join(parts)) if not combining(c))
        safe = "".join(c if c.isascii() and c.isalnum() else "-" for c in letters)
        return f"{safe[:120].strip('-')}-{day.isoformat()}.{extension}"
