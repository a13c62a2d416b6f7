"""Writes what an intake found: in bulk, with history, in one change set, all or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import DataError, IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from records.batches import CHUNK
from records.changesets import changing
from records.intake.intake import Entry, Intake
from records.intake.known import self_keys
from records.intake.report import Report
from records.models import ChangeSet
from search import index


class NotImportedError(Exception):
    """Nothing was written; `report` says why, or that it is no longer what was previewed."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__()


@dataclass(frozen=True)
class Errand:
    """Who brings which file, and why. `digest` is that of the report that they agreed to."""

    user: Any
    file_name: str
    reason: str
    digest: str


def carry_out(intake: Intake, errand: Errand) -> tuple[Report, ChangeSet]:
    """Writes the rows of the file; the report of what was done, and its change set.

    Raises NotImportedError where a row is refused, and where the records are not those of the
    preview any more: then nothing is written.
    """
    table = intake.model._meta.verbose_name_plural
    title = _("%(file)s: %(table)s") % {"file": errand.file_name, "table": table}
    kept = {"user": errand.user, "reason": errand.reason, "title": title}
    try:
        with changing(ChangeSet.Kind.IMPORT, **kept) as change_set, index.postponed():
            writer = Writer(intake, errand)
            for entries in intake.entries():
                if not intake.report.faulty:
                    writer.write(entries)
            if intake.report.faulty or intake.report.digest != errand.digest:
                raise NotImportedError(intake.report)
    except (IntegrityError, DataError) as error:
        intake.report.base_errors.append(
            _("The database refuses the rows: %(error)s") % {"error": str(error).splitlines()[0]}
        )
        raise NotImportedError(intake.report) from error
    return intake.report, change_set


class Writer:
    """Creates and changes rows with their history."""

    def __init__(self, intake: Intake, errand: Errand) -> None:
        self.model = intake.model
        self.columns = [column.name for column in intake.columns]
        self.own = [key.name for key in self_keys(self.model)]
        self.history = {
            "default_user": errand.user,
            "default_change_reason": errand.reason
            or _("import of %(file)s") % {"file": errand.file_name or _("a file")},
            "default_date": timezone.now(),
        }

    def write(self, entries: Iterable[Entry]) -> None:
        """Writes some hundred rows."""
        entries = list(entries)
        self._create([entry.row for entry in entries if entry.new])
        changes: dict[tuple[str, ...], list[Any]] = {}
        for entry in entries:
            if not entry.new:
                changes.setdefault(self._changed(entry), []).append(entry.row)
        for names, rows in changes.items():
            bulk_update_with_history(rows, self.model, names, batch_size=CHUNK, **self.history)

    def _create(self, rows: list[Any]) -> None:
        """Creates rows in their order; what others of them point to is stored before those."""
        batch: list[Any] = []
        for row in rows:
            targets = (getattr(row, name) for name in self.own)
            if any(target is not None and target.pk is None for target in targets):
                self._create_all(batch)
                batch = []
            batch.append(row)
        self._create_all(batch)

    def _create_all(self, rows: list[Any]) -> None:
        if rows:
            bulk_create_with_history(rows, self.model, batch_size=CHUNK, **self.history)

    def _changed(self, entry: Entry) -> tuple[str, ...]:
        pairs = zip(self.columns, entry.before, entry.after, strict=True)
        return tuple(name for name, before, after in pairs if before != after)
