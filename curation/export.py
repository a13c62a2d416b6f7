"""Writes the database as a data package: the same data, the same bytes."""

import csv
import io
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from django.utils.translation import gettext as _

from curation.datapackage import descriptor
from curation.progress import Progress, silent
from curation.stored import stored_rows
from curation.tables import table_name, tables
from records.columns import cell, column_names
from records.models import Revision, Tracked

DESCRIPTOR = "datapackage.json"
MOST_TRIES = 5


class ExportError(Exception):
    """The package can't be written; the message says why and what to do."""


def export(folder: str | Path, progress: Progress = silent) -> list[str]:
    """Writes every table and the descriptor into the folder; the names of the files written.

    The folder may be new, empty, or hold a package, whose files are replaced one by one when all
    of them are ready. Raises ExportError, and nothing is written.
    """
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise ExportError(_("%(folder)s is a file; name a folder.") % {"folder": folder})
    if folder.exists() and any(folder.iterdir()) and not (folder / DESCRIPTOR).is_file():
        raise ExportError(
            _("%(folder)s holds other files and no %(name)s; name a new or an empty folder.")
            % {"folder": folder, "name": DESCRIPTOR}
        )
    files = _files(progress)
    files[DESCRIPTOR] = descriptor(files)
    _write({folder / name: content for name, content in files.items()})
    return list(files)


def update(folders: Sequence[str | Path], progress: Progress = silent) -> list[str]:
    """Writes each table over its file in whichever of the folders has it; the paths written.

    A table that has no file yet gets one in the last folder, as soon as there is a row in it.
    Raises ExportError, and nothing is written.
    """
    homes = [Path(folder) for folder in folders]
    for home in homes:
        if not home.is_dir():
            raise ExportError(_("%(folder)s is no folder.") % {"folder": home})
    paths = {}
    for name, content in _files(progress).items():
        found = [home for home in homes if (home / name).is_file()]
        if found or content.count(b"\n") > 1:
            paths[(found or homes[-1:])[0] / name] = content
    _write(paths)
    return [str(path) for path in paths]


def csv_bytes(model: type[Tracked]) -> bytes:
    """The file of a table: UTF-8, LF, commas, few quotation marks, rows in the order of keys."""
    rows = sorted([cell(value) for value in values] for _pk, *values in stored_rows(model))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column_names(model))
    writer.writerows(rows)
    return text.getvalue().encode()


def _files(progress: Progress) -> dict[str, bytes]:
    """All tables as of one revision: a write in between starts the reading anew."""
    for _attempt in range(MOST_TRIES):
        before = Revision.objects.current().number
        files = {
            f"{table_name(model)}.csv": csv_bytes(model)
            for model in progress(tables(), _("Exporting"))
        }
        if Revision.objects.current().number == before:
            return files
    raise ExportError(_("The data changed again and again while it was read; try once more."))


def _write(files: dict[Path, bytes]) -> None:
    """Writes all files beside their places first, then moves each into its place."""
    with ExitStack() as stack:
        drafts: dict[Path, Path] = {}
        for folder in sorted({path.parent for path in files}):
            folder.mkdir(parents=True, exist_ok=True)
            # Inside the folder, so that moving a file never means copying it to another disk.
            made = tempfile.TemporaryDirectory(prefix=".export-", dir=folder)
            drafts[folder] = Path(stack.enter_context(made))
        for path, content in files.items():
            (drafts[path.parent] / path.name).write_bytes(content)
        for path in files:
            (drafts[path.parent] / path.name).replace(path)
