"""Saving a record as a new one: a draft with the same values, and what belongs to it.

Not copied is what says something about the first record only: its evidence, what was done and
reported, its place among others, its address, and that it was reviewed or published.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, Model, UniqueConstraint
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.admin.addresses import change_page
from records.admin.object_tools import ToolsMixin
from records.admin.reasons import ReasonField
from records.changesets import changing
from records.models import ChangeSet

NEVER = {"slug", "publication", "reviewed"}


class CopyForm(forms.Form):
    """What goes into the new record, and why there is one."""

    rows = forms.MultipleChoiceField(
        label=gettext_lazy("With its"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = ReasonField(required=False)

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"rows": [path for path, _words in choices]}, **kwargs)
        self.fields["rows"].choices = choices
        if not choices:
            del self.fields["rows"]

    def paths(self) -> list[str]:
        """The relations to copy: what hangs on rows that are left out is left out with them."""
        chosen = set(self.cleaned_data.get("rows", ()))
        return [path for path in chosen if all(above in chosen for above in parents(path))]


class CopyingMixin(ToolsMixin):
    """For the page of a record. `copied` names what belongs to it: signatories, commitments__…"""

    copied: Sequence[str] = ()

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_copy"
        view = self.admin_site.admin_view(self.copy_view)
        return [path("<path:object_id>/copy/", view, name=name), *super().get_urls()]

    def tools(self, request: HttpRequest, record: Model) -> list[tuple[Any, str]]:
        others = super().tools(request, record)
        if not self.has_add_permission(request):
            return others
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_copy"
        return [*others, (_("Save as new"), reverse(name, args=[record.pk]))]

    def copy_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks what belongs to the new record, and makes it."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404(_("There is no such record any more."))
        if not (self.has_add_permission(request) and self.has_view_permission(request, record)):
            raise PermissionDenied
        form = CopyForm(
            list(self._choices(request)), request.POST if request.method == "POST" else None
        )
        if form.is_bound and form.is_valid():
            return self._copied(request, record, form)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Save as new"),
            "opts": self.opts,
            "record": record,
            "form": form,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/records/copy.html", context)

    def _choices(self, request: HttpRequest) -> Iterable[tuple[str, str]]:
        """What can be copied by whoever may add it, in words."""
        for path_ in self.copied:
            model = self.model
            words = []
            for name in path_.split("__"):
                model = model._meta.get_field(name).related_model
                words.append(f"{model._meta.verbose_name_plural}")
            if self.admin_site.get_model_admin(model).has_add_permission(request):
                yield path_, capfirst(" › ".join(words))

    def _copied(self, request: HttpRequest, record: Model, form: CopyForm) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        title = _("Saved as new: %(record)s") % {"record": record}
        with changing(ChangeSet.Kind.EDIT, user=request.user, reason=reason, title=title):
            new = copy(record, form.paths(), reason)
        text = _("This is the new record, a draft without evidence. Change what differs.")
        messages.success(request, text)
        return HttpResponseRedirect(change_page(new))


def parents(path_: str) -> list[str]:
    """What a relation hangs on: `commitments` for `commitments__obligations`."""
    names = path_.split("__")
    return ["__".join(names[:depth]) for depth in range(1, len(names))]


def copy(record: Any, paths: Iterable[str], reason: str = "") -> Any:
    """A new draft like the record, with the rows at `paths`; within a transaction of the caller's.

    What points from row to row of the record, as a part does to its whole, points so in the copy.
    """
    made: dict[tuple[type[Model], Any], Any] = {}
    new = _copied_row(record, {}, reason, made)
    for path_ in sorted(paths):
        *above, name = path_.split("__")
        _copy_rows(record, above, name, reason, made)
    _point_within(made, reason)
    return new


def _copy_rows(record: Any, above: list[str], name: str, reason: str, made: dict[Any, Any]) -> None:
    rows = [record]
    for step in above:
        rows = [below for row in rows for below in getattr(row, step).order_by("pk")]
    for row in rows:
        key = row._meta.get_field(name).field
        for below in getattr(row, name).order_by("pk"):
            _copied_row(below, {key.name: made[type(row), row.pk]}, reason, made)


def _copied_row(row: Any, changed: dict[str, Any], reason: str, made: dict[Any, Any]) -> Any:
    left_out = NEVER | _unique(type(row))
    fields = [f for f in row._meta.concrete_fields if not f.primary_key and f.name not in left_out]
    values = {field.name: getattr(row, field.name) for field in fields}
    new = type(row)(**values | changed)
    new._change_reason = reason or None
    new.save()
    made[type(row), row.pk] = new
    return new


def _unique(model: type[Model]) -> set[str]:
    """Fields of which no two rows share a value."""
    rules = [rule for rule in model._meta.constraints if isinstance(rule, UniqueConstraint)]
    return {name for rule in rules if len(rule.fields) == 1 for name in rule.fields}


def _point_within(made: dict[tuple[type[Model], Any], Any], reason: str) -> None:
    """Lets copies point to copies, where the first ones pointed to each other."""
    for new in list(made.values()):
        own = [f for f in new._meta.fields if isinstance(f, ForeignKey)]
        own = [f for f in own if f.related_model is type(new)]
        found = {f.name: made.get((type(new), getattr(new, f.attname))) for f in own}
        for name, target in found.items():
            if target is not None and target is not new:
                setattr(new, name, target)
        if any(found.values()):
            new._change_reason = reason or None
            new.save()
