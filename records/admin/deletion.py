"""Deleting: what goes with a record, in as many queries as there are tables; what forbids it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.utils import NestedObjects, unquote
from django.db import router, transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.admin.addresses import change_page
from records.admin.versions import version_of
from records.models import Publication, PublishedRecord, Revision
from records.naming import naming_paths
from records.roles import may_delete

FORBIDDEN = 403


class NamedObjects(NestedObjects):
    """The rows that hang on others, each loaded with what its name is made of."""

    def related_objects(self, related_model: type[Model], *args: Any) -> QuerySet:
        rows = super().related_objects(related_model, *args)
        return rows.select_related(*naming_paths(related_model))


def what_goes_with(
    rows: Iterable[Model], request: HttpRequest, site: AdminSite
) -> tuple[list[Any], dict[str, int], set[str], list[SafeString]]:
    """The four answers of `ModelAdmin.get_deleted_objects`.

    The rows with links, how many of each table, what permissions lack, what stands in the way.
    """
    rows = list(rows)
    found: Any = NamedObjects(using=router.db_for_write(type(rows[0])) if rows else "default")
    found.collect(rows)
    lacking = {
        f"{model._meta.verbose_name}"
        for model, rows in found.model_objs.items()
        if not site.get_model_admin(model).has_delete_permission(request)
        or any(_is_beyond(request.user, row) for row in rows)
    }
    numbers = {
        f"{model._meta.verbose_name_plural}": len(rows) for model, rows in found.model_objs.items()
    }
    public = [
        format_html(_("{row} (published: withdraw it first)"), row=_link(row))
        for rows in found.model_objs.values()
        for row in rows
        if is_public(row)
    ]
    protected = [
        format_html(_("{row} (it stands on this: delete or change it first)"), row=_link(row))
        for row in found.protected
    ]
    return found.nested(_link), numbers, lacking, [*public, *protected]


def is_public(row: Model) -> bool:
    """Whether it is a record that was published and not withdrawn."""
    return isinstance(row, PublishedRecord) and row.publication == Publication.PUBLISHED


def _is_beyond(user: Any, row: Model) -> bool:
    """Whether a record below is in a state in which the user may not delete it."""
    return isinstance(row, PublishedRecord) and not is_public(row) and not may_delete(user, row)


class DeletionMixin:
    """Deletes what the page showed and nothing else; says why where it may not."""

    delete_confirmation_template = "admin/records/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/records/delete_selected_confirmation.html"

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        with transaction.atomic():
            if request.method == "POST":
                Revision.objects.hold()
            row = self.get_object(request, unquote(object_id))
            if row is not None and is_public(row) and self.has_delete_permission(request):
                return self._kept(request, row)
            seen = request.POST.get("seen")
            if row is not None and seen and seen != self._extent(request, row):
                text = _("Others changed it while you looked: this is what would go now.")
                messages.warning(request, text)
                return HttpResponseRedirect(request.get_full_path())
            return super().delete_view(request, object_id, extra_context)

    def render_delete_form(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        if row := context.get("object"):
            context["seen"] = _extent(row, dict(context["model_count"]))
        return super().render_delete_form(request, context)

    def _extent(self, request: HttpRequest, row: Model) -> str:
        return _extent(row, self.get_deleted_objects([row], request)[1])

    def _kept(self, request: HttpRequest, row: Model) -> HttpResponse:
        """Nobody deletes what the public sees."""
        context = self.admin_site.each_context(request) | {
            "title": _("Published records are not deleted"),
            "opts": self.opts,
            "object": row,
        }
        return TemplateResponse(request, "admin/records/kept.html", context, status=FORBIDDEN)


def _extent(row: Model, numbers: dict[str, int]) -> str:
    """What a page that asks for deletion shows, in short: the version, and how many rows go."""
    return f"{version_of(row)}-{sum(numbers.values())}"


def _link(row: Model) -> SafeString:
    table = capfirst(row._meta.verbose_name)
    return format_html('{}: <a href="{}">{}</a>', table, change_page(row), row)
