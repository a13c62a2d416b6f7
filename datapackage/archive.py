"""The public data package as one zip file: the same record, the same bytes."""

from collections.abc import Mapping
from datetime import datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from datapackage.descriptor import NAME, descriptor
from datapackage.edition import Edition
from datapackage.files import TableFile, file_name, write_table
from datapackage.rows import public_rows
from datapackage.tables import tables
from records.models import Tracked

# A zip file knows no day before it.
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
UNIX = 3


def write_archive(target: IO[bytes], edition: Edition, others: Mapping[str, bytes]) -> None:
    """Writes the package into an empty seekable file, a few thousand rows in memory at a time.

    First come the other files, such as a README; then each table, then the descriptor. Every file
    bears the time of the edition.
    """
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in others.items():
            archive.writestr(_entry(name, edition), content)
        written = [_write(archive, model, edition) for model in tables()]
        archive.writestr(_entry(NAME, edition), descriptor(written, **_about(edition)))


def _write(archive: ZipFile, model: type[Tracked], edition: Edition) -> TableFile:
    with archive.open(_entry(file_name(model), edition), "w") as entry:
        return write_table(model, public_rows(model), entry)


def _entry(name: str, edition: Edition) -> ZipInfo:
    entry = ZipInfo(name, max(_moment(edition.changed), FIRST_MOMENT))
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, UNIX, READABLE
    return entry


def _moment(changed: datetime) -> tuple[int, int, int, int, int, int]:
    now = timezone.localtime(changed)
    return now.year, now.month, now.day, now.hour, now.minute, now.second


def _about(edition: Edition) -> dict[str, object]:
    """What the descriptor says of this edition."""
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "version": edition.version,
            "created": edition.changed.isoformat(timespec="seconds"),
            "homepage": edition.home,
            "sources": [
                {
                    "title": _("The documents of sources.csv, passage by passage in passages.csv"),
                    "path": "sources.csv",
                }
            ],
            "citation": edition.citation,
        }
