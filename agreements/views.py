"""Pages of agreements, commitments and progress reports; signatories are seen on agreements."""

from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements import shown
from agreements.calendars import DeadlineCalendar
from agreements.grounds import ground
from agreements.linked import linked
from agreements.listings import (
    AgreementListing,
    CommitmentListing,
    ProgressListing,
    SignatoryListing,
)
from agreements.models import Agreement, Assessment, Commitment, ProgressReport
from agreements.stages import Stage
from dates.words import words
from listings.feeds import ListingFeed
from listings.views import ListingFile, ListingPage
from organizations.languages import SpokenRecordView
from records.linked import Linked
from records.views import Rows
from sources.views import CITATIONS


class AgreementList(ListingPage):
    listing = AgreementListing
    calendar = DeadlineCalendar


class AgreementFile(ListingFile):
    listing = AgreementListing


class AgreementFeed(ListingFeed):
    listing = AgreementListing


class AgreementRecord(SpokenRecordView):
    model = Agreement
    listing = AgreementListing
    template_name = "agreements/agreement.html"
    children: dict[str, Any] = {
        "citations": {},
        "theme_links": {},
        "signatories": {"citations": {}, "acts": CITATIONS},
        "commitments": {"citations": {}, "obligations": {}, "assessments": CITATIONS},
        "progress_reports": CITATIONS,
        # From the floor above, by its reverse accessor.
        "outcomes": CITATIONS,
    }

    def get_queryset(self) -> QuerySet:
        return shown.agreements(self.as_of).prefetch_related(*shown.hanging(self.as_of))

    def complete(self, rows: Rows) -> None:
        self.links = shown.links(self.object)
        super().complete([*rows, *((link, CITATIONS) for link in self.links), *reports_of(rows)])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agreement = self.object
        evidence = agreement.last_evidence
        return super().get_context_data(**kwargs) | {
            "stage": Stage(agreement.stage).label,
            "ground": ground(agreement, self.as_of, agreement.outcomes.all()),
            "last_evidence": words(evidence.isoformat()) if evidence else "",
            "day": day_in_words(self.as_of),
            "links": self.links,
            "some_party": any(one.party for one in agreement.signatories.all()),
            "contents": self.contents(),
        }

    def linked(self) -> Linked:
        return linked(self.object, self.base, self.object.signed)

    def contents(self) -> list[tuple[str, Any, int]]:
        """The sections of the page: anchor, title, how much stands in each."""
        agreement = self.object
        sections = [
            ("signatories", _("Signatories"), agreement.signatories_count),
            ("commitments", _("Commitments"), agreement.commitments_count),
            ("related", _("Related instruments"), agreement.links_count),
            ("reports", _("Progress reports"), agreement.reports_count),
            ("events", _("Events"), agreement.outcomes_count),
        ]
        return [section for section in sections if section[2]]


def reports_of(rows: Rows) -> list[tuple[Any, Any]]:
    """The reports behind the assessments in hand: their reporters have names too."""
    return [(row.report, {}) for row, _tree in rows if isinstance(row, Assessment)]


def day_in_words(day: date) -> str:
    """The day of the question; nothing where it is today, which goes without saying."""
    return "" if day == timezone.localdate() else words(day.isoformat())


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
    template_name = "agreements/commitments.html"

    def shown(self, page: Page) -> dict[str, Any]:
        # The board is made of stages and of what is due, and stands as a whole.
        without = dict.fromkeys(("stage", "due", "ordering", "page", "page_size"))
        board = reverse("board") + self.question.address(**without).rstrip("?")
        return super().shown(page) | {"board": board}


class CommitmentFile(ListingFile):
    listing = CommitmentListing


class CommitmentFeed(ListingFeed):
    listing = CommitmentListing


class CommitmentRecord(SpokenRecordView):
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

    def get_queryset(self) -> QuerySet:
        return shown.commitments(self.as_of).prefetch_related(*shown.under(self.as_of))

    def complete(self, rows: Rows) -> None:
        super().complete([*rows, *reports_of(rows)])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "day": day_in_words(self.as_of),
        }


class ProgressList(ListingPage):
    listing = ProgressListing


class ProgressFile(ListingFile):
    listing = ProgressListing


class ProgressFeed(ListingFeed):
    listing = ProgressListing


class ProgressRecord(SpokenRecordView):
    model = ProgressReport
    listing = ProgressListing
    template_name = "agreements/progress.html"
    children: dict[str, Any] = {"citations": {}, "assessments": CITATIONS, "figures": CITATIONS}

    def get_queryset(self) -> QuerySet:
        return shown.reports().prefetch_related(*shown.reported())
