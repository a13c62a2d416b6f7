"""The page that staff begin at."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from desk.index import desk


def index(request: HttpRequest) -> HttpResponse:
    """What waits, above Django's own list of tables and of what the user did last."""
    return admin.site.index(request, {"desk": desk(request)})
