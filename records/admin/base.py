"""The admin page of a table: list, form, history, files; every other admin class stands on it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from dates.fields import EDTFField
from records.admin.autocomplete import ChoicesView, SearchedKeys
from records.admin.columns import counts, linked_lists
from records.admin.copying import CopyingMixin
from records.admin.dates import DateInput
from records.admin.deletion import DeletionMixin, what_goes_with
from records.admin.editing import EditingMixin
from records.admin.files import FilesMixin
from records.admin.filters import EvidenceFilter, under
from records.admin.forms import TrackedForm
from records.admin.history import HistoryMixin
from records.admin.pages import LatePaginator
from records.admin.publication import PublicationMixin
from records.admin.reasons import reason_of
from records.admin.saving import SavingMixin
from records.changesets import changing
from records.models import ChangeSet, FormerSlug, Record
from records.naming import foreign_keys, naming_paths, target_paths
from records.publication import STEPS
from records.roles import may_delete, may_publish, may_write, require_write

Fieldsets = Sequence[tuple[Any, dict[str, Any]]]


class TrackedAdmin(
    HistoryMixin,
    DeletionMixin,
    SavingMixin,
    EditingMixin,
    FilesMixin,
    SearchedKeys,
    SimpleHistoryAdmin,
):
    """A table whose every change is kept.

    `fieldsets` names the fields of the record itself; its slug and the reason for a change are
    added at the end. `elsewhere` names relations whose lists the record's page leads to.
    """

    form = TrackedForm
    save_on_top = True
    actions: Sequence[str] = ("edit_together",)
    list_per_page = 50
    paginator = LatePaginator
    show_full_result_count = False
    empty_value_display = "—"
    elsewhere: Sequence[str] = ()
    formfield_overrides = {EDTFField: {"widget": DateInput}}

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
        fields = [f for f in self.model._meta.fields if f.editable and not f.primary_key]
        return [field.name for field in fields if field.name not in ("slug", "publication")]

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

    # Writing: under one's permissions for the very row, and in change sets

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or may_write(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or may_delete(request.user, obj))

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        reason = reason_of(request)
        with changing(ChangeSet.Kind.EDIT, user=request.user, reason=reason) as change_set:
            request.change_set = change_set
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        require_write(request.user, [obj])
        obj._change_reason = form.cleaned_data.get("change_reason") or None
        super().save_model(request, obj, form, change)
        request.change_set.call(obj)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        reason = reason_of(request)
        obj._change_reason = reason or None
        with changing(ChangeSet.Kind.DELETION, user=request.user, reason=reason) as change_set:
            change_set.call(obj)
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        reason = reason_of(request)
        rows = list(queryset)
        if not all(may_delete(request.user, row) for row in rows):
            raise PermissionDenied
        title = f"{len(rows)} {self.opts.verbose_name_plural}"
        named = {"reason": reason, "title": title if len(rows) > 1 else f"{rows[0]}"}
        with changing(ChangeSet.Kind.DELETION, user=request.user, **named):
            super().delete_queryset(request, queryset)
            FormerSlug.objects.sweep()

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: BaseFormSet, change: bool
    ) -> None:
        changed = [row.instance for row in formset.forms if row.has_changed()]
        require_write(request.user, changed)
        if not all(may_delete(request.user, row.instance) for row in formset.deleted_forms):
            raise PermissionDenied
        for row in formset.forms:
            row.instance._change_reason = form.cleaned_data.get("change_reason") or None
        super().save_formset(request, form, formset, change)

    def view_on_site(self, obj: Any) -> str | None:
        """The record's public address, once there is something to see."""
        if not hasattr(obj, "get_absolute_url"):
            return None
        # As it is stored: a form that is refused may have changed the slug of the row in hand.
        public = type(obj).objects.published().filter(pk=obj.pk).first()
        return public.get_absolute_url() if public else None

    def get_deleted_objects(self, objs: Iterable[Model], request: HttpRequest) -> Any:
        return what_goes_with(objs, request, self.admin_site)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(ChoicesView.as_view(admin_site=self.admin_site))
        name = f"{self.opts.app_label}_{self.opts.model_name}_choices"
        return [path("choices/", view, name=name), *super().get_urls()]


class LinkAdmin(TrackedAdmin):
    """A table that is edited on the pages of the records that it links; off the index."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


class PublishedAdmin(PublicationMixin, CopyingMixin, TrackedAdmin):
    """A record that goes the way from draft to published and back."""

    actions: Sequence[str] = ("submit", "publish", "confirm", "withdraw", "edit_together")

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return ["publication", *super().get_list_filter(request)]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "publication", "reviewed"]

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Fieldsets:
        sets = super().get_fieldsets(request, obj)
        shown = (_("Publication"), {"fields": ["publication", "reviewed"]})
        return [*sets[:-1], shown, sets[-1]] if obj else sets

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if record := context.get("original"):
            context["ways"] = self.ways(request, record)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.action(permissions=["change"], description=_("Send to review…"))
    def submit(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        """Hands drafts to those who publish."""
        return self.ask(request, STEPS["submit"], queryset)

    @admin.action(permissions=["publish"], description=_("Publish…"))
    def publish(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        """Shows the records to the public."""
        return self.ask(request, STEPS["publish"], queryset)

    @admin.action(permissions=["publish"], description=_("Mark as reviewed…"))
    def confirm(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        """Notes that somebody went through what the public sees, and approves it."""
        return self.ask(request, STEPS["confirm"], queryset)

    @admin.action(permissions=["publish"], description=_("Withdraw…"))
    def withdraw(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        """Hides the records from the public; nothing is deleted."""
        return self.ask(request, STEPS["withdraw"], queryset)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the user decides what the public sees."""
        return self.has_change_permission(request) and may_publish(request.user)
