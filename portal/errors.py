"""Errors in words: a page for readers, JSON where a file was asked for."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

FILES = (".json", ".csv", ".xlsx")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the question makes no sense."""
    # What Django itself has to say is for whoever runs the site, and stands in the log.
    said = str(exception) if isinstance(exception, BadRequest) else ""
    reason = said or _("The question could not be understood.")
    return answer(request, 400, _("That question makes no sense here"), reason)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: staff only."""
    return answer(request, 403, _("Not for you"), _("This needs a login with the right to it."))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing is there, or it is not published."""
    reason = exception.args[0] if exception.args else ""
    if not isinstance(reason, str) or not reason:
        reason = _("There is no published record or page with this address.")
    return answer(request, 404, _("Nothing here"), reason)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Touches neither the database nor the session."""
    return answer(request, 500, _("Something went wrong"), _("The error has been logged."))


def answer(request: HttpRequest, status: int, title: str, reason: str) -> HttpResponse:
    if request.path.endswith(FILES):
        told = {"errors": {"": [reason]}}
        return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    context = {"title": title, "reason": reason, "status": status}
    return render(request, "portal/error.html", context, status=status)
