"""What the cells of a foreign key mean: a slug, or any name that only one record has ever had."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from records.batches import batches
from records.columns import quoted
from records.intake.cells import key
from records.models import FormerSlug
from records.naming import naming_paths

# Looking for what a misspelt name may have meant takes a while where there are many.
MOST_GUESSES = 30
# What a table calls the names of its rows, unless `searched` tells.
NAMES = ("name", "title")


@cache
def name_paths(model: Any) -> tuple[str, ...]:
    """Where the names of a table's rows stand: its own and those in a table of names.

    What is named within another record only, such as an agreement's Article 3, has none.
    """
    if naming_paths(model):
        return ()
    searched = getattr(model, "searched", None)
    if searched and searched.own_title:
        return (searched.title, *searched.names)
    fields = {field.name for field in model._meta.fields}
    return tuple(name for name in NAMES if name in fields)[:1]


class Names:
    """The rows of a table by their slugs and names, as far as a file asks for them."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.rows: dict[Any, Any] = {}
        self.by_slug: dict[str, Any] = {}
        self.by_name: dict[str, set[Any]] = {}
        self.near: dict[str, list[str]] = {}
        self.former: dict[str, str] = {}

    def learn(self, texts: Iterable[str], *, rows: bool = True) -> None:
        """Looks for all texts at once: by slug first, by name what is no slug."""
        wanted = {text for text in texts if text}
        for batch in batches(sorted(wanted)):
            slugs = self.model._base_manager.filter(slug__in=batch)
            self.by_slug.update(slugs.values_list("slug", "pk"))
        others = {text: key(text) for text in wanted if text not in self.by_slug}
        if others:
            self._learn_names(others)
            self._learn_former(others)
        if rows:
            found = set(self.by_slug.values()).union(*self.by_name.values())
            self._load(found - self.rows.keys())

    def of(self, text: str) -> set[Any]:
        """The rows that a text may mean, by their ids."""
        if text in self.by_slug:
            return {self.by_slug[text]}
        found = self.by_name.get(key(text), set())
        if not found and text.endswith(")") and "(" in text:
            return self.by_name.get(key(text.rpartition("(")[0]), set())
        return found

    def one(self, text: str) -> Any:
        """The one row that a text means. Raises ValidationError where it is none or several."""
        found = self.of(text)
        if len(found) == 1:
            return self.rows[next(iter(found))]
        raise ValidationError(self._ambiguous(text, found) if found else self._unknown(text))

    def add(self, row: Any) -> None:
        """Lets later rows of a file name a row that is not stored yet."""
        stand_in = object()
        self.rows[stand_in] = row
        self.by_slug[row.slug] = stand_in
        for path in name_paths(self.model):
            if "__" not in path and (name := key(getattr(row, path))):
                self.by_name.setdefault(name, set()).add(stand_in)

    def _learn_names(self, others: dict[str, str]) -> None:
        sought = {*others.values(), *(key(text.rpartition("(")[0]) for text in others)} - {""}
        guessed = {name: name.partition(" ")[0] for name in list(others.values())[:MOST_GUESSES]}
        beginnings: dict[str, set[str]] = {first: set() for first in guessed.values()}
        for pk, text in self._names():
            name = key(text)
            if name in sought:
                self.by_name.setdefault(name, set()).add(pk)
            if (first := name.partition(" ")[0]) in beginnings:
                beginnings[first].add(text)
        for name, first in guessed.items():
            if name not in self.by_name:
                self.near[name] = get_close_matches(name, sorted(beginnings[first]), 2, 0.5)

    def _names(self) -> Iterator[tuple[Any, str]]:
        for path in name_paths(self.model):
            named = self.model._base_manager.exclude(**{path: ""}).order_by()
            for pk, text in named.values_list("pk", path).iterator(chunk_size=5000):
                if text:
                    yield pk, text

    def _learn_former(self, others: dict[str, str]) -> None:
        label = self.model._meta.label_lower
        for batch in batches(sorted(others)):
            found = FormerSlug.objects.filter(kind=label, former__in=batch)
            self.former.update(found.values_list("former", "current"))

    def _load(self, pks: set[Any]) -> None:
        named = self.model._base_manager.select_related(*naming_paths(self.model))
        for batch in batches(sorted(pks)):
            self.rows.update(named.in_bulk(batch))

    def _ambiguous(self, text: str, found: set[Any]) -> str:
        rows = [self.rows[pk] for pk in found]
        named = sorted(f"{row} ({row.slug})" for row in rows)
        return _("%(found)s may be any of these: %(rows)s; write the slug of the one meant") % {
            "found": quoted(text),
            "rows": ", ".join(named[:5]),
        }

    def _unknown(self, text: str) -> str:
        table = self.model._meta.verbose_name_plural
        if text in self.former:
            said = _("found %(found)s, a former slug; write “%(current)s”")
            return said % {"found": quoted(text), "current": self.former[text]}
        if near := self.near.get(key(text)):
            said = _(
                "found %(found)s, which none of the %(table)s is called; %(near)s may be meant"
            )
            names = ", ".join(map(quoted, near))
            return said % {"found": quoted(text), "table": table, "near": names}
        if not name_paths(self.model):
            return _(
                "found %(found)s, expected the slug of one of the %(table)s; record that first"
            ) % {"found": quoted(text), "table": table}
        return _(
            "found %(found)s, expected the slug or a name of one of the %(table)s; "
            "record that first"
        ) % {"found": quoted(text), "table": table}
