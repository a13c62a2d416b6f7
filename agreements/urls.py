"""/agreements/ … /signatories/ … /commitments/ … /progress/ …"""

from django.urls import path

from agreements import views

urlpatterns = [
    # /agreements/
    path("agreements/", views.AgreementList.as_view(), name="agreement-list"),
    path(
        "agreements.<extension:extension>",
        views.AgreementFile.as_view(),
        name="agreement-list-file",
    ),
    path("agreements/<slug:slug>/", views.AgreementRecord.as_view(), name="agreement-detail"),
    path(
        "agreements/<slug:slug>.json",
        views.AgreementRecord.as_view(format="json"),
        name="agreement-json",
    ),
    # /signatories/
    path("signatories/", views.SignatoryList.as_view(), name="signatory-list"),
    path(
        "signatories.<extension:extension>",
        views.SignatoryFile.as_view(),
        name="signatory-list-file",
    ),
    # /commitments/
    path("commitments/", views.CommitmentList.as_view(), name="commitment-list"),
    path(
        "commitments.<extension:extension>",
        views.CommitmentFile.as_view(),
        name="commitment-list-file",
    ),
    path("commitments/<slug:slug>/", views.CommitmentRecord.as_view(), name="commitment-detail"),
    path(
        "commitments/<slug:slug>.json",
        views.CommitmentRecord.as_view(format="json"),
        name="commitment-json",
    ),
    # /progress/
    path("progress/", views.ProgressList.as_view(), name="progress-list"),
    path("progress.<extension:extension>", views.ProgressFile.as_view(), name="progress-list-file"),
    path("progress/<slug:slug>/", views.ProgressRecord.as_view(), name="progress-detail"),
    path(
        "progress/<slug:slug>.json",
        views.ProgressRecord.as_view(format="json"),
        name="progress-json",
    ),
]
