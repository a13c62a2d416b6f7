"""Which stored row a row of a file is about: by its key, by what no two rows share, by its name."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import ForeignKey

from records.batches import batches
from records.intake.rules import unique_rules
from records.models import FormerSlug, Record, Tracked
from records.naming import foreign_keys, naming_paths

Values = tuple[Any, ...]


class Stored:
    """The rows of a table that a file may be about, fetched for some hundred rows at once."""

    def __init__(self, model: type[Tracked], *, lock: bool) -> None:
        self.model = model
        names = [key.name for key in foreign_keys(model)]
        self.rows = model.objects.select_related(*names, *naming_paths(model)).order_by()
        if lock:
            self.rows = self.rows.select_for_update(of=("self",))
        self.natural = [
            fields for fields, condition, _words in unique_rules(model) if condition is None
        ]

    def by_key(self, fields: tuple[str, ...], wanted: Iterable[Values]) -> dict[Values, Any]:
        """Rows by the values of the fields; foreign keys by the id of their target."""
        keys = {values for values in wanted if None not in values}
        found: dict[Values, Any] = {}
        attributes = [self.model._meta.get_field(name).attname for name in fields]
        for batch in batches(sorted(keys)):
            columns = zip(attributes, zip(*batch, strict=True), strict=True)
            alike = {f"{name}__in": sorted(set(values)) for name, values in columns}
            for row in self.rows.filter(**alike):
                values = tuple(getattr(row, name) for name in attributes)
                if values in keys:
                    found[values] = row
        return found

    def by_id(self, pks: Iterable[Any]) -> dict[Any, Any]:
        """Rows by their ids."""
        found = [self.rows.filter(pk__in=batch) for batch in batches(sorted(pks))]
        return {row.pk: row for rows in found for row in rows}


class Slugs:
    """Makes slugs for the new rows of a file, none of them twice."""

    def __init__(self, model: Any, given: set[str]) -> None:
        self.model = model
        self.given = given

    @cached_property
    def taken(self) -> set[str]:
        now = self.model._base_manager.values_list("slug", flat=True)
        once = FormerSlug.objects.filter(kind=self.model._meta.label_lower)
        return {*now, *once.values_list("former", flat=True), *self.given}

    @cached_property
    def last(self) -> dict[str, int]:
        """The last number behind each beginning."""
        return {}

    def former(self, slugs: Iterable[str]) -> dict[str, str]:
        """Those among the slugs that lead to another record, each with that one's slug."""
        once = FormerSlug.objects.filter(kind=self.model._meta.label_lower, former__in=list(slugs))
        return dict(once.values_list("former", "current"))

    def make(self, row: Record) -> str:
        """A free slug for the row, as saving it by itself would make."""
        base = row.slug_base()
        slug, number = base, self.last.get(base, 1)
        while slug in self.taken:
            number += 1
            slug = f"{base}-{number}"
        self.last[base] = number
        self.taken.add(slug)
        return slug


def target_key(row: Any, names: Iterable[str]) -> Values:
    """The values of fields of a row; None for a target that is not stored yet."""
    return tuple(getattr(row, row._meta.get_field(name).attname) for name in names)


def self_keys(model: Any) -> list[ForeignKey]:
    """The foreign keys of a table to itself."""
    return [key for key in foreign_keys(model) if key.related_model is model]
