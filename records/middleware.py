"""Every public response is a function of the data revision, the address and the day."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

from records.models import Revision


class RevisionMiddleware:
    """Answers 304 from the revision alone, and marks what it lets through.

    Adds `request.revision` (a number) and `request.changed` (the time of the last write) to every
    public request. Pages of apps that are about the reader rather than the record, such as the
    admin, are left alone.
    """

    private_apps = {"admin"}

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        etag = getattr(request, "etag", None)
        if etag and response.status_code in (200, 304):
            response.headers.setdefault("ETag", etag)
            patch_cache_control(response, public=True, no_cache=True)
        # A file that is being sent is sent.
        if etag and response.status_code == 200 and isinstance(response, HttpResponse):
            return get_conditional_response(request, etag=etag, response=response) or response
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Skips the view, and with it every query of a listing, where nothing has changed."""
        if self.private_apps & set(request.resolver_match.app_names):
            return None
        revision = Revision.objects.current()
        request.revision, request.changed = revision.number, revision.changed
        if request.method not in ("GET", "HEAD"):
            return None
        request.etag = self.etag(request, revision)
        # “*” means any answer, but what makes no sense has none: that is known afterwards only.
        if request.headers.get("If-None-Match", "").strip() == "*":
            return None
        return get_conditional_response(request, etag=request.etag)

    def etag(self, request: HttpRequest, revision: Revision) -> str:
        """Changes with the data, the address, the language, the release and the day.

        The day is part of it since stages are true as of today. In DEBUG templates change
        without a release, so there nothing is ever unchanged.
        """
        parts = (
            revision.number,
            revision.changed.timestamp(),
            request.build_absolute_uri(),
            get_language(),
            settings.VERSION,
            timezone.now().timestamp() if settings.DEBUG else timezone.localdate(),
        )
        digest = hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
        return f'"{digest[:32]}"'
