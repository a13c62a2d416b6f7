"""Saving a page when others have saved it meanwhile; what is asked of whom, in the admin."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from records.admin.values import label
from records.admin.versions import LOADED, packed, with_version
from records.models import Revision

FORBIDDEN, CONFLICT = 403, 409


class SavingMixin:
    """An admin page that knows which versions it shows, and overwrites nobody's newer ones."""

    change_form_template = "admin/records/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        match = request.resolver_match
        wanted = match and match.url_name.rpartition("_")[2] in ("change", "delete")
        return with_version(rows) if wanted else rows

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Model | None:
        if request.method == "POST":
            # What is read from here on stays so until it is written.
            Revision.objects.hold()
        return super().get_object(request, *args, **kwargs)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if request.method == "POST" and object_id and self.has_change_permission(request):
            row = self.get_object(request, unquote(object_id))
            if row is not None and not self.has_change_permission(request, row):
                return self._no_longer(request, row)
        return super().changeform_view(request, object_id, *args, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if record := context.get("original"):
            formsets = [each.formset for each in context["inline_admin_formsets"]]
            context |= {"loaded_name": LOADED, "loaded": packed(record, formsets)}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Sequence[Any], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if kept := kept_of_others(form, formsets):
            text = _("Meanwhile others changed this too, and that is kept: %(what)s.")
            messages.info(request, text % {"what": ", ".join(kept)})

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        gone = last_version(self.model, unquote(object_id))
        if request.method != "POST" or not gone:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        return self.gone(request, gone)

    def gone(self, request: HttpRequest, version: Any) -> HttpResponse:
        """The record was deleted while somebody wrote: nothing that was typed gets lost."""
        title = _("This record was deleted meanwhile")
        return self._typed(request, CONFLICT, {"title": title, "version": version})

    def _no_longer(self, request: HttpRequest, row: Model) -> HttpResponse:
        """The record is more than a draft by now: nothing that was typed gets lost here either."""
        title = _("This record is more than a draft")
        return self._typed(request, FORBIDDEN, {"title": title, "row": row})

    def _typed(self, request: HttpRequest, status: int, said: dict[str, Any]) -> HttpResponse:
        sent = [(key, text) for key, texts in request.POST.lists() for text in texts]
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "sent": [pair for pair in sent if pair[0] != "csrfmiddlewaretoken"],
            "typed": typed(self.model, request.POST),
        }
        template = "admin/records/gone.html"
        return TemplateResponse(request, template, context | said, status=status)


def last_version(model: Any, key: str) -> Any:
    """The last version of a row that is gone; None where there never was one."""
    if not key.isdecimal():
        return None
    versions = model.history.filter(id=key).select_related("history_user", "change_set")
    return versions.order_by("-history_id").first()


def typed(model: type[Model], data: Any) -> list[tuple[str, str]]:
    """The record's own texts as they were sent, each under its name."""
    fields = [
        f for f in model._meta.fields if f.editable and not f.primary_key and not f.remote_field
    ]
    return [(label(field), data[field.name]) for field in fields if data.get(field.name)]


def kept_of_others(form: ModelForm, formsets: Sequence[Any]) -> list[str]:
    """What others changed while the form was open and what stays so, in words."""
    own = [label(form.instance._meta.get_field(name)) for name in getattr(form, "theirs", ())]
    met = [each for each in formsets if getattr(each, "met_others", False)]
    return [*own, *(f"{each.model._meta.verbose_name_plural}" for each in met)]
