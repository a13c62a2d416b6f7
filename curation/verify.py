"""Checks the fingerprint of every passage against the documents, where somebody has them."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from curation.progress import Progress, silent
from sources.fingerprints import fingerprint, passage_text
from sources.models import Passage, Source


@dataclass(frozen=True)
class Mismatch:
    """A passage whose lines in the document are not those that were read."""

    passage: str
    locator: str
    document: str
    expected: str
    found: str

    def __str__(self) -> str:
        return _(
            "%(passage)s: found %(found)s in %(locator)s of %(document)s, expected %(expected)s; "
            "correct the locator or the fingerprint"
        ) % {
            "passage": self.passage,
            "locator": self.locator,
            "document": self.document,
            "found": self.found,
            "expected": self.expected,
        }


@dataclass
class Verification:
    """What was checked, and what could not be."""

    verified: int = 0
    mismatches: list[Mismatch] = field(default_factory=list)
    # Slugs of passages whose document is not in the folder, and of those without a fingerprint.
    without_document: list[str] = field(default_factory=list)
    without_fingerprint: list[str] = field(default_factory=list)
    # Paths of files that no source knows by their SHA-256.
    unknown_files: list[str] = field(default_factory=list)
    # Paths of files and folders that can't be read, each with the reason.
    unreadable: dict[str, str] = field(default_factory=dict)

    def refused(self, error: OSError) -> None:
        """Notes what can't be read."""
        self.unreadable[str(error.filename)] = str(error.strerror)


class VerifyError(Exception):
    """There is nothing to verify against; the message says what to do."""


def verify(folder: str | Path, progress: Progress = silent) -> Verification:
    """Checks all passages against the documents in the folder, whatever their files are called.

    Documents are found by their SHA-256. Raises VerifyError where there is no such folder, or none
    that can be read.
    """
    _look(Path(folder))
    result = Verification()
    documents = _documents(Path(folder), result)
    passages = Passage.objects.select_related("source").order_by("source", "slug")
    for passage in progress(list(passages), _("Verifying")):
        if not passage.fingerprint:
            result.without_fingerprint.append(passage.slug)
        elif document := documents.get(passage.source.sha256):
            _check(passage, document, result)
        else:
            result.without_document.append(passage.slug)
    return result


def _look(folder: Path) -> None:
    """Where nothing can be listed, every passage would seem to be without its document."""
    try:
        os.scandir(folder).close()
    except (FileNotFoundError, NotADirectoryError):
        raise VerifyError(_("%(folder)s is no folder.") % {"folder": folder}) from None
    except OSError as error:
        raise VerifyError(
            _("%(folder)s can't be read: %(reason)s; see to that, or name another folder.")
            % {"folder": folder, "reason": error.strerror}
        ) from None


def _documents(folder: Path, result: Verification) -> dict[str, Path]:
    """The files that sources know, by their SHA-256."""
    known = set(Source.objects.exclude(sha256="").values_list("sha256", flat=True))
    documents = {}
    for path, found in _sums(folder, result):
        if found in known:
            documents[found] = path
        else:
            result.unknown_files.append(str(path))
    return documents


def _sums(folder: Path, result: Verification) -> Iterator[tuple[Path, str]]:
    """Every file under the folder with its SHA-256; what can't be read is noted."""
    inside = os.walk(folder, onerror=result.refused)
    for path in sorted(Path(home, name) for home, _folders, names in inside for name in names):
        try:
            if path.is_file():
                with path.open("rb") as file:
                    yield path, hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            result.refused(error)


def _check(passage: Passage, document: Path, result: Verification) -> None:
    found = _fingerprint_in(document, passage.locator)
    if found == passage.fingerprint:
        result.verified += 1
        return
    result.mismatches.append(
        Mismatch(passage.slug, passage.locator, str(document), passage.fingerprint, found)
    )


def _fingerprint_in(document: Path, locator: str) -> str:
    """The fingerprint of the lines in the document, or in words why there is none."""
    try:
        return fingerprint(passage_text(_text(document), locator))
    except UnicodeDecodeError:
        return _("no UTF-8 text")
    except ValueError as error:
        return str(error)


@lru_cache(maxsize=4)
def _text(document: Path) -> str:
    # Not read_text, which would count a lone carriage return as the end of a line.
    return document.read_bytes().decode()
