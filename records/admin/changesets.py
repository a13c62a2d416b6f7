"""Everything that was written, in the order in which it was; each can be taken back as a whole."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from records.admin.addresses import undo_link
from records.admin.filters import SinceFilter, WriterFilter
from records.admin.reasons import ReasonField
from records.models import ChangeSet
from records.roles import is_draft, may_publish
from records.undoing import NotUndoableError, Touched, as_it_was, obstacles, touched, undo

# Rows of one table that the page lists; the numbers count all of them.
LISTED = 20
# Rows that are asked one by one whether they are drafts still.
MOST_OF_ONE_S_OWN = 1_000


class UndoForm(forms.Form):
    """Why it is taken back."""

    reason = ReasonField(lines=3)


@admin.register(ChangeSet)
class ChangeSetAdmin(admin.ModelAdmin):
    """Who wrote what, when and why."""

    list_display = ["when", "kind", "what", "user", "why", "way_back"]
    list_display_links = None
    list_filter = [
        "kind",
        "when",
        SinceFilter,
        WriterFilter,
        ("undone_by", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["user"]
    list_per_page = 50
    # The app is called records, and Django would take admin/records/change_list.html by itself.
    change_list_template = "admin/change_list.html"
    search_fields = ["title", "reason", "user__username"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [
            path("<int:pk>/undo/", view, name="records_changeset_undo"),
            *super().get_urls(),
        ]

    @admin.display(description=_("what"), ordering="title")
    def what(self, change_set: ChangeSet) -> str:
        """What it is about."""
        return Truncator(change_set.title).chars(120)

    @admin.display(description=_("why"), ordering="reason")
    def why(self, change_set: ChangeSet) -> str:
        """The reason that was given."""
        return Truncator(change_set.reason).chars(120)

    @admin.display(description=_("what can be done"))
    def way_back(self, change_set: ChangeSet) -> SafeString | Any:
        """Where it can be looked at and taken back."""
        if change_set.undone_by_id:
            return _("taken back")
        return undo_link(change_set, _("View or undo"))

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What taking it back would do; and, once a reason is given, does it."""
        change_set = self.get_object(request, f"{pk}")
        if change_set is None or not self.has_view_permission(request, change_set):
            raise PermissionDenied
        may = may_undo(request.user, change_set)
        form = UndoForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and not may:
            raise PermissionDenied
        if form.is_valid():
            # It looks for obstacles by itself, and nobody puts one there in between.
            try:
                return self._undone(request, change_set, form.cleaned_data["reason"])
            except NotUndoableError as error:
                found = error.obstacles
        else:
            found = obstacles(change_set) if may else []
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take back"),
            "opts": self.opts,
            "change_set": change_set,
            "tables": [summary(each) for each in touched(change_set)],
            "obstacles": found,
            "may": may,
            "form": form,
        }
        return TemplateResponse(request, "admin/records/undo.html", context)

    def _undone(self, request: HttpRequest, change_set: ChangeSet, reason: str) -> HttpResponse:
        undo(change_set, request.user, reason)
        messages.success(request, _("Taken back: %(what)s.") % {"what": change_set})
        return HttpResponseRedirect(reverse(f"{self.admin_site.name}:records_changeset_changelist"))


def may_undo(user: Any, change_set: ChangeSet) -> bool:
    """Whether the user may take it back: who publishes, all; others, what they did to drafts."""
    if change_set.undone_by_id or may_publish(user):
        return not change_set.undone_by_id
    if change_set.user_id != user.pk:
        return False
    rows = [(each, key) for each in touched(change_set) for key in each.every()]
    return len(rows) <= MOST_OF_ONE_S_OWN and all(
        is_draft(as_it_was(each.past.filter(id=key).latest("history_id"))) for each, key in rows
    )


def summary(each: Touched) -> dict[str, Any]:
    """What a change set did to one table: numbers, and the first rows by name."""
    numbers = {"created": each.created, "changed": each.changed, "deleted": each.deleted}
    first = each.every()[:LISTED]
    latest = {version.id: version for version in each.past.filter(id__in=first).order_by("pk")}
    return {
        "table": each.model._meta.verbose_name_plural,
        "numbers": {name: len(keys) for name, keys in numbers.items()},
        "rows": [as_it_was(latest[key]) for key in first],
        "more": len(each.every()) - len(first),
    }
