"""The app of the desk, and the admin that it stands in."""

from django.apps import AppConfig
from django.contrib.admin import apps


class DeskConfig(AppConfig):
    """Where partnership staff work."""

    name = "desk"


class AdminConfig(apps.AdminConfig):
    """Django's admin with the desk as its index."""

    default = False
    default_site = "desk.site.DeskSite"
