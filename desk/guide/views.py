"""The guide at the desk."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from desk.guide.tasks import TASKS


def guide(request: HttpRequest) -> HttpResponse:
    """The tasks in the reader's language."""
    context = {**admin.site.each_context(request), "title": _("Guide for staff"), "tasks": TASKS}
    return TemplateResponse(request, "desk/guide.html", context)
