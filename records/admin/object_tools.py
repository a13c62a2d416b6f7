"""What can be done with a record beside editing it: links at the top of its page."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse


class ToolsMixin:
    """For the page of a record; each mixin that brings a page of its own adds its link."""

    def tools(self, request: HttpRequest, record: Model) -> list[tuple[Any, str]]:
        """What the user can do with the record, and where."""
        return []

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if record := context.get("original"):
            context["tools"] = self.tools(request, record)
        return super().render_change_form(request, context, *args, **kwargs)
