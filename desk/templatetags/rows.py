"""Where rows of any table are edited, and where records are merged."""

from typing import Any

from django import template
from django.urls import reverse

from desk.merging.kinds import MERGEABLE, kind_of

register = template.Library()


@register.filter
def change_page(row: Any) -> str:
    """The address of the admin page of a row."""
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])


@register.filter
def merge_page(row: Any) -> str:
    """The address of the page that asks which record a record is the same as; empty for others."""
    if type(row) not in MERGEABLE.values():
        return ""
    return reverse("admin:merge_choose", args=[kind_of(type(row)), row.slug])
