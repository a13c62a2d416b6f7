"""What says so: one table of citations for each table of facts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement, AgreementLink
from agreements.models.commitments import Commitment
from agreements.models.progress import Assessment, Figure, ProgressReport
from agreements.models.signatories import Act, Signatory
from sources.models import Citation


class AgreementCitation(Citation):
    """What says that an agreement is as recorded."""

    record = models.ForeignKey(Agreement, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for an agreement")
        verbose_name_plural = _("citations for agreements")


class AgreementLinkCitation(Citation):
    """What says how two instruments stand to each other."""

    record = models.ForeignKey(AgreementLink, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for a link")
        verbose_name_plural = _("citations for links")


class SignatoryCitation(Citation):
    """What says that a body stands in an instrument."""

    record = models.ForeignKey(Signatory, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for a signatory")
        verbose_name_plural = _("citations for signatories")


class ActCitation(Citation):
    """What says that a signatory did something."""

    record = models.ForeignKey(Act, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for an act")
        verbose_name_plural = _("citations for acts")


class CommitmentCitation(Citation):
    """What says that something was promised."""

    record = models.ForeignKey(Commitment, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for a commitment")
        verbose_name_plural = _("citations for commitments")


class ProgressReportCitation(Citation):
    """Where a report stands."""

    record = models.ForeignKey(ProgressReport, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for a progress report")
        verbose_name_plural = _("citations for progress reports")


class AssessmentCitation(Citation):
    """What an assessment is read from."""

    record = models.ForeignKey(Assessment, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for an assessment")
        verbose_name_plural = _("citations for assessments")


class FigureCitation(Citation):
    """Where a figure stands."""

    record = models.ForeignKey(Figure, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for a figure")
        verbose_name_plural = _("citations for figures")
