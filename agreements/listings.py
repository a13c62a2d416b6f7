"""The lists of agreements, signatories, commitments and progress reports."""

from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Value
from django.db.models.functions import Concat, Trim
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from agreements.filters import (
    AgreementFilterSet,
    CommitmentFilterSet,
    ProgressFilterSet,
    SignatoryFilterSet,
)
from agreements.models import (
    Act,
    Agreement,
    AgreementCitation,
    Assessment,
    Commitment,
    CommitmentCitation,
    Figure,
    Obligation,
    ProgressReport,
    ProgressReportCitation,
    Signatory,
    SignatoryCitation,
    Theme,
)
from agreements.stages import Stage
from listings.columns import (
    Column,
    DateColumn,
    ListColumn,
    Row,
    UrlColumn,
    linked,
    linked_date,
)
from listings.expressions import Counted, Joined, Kept
from listings.listing import Listing
from organizations.languages import SpokenListing
from organizations.listings import public
from sources.listings import sources_column

# Of a commitment; empty is not the same as “no information”.
STAGES = dict([*Assessment.Stage.choices, ("", _("never assessed"))])


def agreement_columns(*, always: bool = True) -> tuple[Column, Column]:
    """Slug and title of the agreement that a row stands under, `always` or where it is public."""
    slug, title = ("agreement__slug", "agreement__title")
    return (
        Column(
            "agreement",
            slug if always else public("agreement"),
            label=_("agreement"),
            help_text=_("Slug of the agreement."),
            on_page=False,
            nullable=not always,
        ),
        Column(
            "agreement_title",
            title if always else public("agreement", "title"),
            label=_("agreement"),
            help_text=_("Title of the agreement."),
            page=linked("agreement-detail", "agreement_title", "agreement"),
            nullable=not always,
            prose=True,
        ),
    )


def organization_columns(name: str, path: str, label: Any, called: Any) -> tuple[Column, Column]:
    """Slug and name of a body that a row names; `called` finds the name."""
    return (
        Column(name, f"{path}__slug", label=label, help_text=_("Slug of the body."), on_page=False),
        Column(
            f"{name}_name",
            called,
            label=label,
            help_text=_("Name of the body on the day of the question, today unless one is given."),
            page=linked("organization-detail", f"{name}_name", name),
        ),
    )


def themes_column(link: str) -> ListColumn:
    """Names of the themes that a row is about."""
    return ListColumn(
        "themes",
        Kept(Joined(Theme.objects.filter(**{f"{link}": OuterRef("pk")}).values(value=F("name")))),
        label=_("themes"),
        help_text=_("What it is about."),
        prose=True,
    )


def counted(rows: QuerySet, name: str, label: Any, help_text: Any) -> Column:
    """How many public rows stand under the record."""
    return Column(name, Kept(Counted(rows)), label=label, help_text=help_text, kind="integer")


def story(row: Row) -> SafeString:
    """The stage of a commitment, leading to its story from mandate to passage."""
    address = reverse("commitment-trace", kwargs={"slug": row["slug"]})
    kind, words = row["stage"] or "never", STAGES[row["stage"]]
    return format_html('<a href="{}"><span class="stage {}">{}</span></a>', address, kind, words)


class AgreementListing(SpokenListing):
    name = "agreements"
    bodies = {"signatories": "organizations"}
    title = _("Agreements")
    description = _("What was agreed: treaties, memoranda, declarations, bodies of mandates.")
    filterset = AgreementFilterSet
    headline = "title"
    ordering = "-signed"
    columns = (
        Column.of(Agreement, "slug", on_page=False),
        Column.of(Agreement, "title", page=linked("agreement-detail", "title"), prose=True),
        Column.of(Agreement, "instrument"),
        Column.of(Agreement, "binding", on_page=False),
        DateColumn(
            "signed",
            label=_("signed"),
            help_text=_("When its signatories signed or adopted it, read from their acts."),
        ),
        Column(
            "stage",
            label=_("stage"),
            help_text=_("Where it stands on the day of the question, worked out from its acts."),
            choices=Stage.choices,
        ),
        Column(
            "last_evidence",
            label=_("last evidence"),
            help_text=_(
                "Latest day of which anything is known: of an act, event, report or source."
            ),
            kind="date",
            on_page=False,
        ),
        DateColumn.of(Agreement, "in_force_from", on_page=False),
        DateColumn.of(Agreement, "until", on_page=False),
        Column.of(Agreement, "notice", on_page=False),
        Column.of(Agreement, "notice_earliest", kind="date", on_page=False),
        Column.of(Agreement, "notice_latest", kind="date", on_page=False),
        ListColumn(
            "signatories",
            F("signatories_then"),
            label=_("signatories"),
            help_text=_("Names of the bodies in it, in whatever capacity, on the day."),
        ),
        ListColumn(
            "organizations",
            Joined(
                Signatory.objects.published()
                .filter(agreement=OuterRef("pk"))
                .values(value=F("organization__slug"))
            ),
            label=_("organizations"),
            help_text=_("Slugs of the same bodies."),
            on_page=False,
        ),
        themes_column("agreement_links__agreement"),
        Column.of(Agreement, "reference", on_page=False),
        Column.of(Agreement, "languages", on_page=False),
        counted(
            Commitment.objects.published().filter(agreement=OuterRef("pk")),
            "commitments",
            _("commitments"),
            _("How many commitments of it are recorded."),
        ),
        sources_column(AgreementCitation),
        UrlColumn("agreement-detail"),
    )


class SignatoryListing(SpokenListing):
    name = "signatories"
    bodies = {"organization_name": "organization"}
    title = _("Signatories")
    description = _("Who stands in which agreement, as what, and what they did about it.")
    filterset = SignatoryFilterSet
    headline = "organization_name"
    ordering = "agreement_title"
    ties = ("agreement_id", "position", "slug")
    columns = (
        Column.of(Signatory, "slug", on_page=False),
        *organization_columns("organization", "organization", _("organization"), "name_then"),
        Column.of(Signatory, "name_as_printed"),
        *agreement_columns(),
        Column.of(Signatory, "capacity"),
        Column.of(Signatory, "on_behalf_of", public("on_behalf_of"), on_page=False),
        Column.of(Signatory, "position", kind="integer", on_page=False),
        DateColumn(
            "signed", label=_("signed"), help_text=_("When it signed or adopted, by its acts.")
        ),
        ListColumn(
            "acts",
            Joined(
                Act.objects.filter(signatory=OuterRef("pk")).values(
                    value=Trim(Concat("kind", Value(" "), "date", output_field=CharField()))
                )
            ),
            label=_("acts"),
            help_text=_("Every act with its date as EDTF; without a date it is unknown."),
            on_page=False,
        ),
        Column(
            "party",
            label=_("party"),
            help_text=_("Whether it is bound and the agreement is in force for it, on the day."),
            kind="boolean",
            on_page=False,
        ),
        sources_column(SignatoryCitation),
        UrlColumn("agreement-detail", "agreement__slug", anchor="slug"),
    )


class CommitmentListing(Listing):
    name = "commitments"
    title = _("Commitments")
    description = _("What was promised, by whom, by when, and how far it got.")
    filterset = CommitmentFilterSet
    headline = "text"
    ordering = "agreement_title"
    ties = ("agreement_id", "position", "slug")
    columns = (
        Column.of(Commitment, "slug", on_page=False),
        Column.of(Commitment, "text", page=linked("commitment-detail", "text"), prose=True),
        *agreement_columns(),
        Column.of(Commitment, "locator", prose=True),
        Column.of(Commitment, "position", kind="integer", on_page=False),
        ListColumn(
            "obligated",
            Joined(
                Obligation.objects.published()
                .filter(commitment=OuterRef("pk"))
                .values(value=F("organization__slug"))
            ),
            label=_("obligated"),
            help_text=_("Slugs of the bodies named; where none is, every signatory must act."),
            on_page=False,
        ),
        themes_column("commitment_links__commitment"),
        DateColumn.of(Commitment, "deadline", on_page=False),
        Column.of(Commitment, "recurrence", on_page=False),
        Column(
            "stage",
            label=_("stage"),
            help_text=_("By the latest report that assesses it; empty where none does."),
            choices=STAGES.items(),
            page=story,
        ),
        sources_column(CommitmentCitation),
        UrlColumn("commitment-detail"),
    )


class ProgressListing(SpokenListing):
    name = "progress"
    bodies = {"reporter_name": "reporter"}
    title = _("Progress")
    description = _("What was reported about the carrying out of agreements and commitments.")
    filterset = ProgressFilterSet
    headline = "text"
    ordering = "-date"
    columns = (
        Column.of(ProgressReport, "slug", on_page=False),
        DateColumn.of(ProgressReport, "date", page=linked_date("progress-detail", "date")),
        *organization_columns("reporter", "reporter", _("reporter"), "reporter__name"),
        *agreement_columns(always=False),
        Column.of(ProgressReport, "basis"),
        DateColumn.of(ProgressReport, "period", on_page=False),
        Column.of(ProgressReport, "text", prose=True),
        Column.of(ProgressReport, "limitations", on_page=False),
        Column.of(ProgressReport, "next_steps", on_page=False),
        ListColumn(
            "commitments",
            Joined(
                Assessment.objects.published()
                .filter(report=OuterRef("pk"))
                .values(value=F("commitment__slug"))
            ),
            label=_("commitments"),
            help_text=_("Slugs of the commitments that it assesses."),
            on_page=False,
        ),
        counted(
            Figure.objects.filter(report=OuterRef("pk")),
            "figures",
            _("figures"),
            _("How many figures it gives."),
        ),
        sources_column(ProgressReportCitation),
        UrlColumn("progress-detail"),
    )
