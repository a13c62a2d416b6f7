"""Pages of agreements, commitments and progress reports; signatories are seen on agreements."""

from typing import Any

from agreements.listings import (
    AgreementListing,
    CommitmentListing,
    ProgressListing,
    SignatoryListing,
)
from agreements.models import Agreement, Commitment, ProgressReport
from listings.views import ListingFile, ListingPage
from sources.views import CITATIONS, CitedRecordView


class AgreementList(ListingPage):
    listing = AgreementListing


class AgreementFile(ListingFile):
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


class SignatoryList(ListingPage):
    listing = SignatoryListing


class SignatoryFile(ListingFile):
    listing = SignatoryListing


class CommitmentList(ListingPage):
    listing = CommitmentListing


class CommitmentFile(ListingFile):
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


class ProgressList(ListingPage):
    listing = ProgressListing


class ProgressFile(ListingFile):
    listing = ProgressListing


class ProgressRecord(CitedRecordView):
    model = ProgressReport
    listing = ProgressListing
    template_name = "agreements/progress.html"
    children: dict[str, Any] = {"citations": {}, "assessments": CITATIONS, "figures": CITATIONS}
