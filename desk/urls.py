"""/admin/: the desk; each part names its pages itself, all of them behind the admin's door."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from desk.views import index

urlpatterns: list[URLPattern | URLResolver] = [
    path("", admin.site.admin_view(index), name="index"),
    path("", include("desk.recording.urls")),
    path("", include("desk.duplicates.urls")),
    path("", include("desk.merging.urls")),
    path("", include("desk.guide.urls")),
]
