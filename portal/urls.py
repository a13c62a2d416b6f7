"""/, /search/, /data/, /sitemap.xml, /robots.txt, /healthz and /readyz"""

from django.urls import path

from portal import api, data, health, search, search_feed, sitemaps, views

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    # /search/
    path("search/", search.SearchPage.as_view(), name="search"),
    path("search.json", search.SearchAPI.as_view(), name="search-json"),
    path("search.atom", search_feed.SearchFeed.as_view(), name="search-feed"),
    # /data/
    path("data/", data.Data.as_view(), name="data"),
    path("data/entente.zip", data.Package.as_view(), name="data-package"),
    path("data/openapi.json", api.OpenAPI.as_view(), name="openapi"),
    path("data/api/", api.Reference.as_view(), name="api-reference"),
    # /sitemap.xml and its sections, /robots.txt
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    path("robots.txt", sitemaps.robots, name="robots"),
    # The middleware `portal.health.probes` answers these before they come this far.
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
