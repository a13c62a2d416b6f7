"""Dates in the admin: a box that tells what its date means while one types."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from dates.entered import LONGEST, entered
from dates.forms import EnteredInput
from dates.words import words


class DateInput(EnteredInput):
    """A short box for a date; the script asks what is typed into it means."""

    class Media:
        js = ["admin/dates.js"]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "vTextField date"} | (attrs or {}))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        asked = {"data-said": reverse("admin:date_said")} | (attrs or {})
        return super().get_context(name, value, asked)


def said(request: HttpRequest) -> JsonResponse:
    """What the text in `date` means: {"edtf", "words"}, or {"error"} where it cannot be read."""
    text = request.GET.get("date", "")[: LONGEST + 1]
    try:
        edtf = entered(text)
    except ValueError as error:
        return JsonResponse({"error": str(error)})
    return JsonResponse({"edtf": edtf, "words": words(edtf) if text.strip() else ""})
