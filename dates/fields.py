"""An uncertain date on a model: the text as entered, and two derived columns.

    start = EDTFField(_("start"))
    start_earliest = EarliestDay(of="start")
    start_latest = LatestDay(of="start")

A period that is counted back from such a date has two derived columns too:

    notice = PeriodField(_("period of notice"))
    notice_earliest = EarliestDay(of="start", less="notice")
    notice_latest = LatestDay(of="start", less="notice")

Sorting and filtering happen on the derived columns only (see `dates.queries`).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dates import forms, periods
from dates.edtf import OPEN, parse

HELP = _(
    "As EDTF: 2018-09-04, 2018-09, 2018; ? uncertain, ~ about; 2018-09-XX day not known; "
    "[2008..2015] some day between; [..2015] 2015 or earlier. Empty means unknown."
)
HELP_OPEN = _("Two dots (..) mean that there is no end, which is not the same as unknown.")


def validate_edtf(text: str) -> None:
    """Raises ValidationError with what was found and what was expected."""
    try:
        parse(text)
    except ValueError as error:
        raise ValidationError(str(error), code="edtf") from None


def validate_not_open(text: str) -> None:
    """Raises ValidationError for “..” where a date must have, or lack, a day."""
    if text == OPEN:
        raise ValidationError(
            _("“..” means that there is no end, which cannot be said here; leave it empty."),
            code="edtf",
        )


class EDTFField(models.CharField):
    """EDTF text, kept as entered. `may_be_open` allows “..”, meaning no end."""

    def __init__(self, *args: Any, may_be_open: bool = False, **kwargs: Any) -> None:
        self.may_be_open = may_be_open
        help_text = format_lazy("{} {}", HELP, HELP_OPEN) if may_be_open else HELP
        defaults: dict[str, Any] = {"max_length": 64, "blank": True, "default": ""}
        super().__init__(*args, **defaults | {"help_text": help_text} | kwargs)

    @property
    def validators(self) -> list[Any]:
        own = [validate_edtf] if self.may_be_open else [validate_edtf, validate_not_open]
        return [*super().validators, *own]

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.strip() if isinstance(value, str) else value

    def formfield(self, **kwargs: Any) -> Any:
        """A field that takes dates as people write them."""
        told = format_lazy("{} {}", forms.HELP, HELP_OPEN) if self.may_be_open else forms.HELP
        return super().formfield(**{"form_class": forms.EnteredField, "help_text": told} | kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.may_be_open:
            kwargs["may_be_open"] = True
        return name, path, args, kwargs


class PeriodField(models.CharField):
    """A length of time as ISO 8601 text, P6M, kept as entered; empty where none is stated."""

    default_validators = [RegexValidator(periods.PERIOD, periods.UNREADABLE, code="period")]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"max_length": 20, "blank": True, "default": ""}
        super().__init__(*args, **defaults | kwargs)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.strip() if isinstance(value, str) else value


class DerivedDay(models.DateField):
    """A bound of the EDTF text in the field `of`, worked out whenever the row is written.

    With `less`, it lies earlier by the period in that field, and is null where that is empty.
    """

    bound = ""

    def __init__(self, *args: Any, of: str, less: str = "", **kwargs: Any) -> None:
        self.of, self.less = of, less
        kwargs = {"null": True, "blank": True, "editable": False, "db_index": True} | kwargs
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        less = {"less": self.less} if self.less else {}
        return name, path, args, kwargs | {"of": self.of} | less

    @property
    def texts(self) -> list[str]:
        """The names of the fields that it is worked out from."""
        return [self.of, self.less] if self.less else [self.of]

    def derive(self, text: str, period: str = "") -> date | None:
        """The bound of an EDTF text, less a period; ValueError where one cannot be read."""
        day = getattr(parse(text), self.bound)
        if not self.less:
            return day
        length = periods.parse(period) if period else None
        return periods.before(day, length) if day and length else None

    def pre_save(self, model_instance: models.Model, add: bool) -> date | None:
        day = self.derive(*(getattr(model_instance, name) for name in self.texts))
        setattr(model_instance, self.attname, day)
        return day


class EarliestDay(DerivedDay):
    """The first day on which it can have been; null where that is not known."""

    bound = "earliest"


class LatestDay(DerivedDay):
    """The last day on which it can have been; null where that is not known."""

    bound = "latest"


def derived_days(model: type[models.Model], names: Iterable[str]) -> list[DerivedDay]:
    """The derived columns that any of the fields in `names` has a part in."""
    wanted = set(names)
    days = (field for field in model._meta.fields if isinstance(field, DerivedDay))
    return [day for day in days if not wanted.isdisjoint(day.texts)]
