"""The desk for instruments: one page with everything that was agreed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.admin.acts import ActInline, record_for_all
from agreements.admin.filters import EndsFilter, LeftFilter, NoticeFilter
from agreements.admin.numbering import NumberingMixin
from agreements.models import (
    Act,
    Agreement,
    AgreementCitation,
    AgreementLink,
    AgreementLinkCitation,
    AgreementTheme,
    Commitment,
    Signatory,
    Theme,
)
from agreements.stages import Stage
from dates.fields import validate_not_open
from dates.forms import HELP, EnteredField
from organizations.models import Organization
from records.admin import (
    DateInput,
    LinkAdmin,
    PublishedAdmin,
    StackInline,
    TableInline,
    TrackedAdmin,
    TrackedForm,
    counted,
    dated,
    known,
)
from sources.admin import CitationAdmin, evidence

admin.site.register([AgreementCitation, AgreementLinkCitation], CitationAdmin)


class AgreementForm(TrackedForm):
    """An agreement, and at the same time an act that all its signatories did on one day."""

    act_kind = forms.ChoiceField(
        label=_("Act"), required=False, choices=[("", "—"), *Act.Kind.choices]
    )
    act_date = EnteredField(
        label=_("Date"),
        required=False,
        validators=[validate_not_open],
        widget=DateInput,
        help_text=HELP,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("act_date") and not cleaned.get("act_kind"):
            self.add_error("act_kind", _("Say which act it was on that date."))
        return cleaned


class ThemeInline(TableInline):
    """What the agreement is about."""

    model = AgreementTheme
    show_change_link = False


class SignatoryInline(TableInline):
    """Who stands in the agreement, in the order as printed."""

    model = Signatory
    fields = ("position", "organization", "capacity", "name_as_printed", "on_behalf_of")
    ordering = ("position", "organization__name", "pk")


class CommitmentInline(StackInline):
    """What the agreement says will be done; bodies, themes and evidence on each one's own page."""

    model = Commitment
    fields = (
        ("position", "locator"),
        "text",
        ("deadline", "recurrence"),
        "part_of",
    )
    ordering = ("position", "pk")


class LinkFromInline(TableInline):
    """What the agreement does to others."""

    model = AgreementLink
    fk_name = "from_agreement"
    verbose_name_plural = _("links: what it does to other agreements")


class LinkToInline(TableInline):
    """What others do to the agreement."""

    model = AgreementLink
    fk_name = "to_agreement"
    fields = ("from_agreement", "kind")
    verbose_name_plural = _("links: what other agreements do to it")


@admin.register(Theme)
class ThemeAdmin(TrackedAdmin):
    """Subjects."""

    list_display = [
        "name",
        counted("agreement_links", _("agreements")),
        counted("commitment_links", _("commitments")),
    ]
    search_fields = ["name", "description", "slug"]


@admin.register(Agreement)
class AgreementAdmin(NumberingMixin, PublishedAdmin):
    """Instruments, with their signatories, acts, commitments and links."""

    form = AgreementForm
    list_display = [
        "title",
        "instrument",
        dated("signed", _("signed")),
        "stage",
        counted("signatories", _("signatories")),
        counted("commitments", _("commitments")),
        counted("citations", _("evidence")),
        "publication",
    ]
    list_filter = [
        "instrument",
        "binding",
        EndsFilter,
        "renewal",
        NoticeFilter,
        LeftFilter,
        known("in_force_from", _("entry into force")),
    ]
    search_fields = ["title", "reference", "slug", "signatories__name_as_printed"]
    search_help_text = _("Searches titles, references, and every name of the signatories.")
    inlines = [
        SignatoryInline,
        ActInline,
        CommitmentInline,
        ThemeInline,
        LinkFromInline,
        LinkToInline,
        evidence(AgreementCitation),
    ]
    elsewhere = ("progress_reports", "outcomes")
    bulk_links = ("theme_links",)
    copied = (
        "theme_links",
        "signatories",
        "commitments",
        "commitments__obligations",
        "commitments__theme_links",
    )
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    "instrument",
                    "binding",
                    "reference",
                    "languages",
                ]
            },
        ),
        (
            _("In force"),
            {
                "fields": [
                    "in_force_from",
                    "in_force_rule",
                    "until",
                    "renewal",
                    "notice",
                    "ending_ground",
                    "depositary",
                ],
                "description": _("Signed, in effect and still alive are three facts."),
                "classes": ["collapse"],
            },
        ),
        (_("What was agreed"), {"fields": ["summary", "note"]}),
        (
            _("One act of every signatory"),
            {
                "fields": ["act_kind", "act_date"],
                "description": _(
                    "Records it for each signatory below that lacks it, those added now included."
                ),
                "classes": ["collapse"],
            },
        ),
    ]

    def choice_label(self, row: Agreement) -> str:
        return f"{row.title} · {row.get_instrument_display()} · {row.slug}"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Each word must stand in the title, the reference, the slug or a signatory's names."""
        for word in search_term.split():
            named = Q(organization__in=Organization.objects.named(word).values("pk"))
            signed = Signatory.objects.filter(named | Q(name_as_printed__icontains=word))
            own = Q(title__icontains=word) | Q(reference__icontains=word) | Q(slug__icontains=word)
            queryset = queryset.filter(own | Q(pk__in=signed.values("agreement")))
        return queryset, False

    def listed(self, rows: QuerySet[Agreement], request: HttpRequest) -> QuerySet[Agreement]:
        return super().listed(rows, request).with_signed().with_stage(timezone.localdate())

    @admin.display(description=_("stage"))
    def stage(self, row: Agreement) -> Any:
        """The stage today, in words."""
        return Stage(row.stage).label

    def get_inlines(self, request: HttpRequest, obj: Agreement | None) -> list[Any]:
        # An agreement that is not stored yet has no signatories that could have acted.
        return [inline for inline in self.inlines if obj or inline is not ActInline]

    def save_related(
        self,
        request: HttpRequest,
        form: AgreementForm,
        formsets: Sequence[Any],
        change: bool,
    ) -> None:
        super().save_related(request, form, formsets, change)
        said = form.cleaned_data
        if kind := said.get("act_kind"):
            reason = said.get("change_reason") or None
            acts = record_for_all(form.instance, kind, said.get("act_date", ""), reason)
            text = ngettext("%(number)s act recorded.", "%(number)s acts recorded.", len(acts))
            messages.success(request, text % {"number": len(acts)})


@admin.register(AgreementTheme)
class AgreementThemeAdmin(LinkAdmin):
    """Which agreement is about which theme."""

    list_display = ["agreement", "theme"]
    search_fields = ["agreement__title", "theme__name"]


@admin.register(AgreementLink)
class AgreementLinkAdmin(TrackedAdmin):
    """How agreements hang together."""

    list_display = ["from_agreement", "kind", "to_agreement", counted("citations", _("evidence"))]
    list_filter = ["kind"]
    search_fields = ["from_agreement__title", "to_agreement__title", "slug"]
    inlines = [evidence(AgreementLinkCitation)]
