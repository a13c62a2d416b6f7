"""Stages and numbers in words.

{{ commitment.stage|stage_words }}, {{ agreement.stage|agreement_stage }}, {{ figure.value|plain }}
"""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import number_format

from agreements.models import Assessment
from agreements.stages import Stage

register = template.Library()


@register.filter
def stage_words(stage: str) -> Any:
    """A stage of a commitment, “under-way”, as readers call it."""
    return Assessment.Stage(stage).label


@register.filter
def agreement_stage(stage: str) -> Any:
    """A stage of an agreement, “in-effect”, as readers call it."""
    return Stage(stage).label


@register.filter
def plain(number: Decimal) -> str:
    """A number without the zeros that only the database needs: “57.5”, “3,800”, “−6.8”."""
    digits = f"{number:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return number_format(digits, force_grouping=True).replace("-", "−")
