"""Acts on the page of the agreement, although they hang on its signatories."""

from functools import partial
from typing import Any

from django.contrib.admin.checks import InlineModelAdminChecks
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseModelFormSet, ModelForm, modelformset_factory
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agreements.models import Act, Agreement, Signatory
from records.admin import MergedRows, TableInline


class ActFormSet(MergedRows):
    """The acts of all signatories of one agreement, as if they hung on it."""

    def __init__(
        self,
        *args: Any,
        instance: Agreement,
        queryset: QuerySet[Act],
        save_as_new: bool = False,
        **kwargs: Any,
    ) -> None:
        self.agreement = instance
        super().__init__(*args, queryset=queryset.filter(signatory__agreement=instance), **kwargs)

    @classmethod
    def get_default_prefix(cls) -> str:
        return "acts"

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "signatory" in form.fields:
            form.fields["signatory"].queryset = Signatory.objects.filter(agreement=self.agreement)
            form.search_boxes()["signatory"].within = {"agreement": self.agreement.slug}


class ActInlineChecks(InlineModelAdminChecks):
    """Leaves out the checks for a foreign key to the page's record, which an act lacks."""

    def _check_exclude_of_parent_model(self, *args: Any) -> list[Any]:
        return []

    def _check_relation(self, *args: Any) -> list[Any]:
        return []


class ActInline(TableInline):
    """What each signatory did: signed, ratified, withdrew."""

    model = Act
    checks_class = ActInlineChecks
    formset: Any = ActFormSet
    fields = ("signatory", "kind", "date", "effective", "person", "title_as_printed", "note")
    ordering = ("signatory__position", "signatory__organization__name", "date_earliest", "pk")
    verbose_name_plural = _("acts: what each signatory did, and when")

    def get_formset(
        self, request: HttpRequest, obj: Agreement | None = None, **kwargs: Any
    ) -> type[BaseModelFormSet]:
        """Like that of any inline, but for the foreign key; deleting an act hits no obstacle."""
        may = {
            "change": self.has_change_permission(request, obj),
            "add": self.has_add_permission(request, obj),
        }

        form: Any = self.form

        class PermittedForm(form):
            def has_changed(self) -> bool:
                allowed = may["add" if self.instance._state.adding else "change"]
                return allowed and super().has_changed()

        options: dict[str, Any] = {
            "form": PermittedForm,
            "formset": self.formset,
            "fields": self.fields,
            "exclude": self.get_readonly_fields(request, obj) or None,
            "formfield_callback": partial(self.formfield_for_dbfield, request=request),
            "extra": self.get_extra(request, obj),
            "can_delete": self.can_delete and self.has_delete_permission(request, obj),
        }
        return modelformset_factory(self.model, **(options | kwargs))


@transaction.atomic
def record_for_all(agreement: Agreement, kind: str, date: str, reason: str | None) -> list[Act]:
    """Records an act of that kind and date for each signatory that lacks it; returns the new."""
    lacking = agreement.signatories.lacking(kind, date)
    acts = [
        Act(signatory=signatory, kind=kind, date=date)
        for signatory in lacking.select_related("agreement", "organization")
    ]
    for act in acts:
        act._change_reason = reason
        act.save()
    return acts
