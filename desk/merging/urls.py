"""/admin/merge/: one record of two."""

from django.contrib import admin
from django.urls import path

from desk.merging import views

urlpatterns = [
    path(
        "merge/<slug:kind>/<slug:slug>/",
        admin.site.admin_view(views.choose),
        name="merge_choose",
    ),
    path(
        "merge/<slug:kind>/<slug:goes>/into/<slug:stays>/",
        admin.site.admin_view(views.merging),
        name="merge",
    ),
    path(
        "merge/<slug:kind>/<slug:goes>/into/<slug:stays>/rows/<str:name>/",
        admin.site.admin_view(views.rows),
        name="merge_rows",
    ),
]
