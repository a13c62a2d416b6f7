"""One state of the public record, so that whoever uses a copy can say which one it was."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.utils import timezone
from django.utils.translation import gettext as _

from dates.words import words
from records.models import Revision

TITLE = "Entente"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def description() -> str:
    """What the record is, in one line."""
    return _("Who agreed what with whom, and the passage that says so.")


@dataclass(frozen=True)
class Edition:
    """The record as of a revision; `home` is the address of the page that describes the data."""

    revision: int
    changed: datetime
    home: str

    @classmethod
    def of(cls, revision: Revision, home: str) -> Self:
        return cls(revision.number, revision.changed, home)

    @property
    def day(self) -> date:
        """The day of the last change."""
        return timezone.localdate(self.changed)

    @property
    def version(self) -> str:
        """Revision and day, as file names bear them: r12-2026-01-31."""
        return f"r{self.revision}-{self.day.isoformat()}"

    @property
    def file_name(self) -> str:
        return f"entente-{self.version}.zip"

    @property
    def words(self) -> str:
        """Revision and day, to be read."""
        day = words(self.day.isoformat())
        return _("revision %(number)d of %(day)s") % {"number": self.revision, "day": day}

    @property
    def citation(self) -> str:
        """How to name it in a text."""
        return _("%(title)s. %(description)s Data set, %(version)s, CC BY 4.0. %(address)s") % {
            "title": TITLE,
            "description": description(),
            "version": self.words,
            "address": self.home,
        }
