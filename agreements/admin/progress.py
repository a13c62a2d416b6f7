"""The desk for progress reports, what they say of each commitment, and their figures."""

from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from agreements.models import (
    Assessment,
    AssessmentCitation,
    Figure,
    FigureCitation,
    ProgressReport,
    ProgressReportCitation,
)
from records.admin import (
    PublishedAdmin,
    TableInline,
    TrackedAdmin,
    counted,
    dated,
    known,
    shortened,
)
from sources.admin import CitationAdmin, evidence

admin.site.register([AssessmentCitation, FigureCitation, ProgressReportCitation], CitationAdmin)


class AssessmentInline(TableInline):
    """How far each commitment had got."""

    model = Assessment


class FigureInline(TableInline):
    """The numbers that the report gives."""

    model = Figure


@admin.register(ProgressReport)
class ProgressReportAdmin(PublishedAdmin):
    """What was reported."""

    list_display = [
        "reporter",
        dated("date", _("date")),
        "agreement",
        "basis",
        shortened("text", _("text"), 60),
        counted("assessments", _("assessments")),
        counted("figures", _("figures")),
        counted("citations", _("evidence")),
        "publication",
    ]
    list_filter = ["basis", known("date", _("date"))]
    date_hierarchy = "date_latest"
    search_fields = ["text", "slug", "reporter__name", "reporter__acronym", "agreement__title"]
    inlines = [AssessmentInline, FigureInline, evidence(ProgressReportCitation)]
    fieldsets = [
        (None, {"fields": ["reporter", "agreement", "basis", "date", "period"]}),
        (
            _("What it says"),
            {
                "fields": ["text", "limitations", "next_steps"],
                "description": _("In our own words; figures and stages have rows below."),
            },
        ),
    ]

    def choice_label(self, row: ProgressReport) -> str:
        return f"{row} · {Truncator(row.text).chars(60)}"


@admin.register(Assessment)
class AssessmentAdmin(TrackedAdmin):
    """How far commitments had got."""

    list_display = ["commitment", "stage", "report", counted("citations", _("evidence"))]
    list_filter = ["stage"]
    search_fields = ["commitment__text", "report__text", "report__reporter__name", "note"]
    inlines = [evidence(AssessmentCitation)]


@admin.register(Figure)
class FigureAdmin(TrackedAdmin):
    """Numbers that reports give."""

    list_display = [
        "label",
        "value",
        "upper",
        "unit",
        "qualifier",
        "report",
        counted("citations", _("evidence")),
    ]
    list_filter = ["qualifier"]
    search_fields = ["label", "unit", "value_as_printed", "report__text", "report__reporter__name"]
    inlines = [evidence(FigureCitation)]

    def choice_label(self, row: Figure) -> str:
        return f"{row} · {row.report}"
