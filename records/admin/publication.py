"""Publication in the admin: each step a page that asks why, and a preview as the public sees it."""

from collections.abc import Sequence
from copy import copy
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.admin.reasons import ReasonField
from records.changesets import changing
from records.companions import companions
from records.models import ChangeSet, Publication, PublishedRecord, Revision
from records.naming import naming_paths
from records.publication import STEPS, NotTakenError, Step, obstacles, open_to, take

# More than a person goes through at once; what is approved unread is not approved.
MOST = 200


class ReasonForm(forms.Form):
    """Why the step is taken."""

    reason = ReasonField(lines=3)

    def __init__(self, step: Step, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = step.needs_reason


class PublicationMixin:
    """The steps of publication, for one record and for many, and the preview."""

    step_template = "admin/records/step.html"

    def get_urls(self) -> list[URLPattern]:
        label = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("publication/<slug:step>/", wrap(self.step_view), name=f"{label}_publication"),
            path("<path:object_id>/preview/", wrap(self.preview_view), name=f"{label}_preview"),
            *super().get_urls(),
        ]

    def step_view(self, request: HttpRequest, step: str) -> HttpResponse:
        """Asks why, and takes the step with the records whose keys are sent as `ids`."""
        if step not in STEPS:
            raise Http404(_("There is no such step of publication."))
        if not self.has_change_permission(request):
            raise PermissionDenied
        sent = request.POST if request.method == "POST" else request.GET
        return self.ask(request, STEPS[step], self.chosen(sent.getlist("ids")))

    def chosen(self, ids: Sequence[str]) -> QuerySet:
        keys = [int(text) for text in ids[: MOST + 1] if text.isascii() and text.isdigit()]
        rows = self.model._base_manager.filter(pk__in=[key for key in keys if key < 2**63])
        return rows.select_related(*naming_paths(self.model)).order_by("pk")

    def ask(self, request: HttpRequest, step: Step, rows: QuerySet) -> HttpResponse:
        """The page of a step, or where it leads once it is taken."""
        records = list(rows[: MOST + 1])
        if not records or len(records) > MOST:
            return self._too_few_or_many(request, records)
        confirmed = request.method == "POST" and "confirmed" in request.POST
        form = ReasonForm(step, request.POST if confirmed else None)
        along = companions(records) if step.name in ("submit", "publish") else []
        wanted = set(request.POST.getlist("along"))
        refused = obstacles(step, records, request.user)
        if confirmed and form.is_valid() and not refused:
            chosen = [row for row in along if f"{row._meta.label_lower}.{row.pk}" in wanted]
            try:
                return self._taken(request, step, rows, chosen, form.cleaned_data["reason"])
            except NotTakenError as error:
                refused = error.problems
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "opts": self.opts,
            "step": step,
            "records": records,
            "along": [
                self._companion(request, step, row, wanted if confirmed else None) for row in along
            ],
            "refused": refused,
            "form": form,
            "back": self._back(records),
        }
        return TemplateResponse(request, self.step_template, context)

    def _companion(
        self, request: HttpRequest, step: Step, row: Any, wanted: set[str] | None
    ) -> dict[str, Any]:
        key = f"{row._meta.label_lower}.{row.pk}"
        problems = obstacles(step, [row], request.user)
        chosen = not problems if wanted is None else key in wanted
        return {"key": key, "row": row, "problems": problems, "chosen": chosen}

    def _taken(
        self, request: HttpRequest, step: Step, rows: QuerySet, along: list[Any], reason: str
    ) -> HttpResponse:
        number = 0
        title = f"{step.label}: {rows[0]}"
        kind = ChangeSet.Kind.PUBLICATION
        with changing(kind, user=request.user, reason=reason, title=title):
            number += len(take(step, rows.select_related(None), request.user, reason))
            for model, group in groupby(along, type):
                keys = [row.pk for row in group]
                others = model._base_manager.filter(pk__in=keys)
                number += len(take(step, others, request.user, reason))
        text = ngettext("%(number)s record: %(done)s.", "%(number)s records: %(done)s.", number)
        messages.success(request, text % {"number": number, "done": step.done})
        return HttpResponseRedirect(self._back(list(rows)))

    def _back(self, records: Sequence[Any]) -> str:
        """The page of the one record, or the list of many."""
        label = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}"
        if len(records) == 1:
            return reverse(f"{label}_change", args=[records[0].pk])
        return reverse(f"{label}_changelist")

    def _too_few_or_many(self, request: HttpRequest, records: Sequence[Any]) -> HttpResponse:
        if records:
            text = _("Expected at most %(most)s records at a time; choose fewer.")
            messages.error(request, text % {"most": MOST})
        else:
            messages.error(request, _("None of the records was found; choose some in the list."))
        return HttpResponseRedirect(self._back([]))

    def ways(self, request: HttpRequest, record: PublishedRecord) -> list[tuple[Step, str]]:
        """The steps open to the user, with the address of the page of each."""
        if not self.has_view_permission(request, record):
            return []
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_publication"
        return [
            (step, f"{reverse(name, args=[step.name])}?ids={record.pk}")
            for step in open_to(request.user, record)
        ]

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The record's page as the public would see it, were it published with all around it."""
        record = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        if record is None or not hasattr(record, "get_absolute_url"):
            raise Http404(_("It has no page of its own."))
        response = as_published(request, record)
        response.headers["X-Robots-Tag"] = "noindex"
        return response


def as_published(request: HttpRequest, record: PublishedRecord) -> HttpResponse:
    """The public page of the record, drawn while the record is published and then is not.

    Nothing else sees that: it happens in a transaction that is taken back, past the index of the
    search and the counter of writes.
    """
    with transaction.atomic():
        for row in (record, *companions([record])):
            same = QuerySet(type(row)).filter(pk=row.pk)
            QuerySet.update(same, publication=Publication.PUBLISHED)
        page = copy(request)
        page.path = page.path_info = record.get_absolute_url().partition("#")[0]
        page.method, page.GET, page.preview = "GET", QueryDict(), True
        page.resolver_match = match = resolve(page.path)
        revision = Revision.objects.current()
        page.revision, page.changed = revision.number, revision.changed
        response = match.func(page, *match.args, **match.kwargs)
        if hasattr(response, "render"):
            response.render()
        transaction.set_rollback(True)
    return response
