"""The pages of possible duplicates."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import BigAutoField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.duplicates.finding import catch_up, in_force, suggestions
from desk.duplicates.models import Kind, NotDuplicate
from desk.duplicates.pages import find, shown
from desk.duplicates.traits import COMPARED
from records.admin.reasons import ReasonField
from records.roles import may_publish

PAGE = 25
# What is counted exactly; beyond it a list is as good as endless.
ENOUGH = 1000


class BoundedPaginator(Paginator):
    """Pages of a list that is counted up to a limit."""

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[:ENOUGH].count()


class KindForm(forms.Form):
    """Which kind of records is shown; all where none is named."""

    kind = forms.ChoiceField(required=False, choices=[("", ""), *Kind.choices])


class JudgementForm(forms.Form):
    """That two records are two, and why."""

    kind = forms.ChoiceField(choices=Kind.choices)
    first = forms.IntegerField(min_value=1, max_value=BigAutoField.MAX_BIGINT)
    second = forms.IntegerField(min_value=1, max_value=BigAutoField.MAX_BIGINT)
    reason = ReasonField()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and len(self.records()) != 2:
            raise forms.ValidationError(_("One of the two records is no longer there."))
        return found

    def records(self) -> list[Any]:
        """The two records, the one that was recorded first before the other."""
        pks = {self.cleaned_data["first"], self.cleaned_data["second"]}
        return find(self.cleaned_data["kind"], *sorted(pks))


def suggested(request: HttpRequest) -> HttpResponse:
    """Records that may be the same, the likeliest first."""
    kinds = visible(request)
    is_all = catch_up()
    chosen = _chosen(request, kinds)
    found = suggestions(chosen) if chosen else suggestions().filter(kind__in=kinds)
    page = BoundedPaginator(found, PAGE).get_page(request.GET.get("page"))
    context = _context(request, _("Possible duplicates"), chosen, kinds) | {
        "page": page,
        "pairs": list(shown(page.object_list)),
        "has_more": page.paginator.count == ENOUGH,
        "is_all": is_all,
    }
    return TemplateResponse(request, "desk/duplicates/suggested.html", context)


def judged(request: HttpRequest) -> HttpResponse:
    """Pairs of which somebody said that they are two, the latest first."""
    kinds = visible(request)
    chosen = _chosen(request, kinds)
    said = in_force().filter(kind__in=[chosen] if chosen else kinds).select_related("user")
    page = Paginator(said.order_by("-when", "-pk"), PAGE).get_page(request.GET.get("page"))
    context = _context(request, _("Not duplicates"), chosen, kinds) | {
        "page": page,
        "pairs": list(shown(page.object_list)),
    }
    return TemplateResponse(request, "desk/duplicates/judged.html", context)


@require_POST
def judge(request: HttpRequest) -> HttpResponse:
    """Remembers that two records are two."""
    form = JudgementForm(request.POST)
    if not form.is_valid():
        messages.error(request, _what_is_wrong(form))
        return _back(request, "admin:duplicates")
    kind, (first, second) = form.cleaned_data["kind"], form.records()
    _require(request, kind)
    said = {"reason": form.cleaned_data["reason"], "user": request.user, "carried_by": None}
    pair = {"kind": kind, "first": first.pk, "second": second.pk}
    with transaction.atomic():
        NotDuplicate.objects.update_or_create(**pair, defaults=said)
    text = _("“%(first)s” and “%(second)s” are not suggested again.")
    messages.success(request, text % {"first": first, "second": second})
    return _back(request, "admin:duplicates")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes back that two records are two: they are suggested again."""
    said = get_object_or_404(NotDuplicate, pk=pk)
    _require(request, said.kind)
    said.delete()
    messages.success(request, _("The judgement was taken back: the two may be suggested again."))
    return _back(request, "admin:duplicates_judged")


def visible(request: HttpRequest) -> list[str]:
    """The kinds of records that the user may see. Raises PermissionDenied where there is none."""
    pages = {kind: admin.site.get_model_admin(COMPARED[kind].model) for kind in Kind}
    kinds = [kind.value for kind, page in pages.items() if page.has_view_permission(request)]
    if not kinds:
        raise PermissionDenied
    return kinds


def _chosen(request: HttpRequest, kinds: list[str]) -> str:
    """The kind that is asked for; none where it does not exist, with a message."""
    form = KindForm(request.GET)
    if not form.is_valid():
        messages.error(request, _what_is_wrong(form))
        return ""
    kind = str(form.cleaned_data["kind"])
    if kind and kind not in kinds:
        raise PermissionDenied
    return kind


def _require(request: HttpRequest, kind: str) -> None:
    page = admin.site.get_model_admin(COMPARED[Kind(kind)].model)
    if not (may_publish(request.user) and page.has_change_permission(request)):
        raise PermissionDenied


def _context(request: HttpRequest, title: str, chosen: str, kinds: list[str]) -> dict[str, Any]:
    names: dict[str, str | Promise] = {kind: Kind(kind).label for kind in kinds}
    return {
        **admin.site.each_context(request),
        "title": title,
        "kinds": names,
        "chosen": chosen,
        "may_judge": may_publish(request.user),
    }


def _back(request: HttpRequest, name: str) -> HttpResponse:
    """To where the form was sent from."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted if is_ours else reverse(name))


def _what_is_wrong(form: forms.Form) -> str:
    return " ".join(
        f"{form.fields[name].label or name}: {text}" if name in form.fields else str(text)
        for name, texts in form.errors.items()
        for text in texts
    )
