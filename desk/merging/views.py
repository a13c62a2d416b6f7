"""The pages of a merge: with what, what would happen, all rows of one sort."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desk.duplicates.finding import in_force
from desk.duplicates.models import NotDuplicate
from desk.merging.fields import differences
from desk.merging.forms import MergeForm, other_form
from desk.merging.kinds import MERGEABLE
from desk.merging.plan import Part, Plan, plan
from desk.merging.writing import NotMergeableError, merge
from records.admin.addresses import change_page, undo_link
from records.models import FormerSlug
from records.naming import target_paths
from records.roles import may_publish

# Rows shown of each sort before one asks for all.
FEW = 5
PAGE = 100


def choose(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Asks which record is the same as this one."""
    record = _record(kind, slug)
    require(request, type(record))
    form = other_form(type(record))(request.GET if "other" in request.GET else None)
    if form.is_bound and form.is_valid():
        other = form.cleaned_data["other"]
        if other != record:
            return redirect("admin:merge", kind, record.slug, other.slug)
        form.add_error("other", _("This is the record itself: choose another one."))
    context = _context(request, _("Merge with another record"), record, kind) | {"form": form}
    return TemplateResponse(request, "desk/merging/choose.html", context)


def merging(request: HttpRequest, kind: str, goes: str, stays: str) -> HttpResponse:
    """Shows everything that a merge does, and does it once somebody says why."""
    if (merged := _merged_before(kind, goes, stays)) is not None:
        messages.info(request, _("The two are one already."))
        return redirect(change_page(merged))
    one, other = _record(kind, goes), _record(kind, stays)
    if one == other:
        raise Http404(_("A record can't be merged into itself."))
    made = plan(one, other)
    require(request, type(other), made)
    found = differences(one, other, made.same)
    form = MergeForm(found, request.POST or None, initial={"token": made.token})
    if request.method == "POST" and form.is_valid():
        if (answer := _write(request, form, made)) is not None:
            return answer
        made = plan(one, other)
    return _preview(request, kind, form, made)


def rows(request: HttpRequest, kind: str, goes: str, stays: str, name: str) -> HttpResponse:
    """All rows of one sort that a merge would move."""
    made = plan(_record(kind, goes), _record(kind, stays))
    require(request, type(made.stays), made)
    part = next((part for part in made.parts if part.name == name), None)
    if part is None:
        raise Http404(_("There are no such rows."))
    page = Paginator(part.rows, PAGE).get_page(request.GET.get("page"))
    context = _context(request, part.model._meta.verbose_name_plural, made.stays, kind)
    context |= {"plan": made, "part": part, "page": page}
    return TemplateResponse(request, "desk/merging/rows.html", context)


def require(request: HttpRequest, model: type[Model], made: Plan | None = None) -> None:
    """Raises PermissionDenied unless the user may do all that a merge does."""
    parts = made.parts if made else []
    needed = [(model, "change"), (model, "delete")]
    needed += [(part.model, "change") for part in parts if part.moves]
    needed += [(part.model, "delete") for part in parts if part.joins]
    if not may_publish(request.user) or not all(
        request.user.has_perm(f"{table._meta.app_label}.{action}_{table._meta.model_name}")
        for table, action in needed
    ):
        raise PermissionDenied(_("Only an editor may merge records."))


def _write(request: HttpRequest, form: MergeForm, made: Plan) -> HttpResponse | None:
    """Merges and leads to what stays; None, with the form saying why, where that can't be."""
    if form.cleaned_data["token"] != made.token:
        form.add_error(None, _("Something was changed since you opened this page: look again."))
        sent: Any = form.data.copy()
        sent["token"] = made.token
        form.data = sent
        return None
    try:
        change_set = merge(
            made.goes,
            made.stays,
            choices=form.choices(),
            user=request.user,
            reason=form.cleaned_data["reason"],
        )
    except NotMergeableError:
        return None
    except ValidationError as error:
        form.add_error(None, _messages(error))
        return None
    text = _("“%(goes)s” was merged into “%(stays)s”.")
    said = text % {"goes": made.goes, "stays": made.stays}
    messages.success(request, format_html("{} {}", said, undo_link(change_set)))
    return redirect(change_page(made.stays))


def _preview(request: HttpRequest, kind: str, form: MergeForm, made: Plan) -> HttpResponse:
    context = _context(request, _("Merge two records"), made.stays, kind) | {
        "form": form,
        "plan": made,
        "options": form.options(),
        "goes": made.goes,
        "stays": made.stays,
        "parts": [_shown(part) for part in made.parts if part.moves],
        "joins": [_joined(made, part) for part in made.parts if part.joins],
        "said": _said(kind, made),
    }
    return TemplateResponse(request, "desk/merging/merge.html", context)


def _shown(part: Part) -> dict[str, Any]:
    """A sort of rows that move: how many, and the first of them."""
    return {
        "name": part.name,
        "label": part.label,
        "number": len(part.moves),
        "rows": list(part.rows[:FEW]) if len(part.moves) else [],
        "has_more": len(part.moves) > FEW,
    }


def _joined(made: Plan, part: Part) -> dict[str, Any]:
    """Rows that are the same as others, with the values that one of the two gives up."""
    twins = [
        {"row": twin, "differences": differences(row, twin, made.same)}
        for row, twin in part.twins(PAGE)
    ]
    more = len(part.joins) - len(twins)
    return {"label": part.label, "number": len(part.joins), "twins": twins, "more": more}


def _said(kind: str, made: Plan) -> NotDuplicate | None:
    """What somebody said of the two before."""
    first, second = sorted((made.goes.pk, made.stays.pk))
    said = in_force().filter(kind=kind, first=first, second=second)
    return said.select_related("user").first()


def _record(kind: str, slug: str) -> Any:
    model = MERGEABLE.get(kind)
    if model is None:
        raise Http404(_("There are no records of this kind that could be merged."))
    return get_object_or_404(model._default_manager.select_related(*target_paths(model)), slug=slug)


def _merged_before(kind: str, goes: str, stays: str) -> Any:
    """The record that stayed, where the other one is a former address of it by now."""
    model = MERGEABLE.get(kind)
    if model is None:
        return None
    label = model._meta.label_lower
    if not FormerSlug.objects.filter(kind=label, former=goes, current=stays).exists():
        return None
    return model._default_manager.filter(slug=stays).first()


def _messages(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return error.messages
    return [f"{name}: {text}" for name, texts in error.message_dict.items() for text in texts]


def _context(request: HttpRequest, title: Any, record: Any, kind: str) -> dict[str, Any]:
    return {
        **admin.site.each_context(request),
        "title": title,
        "opts": record._meta,
        "record": record,
        "kind": kind,
        "list_url": reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_changelist"),
        "change_url": change_page(record),
    }
