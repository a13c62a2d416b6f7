"""What stands around every page: the other languages, and the day that it is as of."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse, translate_url
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

from dates.words import words
from records import asof

register = template.Library()


def in_language(request: HttpRequest, path: str, language: str) -> str:
    """The same address in a language; the front page where the address leads nowhere."""
    if request.resolver_match is None:
        with override(language):
            return reverse("home")
    return translate_url(path, language)


@register.simple_tag(takes_context=True)
def alternates(context: Context, path: str) -> SafeString:
    """Links to the page in each language, for search engines."""
    request = context["request"]
    if request.resolver_match is None:
        return SafeString("")
    site = f"{request.scheme}://{request.get_host()}"
    codes = [(code, code) for code, _name in settings.LANGUAGES]
    return format_html_join(
        "\n",
        '<link rel="alternate" hreflang="{}" href="{}{}">',
        (
            (tag, site, translate_url(path, code))
            for tag, code in [*codes, ("x-default", settings.LANGUAGE_CODE)]
        ),
    )


@register.inclusion_tag("_languages.html", takes_context=True)
def languages(context: Context) -> dict[str, Any]:
    """The menu of languages: code, name in that language, address."""
    request = context["request"]
    here = request.get_full_path()
    return {
        "current": get_language(),
        "languages": [
            (code, name, in_language(request, here, code)) for code, name in settings.LANGUAGES
        ],
    }


@register.inclusion_tag("_day.html", takes_context=True)
def day(context: Context) -> dict[str, Any]:
    """The day that the page is as of, where one is asked for, and the question without it."""
    request = context["request"]
    others, asked = request.GET.copy(), asof.asked_day(request)
    others.pop(asof.NAME, None)
    return {
        "day": words(asked.isoformat()) if asked else "",
        "text": request.GET.get(asof.NAME, ""),
        "today": f"?{others.urlencode()}",
        "others": [(name, text) for name, texts in others.lists() for text in texts if text],
    }
