"""The places of an agreement's rows, as printed: numbered anew from 1."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from simple_history.utils import bulk_update_with_history

from agreements.models import Agreement
from records.admin.addresses import change_page, undo_link
from records.admin.reasons import ReasonField
from records.changesets import changing
from records.models import ChangeSet
from records.naming import naming_paths
from records.roles import require_write

# What stands in an agreement in an order of its own.
NUMBERED = ("signatories", "commitments")
LARGEST = 32_767


class PlacesForm(forms.Form):
    """A place for each row; equal ones stay in the order that they had."""

    reason = ReasonField()

    def __init__(self, rows: list[Any], *args: Any, **kwargs: Any) -> None:
        self.rows = rows
        super().__init__(*args, **kwargs)
        for place, row in enumerate(rows, start=1):
            self.fields[f"place-{row.pk}"] = forms.IntegerField(
                label=f"{row}",
                initial=place,
                min_value=0,
                max_value=LARGEST,
                widget=forms.NumberInput(attrs={"class": "vIntegerField"}),
            )

    def places(self) -> list[tuple[Any, Any]]:
        """Each row with the box for its place."""
        return [(row, self[f"place-{row.pk}"]) for row in self.rows]

    def ordered(self) -> list[Any]:
        """The rows in the order that was asked for."""
        return sorted(self.rows, key=lambda row: self.cleaned_data[f"place-{row.pk}"])


class NumberingMixin:
    """For the page of an agreement: pages that number its rows anew."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.number_view)
        route = "<path:object_id>/number/<slug:relation>/"
        return [path(route, view, name="agreements_agreement_number"), *super().get_urls()]

    def tools(self, request: HttpRequest, record: Agreement) -> list[tuple[Any, str]]:
        words = {
            "signatories": _("Number the signatories"),
            "commitments": _("Number the commitments"),
        }
        name = f"{self.admin_site.name}:agreements_agreement_number"
        own = [
            (words[relation], reverse(name, args=[record.pk, relation]))
            for relation in NUMBERED
            if self._page(relation).has_change_permission(request)
        ]
        return [*own, *super().tools(request, record)]

    def _page(self, relation: str) -> Any:
        model = self.model._meta.get_field(relation).related_model
        return self.admin_site.get_model_admin(model)

    def number_view(self, request: HttpRequest, object_id: str, relation: str) -> HttpResponse:
        """Asks for the order, and numbers the rows from 1 by it."""
        agreement = self.get_object(request, unquote(object_id))
        if agreement is None or relation not in NUMBERED:
            raise Http404(_("There is no such agreement any more."))
        if not self._page(relation).has_change_permission(request):
            raise PermissionDenied
        rows = getattr(agreement, relation).order_by("position", "pk")
        rows = list(rows.select_related(*naming_paths(rows.model)))
        form = PlacesForm(rows, request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            return self._numbered(request, agreement, relation, form)
        context = {
            **self.admin_site.each_context(request),
            "title": self._title(relation),
            "opts": self.opts,
            "record": agreement,
            "form": form,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/agreements/number.html", context)

    def _title(self, relation: str) -> str:
        plural = self.model._meta.get_field(relation).related_model._meta.verbose_name_plural
        return _("%(rows)s, numbered anew") % {"rows": capfirst(f"{plural}")}

    def _numbered(
        self, request: HttpRequest, agreement: Agreement, relation: str, form: PlacesForm
    ) -> HttpResponse:
        changed = []
        for place, row in enumerate(form.ordered(), start=1):
            if row.position != place:
                row.position = place
                changed.append(row)
        require_write(request.user, changed)
        text = ngettext("%(number)s row changed.", "%(number)s rows changed.", len(changed))
        said: Any = text % {"number": len(changed)}
        if changed:
            said = format_html("{} {}", said, self._write_places(request, relation, changed, form))
        messages.success(request, said)
        return HttpResponseRedirect(change_page(agreement))

    def _write_places(
        self, request: HttpRequest, relation: str, rows: list[Any], form: PlacesForm
    ) -> Any:
        """Writes the places; a link that takes it back."""
        reason = form.cleaned_data["reason"]
        named = {"user": request.user, "reason": reason, "title": self._title(relation)}
        with changing(ChangeSet.Kind.BULK, **named) as done:
            said = {"default_user": request.user, "default_change_reason": reason}
            bulk_update_with_history(rows, type(rows[0]), ["position"], **said)
        return undo_link(done)
