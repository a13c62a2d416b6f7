"""Takes a data package into the database, whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from curation.problems import PackageError, Place, Problem
from curation.progress import Progress, silent
from curation.reading import Package, Row, read
from curation.references import References
from curation.stored import CHUNK, SlugIds, stored_keys, stored_rows
from curation.writing import PackageWriter
from datapackage.tables import key_of, referring, table_name
from records.changesets import changing
from records.columns import column_names, quoted
from records.models import ChangeSet, FormerSlug, Tracked
from search import index
from search.tables import refresh_statistics


@dataclass
class Counts:
    """What became of the rows of one table."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    renamed: int = 0
    pruned: int = 0

    @property
    def changed(self) -> int:
        return self.created + self.updated + self.renamed + self.pruned


@dataclass
class PackageReport:
    """What an ingest did, by table in the order of writing, or would have done."""

    tables: dict[str, Counts] = field(default_factory=dict)
    notices: list[Problem] = field(default_factory=list)
    checked_only: bool = False

    @property
    def changed(self) -> int:
        """How many rows were written."""
        return sum(counts.changed for counts in self.tables.values())


def ingest(
    folders: Sequence[str | Path],
    *,
    check: bool = False,
    prune: bool = False,
    user: AbstractBaseUser | None = None,
    reason: str = "",
    progress: Progress = silent,
) -> PackageReport:
    """Brings the database to what the CSV files of the folders say, in one transaction.

    Rows are known by their keys. `prune` deletes the rows that are missing from the tables which
    the package has; without it they stay. `check` undoes everything at the end, so that its
    report and its problems are exactly those of an ingest. Raises PackageError, with every
    problem that was found, and nothing is written.
    """
    package = read(folders, progress)
    # History is for readers, who need not know where on the machine the folders lie.
    title = ", ".join(Path(folder).absolute().name for folder in folders)
    reason = reason or _("ingest of %(folders)s") % {"folders": title}
    kind = ChangeSet.Kind.INGEST
    with transaction.atomic():
        intake = PackageIntake(package, {"user": user, "reason": reason}, progress)
        with (
            changing(kind, user=user, reason=reason, title=title),
            index.postponed(catch_up=not check),
        ):
            report = intake.run(prune=prune)
        report.checked_only = check
        if check:
            transaction.set_rollback(True)
    if report.changed and not check:
        refresh_statistics()
    return report


class PackageIntake:
    """One package on its way into the database; runs inside a transaction."""

    def __init__(self, package: Package, history: dict[str, Any], progress: Progress) -> None:
        self.package = package
        self.slugs = SlugIds()
        self.writer = PackageWriter(package, self.slugs, history, progress)
        self.models = package.models()
        self.counts = {model: Counts() for model in self.models}

    def run(self, *, prune: bool) -> PackageReport:
        """Checks everything, then writes everything. Raises PackageError."""
        renames = {model: self._renames(model) for model in self.models}
        doomed = {model: self._doomed(model) for model in self.models if prune}
        References(self.package, self.slugs).check()
        self._give_up_on_problems()
        for model, pks in renames.items():
            self._rename(model, pks)
        for model in reversed(doomed):
            self.writer.delete(model, doomed[model])
            self.counts[model].pruned = len(doomed[model])
        if doomed:
            FormerSlug.objects.sweep()
        for model in self.models:
            self._write(model)
        self._give_up_on_problems()
        return PackageReport(
            {table_name(model): counts for model, counts in self.counts.items()},
            sorted(self.package.notices),
        )

    def _give_up_on_problems(self) -> None:
        if self.package.problems:
            raise PackageError(self.package.problems)

    def _renames(self, model: type[Tracked]) -> dict[Any, str]:
        """Ids and new slugs of rows which the package's former slugs say have been renamed.

        Without them a row with a new slug would be a second record of the same thing.
        """
        rows, renames = self.package.rows[model], {}
        for kind, former, current in self._former_slugs():
            if kind != model._meta.label_lower or (former,) in rows or (current,) not in rows:
                continue
            slugs = self.slugs.of(model)
            if former in slugs and current not in slugs:
                slugs[current] = slugs.pop(former)
                renames[slugs[current]] = current
        return renames

    def _former_slugs(self) -> list[tuple[Any, ...]]:
        return [row.values for row in self.package.rows.get(FormerSlug, {}).values()]

    def _rename(self, model: type[Tracked], pks: dict[Any, str]) -> None:
        if pks:
            self.writer.rename(model, pks)
            self.counts[model].renamed = len(pks)

    def _doomed(self, model: type[Tracked]) -> list[Any]:
        """Ids of the rows that the package lacks; their slugs no longer count as known."""
        rows = self.package.rows[model]
        if "slug" not in model.key_fields:
            return [pk for pk, key in stored_keys(model) if key not in rows]
        slugs = self.slugs.of(model)
        doomed = {slug: pk for slug, pk in slugs.items() if (slug,) not in rows}
        for slug in doomed:
            del slugs[slug]
        self._report_bereaved(model, {pk: slug for slug, pk in doomed.items()})
        return list(doomed.values())

    def _report_bereaved(self, model: type[Tracked], doomed: dict[Any, str]) -> None:
        """Rows outside the package that refer to a row which is to go."""
        pks = list(doomed)
        outside = [f for f in referring(model) if f.model not in self.package.rows]
        for column in outside:
            for start in range(0, len(pks), CHUNK):
                held = column.model._base_manager.filter(
                    **{f"{column.name}__in": pks[start : start + CHUNK]}
                )
                for pk in held.values_list(column.attname, flat=True).distinct():
                    self.package.report(
                        Place(self.package.sheets[model][0].name),
                        _("no row %(slug)s to keep") % {"slug": quoted(doomed[pk])},
                        _("one, because “%(column)s” of %(table)s refers to it")
                        % {"column": column.name, "table": table_name(column.model)},
                        _("keep the row, or put the table %(table)s into the package too")
                        % {"table": table_name(column.model)},
                    )

    def _write(self, model: type[Tracked]) -> None:
        created, changes = self._compare(model)
        counts = self.counts[model]
        counts.created, counts.updated = len(created), len(changes)
        counts.unchanged = len(self.package.rows[model]) - len(created) - len(changes)
        self.writer.create(model, created)
        self.writer.update(model, changes)

    def _compare(self, model: type[Tracked]) -> tuple[list[Row], list[tuple[Row, Any, list[str]]]]:
        """Rows to create; rows to update with their id and the columns that differ."""
        missing = dict(self.package.rows[model])
        names, key = column_names(model), key_of(model)
        changes = []
        for pk, *values in stored_rows(model):
            row = missing.pop(tuple(values[:key]), None)
            if row is None or row.values == tuple(values):
                continue
            pairs = zip(names, values, row.values, strict=True)
            changes.append((row, pk, [name for name, old, new in pairs if old != new]))
        return list(missing.values()), changes
