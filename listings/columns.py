"""Columns of a listing: a name, a database expression, and how a page shows it.

In files and JSON a column stands under its name; on a page it is what `page` makes of the row.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import F, Model, TextField, Value
from django.db.models.expressions import Combinable, OrderBy
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from dates.queries import earliest_first, latest_first
from dates.words import words
from listings.expressions import split

Row = dict[str, Any]
Face = Callable[[Row], Any]


class Column:
    """One value per row: text unless `kind` says "integer", "boolean", "date" or "list".

    Where it is `prose` it is in the language of the record, whatever that of the page.
    """

    sortable = True

    def __init__(
        self,
        name: str,
        expression: str | Combinable | None = None,
        *,
        label: Any,
        help_text: Any = "",
        kind: str = "text",
        choices: Iterable[tuple[str, Any]] = (),
        page: Face | None = None,
        on_page: bool = True,
        nullable: bool = True,
        prose: bool = False,
    ) -> None:
        self.name, self.label, self.help_text, self.kind = name, label, help_text, kind
        self.nullable, self.prose = nullable, prose
        self.expression: Any = expression or name
        if isinstance(self.expression, str):
            self.expression = F(self.expression)
        self.choices = dict(choices)
        self.page = page or self.plain
        self.on_page = on_page

    @classmethod
    def of(
        cls, model: type[Model], name: str, path: str | Combinable = "", **options: Any
    ) -> "Column":
        """A column with the label, help text and choices of a model's field."""
        field = model._meta.get_field(name)
        options.setdefault("label", field.verbose_name)
        options.setdefault("help_text", field.help_text)
        options.setdefault("choices", getattr(field, "choices", None) or ())
        options.setdefault("nullable", bool(path) or getattr(field, "null", True))
        return cls(name, path or name, **options)

    def plain(self, row: Row) -> Any:
        """The value as a page shows it when nothing else is said."""
        value = row[self.name]
        return self.choices.get(value, "" if value is None else value)

    def file_columns(self, base: str) -> list[tuple[str, str, Combinable]]:
        """Name, kind and expression of each column in a file; `base` is the site's address."""
        return [(self.name, self.kind, self.expression)]

    def order(self, *, descending: bool) -> list[OrderBy]:
        """How to sort by it, what is missing last."""
        # Only where something can be missing: the databases' indexes are not in that order.
        last = self.nullable or None
        return [OrderBy(self.expression, descending=descending, nulls_last=last)]


class DateColumn(Column):
    """An uncertain date: words on a page, three columns in a file."""

    def __init__(self, name: str, expression: str | None = None, **options: Any) -> None:
        self.path = expression or name
        super().__init__(name, expression, **options)

    def plain(self, row: Row) -> str:
        return words(row[self.name])

    def file_columns(self, base: str) -> list[tuple[str, str, Combinable]]:
        return [
            (self.name, "text", self.expression),
            (f"{self.name}_earliest", "date", F(f"{self.path}_earliest")),
            (f"{self.name}_latest", "date", F(f"{self.path}_latest")),
        ]

    def order(self, *, descending: bool) -> list[OrderBy]:
        return latest_first(self.path) if descending else earliest_first(self.path)


class ListColumn(Column):
    """Many values: joined with “; ” in a file, a list in JSON and on a page."""

    sortable = False

    def __init__(self, name: str, expression: Combinable, **options: Any) -> None:
        super().__init__(name, expression, **options | {"kind": "list"})

    def plain(self, row: Row) -> SafeString:
        items = ((value,) for value in split(row[self.name]))
        return format_html_join("", "<span class='item'>{}</span>", items)


class UrlColumn(Column):
    """The full address of the record's page; always the last column of a file."""

    sortable = False

    def __init__(self, route: str, path: str = "slug", anchor: str | None = None) -> None:
        self.route, self.path, self.anchor = route, path, anchor
        label, help_text = _("address"), _("The page of the record.")
        super().__init__("url", path, label=label, help_text=help_text, on_page=False)

    def file_columns(self, base: str) -> list[tuple[str, str, Combinable]]:
        head, tail = reverse(self.route, kwargs={"slug": "slug-slug"}).split("slug-slug")
        parts = [Value(base + head), F(self.path), Value(tail)]
        if self.anchor:
            parts += [Value("#"), F(self.anchor)]
        return [(self.name, "text", Concat(*parts, output_field=TextField()))]


def linked(route: str, text: str, slug: str = "slug") -> Face:
    """A face that links the value of column `text` to the page that column `slug` names."""

    def face(row: Row) -> SafeString | str:
        return _link(route, row[slug], row[text])

    return face


def linked_date(route: str, name: str, slug: str = "slug") -> Face:
    """A face that links the words of date column `name` to the page that `slug` names."""

    def face(row: Row) -> SafeString | str:
        return _link(route, row[slug], words(row[name]))

    return face


def _link(route: str, slug: str | None, text: str | None) -> SafeString | str:
    if not slug:
        return text or ""
    return format_html('<a href="{}">{}</a>', reverse(route, kwargs={"slug": slug}), text)
