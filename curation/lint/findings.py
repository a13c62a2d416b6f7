"""One finding: how bad it is, which record, what about it, and where to look at it."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from datapackage.tables import table_name
from records.models import Record, Tracked
from records.naming import naming_paths


class Severity(StrEnum):
    """An error is wrong, a warning is likely to be, a notice may be as it should."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, order=True)
class Finding:
    """What one rule says of one record."""

    table: str
    key: str
    message: str
    severity: Severity
    address: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, [f"{self.table} {self.key}: {self.message}", self.address]))


def fetched(rows: QuerySet, *more: str) -> QuerySet:
    """The rows with what their key, name and address are made of, and `more`, in one query."""
    return rows.select_related(*naming_paths(rows.model), *more)


def error(record: Tracked, message: str) -> Finding:
    """A finding that must be corrected."""
    return _finding(record, message, Severity.ERROR)


def warning(record: Tracked, message: str) -> Finding:
    """A finding that somebody should look at."""
    return _finding(record, message, Severity.WARNING)


def notice(record: Tracked, message: str) -> Finding:
    """A finding that is worth knowing."""
    return _finding(record, message, Severity.NOTICE)


def _finding(record: Tracked, message: str, severity: Severity) -> Finding:
    return Finding(table_name(type(record)), key(record), message, severity, _address(record))


def key(record: Tracked) -> str:
    """What names a record in files; records that it refers to must have been fetched with it."""
    values = (getattr(record, name) for name in record.key_fields)
    return ", ".join(value.slug if isinstance(value, Record) else value for value in values)


def _address(record: Tracked) -> str:
    """The record's public page, else its page in the admin."""
    try:
        if hasattr(record, "get_absolute_url"):
            return record.get_absolute_url()
        label = record._meta.label_lower.replace(".", "_")
        return reverse(f"admin:{label}_change", args=[record.pk])
    except NoReverseMatch:
        return ""
