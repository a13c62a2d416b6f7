"""{% cite object %}: how to cite the record; {% report_error %}: where to report a mistake."""

from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from records import citing

register = template.Library()


@register.inclusion_tag("_cite.html", takes_context=True)
def cite(context: Context, record: Any) -> dict[str, Any]:
    """The citation in words, and the files that reference managers read."""
    request = context["request"]
    words = citing.reference(request, record).words
    return {"words": words, "files": citing.files(request, record)}


@register.simple_tag(takes_context=True)
def report_error(context: Context) -> SafeString | str:
    """A link to where this installation hears of errors; nothing where it names no place."""
    if not settings.CORRECTIONS_URL:
        return ""
    page = quote(address_of(context["request"]), safe="")
    address = settings.CORRECTIONS_URL.replace("{page}", page)
    return format_html('<a href="{}" rel="nofollow">{}</a>', address, _("Report an error"))


def address_of(request: HttpRequest) -> str:
    """The address of the page; without the host where that is what is wrong."""
    try:
        return request.build_absolute_uri()
    except DisallowedHost:
        return request.get_full_path()
