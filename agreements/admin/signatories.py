"""The desk for signatories and acts, each with its evidence."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.models import Act, ActCitation, Signatory, SignatoryCitation
from organizations.admin import PrintedFilter
from records.admin import StackInline, TrackedAdmin, counted, dated, known
from sources.admin import CitationAdmin, evidence

admin.site.register([ActCitation, SignatoryCitation], CitationAdmin)


class OwnActInline(StackInline):
    """What the signatory did."""

    model = Act
    classes = ()
    fields = (("kind", "date", "effective"), ("person", "title_as_printed"), "note")


@admin.register(Signatory)
class SignatoryAdmin(TrackedAdmin):
    """Who stands in which agreement."""

    list_display = [
        "organization",
        "agreement",
        "capacity",
        "name_as_printed",
        "position",
        counted("acts", _("acts")),
        counted("citations", _("evidence")),
    ]
    list_filter = ["capacity", PrintedFilter]
    search_fields = [
        "organization__name",
        "organization__acronym",
        "name_as_printed",
        "agreement__title",
    ]
    inlines = [OwnActInline, evidence(SignatoryCitation)]

    def choice_label(self, row: Signatory) -> str:
        body = row.organization
        acronym = f" ({body.acronym})" if body.acronym else ""
        return f"{body.name}{acronym} · {row.get_capacity_display()} · {row.agreement}"


@admin.register(Act)
class ActAdmin(TrackedAdmin):
    """What signatories did."""

    list_display = [
        "signatory",
        "kind",
        dated("date", _("date")),
        "person",
        "title_as_printed",
        counted("citations", _("evidence")),
    ]
    list_filter = ["kind", known("date", _("date"))]
    date_hierarchy = "date_latest"
    search_fields = [
        "signatory__organization__name",
        "signatory__organization__acronym",
        "signatory__agreement__title",
        "person__name",
        "title_as_printed",
    ]
    inlines = [evidence(ActCitation)]
