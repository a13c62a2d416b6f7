"""Describes the data package to programs: datapackage.json, generated from the models.

A Tabular Data Package, version 1 (https://specs.frictionlessdata.io/tabular-data-package/).
"""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from datapackage.edition import LICENCE, TITLE, description
from datapackage.files import TableFile
from datapackage.tables import table_name, target
from records.columns import file_columns, integer_range
from records.models import Tracked

NAME = "datapackage.json"
SLUG = r"[-a-zA-Z0-9_]+"


def descriptor(files: Iterable[TableFile], **about: object) -> bytes:
    """The descriptor of these files, and what else is to be said of the package.

    A pure function of both: it adds no time and no place.
    """
    with translation.override(settings.LANGUAGE_CODE):
        package = {
            "profile": "tabular-data-package",
            "name": "entente",
            "title": TITLE,
            "description": description(),
            "licenses": [LICENCE],
            **about,
            "resources": [resource(file) for file in files],
        }
        return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def resource(file: TableFile) -> dict[str, Any]:
    """One table's file."""
    return {
        "profile": "tabular-data-resource",
        "name": table_name(file.model),
        "path": file.name,
        "title": str(file.model._meta.verbose_name_plural).capitalize(),
        "description": (file.model.__doc__ or "").strip(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": schema(file.model),
    }


def schema(model: type[Tracked]) -> dict[str, Any]:
    """The Table Schema of a table."""
    columns = file_columns(model)
    described: dict[str, Any] = {
        "fields": [column_schema(field) for field in columns],
        "missingValues": [""],
        "primaryKey": list(model.key_fields),
    }
    if keys := [_foreign_key(field) for field in columns if isinstance(field, models.ForeignKey)]:
        described["foreignKeys"] = keys
    return described


def column_schema(field: models.Field) -> dict[str, Any]:
    """A column: name, title, description, type and what its values must keep to."""
    described = {
        "name": field.name,
        "title": str(field.verbose_name),
        "description": meaning(field),
        **_type(field),
        "constraints": _constraints(field),
    }
    return {key: value for key, value in described.items() if value not in ("", {})}


def meaning(field: models.Field) -> str:
    """What the column is for: its help text, or, of a bare reference, what it points to."""
    if field.help_text or not isinstance(field, models.ForeignKey):
        return str(field.help_text)
    return _("The row of %(table)s that it is about.") % {"table": table_name(target(field))}


def _type(field: models.Field) -> dict[str, Any]:
    if isinstance(field, models.IntegerField):
        return {"type": "integer"}
    if isinstance(field, models.DecimalField):
        return {"type": "number"}
    return {"type": "string"} | ({"format": "uri"} if isinstance(field, models.URLField) else {})


def _constraints(field: models.Field) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if required(field):
        found["required"] = True
    if field.unique:
        found["unique"] = True
    if field.choices:
        found["enum"] = [value for value, _label in field.flatchoices if value != ""]
    elif isinstance(field, models.IntegerField):
        found["minimum"], found["maximum"] = integer_range(field)
    elif pattern := pattern_of(field):
        found["pattern"] = pattern
    if field.max_length and not field.choices:
        found["maxLength"] = field.max_length
    return found


def required(field: models.Field) -> bool:
    """Whether the column's cells must be filled in."""
    return not field.null if not _is_text(field) else not field.blank or field.name == "slug"


def pattern_of(field: models.Field) -> str:
    """The regular expression that a whole cell must match; empty where there is none."""
    if isinstance(field, (models.SlugField, models.ForeignKey)):
        return SLUG
    for validator in field.validators:
        regex = getattr(validator, "regex", None)
        if regex is not None and not isinstance(field, models.URLField):
            return regex.pattern.removeprefix("^").removesuffix(r"\Z")
    return ""


def _is_text(field: models.Field) -> bool:
    return isinstance(field, (models.CharField, models.TextField))


def _foreign_key(field: models.ForeignKey) -> dict[str, Any]:
    table = target(field)
    return {
        "fields": field.name,
        "reference": {
            "resource": "" if table is field.model else table_name(table),
            "fields": "slug",
        },
    }
