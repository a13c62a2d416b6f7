"""What feeds and calendars share: a question without pages, and rows that keep their name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from listings.columns import Column, Row
from listings.expressions import split
from listings.fields import LONGEST
from listings.filters import PAGING
from listings.listing import Listing
from listings.question import Question

# A subscription has an order and a length of its own.
MISPLACED = PAGING | {"ordering"}
# RFC 4151 wants a time at which the name was the site's own; that it is a year says no more.
MINTED = "2026"
LONGEST_LINE = 120


@dataclass(frozen=True)
class Item:
    """A row, the name that it keeps wherever it moves (RFC 4151), and when it last changed."""

    row: Row
    name: str
    changed: datetime


class WholeQuestion(Question):
    """A question that asks neither for a part of the rows nor for an order."""

    def problems(self) -> dict[str, list[str]]:
        """As for every question, after the names of the parameters."""
        known = self.parameters(self.listing)
        unknown = [
            _("“%(found)s” is not a parameter here; expected one of: %(expected)s")
            % {"found": name[:LONGEST], "expected": ", ".join(sorted(known))}
            for name in self.data
            if name not in known
        ]
        return {"": unknown} if unknown else super().problems()

    @staticmethod
    def parameters(listing: type[Listing]) -> set[str]:
        """The names of the parameters that it takes."""
        return listing.filterset.base_filters.keys() - MISPLACED

    def latest(self, most: int, otherwise: datetime) -> list[Item]:
        """The rows that changed last, newest first; `otherwise` where no history says when."""
        return self.items(self.filterset.qs.last_changed(most), otherwise)

    def items(self, keys: Iterable[Any], otherwise: datetime) -> list[Item]:
        """The rows with these keys, in their order."""
        order = list(keys)
        rows = dict(self.listing.keyed(self.filterset.dated_rows.filter(pk__in=order), self.base))
        every = self.listing.queryset()
        changed = every.changed(rows)
        slugs = every.first_slugs([row["slug"] for row in rows.values()])
        return [
            Item(rows[key], self.name(slugs[rows[key]["slug"]]), changed.get(key, otherwise))
            for key in order
            if key in rows
        ]

    def name(self, slug: str) -> str:
        """The lasting name of a record, by the slug that it had first."""
        return tag(self.base, f"{self.listing.name}/{slug}")

    def in_words(self, title: Any) -> str:
        """The title, and what is asked."""
        form = self.filterset.form
        asked = [
            f"{form.fields[name].label}: {value}"
            for name in form.fields
            for value in self.data.getlist(name)
            if value
        ]
        said = f"Entente: {title}"
        # Whoever asks may put anything into an address; XML holds no control characters.
        return "".join(filter(str.isprintable, f"{said} ({'; '.join(asked)})" if asked else said))


def facts(listing: type[Listing], row: Row, besides: Collection[str] = ()) -> list[tuple[str, str]]:
    """What a page shows of a row: label and plain text of each column that has one."""
    columns = [each for each in listing.columns if each.on_page and each.name not in besides]
    told = [(capfirst(str(column.label)), _text(column, row)) for column in columns]
    return [(label, text) for label, text in told if text]


def one_line(text: str) -> str:
    """The beginning of a text, without line breaks, for where there is room for a line."""
    return Truncator(" ".join(text.split())).chars(LONGEST_LINE)


def tag(base: str, name: str) -> str:
    """A tag URI (RFC 4151) of the site at `base`, whatever its scheme and port."""
    return f"tag:{urlsplit(base).hostname},{MINTED}:{name}"


def _text(column: Column, row: Row) -> str:
    if column.kind == "list":
        return "; ".join(split(row[column.name]))
    return str(column.plain(row))
