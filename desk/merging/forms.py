"""What a person decides about a merge: what stays, and why."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from desk.merging.fields import BOTH, GOES, STAYS, Difference
from records.admin.autocomplete import RecordSelect
from records.admin.reasons import ReasonField
from records.naming import foreign_keys


class MergeForm(forms.Form):
    """Which value stays of each field in which the two differ, and why they are one."""

    reason = ReasonField(
        lines=3, help_text=_("Why they are one; kept in the history with who and when.")
    )
    # What the page was made of; where that has changed, it is shown again first.
    token = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, differences: list[Difference], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences = differences
        for found in differences:
            self.fields[f"stays-{found.name}"] = forms.ChoiceField(
                label=found.label,
                choices=[(choice, choice) for choice in found.choices],
                initial=found.choice,
            )

    def choices(self) -> dict[str, str]:
        """What was decided, by field."""
        return {d.name: self.cleaned_data[f"stays-{d.name}"] for d in self.differences}

    def options(self) -> list[dict[str, Any]]:
        """The differences as the page shows them, each with what is chosen and what is wrong."""
        return [self._option(found) for found in self.differences]

    def _option(self, found: Difference) -> dict[str, Any]:
        box = self[f"stays-{found.name}"]
        chosen = box.value()
        texts = {STAYS: found.shown_stays, GOES: found.shown_goes, BOTH: None}
        return {
            "name": box.html_name,
            "label": found.label,
            "errors": box.errors,
            "can_be_both": BOTH in found.choices,
            "sides": [
                {"value": side, "text": texts[side], "checked": chosen == side}
                for side in (STAYS, GOES)
            ],
            "both": chosen == BOTH,
            "given_up": found.is_given_up,
        }


def other_form(model: type[Model]) -> type[forms.Form]:
    """A form with a search box for the record that is the same as this one."""
    key = next(key for key in _pointing_keys(model))
    field = forms.ModelChoiceField(
        queryset=model._default_manager.all(),
        widget=RecordSelect(key, admin.site),
        to_field_name="pk",
        label=_("The other record"),
    )
    return type("OtherForm", (forms.Form,), {"other": field})


def _pointing_keys(model: type[Model]) -> list[Any]:
    """Foreign keys to a table: what a search box is made for."""
    tables = admin.site._registry
    return [key for table in tables for key in foreign_keys(table) if key.related_model is model]
