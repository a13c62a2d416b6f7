"""Words that lead to their meaning.

{% term "party" %}               the term's own name, as a link to the glossary
{% term "party" words %}         other words for it
{% label words "stage" %}        a label: a link where the glossary has its field, else as it is
"""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from glossary.term import Term
from glossary.terms import BY_SLUG, term_of

register = template.Library()


@register.simple_tag
def term(slug: str, words: Any = "") -> SafeString:
    """The link to a term; KeyError where there is none, which a test finds."""
    return linked(BY_SLUG[slug], words)


@register.simple_tag
def label(words: Any, name: str, table: str = "") -> SafeString | str:
    """The words for a field, as a link to the term behind it where there is one."""
    found = term_of(f"{table}.{name}" if table else name)
    return linked(found, words) if found else words


def linked(found: Term, words: Any = "") -> SafeString:
    address = f"{reverse('glossary')}#{found.anchor}"
    return format_html('<a class="term" href="{}">{}</a>', address, words or found.name)
