"""The site map: every address of the public contract, and the admin."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, register_converter

from listings.converters import ExtensionConverter

register_converter(ExtensionConverter, "extension")

urlpatterns = [
    # The same for everybody, whatever they read.
    path("", include("portal.machines")),
    # /…, /es/…, /fr/… and /pt/…
    *i18n_patterns(
        path("", include("portal.urls")),
        path("", include("organizations.urls")),
        path("", include("agreements.urls")),
        path("", include("events.urls")),
        path("", include("sources.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler500 = "portal.errors.server_error"
