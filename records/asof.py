"""The day of a question: what is current is so on a day, and the day stands in the address.

It stays while somebody browses, since every link of a page takes it along.
"""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import quote

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dates.edtf import parse

NAME = "as_of"
# Pages, and the files that tell the same; what is not of a day, such as the admin, is left alone.
LINK = re.compile(
    r'(?P<head><(?:a|area)\s[^>]*?\bhref=")(?P<path>/(?:[^"?#]*(?:/|\.json|\.csv|\.xlsx))?)'
    r'(?=[?"#])(?P<query>\?[^"#]*)?(?P<tail>(?:#[^"]*)?")'
)
TIMELESS = re.compile(r"/(?:[a-z]{2}/)?(?:admin|static|data)/")
FORM = re.compile(r'<form\b(?=[^>]*\bmethod="get")[^>]*>(?=(?P<fields>.*?)</form>)', re.DOTALL)


def day_of(request: HttpRequest) -> date:
    """The day that `as_of` names, otherwise today; of a month or a year it is the last day.

    Raises BadRequest where it names none.
    """
    text = request.GET.get(NAME, "").strip()
    return read(text) if text else timezone.localdate()


def asked_day(request: HttpRequest) -> date | None:
    """The day that `as_of` names; None where it names none, rightly or not."""
    try:
        return day_of(request) if request.GET.get(NAME, "").strip() else None
    except BadRequest:
        return None


def read(text: str) -> date:
    """The last day of a day, month or year. Raises BadRequest where the text is none of these."""
    try:
        found = parse(text)
    except ValueError:
        found = None
    if found is None or found.kind != "point" or not found.latest:
        raise BadRequest(
            _("as_of: found “%(found)s”, expected a day, month or year such as 2018-09-04 or 2018")
            % {"found": text[:200]}
        )
    return found.latest


def refuse_others(request: HttpRequest, *known: str) -> None:
    """Raises BadRequest where an address is given more than a day and the known parameters."""
    day_of(request)
    if unknown := [name for name in request.GET if name not in (NAME, *known)]:
        raise BadRequest(
            _("Found “%(found)s”: this address takes only %(expected)s.")
            % {"found": ", ".join(unknown)[:200], "expected": ", ".join((NAME, *known))}
        )


def kept(request: HttpRequest) -> str:
    """The query string that asks for the same day elsewhere; empty where none is asked for."""
    text = request.GET.get(NAME, "").strip()
    return f"?{NAME}={quote(text)}" if text else ""


def carry(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: a page that was asked for a day leads to pages of the same day."""

    def carried(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and asked_day(request) and _is_page(response):
            text = request.GET[NAME].strip()
            response.content = in_forms(in_links(response.content.decode(), text), text)
        return response

    return carried


def _is_page(response: HttpResponse) -> bool:
    return response.get("Content-Type", "").startswith("text/html") and bool(response.content)


def in_links(page: str, day: str) -> str:
    """The page with the day added to links within the site that name none."""

    def with_day(link: re.Match[str]) -> str:
        query = link["query"] or ""
        if TIMELESS.match(link["path"]) or f"{NAME}=" in query:
            return link[0]
        joint = "&amp;" if query.strip("?") else "?"
        asked = f"{query.rstrip('?')}{joint}{NAME}={quote(day)}"
        return f"{link['head']}{link['path']}{asked}{link['tail']}"

    return LINK.sub(with_day, page)


def in_forms(page: str, day: str) -> str:
    """The page with the day as a hidden field of each form that asks a question and has none."""
    hidden = format_html('<input type="hidden" name="{}" value="{}">', NAME, day)

    def with_day(form: re.Match[str]) -> str:
        return form[0] if f'name="{NAME}"' in form["fields"] else form[0] + hidden

    return FORM.sub(with_day, page)
