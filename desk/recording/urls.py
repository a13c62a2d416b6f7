"""/admin/record/ and /admin/sources/source/<pk>/record/, and what they ask while one types."""

from django.contrib import admin
from django.urls import path

from desk.recording.views import names_view, page_view
from records.admin.dates import said

view = admin.site.admin_view

urlpatterns = [
    path("record/", view(page_view), name="recording"),
    path("record/names/", view(names_view), name="recording_names"),
    path("record/date/", view(said), name="date_said"),
    path("sources/source/<int:pk>/record/", view(page_view), name="recording_source"),
]
