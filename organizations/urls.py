"""/organizations/ …"""

from django.urls import path

from organizations import api, views
from records import citing

urlpatterns = [
    path("organizations/", views.OrganizationList.as_view(), name="organization-list"),
    path(
        "organizations.<extension:extension>",
        views.OrganizationFile.as_view(),
        name="organization-list-file",
    ),
    path("organizations.json", api.OrganizationListAPI.as_view(), name="organization-list-json"),
    path("organizations.atom", views.OrganizationFeed.as_view(), name="organization-list-feed"),
    path(
        "organizations/<slug:slug>/",
        views.OrganizationRecord.as_view(),
        name="organization-detail",
    ),
    path("organizations/<slug:slug>.json", api.OrganizationAPI.as_view(), name="organization-json"),
    *citing.routes(views.OrganizationRecord, "organization"),
]
