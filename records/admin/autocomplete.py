"""Foreign keys as search boxes: a choice that tells rows apart, and no query for a known one."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.urls import reverse

from records.admin.versions import number
from records.naming import foreign_keys, naming_paths


def is_key(text: str) -> bool:
    """Whether the text can be the key of a row."""
    return number(text) is not None


class RecordSelect(AutocompleteSelect):
    """A search box that shows the chosen row without asking the database for it again.

    Django's own asks once for every box on the page, which in a table of rows is a query per cell.
    """

    known: Model | None = None
    # Slugs by foreign key of the target: only rows under those can be chosen.
    within: dict[str, str] = {}

    def get_url(self) -> str:
        opts = self.field.remote_field.model._meta
        url = reverse(f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_choices")
        return f"{url}?{urlencode(self.within)}" if self.within else url

    def remember(self, instance: Model) -> None:
        """Keeps the target that the instance was loaded with."""
        self.known = self.field.get_cached_value(instance, default=None)

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        is_blank = not self.is_required and not self.allow_multiple_selected
        options = [self.create_option(name, "", "", False, 0)] if is_blank else []
        label = self.admin_site.get_model_admin(self.field.remote_field.model).choice_label
        for row in self._rows([text for text in value if text]):
            options.append(self.create_option(name, row.pk, label(row), True, len(options)))
        return [(None, options, 0)]

    def _rows(self, keys: list[str]) -> Iterable[Model]:
        if self.known and keys == [str(self.known.pk)]:
            return [self.known]
        rows = self.choices.queryset.filter(pk__in=filter(is_key, keys))
        return rows.select_related(*naming_paths(rows.model))


class ChoicesView(AutocompleteJsonView):
    """What a search box offers: rows under the words that tell them apart."""

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset().select_related(*naming_paths(self.model_admin.model))
        for key in foreign_keys(rows.model):
            if slug := self.request.GET.get(key.name):
                rows = rows.filter(**{f"{key.name}__slug": slug})
        return rows

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        label = self.model_admin.choice_label(obj)
        return super().serialize_result(obj, to_field_name) | {"text": label}


class SearchedKeys:
    """For admin pages and inlines: every foreign key is a search box, since every table grows."""

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return [key.name for key in foreign_keys(self.model)]

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        kwargs.setdefault("widget", RecordSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
