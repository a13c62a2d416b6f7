"""Form fields for uncertain dates: they take what people write and give EDTF."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dates.entered import LONGEST, entered
from dates.words import words

HELP = _(
    "As you would write it: 4 September 2018, Sept 2018?, early 2016, about 1994, between 2008 "
    "and 2015; or as EDTF. Empty means unknown."
)


class EnteredInput(forms.TextInput):
    """A short box for a date, and behind it what the date in it means, in words."""

    template_name = "dates/widgets/entered.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return context | {"said": said(context["widget"]["value"])}


class EnteredField(forms.CharField):
    """A date as people write it; cleaned, it is EDTF."""

    widget = EnteredInput

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The column's own limit is for EDTF, which is much shorter than what may be typed.
        super().__init__(*args, **kwargs | {"max_length": LONGEST})

    def to_python(self, value: Any) -> str:
        """The EDTF; raises ValidationError in words for what cannot be read."""
        try:
            return entered(super().to_python(value) or "")
        except ValueError as error:
            raise ValidationError(str(error), code="edtf") from None


def said(value: Any) -> str:
    """The words for what stands in a box; none where it is empty or cannot be read."""
    try:
        edtf = entered(str(value or ""))
    except ValueError:
        return ""
    return words(edtf) if edtf else ""
