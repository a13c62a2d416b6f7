"""Why something is written: every form that writes asks for it in the same way."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class ReasonField(forms.CharField):
    """Why it is done: a line of at most 500 characters, or a few lines."""

    def __init__(self, *, lines: int = 1, **kwargs: Any) -> None:
        wide = forms.TextInput(attrs={"class": "vTextField"})
        tall = forms.Textarea(attrs={"rows": lines, "class": "vLargeTextField"})
        defaults: dict[str, Any] = {
            "label": _("Reason"),
            "max_length": 500,
            "widget": tall if lines > 1 else wide,
            "help_text": _("Kept in the history with who and when."),
        }
        super().__init__(**defaults | kwargs)


def reason_of(request: HttpRequest) -> str:
    """What was sent as the reason, which no form has judged yet: PostgreSQL takes no NUL."""
    return request.POST.get("change_reason", "").replace("\x00", "")
