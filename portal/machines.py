"""What is for programs and the same in all languages: the data package, the sitemap, probes"""

from django.urls import path

from portal import api, data, health, sitemaps

urlpatterns = [
    # /data/
    path("data/entente.zip", data.Package.as_view(), name="data-package"),
    path("data/openapi.json", api.OpenAPI.as_view(), name="openapi"),
    # /sitemap.xml and its sections, /robots.txt
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    path("robots.txt", sitemaps.robots, name="robots"),
    # The middleware `portal.health.probes` answers these before they come this far.
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
