"""What an instrument obliges bodies to do."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from agreements import stages
from agreements.due import SETTLED, due
from agreements.models.agreements import Agreement, Theme
from agreements.stages import PROMISING
from dates.fields import EarliestDay, EDTFField, LatestDay
from organizations.models import Organization
from records.constraints import differ, filled, one_of
from records.fields import LineField, ProseField
from records.models import Publication, PublishedRecord, Tracked, TrackedQuerySet
from search.declaration import Searched


class CommitmentQuerySet(TrackedQuerySet):
    def with_stage(self, on: date | None = None) -> Self:
        """Adds `stage`: that of the latest published assessment, by the day where one is given.

        Empty where nobody has assessed it, which is not the same as “no information”.
        """
        assessments = self.model.assessments.rel.related_model.objects.published()
        by_report = assessments.filter(commitment=OuterRef("pk")).latest_first()
        if on:
            by_report = by_report.by(on)
        latest = Subquery(by_report.values("stage")[:1])
        return self.annotate(stage=Coalesce(latest, Value("")))

    def with_due(self, on: date) -> Self:
        """Adds `stage`, and `due`, one of `due.Due`, as of the day."""
        return self.with_stage(on).annotate(due=due(on))

    def overdue(self, on: date) -> Self:
        """Commitments whose deadline has certainly passed by the day, and that nobody settled."""
        late = self.filter(deadline_latest__lt=on)
        return late.with_stage(on).exclude(stage__in=SETTLED)

    def unchecked(self) -> Self:
        """Commitments of which no published report says how far they got: nobody has looked."""
        assessments = self.model.assessments.rel.related_model.objects.published()
        return self.filter(~Exists(assessments.filter(commitment=OuterRef("pk"))))

    def owed_by(self, organization: Organization) -> Self:
        """Commitments of the body: named in them, or a signatory where nobody is named."""
        named = Obligation.objects.filter(commitment=OuterRef("pk"))
        promised = organization.signatories.filter(capacity__in=PROMISING)
        return self.filter(
            Exists(named.filter(organization=organization))
            | Q(~Exists(named), agreement__in=promised.values("agreement"))
        )


class Commitment(PublishedRecord):
    """Something that an instrument says will be done."""

    published_with = ("agreement",)
    # Dated by the day on which it was promised: a deadline says when it is due.
    searched = Searched(
        kind="commitments",
        title="text",
        names=("locator",),
        text=("agreement__title", "obligations__organization__name"),
        date="agreement__signatories__acts__date",
        dated_by={"agreement__signatories__acts__kind": stages.SIGNING},
    )

    agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        related_name="commitments",
        verbose_name=_("agreement"),
        help_text=_("The instrument that it stands in."),
    )
    locator = LineField(
        _("locator"),
        max_length=100,
        blank=True,
        help_text=_("Where in the instrument: “Article 51”, “first item”."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        help_text=_("Its place among the instrument's commitments, from 1."),
    )
    text = ProseField(_("text"), blank=False, help_text=_("What is promised, in our own words."))
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("The wider commitment that this one details."),
    )
    deadline = EDTFField(_("deadline"))
    deadline_earliest = EarliestDay(_("deadline, earliest"), of="deadline")
    deadline_latest = LatestDay(_("deadline, latest"), of="deadline")
    recurrence = LineField(
        _("recurrence"),
        max_length=100,
        blank=True,
        help_text=_("For a duty that comes again, how often: “every year”."),
    )
    obligated = models.ManyToManyField(
        Organization,
        through="Obligation",
        related_name="commitments",
        verbose_name=_("obligated organizations"),
    )
    themes = models.ManyToManyField(
        Theme, through="CommitmentTheme", related_name="commitments", verbose_name=_("themes")
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["agreement__title", "position", "pk"]
        constraints = [
            one_of("publication", Publication, "commitment_publication"),
            filled("text", "commitment_has_text"),
            differ("id", "part_of", "commitment_not_its_own_part"),
            models.CheckConstraint(
                condition=Q(deadline="") | Q(recurrence=""),
                name="commitment_deadline_or_recurrence",
                violation_error_message=_("A commitment has a deadline or recurs, not both."),
            ),
        ]

    def __str__(self) -> str:
        said = self.locator or Truncator(self.text).words(10, truncate="…")
        return f"{self.agreement}, {said}"

    def get_absolute_url(self) -> str:
        return reverse("commitment-detail", kwargs={"slug": self.slug})

    def slug_source(self) -> str:
        return f"{self.agreement.slug} {self.locator or self.text[:40]}"


class Obligation(Tracked):
    """That a commitment names a body as the one who must act; with none, it is every signatory."""

    key_fields = ("commitment", "organization")
    published_with = ("commitment", "organization")

    commitment = models.ForeignKey(
        Commitment,
        models.CASCADE,
        related_name="obligations",
        verbose_name=_("commitment"),
        help_text=_("What is to be done."),
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="obligations",
        verbose_name=_("organization"),
        help_text=_("Who is to do it."),
    )

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ["commitment__position", "organization__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "organization"],
                name="obligation_unique",
                violation_error_message=_("The commitment already names this body."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.commitment}"


class CommitmentTheme(Tracked):
    """That a commitment is about a theme."""

    key_fields = ("commitment", "theme")
    published_with = ("commitment",)

    commitment = models.ForeignKey(
        Commitment,
        models.CASCADE,
        related_name="theme_links",
        verbose_name=_("commitment"),
        help_text=_("The commitment."),
    )
    theme = models.ForeignKey(
        Theme,
        models.CASCADE,
        related_name="commitment_links",
        verbose_name=_("theme"),
        help_text=_("What it is about."),
    )

    class Meta:
        verbose_name = _("theme of a commitment")
        verbose_name_plural = _("themes of commitments")
        ordering = ["commitment__position", "theme__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "theme"],
                name="commitmenttheme_unique",
                violation_error_message=_("The commitment already has this theme."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.theme}"
