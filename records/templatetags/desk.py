"""What the pages of the desk say of rows of any table."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def kind(row: Any) -> Any:
    """What sort of record it is, in words: “agreement”."""
    return row._meta.verbose_name
