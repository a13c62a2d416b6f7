"""Editing many rows of a list at once: what would change is shown first, and why is asked.

Each way of doing so is a form that says what it would change (`plan`) and does it (`write`). What
is written is one change set, which can be taken back.
"""

import hashlib
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from records.admin.addresses import undo_link
from records.admin.autocomplete import is_key
from records.admin.reasons import ReasonField
from records.changesets import changing
from records.models import ChangeSet
from records.naming import target_paths
from records.roles import may_write, require_write

# More than a person looks through before agreeing to it.
MOST = 1_000


@dataclass
class Difference:
    """One value of a row, before and after, in words."""

    label: Any
    before: Any
    after: Any


@dataclass
class Change:
    """What would become of one row; or the `problem` that stands in the way."""

    row: Any
    differences: list[Difference] = field(default_factory=list)
    problem: Any = ""


class BulkForm(forms.Form):
    """What shall be done with the rows, and why."""

    title: ClassVar[Any] = ""
    reason = ReasonField(
        help_text=gettext_lazy("Why it is changed; kept in the history with who and when.")
    )

    def __init__(self, *args: Any, desk: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.desk, self.request = desk, request
        super().__init__(*args, **kwargs)
        # What is to be done stands before why.
        self.order_fields([name for name in self.fields if name != "reason"])

    def plan(self, rows: list[Any]) -> list[Change]:
        """What would become of each row; the same answer for the same rows."""
        raise NotImplementedError

    def touched(self, row: Any) -> Any:
        """What is written for the row, which one must be allowed to write: here the row itself."""
        return row

    def apply(self, row: Any) -> None:
        """Gives the row its new values, without writing it."""

    def said(self) -> dict[str, Any]:
        """Who and why, for the history of what is written in bulk."""
        reason = self.cleaned_data["reason"]
        return {"default_user": self.request.user, "default_change_reason": reason}

    def write(self, changes: list[Change]) -> None:
        """Does what was planned, within a change set."""
        raise NotImplementedError


class BulkMixin:
    """For the list of a table: actions that lead over a preview."""

    bulk_template = "admin/records/bulk.html"

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> Any:
        # What is no key would make the database fail.
        sent = request.POST.copy()
        keys = [key for key in sent.getlist(ACTION_CHECKBOX_NAME) if is_key(key)]
        sent.setlist(ACTION_CHECKBOX_NAME, keys)
        request.POST = sent  # type: ignore[assignment]
        return super().response_action(request, queryset)

    def in_bulk(
        self, request: HttpRequest, queryset: QuerySet, form_class: type[BulkForm], action: str
    ) -> HttpResponse | None:
        """The page that asks what shall be done, and shows it; None once it is written."""
        keys = list(queryset.order_by().values_list("pk", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            text = _("Expected at most %(most)s rows at a time: narrow the list, or choose fewer.")
            messages.error(request, text % {"most": MOST})
            return None
        step = request.POST.get("step", "")
        form = form_class(request.POST if step else None, desk=self, request=request)
        changes = form.plan(self._rows_of(keys)) if step and form.is_valid() else None
        if changes and step == "write" and is_clear(changes):
            changes = self._written(request, form, keys)
            if changes is None:
                return None
        return self._bulk_page(request, form, keys, changes, action)

    def _rows_of(self, keys: Sequence[Any], *, lock: bool = False) -> list[Any]:
        rows = self.model._base_manager.filter(pk__in=keys).order_by("pk")
        rows = rows.select_related(*target_paths(self.model))
        return list(rows.select_for_update(of=("self",)) if lock else rows)

    def _written(
        self, request: HttpRequest, form: BulkForm, keys: Sequence[Any]
    ) -> list[Change] | None:
        """Writes what was shown, and nothing else: the plan, where it is another one by now."""
        try:
            with transaction.atomic():
                changes = form.plan(self._rows_of(keys, lock=True))
                if request.POST.get("plan") != fingerprint(changes) or not is_clear(changes):
                    text = _("It differs from what was shown, since something changed: look again.")
                    form.add_error(None, text)
                    return changes
                self._write(request, form, [change for change in changes if change.differences])
        except IntegrityError:
            rows = self._rows_of(keys)
            form.add_error(None, broken_rules(form, rows))
            return form.plan(rows)
        return None

    def _write(self, request: HttpRequest, form: BulkForm, wanted: list[Change]) -> None:
        require_write(request.user, [form.touched(change.row) for change in wanted])
        number = len(wanted)
        counted = ngettext("%(number)s row", "%(number)s rows", number) % {"number": number}
        words = {"what": form.title, "table": self.opts.verbose_name_plural, "rows": counted}
        named = _("%(what)s: %(table)s, %(rows)s") % words
        reason = form.cleaned_data["reason"]
        with changing(ChangeSet.Kind.BULK, user=request.user, reason=reason, title=named) as done:
            form.write(wanted)
        said = ngettext("%(number)s row changed.", "%(number)s rows changed.", number)
        messages.success(request, format_html("{} {}", said % {"number": number}, undo_link(done)))

    def _bulk_page(
        self,
        request: HttpRequest,
        form: BulkForm,
        keys: Sequence[Any],
        changes: list[Change] | None,
        action: str,
    ) -> HttpResponse:
        for change in changes or ():
            if change.differences and not may_write(request.user, form.touched(change.row)):
                change.problem = _("it is more than a draft: only an editor may change it.")
        context = {
            **self.admin_site.each_context(request),
            "title": form.title,
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "keys": keys,
            "action": action,
            "key_name": ACTION_CHECKBOX_NAME,
            "changes": [c for c in changes or () if c.differences or c.problem],
            "problems": any(change.problem for change in changes or ()),
            "same": sum(not (c.differences or c.problem) for c in changes or ()),
            "shown": changes is not None,
            "plan": fingerprint(changes or []),
        }
        return TemplateResponse(request, self.bulk_template, context)


def fingerprint(changes: list[Change]) -> str:
    """The same for the same rows and values: what was agreed to is what is written."""
    said = [
        (change.row.pk, [(str(d.label), str(d.before), str(d.after)) for d in change.differences])
        for change in changes
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def is_clear(changes: list[Change]) -> bool:
    """Whether something would change, and nothing stands in the way."""
    return any(c.differences for c in changes) and not any(c.problem for c in changes)


def broken_rules(form: BulkForm, rows: Sequence[Any]) -> forms.ValidationError:
    """Which rows would break which rule, after the database refused them."""
    found: list[Any] = []
    for row in deepcopy(rows):
        form.apply(row)
        try:
            row.validate_constraints()
        except forms.ValidationError as error:
            found += [f"“{row}”: {text}" for text in error.messages]
    return forms.ValidationError(found or [_("Two of the rows would become the same.")])


class RecordsField(forms.ModelMultipleChoiceField):
    """Several rows of a table; what is no key is refused before the database sees it."""

    def _check_values(self, value: Any) -> QuerySet:
        for text in value:
            if not is_key(str(text)):
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": text},
                )
        return super()._check_values(value)
