"""Tables of rows that come back after others have added, changed, deleted or moved some of them.

What was sent is written anew before Django reads it: the stored rows in their order, whether they
were on the page or not, then the new ones. Rows that others took away are left out where I had not
touched them, and asked about where I had.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseModelFormSet
from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.utils.functional import cached_property

from records.admin.questions import MINE, THEIRS, Question
from records.admin.threeway import CHOICE, ROW, SINCE, MergedForm, put, sendable, value
from records.admin.versions import Versions, unpacked, version_of, versions_since

# The key of a row that is gone and that its new form is made of; no field is called so.
GONE = "gone"


@dataclass
class SentRow:
    """One row as it was sent: the values of its fields, under the number that it had."""

    number: int
    values: dict[str, list[str]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        return (self.values.get(name) or [""])[0]


class SentRows:
    """The rows of one prefix in the data of a form."""

    def __init__(self, data: Any, prefix: str | None) -> None:
        self.prefix = prefix
        self.counts = [
            data.get(f"{prefix}-{name}", "") for name in (TOTAL_FORM_COUNT, INITIAL_FORM_COUNT)
        ]
        found: dict[int, SentRow] = {}
        for key in data:
            number, _dash, name = key.removeprefix(f"{prefix}-").partition("-")
            if key.startswith(f"{prefix}-") and name and number.isdecimal():
                row = found.setdefault(int(number), SentRow(int(number)))
                row.values[name] = data.getlist(key)
        self.rows = found

    @property
    def readable(self) -> bool:
        return all(count.isdecimal() for count in self.counts)

    def initial(self) -> list[SentRow]:
        """The rows that were stored when the page was opened."""
        return [self.rows.get(n, SentRow(n)) for n in range(int(self.counts[1]))]

    def added(self) -> list[SentRow]:
        numbers = sorted(n for n in self.rows if int(self.counts[1]) <= n < int(self.counts[0]))
        return [self.rows[n] for n in numbers]

    def write(self, data: Any, stored: list[SentRow], added: list[SentRow]) -> None:
        """Puts these rows in the place of the ones that were sent."""
        for number, row in self.rows.items():
            for name in row.values:
                data.pop(f"{self.prefix}-{number}-{name}", None)
        for number, row in enumerate([*stored, *added]):
            for name, values in row.values.items():
                put(data, f"{self.prefix}-{number}-{name}", values)
        data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = f"{len(stored)}"
        data[f"{self.prefix}-{TOTAL_FORM_COUNT}"] = f"{len(stored) + len(added)}"


class MergedRows(BaseModelFormSet):
    """A table of rows that may come back to rows which somebody else has changed."""

    save_as_new = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whether others wrote here meanwhile, and what became of each row that they wrote.
        self.met_others = False
        self.history: Mapping[str, Versions] = {}
        self.versions: dict[str, int | None] = {}
        if self.is_bound and not self.save_as_new:
            self._catch_up()

    @cached_property
    def empty_form(self) -> MergedForm:
        """The form of a row to come; a page asks for it five times, and Django makes it anew."""
        return super().empty_form

    def _catch_up(self) -> None:
        sent = SentRows(self.data, self.prefix) if hasattr(self.data, "getlist") else None
        # Rows of a table that may not be changed come without keys, and nothing is saved of them.
        if not sent or not sent.readable or not all(r.first("id") for r in sent.initial()):
            return
        stored = {str(row.pk): row for row in self.get_queryset()}
        self.versions = unpacked(self.data, self.prefix)
        if self._unchanged(sent, stored):
            return
        self.history = versions_since(self.model, self._since(sent, stored))
        self._rewrite(sent, stored)

    def _unchanged(self, sent: SentRows, stored: dict[str, Any]) -> bool:
        shown = [row.first("id") for row in sent.initial()]
        same = all(version_of(stored.get(key)) == self.versions.get(key) for key in shown)
        asked = any(name.endswith(f"-{SINCE}") for row in sent.rows.values() for name in row.values)
        return same and not asked and shown == list(stored)

    def _since(self, sent: SentRows, stored: dict[str, Any]) -> dict[str, list[int | None]]:
        """From which version on what became of each row must be known."""
        since: dict[str, list[int | None]] = defaultdict(list)
        for row in sent.initial():
            key = row.first("id")
            asked = [
                int(v[0])
                for n, v in row.values.items()
                if n.endswith(f"-{SINCE}") and v[0].isdecimal()
            ]
            version = self.versions.get(key)
            if asked or version is None or version != version_of(stored.get(key)):
                since[key] += [version, *(number or None for number in asked)]
        for row in sent.added():
            if row.first(GONE):
                since[row.first(GONE)].append(None)
        return {key: versions for key, versions in since.items() if key.isdecimal()}

    def _rewrite(self, sent: SentRows, stored: dict[str, Any]) -> None:
        shown = {row.first("id"): row for row in sent.initial()}
        theirs = [row for key, row in stored.items() if key not in shown]
        gone = [row for key, row in shown.items() if key not in stored]
        self.met_others = bool(theirs or gone)
        rows = [shown.get(key) or self._as_sent(row) for key, row in stored.items()]
        added = [row for row in sent.added() if self._still_wanted(row, theirs)]
        unknown = [row for row in gone if row.first("id") not in self.history]
        known = [row for row in gone if row.first("id") in self.history]
        mine = [self._anew(row) for row in known if self._touched(row)]
        self.data = self.data.copy()
        # Of a key that never was here Django itself complains.
        sent.write(self.data, [*rows, *unknown], [*mine, *added])

    def _as_sent(self, row: Any) -> SentRow:
        """A row that others have added, as if it had been on the page and nobody touched it."""
        form = self._form(row)
        names = [name for name in form.fields if name in form.initial]
        values = {name: sendable(form.fields[name], form.initial[name]) for name in names}
        return SentRow(0, values | {"id": [str(row.pk)]})

    def _still_wanted(self, sent: SentRow, theirs: list[Any]) -> bool:
        """Whether a new row is still to be added: others have not, and it was not decided so."""
        if sent.first(f"{ROW}-{CHOICE}").startswith(THEIRS) and sent.first(GONE):
            return False
        return not any(self._says(sent, row) for row in theirs)

    def _touched(self, sent: SentRow) -> bool:
        """Whether I changed a row that is gone, and did not mean to delete it anyway."""
        key = sent.first("id")
        base = self.history[key].at(self.versions.get(key))
        return DELETION_FIELD_NAME not in sent.values and (
            base is None or not self._says(sent, base)
        )

    def _anew(self, sent: SentRow) -> SentRow:
        values = {name: found for name, found in sent.values.items() if name != "id"}
        return SentRow(sent.number, values | {GONE: [sent.first("id")]})

    def _says(self, sent: SentRow, stored: Any) -> bool:
        """Whether what was sent says the same as a stored row."""
        form = self._form(stored, data=self.data, prefix=self.add_prefix(sent.number))
        names = [name for name in form.fields if name in form.initial]
        return not any(form.differs(name, value(stored, name)) for name in names)

    def _form(self, row: Any, **kwargs: Any) -> MergedForm:
        return self.form(
            instance=row, use_required_attribute=False, **self.get_form_kwargs(None), **kwargs
        )

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        if i < self.initial_form_count():
            key = str(form.instance.pk)
            if versions := self.history.get(key):
                form.merge(self.versions.get(key), versions)
                self.met_others = self.met_others or bool(form.theirs)
        elif self.is_bound:
            self._ask_about_gone(form)
        return form

    def _ask_about_gone(self, form: MergedForm) -> None:
        key, gone = form.add_prefix(ROW), form.add_prefix(GONE)
        versions = self.history.get(self.data.get(gone, ""))
        if versions and self.data.get(f"{key}-{CHOICE}") != f"{MINE}-{versions.newest}":
            carried = {gone: self.data[gone]}
            asked = Question(key, None, versions.newest, versions.last, carried)
            form.questions.append((None, asked.of_gone()))
