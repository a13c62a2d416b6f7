"""{{ record.start|words }}: an uncertain date in words; {% date record.start %} shows doubt too.

{% lasting term.since term.until %}: since when and until when something holds.
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dates import words as dates_words

register = template.Library()
register.filter("words", dates_words.words)
register.simple_tag(dates_words.term_words, name="lasting")

QUALIFIERS = frozenset("?~%")


@register.simple_tag
def date(text: str) -> SafeString:
    """An uncertain date in words, set apart where it is unknown or doubtful."""
    doubtful = "doubtful" if QUALIFIERS & set(text) else "date"
    kind = doubtful if text else "unknown"
    return format_html('<span class="{}">{}</span>', kind, dates_words.words(text))
