"""Where rows of any table are edited, and where records are merged."""

from typing import Any

from django import template
from django.urls import reverse

from desk.merging.kinds import MERGEABLE, kind_of
from records.admin.addresses import change_page

register = template.Library()
register.filter(change_page)


@register.filter
def merge_page(row: Any) -> str:
    """The address of the page that asks which record a record is the same as; empty for others."""
    if type(row) not in MERGEABLE.values():
        return ""
    return reverse("admin:merge_choose", args=[kind_of(type(row)), row.slug])
