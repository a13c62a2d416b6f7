"""The admin page of a table: list, form, history, files; every other admin class stands on it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db.models import Model, QuerySet
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import DeletedObject, HistoricalChanges
from simple_history.template_utils import HistoricalRecordContextHelper
from simple_history.utils import bulk_update_with_history

from dates.fields import EDTFField
from records.admin.autocomplete import ChoicesView, SearchedKeys
from records.admin.columns import counts, linked_lists
from records.admin.deletion import what_goes_with
from records.admin.files import FilesMixin
from records.admin.filters import EvidenceFilter, under
from records.admin.forms import DATE, TrackedForm
from records.admin.pages import LatePaginator
from records.models import PublishedRecord, Record
from records.naming import foreign_keys, naming_paths, target_paths

Fieldsets = Sequence[tuple[Any, dict[str, Any]]]


class HistoryWords(HistoricalRecordContextHelper):
    """Words for the history page: what was deleted since is named without its database id."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        if isinstance(value, DeletedObject):
            return _("a deleted record (%(table)s)") % {"table": value.model._meta.verbose_name}
        return super().prepare_delta_change_value(change, value)


class TrackedAdmin(FilesMixin, SearchedKeys, SimpleHistoryAdmin):
    """A table whose every change is kept.

    `fieldsets` names the fields of the record itself; its slug and the reason for a change are
    added at the end. `elsewhere` names relations whose lists the record's page leads to.
    """

    form = TrackedForm
    save_on_top = True
    list_per_page = 50
    paginator = LatePaginator
    show_full_result_count = False
    empty_value_display = "—"
    elsewhere: Sequence[str] = ()
    formfield_overrides = {EDTFField: {"widget": AdminTextInputWidget(attrs=DATE)}}

    class Media:
        css = {"all": ["admin/desk.css"]}

    def choice_label(self, row: Any) -> str:
        """How a search box tells the row from others; from the row and its named targets only."""
        return str(row)

    # Lists

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        match = request.resolver_match
        wanted = match and match.url_name.rpartition("_")[2] in ("changelist", "export")
        return self.listed(rows, request) if wanted else rows

    def listed(self, rows: QuerySet, request: HttpRequest) -> QuerySet:
        """The rows with what only the columns of the list need."""
        return rows.annotate(**counts(self.model, self.get_list_display(request)))

    def get_list_select_related(self, request: HttpRequest) -> list[str]:
        shown = {name for name in self.get_list_display(request) if isinstance(name, str)}
        targets = [p for p in target_paths(self.model) if p.split("__", maxsplit=1)[0] in shown]
        return sorted({*naming_paths(self.model), *targets})

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        cited = [EvidenceFilter] if hasattr(self.model, "citations") else []
        return [*self.list_filter, *cited, *(under(key) for key in foreign_keys(self.model))]

    # Forms

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Fieldsets:
        own = self.fieldsets or [(None, {"fields": self._own_fields()})]
        sets = [*own]
        if obj and self.elsewhere:
            sets.append((_("Elsewhere"), {"fields": ["leads"]}))
        if last := self._last_fields(request, obj):
            sets.append((_("Address and history"), {"fields": last, "classes": ["collapse"]}))
        return sets

    def _own_fields(self) -> list[str]:
        last = ("is_published",)
        fields = [f for f in self.model._meta.fields if f.editable and not f.primary_key]
        names = [field.name for field in fields if field.name != "slug"]
        return sorted(names, key=last.__contains__)

    def _last_fields(self, request: HttpRequest, obj: Model | None) -> list[str]:
        slug = ["slug"] if issubclass(self.model, Record) else []
        may_write = self.has_change_permission(request, obj) if obj else True
        return [*slug, *(["change_reason"] if may_write else [])]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["leads"] if self.elsewhere else [])]

    @admin.display(description=_("leads to"))
    def leads(self, row: Model) -> SafeString | None:
        """Links to the lists of what hangs on the record and is edited there."""
        return linked_lists(row, self.elsewhere)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        obj._change_reason = form.cleaned_data.get("change_reason") or None
        super().save_model(request, obj, form, change)

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: BaseFormSet, change: bool
    ) -> None:
        for row in formset.forms:
            row.instance._change_reason = form.cleaned_data.get("change_reason") or None
        super().save_formset(request, form, formset, change)

    def view_on_site(self, obj: Any) -> str | None:
        """The record's public address, once there is something to see."""
        if not hasattr(obj, "get_absolute_url"):
            return None
        public = type(obj).objects.published().filter(pk=obj.pk).exists()
        return obj.get_absolute_url() if public else None

    def get_deleted_objects(self, objs: Iterable[Model], request: HttpRequest) -> Any:
        return what_goes_with(objs, request, self.admin_site)

    # History

    def get_history_queryset(self, *args: Any, **kwargs: Any) -> QuerySet:
        rows = super().get_history_queryset(*args, **kwargs)
        return rows.select_related("history_user", *target_paths(self.model))

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: HistoricalChanges
    ) -> HistoryWords:
        return HistoryWords(self.model, historical_record)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(ChoicesView.as_view(admin_site=self.admin_site))
        name = f"{self.opts.app_label}_{self.opts.model_name}_choices"
        return [path("choices/", view, name=name), *super().get_urls()]


class LinkAdmin(TrackedAdmin):
    """A table that is edited on the pages of the records that it links; off the index."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


class PublishedAdmin(TrackedAdmin):
    """A record that staff publish and withdraw."""

    actions = ("publish", "withdraw")

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return ["is_published", *super().get_list_filter(request)]

    @admin.action(
        permissions=["change"], description=_("Publish the selected %(verbose_name_plural)s")
    )
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Shows the records to the public."""
        self._set_published(request, queryset, public=True)

    @admin.action(
        permissions=["change"], description=_("Withdraw the selected %(verbose_name_plural)s")
    )
    def withdraw(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Hides the records from the public; nothing is deleted."""
        self._set_published(request, queryset, public=False)

    def _set_published(self, request: HttpRequest, rows: QuerySet, *, public: bool) -> None:
        changed = set_published(rows, public, request.user)
        reason = _("Published from the list.") if public else _("Withdrawn from the list.")
        if changed:
            LogEntry.objects.log_actions(str(request.user.pk), changed, CHANGE, f"{reason}")
        said = (
            ngettext("%(number)s record published.", "%(number)s records published.", len(changed))
            if public
            else ngettext(
                "%(number)s record withdrawn.", "%(number)s records withdrawn.", len(changed)
            )
        )
        messages.success(request, said % {"number": len(changed)})


def set_published(rows: QuerySet, public: bool, user: Any) -> list[PublishedRecord]:
    """Publishes or withdraws the rows that are not so yet, history included; returns them."""
    changed = list(rows.exclude(is_published=public))
    for row in changed:
        row.is_published = public
    if changed:
        bulk_update_with_history(
            changed,
            rows.model,
            ["is_published"],
            default_user=user,
            default_change_reason=str(_("published") if public else _("withdrawn")),
        )
    return changed
