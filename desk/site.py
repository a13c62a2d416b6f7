"""The admin site: Django's own, with the pages of the desk beside those of the tables."""

from functools import partial
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _


class DeskSite(AdminSite):
    """The admin of the record."""

    site_header = _("Entente")
    site_title = _("Entente")
    index_title = _("The desk")
    # Forms with tables of rows need the width.
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        # By name: the modules of the pages ask for this very site while they load.
        return [path("", include("desk.urls")), *super().get_urls()]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        # Every page asks, for a bar at the side that no page has here: which of all tables somebody
        # may do what with is found out only where it is shown.
        return SimpleLazyObject(partial(super().get_app_list, request, app_label))
