"""/sources/ …"""

from django.urls import path

from records import citing
from sources import api, views

urlpatterns = [
    path("sources/", views.SourceList.as_view(), name="source-list"),
    path("sources.<extension:extension>", views.SourceFile.as_view(), name="source-list-file"),
    path("sources.json", api.SourceListAPI.as_view(), name="source-list-json"),
    path("sources.atom", views.SourceFeed.as_view(), name="source-list-feed"),
    path("sources/<slug:slug>/", views.SourceRecord.as_view(), name="source-detail"),
    path("sources/<slug:slug>.json", api.SourceAPI.as_view(), name="source-json"),
    *citing.routes(views.SourceRecord, "source"),
]
