"""Agreements, signatories, commitments and progress reports as JSON."""

from agreements import views
from agreements.listings import (
    AgreementListing,
    CommitmentListing,
    ProgressListing,
    SignatoryListing,
)
from listings.api import ListingAPI
from records.api import RecordAPI
from sources.views import CITATIONS


class AgreementListAPI(ListingAPI):
    listing = AgreementListing


class AgreementAPI(RecordAPI):
    page = views.AgreementRecord
    rows = AgreementListAPI
    # All of what hangs on it, where the page shows the first of each kind.
    children = {
        "citations": {},
        "theme_links": {},
        "signatories": {"citations": {}, "acts": CITATIONS},
        "commitments": {"citations": {}, "obligations": {}, "theme_links": {}},
        "links_from": CITATIONS,
        "links_to": CITATIONS,
        "progress_reports": CITATIONS,
        "outcomes": CITATIONS,
    }


class SignatoryListAPI(ListingAPI):
    listing = SignatoryListing


class CommitmentListAPI(ListingAPI):
    listing = CommitmentListing


class CommitmentAPI(RecordAPI):
    page = views.CommitmentRecord
    rows = CommitmentListAPI


class ProgressListAPI(ListingAPI):
    listing = ProgressListing


class ProgressAPI(RecordAPI):
    page = views.ProgressRecord
    rows = ProgressListAPI
