"""Pages of agreements, commitments and progress reports; signatories are seen on agreements."""

from datetime import date
from typing import Any

from django.utils import timezone

from agreements.calendars import DeadlineCalendar
from agreements.linked import linked
from agreements.listings import (
    AgreementListing,
    CommitmentListing,
    ProgressListing,
    SignatoryListing,
)
from agreements.models import Agreement, Assessment, Commitment, ProgressReport
from agreements.stages import SIGNING, Stage
from dates.words import words
from listings.feeds import ListingFeed
from listings.views import ListingFile, ListingPage
from records.linked import Linked
from sources.views import CITATIONS, CitedRecordView


class AgreementList(ListingPage):
    listing = AgreementListing
    calendar = DeadlineCalendar


class AgreementFile(ListingFile):
    listing = AgreementListing


class AgreementFeed(ListingFeed):
    listing = AgreementListing


class AgreementRecord(CitedRecordView):
    model = Agreement
    listing = AgreementListing
    template_name = "agreements/agreement.html"
    children: dict[str, Any] = {
        "citations": {},
        "theme_links": {},
        "signatories": {"citations": {}, "acts": CITATIONS},
        "commitments": {"citations": {}, "obligations": {}, "theme_links": {}},
        "links_from": CITATIONS,
        "links_to": CITATIONS,
        "progress_reports": CITATIONS,
        # From the floor above, by its reverse accessor.
        "outcomes": CITATIONS,
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.add_stages()
        evidence = self.row["last_evidence"]
        return super().get_context_data(**kwargs) | {
            "row": self.row,
            "stage": Stage(self.row["stage"]).label,
            "last_evidence": words(evidence) if evidence else "",
            "has_signing": self.has_signing(),
        }

    def linked(self) -> Linked:
        return linked(self.object, self.base, self.row["signed"])

    def add_stages(self) -> None:
        """Gives each commitment its `stage` of today."""
        rows = Commitment.objects.filter(agreement=self.object).with_stage(timezone.localdate())
        stages = dict(rows.values_list("pk", "stage"))
        for commitment in self.object.commitments.all():
            commitment.stage = stages[commitment.pk]

    def has_signing(self) -> bool:
        """Whether any act of signature or adoption is recorded, with or without a date."""
        signatories = self.object.signatories.all()
        return any(act.kind in SIGNING for one in signatories for act in one.acts.all())


class SignatoryList(ListingPage):
    listing = SignatoryListing


class SignatoryFile(ListingFile):
    listing = SignatoryListing


class SignatoryFeed(ListingFeed):
    listing = SignatoryListing
    headlines = ("organization_name", "agreement_title")


class CommitmentList(ListingPage):
    listing = CommitmentListing
    calendar = DeadlineCalendar


class CommitmentFile(ListingFile):
    listing = CommitmentListing


class CommitmentFeed(ListingFeed):
    listing = CommitmentListing


class CommitmentRecord(CitedRecordView):
    model = Commitment
    listing = CommitmentListing
    template_name = "agreements/commitment.html"
    children: dict[str, Any] = {
        "citations": {},
        "obligations": {},
        "theme_links": {},
        "parts": CITATIONS,
        "assessments": CITATIONS,
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assessments = self.object.assessments.all()
        return super().get_context_data(**kwargs) | {
            "row": self.row,
            "signatories": self.object.agreement.signatories.published().count(),
            "assessments": sorted(assessments, key=newest, reverse=True),
        }


def newest(assessment: Assessment) -> tuple[date, date, int]:
    """The order of `dates.queries.latest_first`, turned round, for rows in hand."""
    report = assessment.report
    return report.date_latest or date.min, report.date_earliest or date.min, assessment.pk


class ProgressList(ListingPage):
    listing = ProgressListing


class ProgressFile(ListingFile):
    listing = ProgressListing


class ProgressFeed(ListingFeed):
    listing = ProgressListing


class ProgressRecord(CitedRecordView):
    model = ProgressReport
    listing = ProgressListing
    template_name = "agreements/progress.html"
    children: dict[str, Any] = {"citations": {}, "assessments": CITATIONS, "figures": CITATIONS}
