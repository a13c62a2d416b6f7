"""The rows of a file on their way into a table: each is new, changed, unchanged or refused.

Nothing is written here, and no row costs a query of its own: targets are looked up for the whole
file, stored rows for some hundred rows at once, and the rules of the table are judged in memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from records.batches import batches
from records.circles import circle_words, circles
from records.columns import cell, file_columns, parse, quoted
from records.intake.cells import Reader, key, manner_of
from records.intake.known import Slugs, Stored, Values, self_keys, target_key
from records.intake.mapping import STATE, Mapping, required
from records.intake.report import CHANGED, NEW, Complaint, Report
from records.intake.rules import broken, unique_rules
from records.intake.tables import Cells, Sheet, letter
from records.intake.targets import Names, name_paths
from records.models import Tracked
from records.roles import is_draft, may_publish


@dataclass
class Entry:
    """A row of the file: its texts by column of the table, and what became of it."""

    number: int
    texts: dict[str, str]
    row: Any = None
    new: bool = False
    # Whether the user might write the row as it was stored.
    open: bool = True
    # Whether it was found by its name: then any of its names will do, and none is changed.
    by_name: bool = False
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    complaints: dict[str, list[str]] = field(default_factory=dict)

    def complain(self, column: str, message: str) -> None:
        self.complaints.setdefault(column, []).append(message)


class Intake:
    """One file for one table. `lock` keeps others from changing the stored rows meanwhile."""

    def __init__(
        self, model: type[Tracked], sheet: Sheet, mapping: Mapping, user: Any, *, lock: bool = False
    ) -> None:
        self.model, self.sheet, self.mapping, self.user = model, sheet, mapping, user
        self.report = Report()
        self.columns = file_columns(model)
        self.attributes = [(column.name, column.attname) for column in self.columns]
        self.places = mapping.places()
        filled = {*mapping.names()}
        manner = manner_of(sheet.table, mapping.day_first)
        self.readers = {c.name: Reader(c, manner) for c in self.columns if c.name in filled}
        # An empty cell says nothing: the record keeps what it has, a new one gets the usual.
        self.optional = {column.name for column in self.columns if not required(column)}
        self.stored = Stored(model, lock=lock)
        self.targets: dict[Any, Names] = {}
        self.rules = [(rule, {}) for rule in unique_rules(model)]
        self.seen: dict[Any, int] = {}
        self.named: dict[str, int] = {}
        # What the rows of the file point to in their own table, by slug.
        self.pointers: dict[str, dict[str, str]] = {key.name: {} for key in self_keys(model)}
        self.title = next(iter(name_paths(model)), "")
        self.own = Names(model)
        self.everything = may_publish(user)

    def entries(self) -> Iterator[list[Entry]]:
        """The rows that are to be written, by the hundred; the report is complete at the end."""
        if not len(self.sheet):
            self.report.base_errors.append(_("Found no rows below the names of the columns."))
        self._prepare()
        for batch in batches(self.sheet.rows()):
            yield self._judged([Entry(number, self._texts(cells)) for number, cells in batch])
        self._refuse_circles()
        self.report.close()

    # What is looked up for the whole file

    def _prepare(self) -> None:
        texts = self._column_texts()
        for column in self.columns:
            if isinstance(column, ForeignKey) and column.name in texts:
                names = self.targets.setdefault(column.related_model, Names(column.related_model))
                names.learn(texts[column.name] - names.by_slug.keys())
        self.slugs = Slugs(self.model, texts.get("slug", set()))
        # Rows that others of the file point to; only these have to be remembered.
        own = {text for each in self_keys(self.model) for text in texts.get(each.name, ())}
        self.pointed = own | {key(text) for text in own}
        if self.mapping.known_by_name and self.title in texts:
            self.own.learn(texts[self.title], rows=False)

    def _column_texts(self) -> dict[str, set[str]]:
        """The different texts of the columns that have to be looked up."""
        wanted = [c for c in self.columns if c.is_relation or c.name in ("slug", self.title)]
        found: dict[str, set[str]] = {c.name: set() for c in wanted if c.name in self.readers}
        for _number, cells in self.sheet.rows():
            texts = self._texts(cells)
            for name, different in found.items():
                different.add(self._plain(name, texts[name]))
        return found

    def _plain(self, name: str, text: str) -> str:
        """The text of a cell as it is looked up; empty where it can't be read."""
        try:
            return str(self.readers[name].read(text) or "")
        except ValidationError:
            return ""

    def _texts(self, cells: Cells) -> dict[str, str]:
        return self.mapping.constants | {n: cells[place] for n, place in self.places.items()}

    # What is looked up for some hundred rows

    def _judged(self, entries: list[Entry]) -> list[Entry]:
        for entry in entries:
            for fault in self.sheet.table.faults.get(entry.number, ()):
                entry.complain(NON_FIELD_ERRORS, fault)
        self._find(entries)
        for entry in entries:
            if not entry.complaints:
                self._build(entry)
        touched = [e for e in entries if not e.complaints and e.after != e.before]
        self._refuse_repeated(touched)
        self._refuse_forbidden(touched)
        return self._reported(entries, touched)

    def _find(self, entries: list[Entry]) -> None:
        """Gives each row the stored row that it is about, where there is one."""
        fields = self.model.key_fields
        keys = {entry.number: self._key(entry, fields) for entry in entries}
        found = self.stored.by_key(fields, [values for values in keys.values() if values])
        for entry in entries:
            values = keys[entry.number]
            if values and not entry.complaints:
                entry.row = found.get(values)
                self._once(entry, entry.row.pk if entry.row else values)
        if "slug" in fields:
            self._refuse_former([entry for entry in entries if keys[entry.number]])
            self._find_nameless([entry for entry in entries if not keys[entry.number]])

    def _key(self, entry: Entry, fields: tuple[str, ...]) -> Values | None:
        """What a row is known by; None where its slug is left to be made."""
        if fields == ("slug",) and not self._plain_slug(entry):
            return None
        for name in fields:
            if name in self.readers:
                self._read(entry, name)
            elif (column := self.model._meta.get_field(name)).blank:
                entry.values[name] = column.get_default()
            else:
                entry.complain(name, _("found no column for it, expected a value; map one"))
        if entry.complaints:
            return None
        return tuple(self._plain_value(entry.values[name]) for name in fields)

    def _refuse_former(self, entries: list[Entry]) -> None:
        fresh = {entry.values["slug"]: entry for entry in entries if entry.row is None}
        for former, current in self.slugs.former(fresh).items() if fresh else ():
            said = _("found %(found)s, a former slug; write “%(current)s”")
            fresh[former].complain("slug", said % {"found": quoted(former), "current": current})

    def _plain_slug(self, entry: Entry) -> str:
        return entry.texts.get("slug", "").strip()

    def _plain_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, Model) else value

    def _find_nameless(self, entries: list[Entry]) -> None:
        entries = [entry for entry in entries if not entry.complaints]
        for fields in self.stored.natural if not self.mapping.exact else ():
            self._find_alike([entry for entry in entries if entry.row is None], fields)
        if self.mapping.known_by_name and self.title in self.readers:
            self._find_named([entry for entry in entries if entry.row is None])

    def _find_alike(self, entries: list[Entry], fields: tuple[str, ...]) -> None:
        """By what no two rows share, such as a name within an organization."""
        if not entries or not self.readers.keys() >= set(fields):
            return
        keys = {}
        for entry in entries:
            for name in fields:
                self._read(entry, name)
            if not entry.complaints:
                values = tuple(self._plain_value(entry.values[name]) for name in fields)
                keys[entry.number] = values
        found = self.stored.by_key(fields, keys.values())
        for entry in entries:
            if (row := found.get(keys.get(entry.number, ()))) is not None:
                entry.row = row
                self._once(entry, row.pk)

    def _find_named(self, entries: list[Entry]) -> None:
        """By its name, where only one record has ever had it."""
        meant: dict[int, Any] = {}
        for entry in entries:
            text = self._plain(self.title, entry.texts[self.title])
            found = self.own.of(text)
            if len(found) > 1:
                said = _("%(number)s records have had the name %(name)s; write the slug of one")
                entry.complain(self.title, said % {"number": len(found), "name": quoted(text)})
            elif found:
                meant[entry.number] = next(iter(found))
            elif text:
                self._once(entry, key(text), self.named)
        rows = self.stored.by_id(set(meant.values()))
        for entry in entries:
            if entry.number in meant:
                entry.row, entry.by_name = rows.get(meant[entry.number]), True
                self._once(entry, meant[entry.number])

    def _once(self, entry: Entry, value: Any, seen: dict[Any, int] | None = None) -> None:
        first = (self.seen if seen is None else seen).setdefault(value, entry.number)
        if first != entry.number:
            said = _("it is the same as row %(first)s; expected each record once")
            entry.complain(NON_FIELD_ERRORS, said % {"first": first})

    # One row

    def _read(self, entry: Entry, name: str) -> None:
        """Reads the cell of a column into the values of the row, or complains."""
        if name in entry.values or name in entry.complaints:
            return
        column: Any = self.model._meta.get_field(name)
        try:
            entry.values[name] = self._value(column, entry.texts[name])
        except ValidationError as error:
            for message in error.messages:
                entry.complain(name, message)

    def _value(self, column: Any, text: str) -> Any:
        value = self.readers[column.name].read(text)
        if not isinstance(column, ForeignKey):
            return value
        if not value:
            return parse(column, "")
        names = self.targets[column.related_model]
        if column.related_model is self.model and value in self.slugs.given and not names.of(value):
            said = _("found %(found)s, a row further down; move that row above this one")
            raise ValidationError(said % {"found": quoted(value)})
        return names.one(value)

    def _build(self, entry: Entry) -> None:
        """Makes the row as it will be."""
        entry.new = entry.row is None
        if entry.new:
            entry.row = self.model()
        else:
            entry.before = self._cells(entry.row)
            entry.open = self.everything or is_draft(entry.row)
        before = dict(zip((c.name for c in self.columns), entry.before, strict=False))
        for name in self.readers:
            self._fill(entry, name, before.get(name))
        if entry.complaints:
            return
        if entry.new and "slug" in self.model.key_fields and not entry.row.slug:
            entry.row.slug = self.slugs.make(entry.row)
        entry.after = self._cells(entry.row)
        if entry.after != entry.before:
            self._finish(entry)

    def _fill(self, entry: Entry, name: str, before: str | None) -> None:
        text = entry.texts[name]
        told = entry.by_name and name == self.title
        if text == before or told or (name == "slug" and not text.strip()):
            return
        if name == STATE:
            self._refuse_state(entry, text.strip(), before)
        elif text.strip() or self.mapping.empties or (before is None and name not in self.optional):
            self._read(entry, name)
            if name in entry.values:
                setattr(entry.row, name, entry.values[name])

    def _refuse_state(self, entry: Entry, text: str, before: str | None) -> None:
        # A new row arrives as a draft, whatever it was where it comes from.
        if before is not None and text:
            said = _(
                "found %(found)s, but the record is “%(before)s”; no file changes that: leave "
                "the cell as it was, and publish or withdraw on the record's page"
            )
            entry.complain(STATE, said % {"found": quoted(text), "before": before})

    def _finish(self, entry: Entry) -> None:
        """Holds the row to the rules of its table, and lets later ones point to it."""
        row = entry.row
        for message in broken(row):
            entry.complain(NON_FIELD_ERRORS, message)
        for name, pointers in self.pointers.items():
            target = getattr(row, name)
            pointers[row.slug] = target.slug if target else ""
        if entry.new and self.pointed and not entry.complaints:
            names = {row.slug, key(getattr(row, self.title) if self.title else "")}
            if names & self.pointed:
                self.targets[self.model].add(row)

    def _cells(self, row: Any) -> list[str]:
        return [
            ""
            if getattr(row, attname) is None and name not in row._state.fields_cache
            else cell(getattr(row, name))
            for name, attname in self.attributes
        ]

    # Rules between rows

    def _refuse_repeated(self, entries: list[Entry]) -> None:
        for (fields, condition, words), seen in self.rules:
            keys = {
                entry.number: values
                for entry in entries
                if not entry.complaints and (condition is None or condition(entry.row))
                if None not in (values := target_key(entry.row, fields))
            }
            stored = self.stored.by_key(fields, keys.values())
            for entry in entries:
                if entry.number not in keys:
                    continue
                values = keys[entry.number]
                other = stored.get(values)
                alone = other is None or other.pk == entry.row.pk
                if not alone and (condition is None or condition(other)):
                    entry.complain(NON_FIELD_ERRORS, words)
                elif (first := seen.setdefault(values, entry.number)) != entry.number:
                    said = _("%(rule)s See row %(first)s.")
                    entry.complain(NON_FIELD_ERRORS, said % {"rule": words, "first": first})

    def _refuse_circles(self) -> None:
        """Refuses a file whose pointers lead from a row to itself, over others or stored ones."""
        for name, pointers in self.pointers.items():
            if not any(pointers.values()):
                continue
            pointing = self.model._base_manager.filter(**{f"{name}__isnull": False})
            follows = dict(pointing.values_list("slug", f"{name}__slug")) | pointers
            for circle in circles({slug: to for slug, to in follows.items() if to}):
                if start := next((slug for slug in pointers if slug in circle), ""):
                    said = _("“%(column)s” leads from a record back to itself: %(circle)s.")
                    told = {"column": name, "circle": circle_words(circle, start)}
                    self.report.base_errors.append(said % told)

    def _refuse_forbidden(self, entries: list[Entry]) -> None:
        """Whoever may not publish writes drafts, and what hangs on drafts."""
        if self.everything:
            return
        for entry in entries:
            if not entry.complaints and not (entry.open and is_draft(entry.row)):
                said = _("“%(row)s” is more than a draft: only an editor may change it.")
                entry.complain(NON_FIELD_ERRORS, said % {"row": entry.row})

    # What is told

    def _reported(self, entries: list[Entry], touched: list[Entry]) -> list[Entry]:
        numbers = {entry.number for entry in touched}
        writable = []
        for entry in entries:
            if entry.complaints:
                self.report.refuse(self._complaints(entry))
            elif entry.number in numbers:
                kind = NEW if entry.new else CHANGED
                self.report.touch(entry.number, kind, entry.before, entry.after)
                writable.append(entry)
            else:
                self.report.numbers["unchanged"] += 1
        return writable

    def _complaints(self, entry: Entry) -> list[Complaint]:
        found = []
        for name in sorted(entry.complaints, key=lambda name: self.places.get(name, -1)):
            messages = entry.complaints[name]
            place = self.places.get(name)
            where = "" if place is None else f"{letter(place)}{entry.number}"
            column = "" if name == NON_FIELD_ERRORS else self._header(name, place)
            found += [Complaint(entry.number, where, column, message) for message in messages]
        return found

    def _header(self, name: str, place: int | None) -> str:
        return name if place is None else self.sheet.header[place]
