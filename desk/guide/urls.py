"""/admin/guide/"""

from django.contrib import admin
from django.urls import path

from desk.guide.views import guide

urlpatterns = [path("guide/", admin.site.admin_view(guide), name="guide")]
