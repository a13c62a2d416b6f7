"""/admin/: the desk; each part names its pages itself, all of them behind the admin's door."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from desk.views import index

PARTS = ("recording", "duplicates", "merging", "guide")


def present(part: str) -> bool:
    """Whether a part of the desk has pages."""
    return bool(find_spec(f"desk.{part}") and find_spec(f"desk.{part}.urls"))


urlpatterns: list[URLPattern | URLResolver] = [
    path("", admin.site.admin_view(index), name="index"),
    *(path("", include(f"desk.{part}.urls")) for part in PARTS if present(part)),
]
