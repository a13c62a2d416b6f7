"""/sources/ …"""

from django.urls import path

from sources import views

urlpatterns = [
    path("sources/", views.SourceList.as_view(), name="source-list"),
    path("sources.<extension:extension>", views.SourceFile.as_view(), name="source-list-file"),
    path("sources/<slug:slug>/", views.SourceRecord.as_view(), name="source-detail"),
    path("sources/<slug:slug>.json", views.SourceRecord.as_view(format="json"), name="source-json"),
]
