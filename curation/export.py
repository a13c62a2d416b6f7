"""Writes the database as a data package: the same data, the same bytes."""

import io
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from curation.progress import Progress, silent
from datapackage.descriptor import NAME, descriptor
from datapackage.files import TableFile, write_table
from datapackage.rows import all_rows
from datapackage.snapshot import MovingDataError, at_one_revision
from datapackage.tables import tables
from records.models import Revision, Tracked

# Where files lie until all of them are ready; nobody has to know of it.
DRAFTS = ".export-"
DRAFT = re.compile(rf"/{re.escape(DRAFTS)}\w+")


class ExportError(Exception):
    """The package can't be written; the message says why and what to do."""


def export(folder: str | Path, progress: Progress = silent) -> list[str]:
    """Writes every table and the descriptor into the folder; the names of the files written.

    The folder may be new, empty, or hold a package, whose files are replaced one by one when all
    of them are ready. Raises ExportError, and nothing is written.
    """
    folder = Path(folder)
    with _refusals_told(folder):
        _check(folder)
        files = _tables(progress)
        contents = {file.name: content for file, content in files.items()}
        contents[NAME] = descriptor(files)
        _write({folder / name: content for name, content in contents.items()})
    return list(contents)


def update(folders: Sequence[str | Path], progress: Progress = silent) -> list[str]:
    """Writes each table over its file in whichever of the folders has it; the paths written.

    A table that has no file yet gets one in the last folder, as soon as there is a row in it.
    Raises ExportError, and nothing is written.
    """
    homes = [Path(folder) for folder in folders]
    with _refusals_told(*homes):
        for home in homes:
            if not home.is_dir():
                raise ExportError(_("%(folder)s is no folder.") % {"folder": home})
        paths = {}
        for file, content in _tables(progress).items():
            found = [home for home in homes if (home / file.name).is_file()]
            if found or content.count(b"\n") > 1:
                paths[(found or homes[-1:])[0] / file.name] = content
        _write(paths)
    return [str(path) for path in paths]


@contextmanager
def _refusals_told(*folders: Path) -> Iterator[None]:
    """What the file system refuses becomes an ExportError that names the file and the reason."""
    try:
        yield
    except OSError as error:
        # A full disk names no file.
        file = error.filename2 or error.filename or ", ".join(map(str, folders))
        raise ExportError(
            _("%(file)s can't be written: %(reason)s; see to that, or name another folder.")
            % {"file": DRAFT.sub("", str(file)), "reason": error.strerror or error}
        ) from None


def _check(folder: Path) -> None:
    """Whether a package may go there. Raises ExportError, and OSError."""
    if folder.is_symlink() and not folder.exists():
        raise ExportError(
            _("%(folder)s is a link that leads nowhere; name a folder.") % {"folder": folder}
        )
    if folder.exists() and not folder.is_dir():
        raise ExportError(_("%(folder)s is a file; name a folder.") % {"folder": folder})
    if folder.exists() and any(folder.iterdir()) and not (folder / NAME).is_file():
        raise ExportError(
            _("%(folder)s holds other files and no %(name)s; name a new or an empty folder.")
            % {"folder": folder, "name": NAME}
        )


def _tables(progress: Progress) -> dict[TableFile, bytes]:
    """All tables, as of one revision."""

    def read(_revision: Revision) -> dict[TableFile, bytes]:
        return dict(_table(model) for model in progress(tables(), _("Exporting")))

    try:
        return at_one_revision(read)
    except MovingDataError as error:
        raise ExportError(str(error)) from None


def _table(model: type[Tracked]) -> tuple[TableFile, bytes]:
    content = io.BytesIO()
    return write_table(model, all_rows(model), content), content.getvalue()


def _write(files: dict[Path, bytes]) -> None:
    """Writes all files beside their places first, then moves each into its place."""
    for path in files:
        # Found out when it comes to moving, the files before it would be replaced already.
        if path.is_dir():
            raise ExportError(
                _("%(file)s is a folder; take it away, or name another one.") % {"file": path}
            )
    with ExitStack() as stack:
        drafts: dict[Path, Path] = {}
        for folder in sorted({path.parent for path in files}):
            folder.mkdir(parents=True, exist_ok=True)
            # Inside the folder, so that moving a file never means copying it to another disk.
            made = tempfile.TemporaryDirectory(prefix=DRAFTS, dir=folder)
            drafts[folder] = Path(stack.enter_context(made))
        for path, content in files.items():
            (drafts[path.parent] / path.name).write_bytes(content)
        for path in files:
            (drafts[path.parent] / path.name).replace(path)
