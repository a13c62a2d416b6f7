"""/admin/duplicates/: records that may be the same, and what was said about them."""

from django.contrib import admin
from django.urls import path

from desk.duplicates import views

urlpatterns = [
    path("duplicates/", admin.site.admin_view(views.suggested), name="duplicates"),
    path("duplicates/judged/", admin.site.admin_view(views.judged), name="duplicates_judged"),
    path("duplicates/judge/", admin.site.admin_view(views.judge), name="duplicates_judge"),
    path(
        "duplicates/judged/<int:pk>/withdraw/",
        admin.site.admin_view(views.withdraw),
        name="duplicates_withdraw",
    ),
]
