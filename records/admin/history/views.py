"""The pages about what was: the timeline, versions side by side, restoring, what was deleted."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from records.admin.history.comparing import compared
from records.admin.history.timeline import entries, grouped, load, named, places, resolve, versions
from records.admin.reasons import ReasonField
from records.admin.values import shown_fields
from records.admin.versions import number
from records.changesets import changing
from records.models import ChangeSet, Revision
from records.naming import naming_paths, target_paths
from records.reviving import NotRevivableError, deleted, revive, went_with
from records.roles import may_write

PER_PAGE = 50
# Rows of one table that come back and are named; the numbers count all of them.
NAMED = 20
# Changed by steps of their own, never by restoring.
KEPT = ("publication", "reviewed")


class ReasonForm(forms.Form):
    """Why what was comes back."""

    reason = ReasonField()


class HistoryMixin:
    """The history pages of a table."""

    change_list_template = "admin/records/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        label = f"{self.opts.app_label}_{self.opts.model_name}"
        pages = [
            ("deleted/", self.deleted_view, "deleted"),
            ("deleted/<int:version>/", self.revive_view, "revive"),
            ("<path:object_id>/history/compare/", self.compare_view, "compare"),
            (
                "<path:object_id>/history/<int:version_id>/",
                self.history_form_view,
                "simple_history",
            ),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"{label}_{name}")
            for route, view, name in pages
        ]
        return [*own, *super().get_urls()]

    # Pages

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Everything that happened to the record and to what ever hung on it."""
        record, last = self._found(request, object_id)
        found = self._seen(request, places(self.model, last.id))
        paginator = Paginator(versions(found), PER_PAGE)
        page = paginator.get_page(request.GET.get(PAGE_VAR))
        page.object_list = list(page.object_list)
        groups = grouped(entries(found, page.object_list, self.model))
        context = self._context(request, record, last) | {
            "title": _("History: %(record)s") % {"record": record or named(last)},
            "page_obj": page,
            "page_range": paginator.get_elided_page_range(page.number),
            "page_var": PAGE_VAR,
            "groups": groups,
        }
        return TemplateResponse(
            request, "admin/records/history.html", context | (extra_context or {})
        )

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Two versions of the record side by side."""
        record, last = self._found(request, object_id)
        asked = [number(request.GET.get(name)) or 0 for name in ("from", "to")]
        chosen = load(self.model, asked)
        pair = [chosen.get(each) for each in asked]
        if not all(each and each.id == last.id for each in pair):
            messages.error(request, _("Choose two versions of the record, an earlier and a later."))
            return HttpResponseRedirect(self._address("history", last.id))
        resolve(pair)
        left, right = sorted(pair, key=lambda each: each.pk)
        context = self._context(request, record, last) | {
            "title": _("Two versions: %(record)s") % {"record": record or named(last)},
            "left": left,
            "right": right,
            "lines": list(compared(left, right, self.model)),
        }
        return TemplateResponse(request, "admin/records/compare.html", context)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: Any, extra_context: Any = None
    ) -> HttpResponse:
        """A version beside the record as it is now; and, once a reason is given, restores it."""
        record, last = self._found(request, object_id)
        key = number(version_id) or 0
        version = load(self.model, [key]).get(key)
        if version is None or version.id != last.id:
            raise Http404
        form = ReasonForm(request.POST if request.method == "POST" else None)
        sent = request.method == "POST" and form.is_valid()
        if sent and (response := self._restore(request, version, last, form)):
            return response
        now = load(self.model, [last.pk])[last.pk]
        resolve([version, now])
        lines = list(compared(version, now, self.model))
        context = self._context(request, record, last) | {
            "title": _("Earlier version: %(record)s") % {"record": record or named(last)},
            "original": version.instance,
            "left": version,
            "right": now,
            "lines": lines,
            "form": form,
            "may_restore": self._may_restore(request, record)
            and any(line.differs for line in lines),
        }
        return TemplateResponse(request, "admin/records/compare.html", context)

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """The rows of the table that are deleted now: when, by whom, why."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        paginator = Paginator(deleted(self.model).values_list("pk", flat=True), PER_PAGE)
        page = paginator.get_page(request.GET.get(PAGE_VAR))
        found = load(self.model, page.object_list)
        rows = [found[key] for key in page.object_list]
        resolve(rows)
        context = self.admin_site.each_context(request) | {
            "title": _("Deleted: %(table)s") % {"table": self.opts.verbose_name_plural},
            "opts": self.opts,
            "page_obj": page,
            "page_range": paginator.get_elided_page_range(page.number),
            "page_var": PAGE_VAR,
            "rows": [(version, named(version)) for version in rows],
            "may_revive": self.has_add_permission(request),
            "may_see_sets": request.user.has_perm("records.view_changeset"),
        }
        return TemplateResponse(request, "admin/records/deleted.html", context)

    def revive_view(self, request: HttpRequest, version: int) -> HttpResponse:
        """What comes back with a deleted row; and, once a reason is given, brings it back."""
        there = deleted(self.model).filter(pk=version).exists()
        last = load(self.model, [version]).get(version) if there else None
        if last is None:
            messages.warning(request, _("It is there again, or was never deleted."))
            return HttpResponseRedirect(self._address("deleted"))
        if not self.has_view_permission(request):
            raise PermissionDenied
        resolve([last])
        found = went_with(last)
        may = self._may_revive(request, last, found)
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if request.method == "POST":
            if not may:
                raise PermissionDenied
            if form.is_valid() and (response := self._revive(request, last, form)):
                return response
        context = self._context(request, None, last) | {
            "title": _("Bring back: %(record)s") % {"record": named(last)},
            "tables": [_summary(model, rows) for model, rows in found.items()],
            "form": form,
            "may_revive": may,
        }
        return TemplateResponse(request, "admin/records/revive.html", context)

    # What they stand on

    def _found(self, request: HttpRequest, object_id: str) -> tuple[Model | None, Any]:
        """The record, None where it is deleted, and its newest version."""
        key = unquote(object_id)
        history: Any = self.model.history
        own = history.filter(id=key) if key.isdecimal() else history.none()
        last = (
            own.select_related("history_user", *target_paths(self.model))
            .order_by("-history_id")
            .first()
        )
        if last is None:
            raise Http404(_("No history is kept of a record with that number."))
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request).select_related(*naming_paths(self.model))
        record = rows.filter(pk=key).first()
        if record is None:
            resolve([last])
        return record, last

    def _seen(self, request: HttpRequest, found: Any) -> Any:
        """The tables that the user may look at."""
        may = {
            model: self.admin_site.get_model_admin(model).has_view_permission(request)
            for model in found
            if self.admin_site.is_registered(model)
        }
        return {model: where for model, where in found.items() if may.get(model)}

    def _context(self, request: HttpRequest, record: Model | None, last: Any) -> dict[str, Any]:
        return self.admin_site.each_context(request) | {
            "opts": self.opts,
            "object": record,
            "last": last,
            "name": f"{record}" if record else named(last),
            "may_see_sets": request.user.has_perm("records.view_changeset"),
        }

    def _address(self, page: str, *args: Any) -> str:
        label = f"{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{self.admin_site.name}:{label}_{page}", args=args)

    def _may_restore(self, request: HttpRequest, record: Model | None) -> bool:
        return record is not None and self.has_change_permission(request, record)

    def _restore(
        self, request: HttpRequest, version: Any, last: Any, form: forms.Form
    ) -> HttpResponse | None:
        """Writes the fields of the version; None where they may not stand, said in the form."""
        reason = form.cleaned_data["reason"]
        change = {"user": request.user, "reason": reason}
        with changing(ChangeSet.Kind.RESTORATION, **change) as change_set:
            Revision.objects.hold()
            row = self.model._base_manager.filter(pk=version.id).first()
            if not self._may_restore(request, row):
                raise PermissionDenied
            newest = row.history.order_by("-history_id").values_list("pk", flat=True).first()
            if number(request.POST.get("newest")) != newest:
                text = _(
                    "It was changed while you looked at it: this is how it is now. Look again."
                )
                form.add_error(None, text)
            elif not (problems := restored(row, version)):
                row._history_user, row._change_reason = request.user, reason
                row.save()
                change_set.call(row)
                messages.success(request, _("Restored: %(record)s.") % {"record": row})
                return HttpResponseRedirect(self._address("history", row.pk))
            else:
                for problem in problems:
                    form.add_error(None, problem)
        return None

    def _may_revive(self, request: HttpRequest, last: Any, found: dict[Any, Any]) -> bool:
        row = last.instance
        for key in target_paths(self.model):
            if "__" not in key and (target := last._state.fields_cache.get(key)):
                setattr(row, key, target)
        tables = (self.admin_site.get_model_admin(model) for model in found)
        return may_write(request.user, row) and all(t.has_add_permission(request) for t in tables)

    def _revive(self, request: HttpRequest, last: Any, form: forms.Form) -> HttpResponse | None:
        try:
            with transaction.atomic():
                Revision.objects.hold()
                revive(last, request.user, form.cleaned_data["reason"])
        except NotRevivableError as error:
            form.add_error(None, f"{error}")
            return None
        messages.success(request, _("It is back: %(record)s.") % {"record": named(last)})
        return HttpResponseRedirect(self._address("change", last.id))


def restored(row: Any, version: Any) -> list[str]:
    """Gives the row the values of the version; returns in words what keeps it from being saved."""
    fields = [each for each in shown_fields(type(row)) if each.name not in KEPT]
    for column in fields:
        setattr(row, column.attname, getattr(version, column.attname))
    for column in fields:
        value, target = getattr(row, column.attname), column.related_model
        if target and value is not None and not target._base_manager.filter(pk=value).exists():
            text = _("%(field)s: what it named then is deleted; bring that back first.")
            return [text % {"field": column.verbose_name}]
    try:
        row.full_clean()
    except ValidationError as error:
        return error.messages
    return []


def _summary(model: type[Model], rows: list[Any]) -> dict[str, Any]:
    first = list(load(model, [row.pk for row in rows[:NAMED]]).values())
    resolve(first)
    return {
        "table": model._meta.verbose_name_plural,
        "number": len(rows),
        "names": [named(row) for row in first],
        "more": max(0, len(rows) - NAMED),
    }
