"""{% include entry|template_of %}: what is told of a thing between two bodies."""

from django import template

from portal.pair.between import Entry

register = template.Library()


@register.filter
def template_of(entry: Entry) -> str:
    """The template that tells what sort of thing an entry is."""
    return f"portal/pair/_{entry.kind}.html"
