"""What came of it: reports, how far each commitment got by them, and the figures they give."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements import stages
from agreements.models.agreements import Agreement
from agreements.models.commitments import Commitment
from dates.fields import EarliestDay, EDTFField, LatestDay
from dates.queries import latest_first
from organizations.models import Organization
from records.constraints import filled, one_of
from records.fields import LineField, ProseField
from records.models import Publication, PublishedRecord, Record, TrackedQuerySet
from search.declaration import Searched


class ProgressReportBasis(models.TextChoices):
    SELF_REPORT = "self-report", _("self-report")
    INDEPENDENT = "independent", _("independent")
    PRESS = "press", _("press")
    NOT_STATED = "not-stated", _("not stated")


class ProgressReport(PublishedRecord):
    """What somebody reports about the carrying out of an instrument or its commitments."""

    Basis = ProgressReportBasis

    published_with = ("reporter",)
    searched = Searched(
        kind="progress",
        title="reporter__name",
        names=("reporter__acronym",),
        text=("text", "limitations", "next_steps", "agreement__title"),
        date="date",
    )

    reporter = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="progress_reports",
        verbose_name=_("reporter"),
        help_text=_("The body that reports."),
    )
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="progress_reports",
        verbose_name=_("agreement"),
        help_text=_("The instrument or body of mandates that it reports on."),
    )
    basis = LineField(
        _("basis"),
        max_length=20,
        choices=Basis,
        default=Basis.NOT_STATED,
        help_text=_("Whether the reporter speaks of its own doing or of others'."),
    )
    date = EDTFField(_("date"))
    date_earliest = EarliestDay(_("date, earliest"), of="date")
    date_latest = LatestDay(_("date, latest"), of="date")
    period = EDTFField(_("period"), may_be_open=True)
    period_earliest = EarliestDay(_("period, earliest"), of="period")
    period_latest = LatestDay(_("period, latest"), of="period")
    text = ProseField(_("text"), blank=False, help_text=_("What it reports, in our own words."))
    limitations = ProseField(
        _("limitations"), help_text=_("What the report itself says is missing or went wrong.")
    )
    next_steps = ProseField(_("next steps"), help_text=_("What the report says will be done."))

    class Meta:
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = [F("date_latest").desc(nulls_last=True), "pk"]
        constraints = [
            one_of("publication", Publication, "progress_report_publication"),
            filled("text", "progressreport_has_text"),
            one_of("basis", ProgressReportBasis, "progressreport_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.reporter}, {self.date}" if self.date else f"{self.reporter}"

    def get_absolute_url(self) -> str:
        return reverse("progress-detail", kwargs={"slug": self.slug})

    def slug_source(self) -> str:
        return f"{self.reporter.slug} {self.date}"


class AssessmentStage(models.TextChoices):
    NOT_STARTED = "not-started", _("not started")
    UNDER_WAY = "under-way", _("under way")
    PARTLY = "partly", _("partly fulfilled")
    FULFILLED = "fulfilled", _("fulfilled")
    ABANDONED = "abandoned", _("abandoned")
    NO_INFORMATION = "no-information", _("no information")


class AssessmentQuerySet(TrackedQuerySet):
    def by(self, on: date) -> Self:
        """Those of reports that had possibly appeared by the day."""
        return self.filter(stages.happened("report__date", on))

    def latest_first(self) -> Self:
        """In the order in which they count: the first says how far the commitment got."""
        return self.order_by(*latest_first("report__date"), "-report__slug")


class Assessment(Record):
    """How far a commitment had got by a report."""

    Stage = AssessmentStage

    published_with = ("report", "commitment")

    report = models.ForeignKey(
        ProgressReport,
        models.CASCADE,
        related_name="assessments",
        verbose_name=_("report"),
        help_text=_("The report that it is read from."),
    )
    commitment = models.ForeignKey(
        Commitment,
        models.CASCADE,
        related_name="assessments",
        verbose_name=_("commitment"),
        help_text=_("What was promised."),
    )
    stage = LineField(
        _("stage"),
        max_length=20,
        choices=Stage,
        default=Stage.NO_INFORMATION,
        help_text=_("“No information” is for a report that was read and does not say."),
    )
    note = ProseField(_("note"), help_text=_("Why this stage."))

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["commitment__position", "pk"]
        constraints = [
            one_of("stage", AssessmentStage, "assessment_stage"),
            models.UniqueConstraint(
                fields=["report", "commitment"],
                name="assessment_unique",
                violation_error_message=_("The report already assesses this commitment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.get_stage_display()}"

    def get_absolute_url(self) -> str:
        return f"{self.report.get_absolute_url()}#{self.slug}"

    def slug_source(self) -> str:
        return f"{self.report.slug} {self.commitment.slug}"


class FigureQualifier(models.TextChoices):
    EXACTLY = "exactly", _("exactly")
    ABOUT = "about", _("about")
    NEARLY = "nearly", _("nearly")
    MORE_THAN = "more-than", _("more than")
    NOT_STATED = "not-stated", _("not stated")


class Figure(Record):
    """A number that a report gives, with its unit and how exact it claims to be."""

    Qualifier = FigureQualifier

    published_with = ("report",)

    report = models.ForeignKey(
        ProgressReport,
        models.CASCADE,
        related_name="figures",
        verbose_name=_("report"),
        help_text=_("The report that gives the number."),
    )
    label = LineField(_("label"), help_text=_("What is counted, where and when."))
    qualifier = LineField(
        _("qualifier"),
        max_length=20,
        choices=Qualifier,
        default=Qualifier.NOT_STATED,
        help_text=_("How exact the report says the number is."),
    )
    value = models.DecimalField(
        _("value"),
        max_digits=20,
        decimal_places=4,
        help_text=_("The number; the lower one where the report gives two."),
    )
    upper = models.DecimalField(
        _("upper value"),
        max_digits=20,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("The higher number of a range such as “four to eight months”."),
    )
    unit = LineField(
        _("unit"), max_length=50, help_text=_("Persons, per cent, months, million persons…")
    )
    value_as_printed = LineField(
        _("value as printed"), max_length=100, blank=True, help_text=_("Letter for letter.")
    )

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["report", "pk"]
        constraints = [
            filled("label", "figure_has_label"),
            filled("unit", "figure_has_unit"),
            one_of("qualifier", FigureQualifier, "figure_qualifier"),
            models.CheckConstraint(
                condition=Q(upper__isnull=True) | Q(upper__gt=F("value")),
                name="figure_upper_above_value",
                violation_error_message=_("The upper value must be above the value."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.value_as_printed or self.value}"

    def get_absolute_url(self) -> str:
        return f"{self.report.get_absolute_url()}#{self.slug}"

    def slug_source(self) -> str:
        return f"{self.report.slug} {self.label}"
