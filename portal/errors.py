"""Errors in words: a page for readers, problem details (RFC 9457) where a file was asked for."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from listings.errors import NoPageError, UnanswerableError
from records.middleware import RevisionMiddleware

FILES = (".json", ".csv", ".xlsx", ".zip", ".atom", ".ics", ".xml", ".bib", ".ris")
READING = ("GET", "HEAD", "OPTIONS")


class InWords:
    """Public addresses are for reading; what else is asked of them is refused in words.

    Stands before the check of forms' tokens, which would refuse in other words.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """405 for methods that write, and the answer to OPTIONS."""
        if is_private(request):
            return refused_nul(request)
        if request.method in ("GET", "HEAD"):
            return None
        known = request.method in READING
        response = HttpResponse(status=204) if known else method_not_allowed(request)
        response["Allow"] = ", ".join(READING)
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """What a program asked for is answered as such in DEBUG too, where pages show the code."""
        if not request.path.endswith(FILES):
            return None
        if isinstance(exception, BadRequest):
            return bad_request(request, exception)
        return page_not_found(request, exception) if isinstance(exception, Http404) else None


def is_private(request: HttpRequest) -> bool:
    """Whether the address belongs to an app that is about its reader, such as the admin."""
    match = request.resolver_match
    return match is not None and bool(RevisionMiddleware.private_apps & set(match.app_names))


def refused_nul(request: HttpRequest) -> HttpResponse | None:
    """400 for a NUL: the admin asks the database as it is asked, and PostgreSQL knows none."""
    if "\x00" not in unquote(request.META.get("QUERY_STRING", "")):
        return None
    return bad_request(request, BadRequest(_("Found a NUL in the address, expected text.")))


def as_elsewhere(exception: Exception, context: Any) -> None:
    """How REST framework answers errors: not at all, but leaves them to those below."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the question makes no sense."""
    # What Django itself has to say is for whoever runs the site, and stands in the log.
    said = str(exception) if isinstance(exception, BadRequest) else ""
    reason = said or _("The question could not be understood.")
    errors = exception.problems if isinstance(exception, UnanswerableError) else None
    return answer(request, 400, _("That question makes no sense here"), reason, errors)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: staff only."""
    return answer(request, 403, _("Not for you"), _("This needs a login with the right to it."))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing is there, or it is not published."""
    reason = exception.args[0] if exception.args else ""
    if not isinstance(reason, str) or not reason:
        reason = _("There is no published record or page with this address.")
    back = first_page(request) if isinstance(exception, NoPageError) else ""
    return answer(request, 404, _("Nothing here"), reason, back=back)


def first_page(request: HttpRequest) -> str:
    """The address of the same question from its first page on."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return f"{request.path}?{asked.urlencode()}".rstrip("?")


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """405: nothing can be written here."""
    reason = _("This address is for reading only: it answers GET, HEAD and OPTIONS.")
    return answer(request, 405, _("For reading only"), reason)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Touches neither the database nor the session."""
    return answer(request, 500, _("Something went wrong"), _("The error has been logged."))


def answer(
    request: HttpRequest,
    status: int,
    title: str,
    reason: str,
    errors: Mapping[str, list[str]] | None = None,
    back: str = "",
) -> HttpResponse:
    """The error in words; `errors` says what is wrong by parameter, where that is known.

    `back` is an address near by where there is something.
    """
    if request.path.endswith(FILES):
        return problem(status, reason, errors or {"": [reason]})
    context = {"title": title, "reason": reason, "status": status, "back": back}
    return render(request, "portal/error.html", context, status=status)


def problem(status: int, reason: str, errors: Mapping[str, list[str]]) -> HttpResponse:
    """Problem details of a kind that the status says all about (RFC 9457, section 4.2.1)."""
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": reason,
        "errors": errors,
    }
    return JsonResponse(
        told,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
