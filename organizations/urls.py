"""/organizations/ …"""

from django.urls import path

from organizations import views

urlpatterns = [
    path("organizations/", views.OrganizationList.as_view(), name="organization-list"),
    path(
        "organizations.<extension:extension>",
        views.OrganizationFile.as_view(),
        name="organization-list-file",
    ),
    path(
        "organizations/<slug:slug>/",
        views.OrganizationRecord.as_view(),
        name="organization-detail",
    ),
    path(
        "organizations/<slug:slug>.json",
        views.OrganizationRecord.as_view(format="json"),
        name="organization-json",
    ),
]
