"""What merging two records does to every row of every table, worked out before anything is written.

The rows that point to the record that goes are moved to the one that stays. Where that one has the
same row already, the two join: what hangs on the one moves to the other, and so on down.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.db.models import ForeignKey, Model, Q, QuerySet, UniqueConstraint
from django.utils.translation import gettext as _

from records.batches import batches
from records.models import Publication, PublishedRecord
from records.naming import foreign_keys, naming_paths

# More than a person reads; the first are enough to know where to look.
MOST_OBSTACLES = 20
# Of each table, the rows that become another one, by key.
Same = dict[Any, dict[int, int]]


@dataclass(frozen=True)
class Obstacle:
    """Why two records can't be merged, and the row that says so."""

    row: Any
    why: str


@dataclass
class Part:
    """What becomes of the rows of one table that point to rows that go, by one foreign key."""

    key: ForeignKey
    # Where each row moves to.
    moves: dict[int, int] = field(default_factory=dict)
    # The row that each is the same as.
    joins: dict[int, int] = field(default_factory=dict)

    @property
    def model(self) -> Any:
        return self.key.model

    @property
    def name(self) -> str:
        """The name of the part in addresses."""
        return f"{self.model._meta.label_lower}.{self.key.name}"

    @property
    def label(self) -> str:
        """What the rows are, and as what they point to the record where that is not plain."""
        plural = self.model._meta.verbose_name_plural
        plain = self.key.name in ("record", self.key.related_model._meta.model_name)
        return f"{plural}" if plain else f"{plural}: {self.key.verbose_name}"

    @property
    def rows(self) -> QuerySet:
        """The rows that move, each with what its name is made of."""
        return self._named(self.moves)

    def twins(self, most: int) -> list[tuple[Any, Any]]:
        """Rows that join, each with the one that it is the same as."""
        pairs = dict(list(self.joins.items())[:most])
        rows = self._named([*pairs, *pairs.values()]).in_bulk()
        return [(rows[one], rows[other]) for one, other in pairs.items()]

    def _named(self, pks: Any) -> QuerySet:
        rows = self.model._base_manager.filter(pk__in=list(pks)).order_by("pk")
        return rows.select_related(*naming_paths(self.model))


@dataclass
class Plan:
    """Everything that merging `goes` into `stays` does."""

    goes: Any
    stays: Any
    parts: list[Part]
    same: Same
    ties: list[tuple[type[Model], int]] = field(default_factory=list)
    # Records with a page of their own that would be one, too.
    clashes: list[tuple[type[Model], int]] = field(default_factory=list)

    @cached_property
    def obstacles(self) -> list[Obstacle]:
        """What keeps the two from being merged."""
        return [*self._publication(), *self._ties(), *self._clashes()]

    def _publication(self) -> Iterator[Obstacle]:
        public = Publication.PUBLISHED
        seen = [getattr(row, "publication", public) == public for row in (self.goes, self.stays)]
        if seen == [True, False]:
            yield Obstacle(
                self.goes,
                _(
                    "It is published, and what it would become part of is not: the public would "
                    "lose it. Merge the other way round, or publish the other one first."
                ),
            )

    def _ties(self) -> Iterator[Obstacle]:
        for model, pk in list(dict.fromkeys(self.ties))[:MOST_OBSTACLES]:
            text = _(
                "It ties the two together, so it says that they are two. If they are one, "
                "correct or delete it first."
            )
            yield Obstacle(_named(model, pk), text)

    def _clashes(self) -> Iterator[Obstacle]:
        for model, pk in self.clashes[:MOST_OBSTACLES]:
            text = _("The record that stays has the same already: merge these two first.")
            yield Obstacle(_named(model, pk), text)

    @property
    def moved(self) -> int:
        return sum(len(part.moves) for part in self.parts)

    @property
    def joined(self) -> int:
        return sum(len(part.joins) for part in self.parts)

    @property
    def token(self) -> str:
        """Tells whether anything that the plan rests on has changed."""
        told = [(part.name, sorted(part.moves.items()), part.joins) for part in self.parts]
        versions = [_version(row) for row in (self.goes, self.stays)]
        return sha256(repr((versions, told)).encode()).hexdigest()[:32]


def plan(goes: Any, stays: Any) -> Plan:
    """What merging the one record into the other does."""
    same: Same = {type(stays): {goes.pk: stays.pk}}
    made = Plan(goes, stays, [], same, _chains(goes, stays))
    level = dict(same)
    while level:
        below: Same = {}
        for model, pairs in level.items():
            for key in pointing_to(model):
                part = _part(made, key, pairs)
                below.setdefault(part.model, {}).update(part.joins)
        level = {model: pairs for model, pairs in below.items() if pairs}
        for model, pairs in level.items():
            same.setdefault(model, {}).update(pairs)
    return made


def pointing_to(model: type[Model]) -> list[ForeignKey]:
    """The foreign keys of all tables that point to a table, histories aside."""
    relations = model._meta.get_fields(include_hidden=True)
    keys = [each.field for each in relations if each.one_to_many and each.auto_created]
    return [key for key in keys if not hasattr(key.model, "instance_type")]


def _part(made: Plan, key: ForeignKey, pairs: dict[int, int]) -> Part:
    """Sorts the rows that point to rows that go; a part without rows is left out of the plan."""
    part = Part(key)
    for some in batches(pairs):
        rows = key.model._base_manager.filter(**{f"{key.name}__in": some}).order_by("pk")
        part.moves |= {pk: pairs[old] for pk, old in rows.values_list("pk", key.attname)}
    if not part.moves:
        return part
    made.parts.append(part)
    made.ties += _ties(part, pairs)
    for rule in key.model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and key.name in rule.fields:
            part.joins |= _twins(made.same, part, rule)
    if issubclass(part.model, PublishedRecord):
        made.clashes += [(part.model, pk) for pk in part.joins]
        part.joins = {}
    for pk in part.joins:
        del part.moves[pk]
    return part


def _twins(same: Same, part: Part, rule: UniqueConstraint) -> dict[int, int]:
    """The rows that the rule forbids to move, each with the row that is there already."""
    fields = [part.model._meta.get_field(name) for name in rule.fields]
    maps = [same.get(f.related_model, {}) if f.is_relation else {} for f in fields]
    names = [f.attname for f in fields]
    rows = part.model._base_manager.filter(rule.condition or Q()).order_by("pk")

    def values(row: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(known.get(value, value) for known, value in zip(maps, row, strict=True))

    # Nothing is the same as nothing: databases let rows with an empty column stand side by side.
    moving = {
        row[0]: values(row[1:])
        for some in batches(part.moves)
        for row in rows.filter(pk__in=some).values_list("pk", *names)
        if None not in row
    }
    targets = sorted({*part.moves.values()})
    there: dict[tuple[Any, ...], int] = {}
    for some in batches(targets) if moving else ():
        found = rows.filter(**{f"{part.key.name}__in": some}).values_list("pk", *names)
        there |= {values(row[1:]): row[0] for row in found}
    return {pk: there[told] for pk, told in moving.items() if told in there}


def _ties(part: Part, pairs: dict[int, int]) -> list[tuple[type[Model], int]]:
    """Rows that would point to one record twice, or to themselves."""
    if part.key.related_model is part.model:
        return [(part.model, pk) for pk, to in part.moves.items() if pk == to]
    found: list[tuple[type[Model], int]] = []
    for other in foreign_keys(part.model):
        if other != part.key and other.related_model is part.key.related_model:
            both = {f"{part.key.name}__in": list(pairs), f"{other.name}__in": [*pairs.values()]}
            rows: Any = part.model._base_manager.filter(**both)
            told = rows.values_list("pk", part.key.attname, other.attname)
            found += [(part.model, pk) for pk, old, to in told if pairs[old] == to]
    return found


def _named(model: type[Model], pk: int) -> Any:
    return model._base_manager.select_related(*naming_paths(model)).get(pk=pk)


def _chains(goes: Any, stays: Any) -> list[tuple[type[Model], int]]:
    """Rows of the records' own table through which the one leads up to the other."""
    model = type(stays)
    found: list[tuple[type[Model], int]] = []
    for key in foreign_keys(model):
        if key.related_model is model:
            for start, end in ((goes, stays), (stays, goes)):
                row, seen = start, {start.pk}
                while (above := getattr(row, key.attname)) not in (None, end.pk, *seen):
                    seen.add(above)
                    row = model._base_manager.get(pk=above)
                found += [(model, row.pk)] if above == end.pk else []
    return found


def _version(row: Any) -> Any:
    return row.history.order_by("-history_id").values_list("history_id", flat=True).first()
