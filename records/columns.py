"""The columns of a table in files, and the text of a cell: the same for every way in and out.

A foreign key's column bears the field's name and holds the slug of its target. Numbers are plain;
an empty cell is an empty text or null.
"""

import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, validate_slug
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dates import edtf, periods
from dates.fields import EDTFField, PeriodField
from records.models import Record, Tracked
from records.validators import validate_plain_text

INTEGER = re.compile(r"-?\d{1,19}", re.ASCII)
DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
# What these validators say is a whole message already: found, expected, and what to do.
COMPLETE = {"control", "html", "formula", "line"}


def file_columns(model: type[Tracked]) -> list[models.Field]:
    """The fields of a table's columns: its key first, then what else a person edits."""
    named = {field.name: field for field in model._meta.fields}
    keys = [named[name] for name in model.key_fields]
    others = [
        field
        for field in model._meta.fields
        if field.editable and not field.primary_key and field not in keys
    ]
    return [*keys, *others]


def column_names(model: type[Tracked]) -> list[str]:
    """The header of a table's file."""
    return [field.name for field in file_columns(model)]


def lookups(model: type[Tracked]) -> list[str]:
    """What `values_list` needs for a row of cells: foreign keys by the slug of their target."""
    return [
        f"{field.name}__slug" if field.is_relation else field.name for field in file_columns(model)
    ]


def cell(value: Any) -> str:
    """The text of a value in a file; a record stands as its slug."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.slug if isinstance(value, Record) else str(value)


def parse(field: models.Field, text: str) -> Any:
    """The value of a cell; for a foreign key the slug of its target.

    Raises ValidationError saying what was found, what was expected and what to do.
    """
    text = text.replace("\r\n", "\n")
    validate_plain_text(text)
    try:
        return _value(field, text)
    except ValidationError as error:
        if error.error_list[0].code in COMPLETE:
            raise
        raise ValidationError(_message(field, text), code="cell") from None


def quoted(text: str, length: int = 60) -> str:
    """The text in quotation marks on one line, shortened where it is long."""
    if not text:
        return _("an empty cell")
    shown = "".join(letter if letter.isprintable() else " " for letter in text[:length])
    return f"“{shown}…”" if len(text) > length else f"“{shown}”"


def _value(field: models.Field, text: str) -> Any:
    if text == "" and field.null:
        return None
    stripped = text.strip()
    if isinstance(field, models.ForeignKey):
        validate_slug(stripped)
        return stripped
    if isinstance(field, models.IntegerField):
        least, greatest = integer_range(field)
        matches = INTEGER.fullmatch(stripped) and least <= int(stripped) <= greatest
        return int(_held(matches, stripped))
    if isinstance(field, models.DecimalField):
        _held(DECIMAL.fullmatch(stripped), stripped)
    # A form may leave a slug empty to have one made; a row of a file must bring its own.
    if isinstance(field, models.SlugField) and field.name == "slug":
        _held(stripped, text)
    return field.clean(text, None)


def _held(holds: Any, text: str) -> str:
    if not holds:
        raise ValidationError("")
    return text


def integer_range(field: models.Field) -> tuple[int, int]:
    """The least and the greatest number that every database can keep in the field."""
    return BaseDatabaseOperations.integer_field_ranges[field.get_internal_type()]


def _message(field: models.Field, text: str) -> str:
    limit = field.max_length
    if limit and len(text.strip()) > limit:
        return _("found %(length)s characters, expected at most %(limit)s; shorten the text") % {
            "length": f"{len(text):,}",
            "limit": f"{limit:,}",
        }
    expected = _expected_date(text) if isinstance(field, EDTFField) else expected_in(field)
    return _("found %(found)s, expected %(expected)s; %(remedy)s") % {
        "found": quoted(text),
        "expected": expected,
        "remedy": _("correct the cell") if text else _("fill in the cell"),
    }


def _expected_date(text: str) -> str:
    try:
        edtf.parse(text)
    except edtf.BackwardsError:
        return _("the earlier date first")
    except ValueError:
        pass
    return _("a date such as 2018-09-04, 2018-09, 2018, 2018?, 199X, [2008..2015] or 2014/2016")


def expected_in(field: models.Field) -> str:
    """What a cell of the column holds, in words."""
    if isinstance(field, EDTFField):
        return _expected_date("?")
    if isinstance(field, PeriodField):
        return str(periods.SORT)
    if field.choices:
        return _("one of: %(values)s") % {
            "values": ", ".join(str(value) for value, label in field.flatchoices if value != "")
        }
    if isinstance(field, models.ForeignKey):
        return _("the slug of a row in another table")
    return _expected_number(field) or _expected_text(field)


def _expected_number(field: models.Field) -> str:
    if isinstance(field, models.IntegerField):
        least, greatest = integer_range(field)
        return _("a whole number from %(least)s to %(greatest)s") % {
            "least": least,
            "greatest": greatest,
        }
    if isinstance(field, models.DecimalField):
        return ngettext(
            "a number such as 57.5, with at most %(digits)s digits and %(places)s decimal",
            "a number such as 57.5, with at most %(digits)s digits and %(places)s decimals",
            field.decimal_places,
        ) % {"digits": field.max_digits, "places": field.decimal_places}
    return ""


def _expected_text(field: models.Field) -> str:
    if isinstance(field, models.SlugField):
        return _("a slug: letters from a to z, digits, hyphens and underscores")
    if isinstance(field, models.URLField):
        return _("an address that starts with https:// or http://")
    for validator in field.validators:
        if isinstance(validator, RegexValidator):
            return str(validator.message).removeprefix(_("Expected ")).rstrip(".")
    return _("some text")
