"""A stored value in words: what pages about changes show."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import BooleanField, DateTimeField, Field, ForeignKey, Model
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dates import periods
from dates.fields import EDTFField, PeriodField
from dates.words import words


def in_words(row: Any, field: Field) -> str:
    """The row's value of a field as a person reads it; empty for nothing.

    A target that exists no more is named as it was last, or by its table.
    """
    if isinstance(field, ForeignKey):
        return target_in_words(row, field)
    value = getattr(row, field.attname)
    if field.choices and value not in (None, ""):
        return f"{dict(field.flatchoices).get(value, value)}"
    if isinstance(field, BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, EDTFField) and value:
        # Words don't always tell all that the EDTF does.
        return f"{words(value)} ({value})"
    if isinstance(field, PeriodField):
        return periods.words(value)
    if isinstance(field, DateTimeField) and value:
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return "" if value is None else f"{value}"


def target_in_words(row: Any, field: ForeignKey) -> str:
    if getattr(row, field.attname) is None:
        return ""
    try:
        target = getattr(row, field.name)
    except ObjectDoesNotExist:
        target = None
    if target is None:
        table = field.related_model._meta.verbose_name
        return _("a deleted record (%(table)s)") % {"table": table}
    return _("%(name)s (deleted)") % {"name": target} if is_gone(target) else f"{target}"


def is_gone(target: Any) -> bool:
    """Whether the target is known from its history only."""
    return getattr(target, "is_gone", False)


def label(field: Field) -> str:
    """The field's name as the head of a line."""
    return f"{capfirst(field.verbose_name)}"


def shown_fields(model: type[Model]) -> list[Field]:
    """The fields whose changes a person cares about: not the key, and nothing worked out."""
    shown = [field for field in model._meta.fields if field.editable or field.name == "reviewed"]
    return [field for field in shown if not field.primary_key]
