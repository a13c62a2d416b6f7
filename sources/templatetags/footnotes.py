"""Footnote marks: {% footnote record "field" %}, and {% unsourced record %} where there is none.

The page's context needs `footnotes`, a `sources.footnotes.Footnotes`; list them at its end with
{% include "sources/_footnotes.html" %}.
"""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("sources/_marks.html", takes_context=True)
def footnote(context: template.Context, record: Any, name: str = "") -> dict[str, Any]:
    """The marks of the passages that speak of a field, or of the record as a whole."""
    marks = context["footnotes"].marks(record, name)
    # A record that no passage speaks of must show it; a field may rest on its record's passage.
    return {"marks": marks, "unsourced": not name and not record.citations.all()}
