"""The page, and the names that it asks for while one types."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agreements.models import Act, Agreement, Commitment, Signatory
from desk.recording.forms import MOST_ROWS
from desk.recording.page import Page
from desk.recording.writing import Recorded, record
from organizations.models import Organization, Person
from records.admin.addresses import change_page, undo_link
from sources.models import Passage, Source

# What one has to be allowed to add, to record anything from a source.
NEEDED = (Source, Passage, Agreement, Signatory, Act, Commitment, Organization, Person)
MORE = "_more"
MORE_ROWS = 3


def page_view(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Records from the source, or together with it; shows the page again until all is clear."""
    _require_permissions(request.user)
    source = get_object_or_404(Source, pk=pk) if pk else None
    if request.method != "POST":
        slug = request.GET.get("agreement")
        agreement = Agreement.objects.filter(slug=slug).first() if slug else None
        return _shown(request, Page(request.user, source, agreement=agreement))
    data = with_more_rows(request.POST) if MORE in request.POST else request.POST
    page = Page(request.user, source, data, request.FILES)
    if MORE in request.POST or not page.is_valid():
        return _shown(request, page)
    try:
        recorded = record(page)
    except IntegrityError:
        page.problems.append(
            _("Nothing was recorded: somebody recorded some of this meanwhile. Send it again.")
        )
        return _shown(request, page)
    _say(request, recorded)
    shown = recorded.agreement or recorded.source
    return HttpResponseRedirect(change_page(shown))


@require_POST
def names_view(request: HttpRequest) -> HttpResponse:
    """The part of the page with the names that were typed so far."""
    _require_permissions(request.user)
    page = Page(request.user, None, request.POST)
    context = {"page": page, "kinds": Organization.Kind.choices}
    return TemplateResponse(request, "desk/recording/_names.html", context)


def _require_permissions(user: Any) -> None:
    for model in NEEDED:
        if not user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}"):
            raise PermissionDenied


def with_more_rows(data: QueryDict) -> QueryDict:
    """What was sent, with room for more rows in the table that was asked for."""
    more = data.copy()
    name = f"{data[MORE]}-TOTAL_FORMS"
    rows = str(data.get(name, ""))
    if data[MORE] in ("passages", "commitments") and rows.isdecimal():
        more[name] = str(min(int(rows) + MORE_ROWS, MOST_ROWS))
    return more


def _shown(request: HttpRequest, page: Page) -> HttpResponse:
    source = page.source
    # Room for more rows was asked for, which is no mistake.
    asked_for_room = MORE in request.POST
    title = _("Record from “%(source)s”") % {"source": source} if source else _("Record a source")
    forms = [page.agreement_form, page.signatories_form, *page.commitments.forms]
    context = {
        **admin.site.each_context(request),
        "title": title,
        "page": page,
        "is_refused": page.data is not None and not asked_for_room,
        "media": sum((form.media for form in forms), start=page.document_form.media),
        "kinds": Organization.Kind.choices,
    }
    return TemplateResponse(request, "desk/recording/page.html", context)


def _say(request: HttpRequest, recorded: Recorded) -> None:
    """Tells what was recorded, and where it can be taken back."""
    rows = sum(recorded.numbers.values())
    said = ngettext(
        "%(number)s row recorded as a draft, with its evidence.",
        "%(number)s rows recorded as drafts, with their evidence.",
        rows,
    )
    again = reverse("admin:recording_source", args=[recorded.source.pk])
    messages.success(
        request,
        format_html(
            '{} <a href="{}">{}</a> · {}',
            said % {"number": rows},
            again,
            _("Record more from this source"),
            undo_link(recorded.change_set),
        ),
    )
