"""What goes with a record when it is deleted, found in as many queries as there are tables."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from records.naming import naming_paths


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
        for model in found.model_objs
        if not site.get_model_admin(model).has_delete_permission(request)
    }
    numbers = {
        f"{model._meta.verbose_name_plural}": len(rows) for model, rows in found.model_objs.items()
    }
    return found.nested(_link), numbers, lacking, [_link(row) for row in found.protected]


def _link(row: Model) -> SafeString:
    opts = row._meta
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
    return format_html('{}: <a href="{}">{}</a>', capfirst(opts.verbose_name), url, row)
