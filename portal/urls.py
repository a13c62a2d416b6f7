"""/, /healthz and /readyz"""

from django.urls import path

from portal import health, views

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    # The middleware `portal.health.probes` answers these before they come this far.
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
