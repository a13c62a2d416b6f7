"""The admin site: Django's own, with the pages of the desk beside those of the tables."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, URLResolver, include, path
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
