"""Where rows of any table are edited."""

from typing import Any

from django import template
from django.urls import reverse

register = template.Library()


@register.filter
def change_page(row: Any) -> str:
    """The address of the admin page of a row."""
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
