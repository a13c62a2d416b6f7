"""{{ commitment|is_overdue:as_of }} and {% include entry|template_of %}: what stands on a pair."""

from datetime import date

from django import template

from agreements.models import Commitment
from portal.between import Entry

register = template.Library()


@register.filter
def is_overdue(commitment: Commitment, on: date) -> bool:
    """Whether the last day that its deadline can mean is over."""
    return commitment.deadline_latest is not None and commitment.deadline_latest < on


@register.filter
def template_of(entry: Entry) -> str:
    """The template that tells what sort of thing an entry is."""
    return f"portal/_pair_{entry.kind}.html"
