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


class AgreementListAPI(ListingAPI):
    listing = AgreementListing


class AgreementAPI(RecordAPI):
    page = views.AgreementRecord
    rows = AgreementListAPI


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
