"""/agreements/ … /signatories/ … /commitments/ … /progress/ …"""

from django.urls import path

from agreements import api, views
from agreements.calendars import DeadlineCalendar
from records import citing

urlpatterns = [
    # /agreements/
    path("agreements/", views.AgreementList.as_view(), name="agreement-list"),
    path(
        "agreements.<extension:extension>",
        views.AgreementFile.as_view(),
        name="agreement-list-file",
    ),
    path("agreements.json", api.AgreementListAPI.as_view(), name="agreement-list-json"),
    path("agreements.atom", views.AgreementFeed.as_view(), name="agreement-list-feed"),
    path("agreements/<slug:slug>/", views.AgreementRecord.as_view(), name="agreement-detail"),
    path("agreements/<slug:slug>.json", api.AgreementAPI.as_view(), name="agreement-json"),
    *citing.routes(views.AgreementRecord, "agreement"),
    # /signatories/
    path("signatories/", views.SignatoryList.as_view(), name="signatory-list"),
    path(
        "signatories.<extension:extension>",
        views.SignatoryFile.as_view(),
        name="signatory-list-file",
    ),
    path("signatories.json", api.SignatoryListAPI.as_view(), name="signatory-list-json"),
    path("signatories.atom", views.SignatoryFeed.as_view(), name="signatory-list-feed"),
    # /commitments/
    path("commitments/", views.CommitmentList.as_view(), name="commitment-list"),
    path(
        "commitments.<extension:extension>",
        views.CommitmentFile.as_view(),
        name="commitment-list-file",
    ),
    path("commitments.json", api.CommitmentListAPI.as_view(), name="commitment-list-json"),
    path("commitments.atom", views.CommitmentFeed.as_view(), name="commitment-list-feed"),
    path("commitments/<slug:slug>/", views.CommitmentRecord.as_view(), name="commitment-detail"),
    path("commitments/<slug:slug>.json", api.CommitmentAPI.as_view(), name="commitment-json"),
    *citing.routes(views.CommitmentRecord, "commitment"),
    # /deadlines.ics
    path("deadlines.ics", DeadlineCalendar.as_view(), name="deadline-calendar"),
    # /progress/
    path("progress/", views.ProgressList.as_view(), name="progress-list"),
    path("progress.<extension:extension>", views.ProgressFile.as_view(), name="progress-list-file"),
    path("progress.json", api.ProgressListAPI.as_view(), name="progress-list-json"),
    path("progress.atom", views.ProgressFeed.as_view(), name="progress-list-feed"),
    path("progress/<slug:slug>/", views.ProgressRecord.as_view(), name="progress-detail"),
    path("progress/<slug:slug>.json", api.ProgressAPI.as_view(), name="progress-json"),
    *citing.routes(views.ProgressRecord, "progress"),
]
