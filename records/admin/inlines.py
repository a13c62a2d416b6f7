"""Rows on the page of the record that they hang on."""

from typing import Any

from django.contrib import admin
from django.db.models import Field, QuerySet
from django.http import HttpRequest

from dates.fields import EDTFField
from records.admin.autocomplete import SearchedKeys
from records.admin.dates import DateInput
from records.admin.forms import RowForm, RowFormSet
from records.admin.versions import with_version
from records.naming import target_paths


class RowInline(SearchedKeys):
    """What inlines share, whatever their shape: constant queries, however many rows there are."""

    extra = 0
    form = RowForm
    formset = RowFormSet
    # A row's slug is made on its own; to change it, follow the row's link.
    exclude = ("slug",)
    show_change_link = True
    formfield_overrides = {EDTFField: {"widget": DateInput}}
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related(*target_paths(self.model))
        return with_version(rows)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        # In a table of rows only adding a target is worth its icon.
        for link in ("can_change_related", "can_delete_related", "can_view_related"):
            if hasattr(getattr(field, "widget", None), link):
                setattr(field.widget, link, False)
        return field


class TableInline(RowInline, admin.TabularInline):
    """One line for each row."""


class StackInline(RowInline, admin.StackedInline):
    """One form for each row, folded up."""

    classes: tuple[str, ...] = ("collapse",)
