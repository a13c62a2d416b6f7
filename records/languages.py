"""Which language a text is in: the record is kept in one, and pages are read in several."""

from typing import Any

from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info


def is_read_as_recorded() -> bool:
    """Whether the page is in the language in which the record is kept."""
    return get_language() in (None, settings.LANGUAGE_CODE)


def recorded(text: Any) -> Any:
    """A text of the record, marked with its language where the page is in another (WCAG 3.1.2).

    HTML that consists of paragraphs keeps them.
    """
    if not text or is_read_as_recorded():
        return text
    shown = conditional_escape(text)
    if shown.startswith("<p>"):
        return _safe(shown.replace("<p>", f'<p lang="{settings.LANGUAGE_CODE}">'))
    return format_html('<span lang="{}">{}</span>', settings.LANGUAGE_CODE, shown)


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - it was safe before its paragraphs got a language


def language_words(tag: str) -> str:
    """A language by its BCP 47 tag, as readers call it; the tag itself where none does."""
    for known in (tag.lower(), tag.lower().partition("-")[0]):
        try:
            return get_language_info(known)["name_translated"]
        except KeyError:
            continue
    return tag
