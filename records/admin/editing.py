"""One value for many rows: choices, and what the rows are linked to, such as themes."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.forms import SelectMultiple
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from records.admin.autocomplete import RecordSelect
from records.admin.bulk import BulkForm, BulkMixin, Change, Difference, RecordsField
from records.naming import foreign_keys

# How far a record is on its way to the public changes by steps only.
BY_STEPS = {"publication"}


class RecordsSelect(RecordSelect, SelectMultiple):
    """A search box for several rows."""


class EditForm(BulkForm):
    """One choice for all rows, and links added and removed."""

    title = gettext_lazy("Edit together")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for choice in choices_of(self.desk.model):
            self.fields[choice.name] = forms.ChoiceField(
                label=capfirst(f"{choice.verbose_name}"),
                required=False,
                choices=[("", _("leave as it is")), *choice.choices],
            )
        for name in self._links():
            self._add_link(name)
        self.order_fields([name for name in self.fields if name != "reason"])

    def _links(self) -> list[str]:
        """The relations that the user may add to and take from."""
        rows = [(n, self.desk.model._meta.get_field(n).related_model) for n in self.desk.bulk_links]
        pages = [(name, self.desk.admin_site.get_model_admin(model)) for name, model in rows]
        request = self.request
        return [
            name
            for name, page in pages
            if page.has_add_permission(request) and page.has_delete_permission(request)
        ]

    def _add_link(self, name: str) -> None:
        key = other_end(self.desk.model, name)
        targets = capfirst(f"{key.related_model._meta.verbose_name_plural}")
        for act, label in (
            ("add", _("%(targets)s to add")),
            ("remove", _("%(targets)s to take away")),
        ):
            self.fields[f"{act}_{name}"] = RecordsField(
                key.related_model._default_manager.all(),
                label=label % {"targets": targets},
                required=False,
                widget=RecordsSelect(key, self.desk.admin_site),
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not any(said[name] for name in self.fields if name != "reason"):
            raise forms.ValidationError(_("Say what to change: everything is left as it is."))
        for name in self._links():
            both = {*said.get(f"add_{name}", ())} & {*said.get(f"remove_{name}", ())}
            for target in both:
                text = _("“%(target)s” can't be added and taken away at the same time.")
                self.add_error(f"remove_{name}", text % {"target": target})
        return said

    def plan(self, rows: list[Any]) -> list[Change]:
        changes = [Change(row, list(self._new_values(row))) for row in rows]
        for name in self._links():
            held = self._held(name, rows)
            label = capfirst(
                f"{other_end(self.desk.model, name).related_model._meta.verbose_name_plural}"
            )
            for change in changes:
                before = held[change.row.pk]
                after = self._after(name, before)
                if {*before} != {*after}:
                    change.differences.append(Difference(label, listed(before), listed(after)))
        return changes

    def _new_values(self, row: Any) -> Iterable[Difference]:
        for choice in choices_of(self.desk.model):
            value = self.cleaned_data[choice.name]
            if value and getattr(row, choice.name) != value:
                words = dict(choice.flatchoices)
                before = words.get(getattr(row, choice.name), "")
                yield Difference(capfirst(choice.verbose_name), before, words[value])

    def _held(self, name: str, rows: list[Any]) -> dict[Any, list[Model]]:
        """What each row is linked to."""
        near, far = self.desk.model._meta.get_field(name).field, other_end(self.desk.model, name)
        links = near.model._base_manager.filter(**{f"{near.name}__in": [row.pk for row in rows]})
        held = defaultdict(list)
        for link in links.select_related(far.name).order_by("pk"):
            held[getattr(link, near.attname)].append(getattr(link, far.name))
        return held

    def _after(self, name: str, before: list[Model]) -> list[Model]:
        gone = {*self.cleaned_data[f"remove_{name}"]}
        new = [t for t in self.cleaned_data[f"add_{name}"] if t not in before]
        return [target for target in before if target not in gone] + new

    def apply(self, row: Any) -> None:
        for choice in choices_of(self.desk.model):
            if value := self.cleaned_data[choice.name]:
                setattr(row, choice.name, value)

    def write(self, changes: list[Change]) -> None:
        rows = [change.row for change in changes]
        names = [c.name for c in choices_of(self.desk.model) if self.cleaned_data[c.name]]
        for row in rows:
            self.apply(row)
        if names:
            bulk_update_with_history(rows, self.desk.model, names, **self.said())
        for name in self._links():
            self._link(name, rows)

    def _link(self, name: str, rows: list[Any]) -> None:
        near, far = self.desk.model._meta.get_field(name).field, other_end(self.desk.model, name)
        held = self._held(name, rows)
        new = [
            near.model(**{near.name: row, far.name: target})
            for row in rows
            for target in self.cleaned_data[f"add_{name}"]
            if target not in held[row.pk]
        ]
        gone = {f"{near.name}__in": rows, f"{far.name}__in": self.cleaned_data[f"remove_{name}"]}
        near.model.objects.filter(**gone).delete()
        if new:
            bulk_create_with_history(new, near.model, **self.said())


class EditingMixin(BulkMixin):
    """For the list of a table: choices and links of many rows at once.

    `bulk_links` names relations to rows that do nothing but link a row to a target.
    """

    bulk_links: tuple[str, ...] = ()

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if not self.bulk_links and not choices_of(self.model):
            actions.pop("edit_together", None)
        return actions

    @admin.action(permissions=["change"], description=gettext_lazy("Edit together…"))
    def edit_together(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Gives many rows the same values."""
        return self.in_bulk(request, queryset, EditForm, "edit_together")


def choices_of(model: type[Model]) -> list[Field]:
    """The fields of a table that hold one of a few values, and that staff set."""
    fields = (field for field in model._meta.fields if field.editable and field.choices)
    return [field for field in fields if field.name not in BY_STEPS]


def other_end(model: type[Model], name: str) -> ForeignKey:
    """The foreign key by which the rows of a relation reach what they link to."""
    near: Any = model._meta.get_field(name).field
    (far,) = (key for key in foreign_keys(near.model) if key.name != near.name)
    return far


def listed(targets: list[Model]) -> str:
    """Names in their own order, as words."""
    return ", ".join(sorted(map(str, targets))) or "—"
