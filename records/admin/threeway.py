"""Saving what somebody else saved meanwhile: three versions of a row are laid together.

Base is what the page showed when it was opened, theirs is what is stored now, mine is what was
sent. A field that only they changed stays theirs, one that only I changed becomes mine, and where
both say something different the form comes back with both and asks which one holds.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict
from django.utils.safestring import SafeString

from records.admin.questions import MINE, THEIRS, Question
from records.admin.values import in_words
from records.admin.versions import SELF, Versions, number, unpacked, version_of, versions_since

# What a field that both changed sends along: which one holds, and since when it is in question.
CHOICE, SINCE = "choice", "since"
# The same for a row as a whole; no field is called so.
ROW = "row"


class MergedForm(forms.ModelForm):
    """A form that may come back to a row which somebody else has changed since it was opened."""

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Fields that stay as others have set them meanwhile, and what must be decided.
        self.theirs: list[str] = []
        self.questions: list[tuple[str | None, SafeString]] = []

    def full_clean(self) -> None:
        super().full_clean()
        for name, question in self.questions:
            self.add_error(name, ValidationError(question, code="changed-meanwhile"))

    def catch_up(self) -> None:
        """For the form of a record's own page: lays the versions together where there are more."""
        version = unpacked(self.data, SELF).get(str(self.instance.pk))
        if version == version_of(self.instance) and not self.asked():
            return
        since = {self.instance.pk: [version, *self.asked()]}
        found = versions_since(type(self.instance), since)
        self.data = self.data.copy()
        self.merge(version, found[str(self.instance.pk)])

    def asked(self) -> list[int | None]:
        """The versions since when fields are in question."""
        keys = (f"{self.add_prefix(name)}-{SINCE}" for name in (*self.fields, ROW))
        return [number(self.data[key]) for key in keys if key in self.data]

    def merge(self, version: int | None, versions: Versions) -> None:
        """Lays what was sent and what is stored together; writes into the data of the form."""
        if versions.last is None:
            return
        for name, field in self.fields.items():
            if name in self.initial and not field.disabled:
                self._merge_field(name, version, versions)
        self._merge_deletion(version, versions)

    def _merge_field(self, name: str, version: int | None, versions: Versions) -> None:
        key = self.add_prefix(name)
        in_question = f"{key}-{SINCE}" in self.data
        since = number(self.data.get(f"{key}-{SINCE}")) if in_question else version
        base, theirs = versions.at(since), self.initial[name]
        choice = self.data.get(f"{key}-{CHOICE}", "")
        if not self.differs(name, theirs) or choice == f"{MINE}-{versions.newest}":
            return
        untouched = base is not None and not self.differs(name, value(base, name))
        if choice.startswith(THEIRS) or (untouched and not in_question):
            self.send(name, theirs)
            self.theirs.append(name)
        elif base is None or value(base, name) != theirs:
            column = self.instance._meta.get_field(name)
            who = versions.changer(column.attname)
            asked = Question(key, since, versions.newest, who)
            self.questions.append((name, asked.of_field(in_words(self.instance, column))))

    def _merge_deletion(self, version: int | None, versions: Versions) -> None:
        """Nobody deletes a row whose newest version they have not seen."""
        key, deletion = self.add_prefix(ROW), self.add_prefix("DELETE")
        choice = self.data.get(f"{key}-{CHOICE}", "")
        in_question = f"{key}-{SINCE}" in self.data
        if deletion not in self.data and not in_question:
            return
        self.data.pop(deletion, None)
        since = number(self.data.get(f"{key}-{SINCE}")) if in_question else version
        if choice == f"{MINE}-{versions.newest}" or since == versions.newest:
            self.data[deletion] = "on"
        elif not choice.startswith(THEIRS):
            asked = Question(key, since, versions.newest, versions.last)
            self.questions.append((None, asked.of_deletion()))

    def differs(self, name: str, stored: Any) -> bool:
        """Whether what was sent for a field says something else than a stored value."""
        field = self.fields[name]
        key = self.add_prefix(name)
        sent = field.widget.value_from_datadict(self.data, self.files, key)
        return field.has_changed(plain(stored), plain(sent))

    def send(self, name: str, stored: Any) -> None:
        """Puts a stored value in the place of what was sent."""
        put(self.data, self.add_prefix(name), sendable(self.fields[name], stored))


def value(row: Model, name: str) -> Any:
    """The row's value of a field as a form has it: of a target the key."""
    return row._meta.get_field(name).value_from_object(row)


def plain(text: Any) -> Any:
    """A text without what browsers do to the ends of its lines."""
    return text.replace("\r\n", "\n") if isinstance(text, str) else text


def put(data: QueryDict, key: str, values: list[str]) -> None:
    data.pop(key, None)
    if values:
        data.setlist(key, values)


def sendable(field: forms.Field, stored: Any) -> list[str]:
    """A stored value as a browser would send it for the field; no value for an empty box."""
    # The admin wraps what holds links to add and change.
    widget = getattr(field.widget, "widget", field.widget)
    prepared = field.prepare_value(stored)
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.check_test(prepared) else []
    shown = widget.format_value(prepared)
    if isinstance(shown, list | tuple):
        return [text for text in shown if text != ""]
    return ["" if shown is None else f"{shown}"]
