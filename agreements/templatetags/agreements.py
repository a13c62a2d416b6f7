"""{{ commitment.stage|stage_words }} and {{ figure.value|plain }}: stages and numbers in words."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import number_format

from agreements.models import Assessment

register = template.Library()


@register.filter
def stage_words(stage: str) -> Any:
    """A stage of a commitment, “under-way”, as readers call it."""
    return Assessment.Stage(stage).label


@register.filter
def plain(number: Decimal) -> str:
    """A number without the zeros that only the database needs: “57.5”, “3,800”, “−6.8”."""
    digits = f"{number:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return number_format(digits, force_grouping=True).replace("-", "−")
