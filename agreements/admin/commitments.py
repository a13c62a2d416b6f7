"""The desk for commitments: who must act, by when, and what became of it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from agreements.admin.bulk import AssessForm, MoveForm
from agreements.admin.filters import CheckedFilter, DueFilter
from agreements.admin.splitting import SplittingMixin
from agreements.models import (
    Assessment,
    Commitment,
    CommitmentCitation,
    CommitmentTheme,
    Obligation,
)
from records.admin import (
    LinkAdmin,
    PublishedAdmin,
    StackInline,
    TableInline,
    counted,
    dated,
    known,
    shortened,
)
from sources.admin import CitationAdmin, evidence

admin.site.register(CommitmentCitation, CitationAdmin)


class ObligationInline(TableInline):
    """Who must act; with no row, it is every signatory."""

    model = Obligation
    show_change_link = False
    verbose_name_plural = _("obligated bodies: with none, it is every signatory")


class ThemeInline(TableInline):
    """What the commitment is about."""

    model = CommitmentTheme
    show_change_link = False


class PartInline(StackInline):
    """The commitments that detail this one."""

    model = Commitment
    fk_name = "part_of"
    fields = ("agreement", ("position", "locator"), "text", "deadline")
    verbose_name = _("part")
    verbose_name_plural = _("parts: the commitments that detail it")


class AssessmentInline(TableInline):
    """How far it had got by each report."""

    model = Assessment


@admin.register(Commitment)
class CommitmentAdmin(SplittingMixin, PublishedAdmin):
    """What was promised."""

    list_display = [
        shortened("text", _("text")),
        "agreement",
        "locator",
        dated("deadline", _("deadline")),
        "stage",
        counted("obligations", _("bodies")),
        counted("assessments", _("assessments")),
        counted("citations", _("evidence")),
        "publication",
    ]
    list_filter = [
        DueFilter,
        CheckedFilter,
        known("deadline", _("deadline")),
        ("recurrence", admin.EmptyFieldListFilter),
    ]
    date_hierarchy = "deadline_latest"
    bulk_links = ("theme_links", "obligations")
    copied = ("theme_links", "obligations")
    actions = (*PublishedAdmin.actions, "move", "assess")
    search_fields = ["text", "locator", "slug", "agreement__title"]
    inlines = [
        ObligationInline,
        ThemeInline,
        PartInline,
        AssessmentInline,
        evidence(CommitmentCitation),
    ]
    fieldsets = [
        (None, {"fields": ["agreement", ("position", "locator"), "text"]}),
        (
            _("By when"),
            {
                "fields": ["deadline", "recurrence"],
                "description": _("Either a deadline or how often it comes again."),
            },
        ),
        (_("Where it belongs"), {"fields": ["part_of"]}),
    ]

    def choice_label(self, row: Commitment) -> str:
        where = f"{row.locator}: " if row.locator else ""
        return f"{where}{Truncator(row.text).chars(80)} · {row.agreement}"

    def listed(self, rows: QuerySet[Commitment], request: HttpRequest) -> QuerySet[Commitment]:
        return super().listed(rows, request).with_stage()

    @admin.action(permissions=["change"], description=_("Move to another agreement…"))
    def move(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Hangs commitments, with their parts, on another agreement."""
        return self.in_bulk(request, queryset, MoveForm, "move")

    @admin.action(permissions=["assess"], description=_("Record how far they got…"))
    def assess(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Keeps what one report says of many commitments."""
        return self.in_bulk(request, queryset, AssessForm, "assess")

    def has_assess_permission(self, request: HttpRequest) -> bool:
        """Whether the user may add and change assessments."""
        page = self.admin_site.get_model_admin(Assessment)
        return page.has_add_permission(request) and page.has_change_permission(request)

    @admin.display(description=_("stage"))
    def stage(self, row: Commitment) -> Any:
        """What the latest published report says; “not checked” where there is none."""
        return Assessment.Stage(row.stage).label if row.stage else _("not checked")


@admin.register(Obligation)
class ObligationAdmin(LinkAdmin):
    """Who must act."""

    list_display = ["organization", "commitment"]
    search_fields = ["organization__name", "organization__acronym", "commitment__text"]


@admin.register(CommitmentTheme)
class CommitmentThemeAdmin(LinkAdmin):
    """Which commitment is about which theme."""

    list_display = ["commitment", "theme"]
    search_fields = ["commitment__text", "theme__name"]
