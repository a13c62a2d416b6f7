"""The desk of partnership staff: what the admin pages of every table share."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from records.admin.base import LinkAdmin, PublishedAdmin, TrackedAdmin
from records.admin.changesets import ChangeSetAdmin
from records.admin.columns import counted, dated, shortened
from records.admin.dates import DateInput
from records.admin.filters import known
from records.admin.forms import RowFormSet, TrackedForm
from records.admin.inlines import StackInline, TableInline
from records.admin.rowsets import MergedRows
from records.models import FormerSlug

__all__ = [
    "ChangeSetAdmin",
    "DateInput",
    "LinkAdmin",
    "MergedRows",
    "PublishedAdmin",
    "RowFormSet",
    "StackInline",
    "TableInline",
    "TrackedAdmin",
    "TrackedForm",
    "counted",
    "dated",
    "known",
    "shortened",
]


@admin.register(FormerSlug)
class FormerSlugAdmin(TrackedAdmin):
    """Old addresses; they are kept by themselves, so only where they lead can be set right."""

    list_display = ["former", "current", "kind"]
    list_filter = ["kind"]
    search_fields = ["former", "current"]
    fieldsets = [
        (
            None,
            {
                "fields": ["kind", "former", "current"],
                "description": _("Renaming a record's slug writes this by itself."),
            },
        )
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: FormerSlug | None = None) -> list[str]:
        return ["kind", "former"] if obj else []
