"""manage.py verify DIR"""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from curation.progress import bar
from curation.verify import Verification, VerifyError, verify
from records.database import DatabaseCommand


class Command(DatabaseCommand):
    help = (
        "Checks the fingerprint of every passage against the documents in a folder, which are "
        "found by their SHA-256, whatever they are called."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", help="where the documents are")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = verify(options["folder"], bar)
        except VerifyError as error:
            raise CommandError(str(error)) from None
        self._print(result)
        summary = (
            f"passages verified: {result.verified}, mismatches: {len(result.mismatches)}, "
            f"without their document: {len(result.without_document)}, "
            f"without a fingerprint: {len(result.without_fingerprint)}, "
            f"unknown files: {len(result.unknown_files)}, unreadable: {len(result.unreadable)}"
        )
        if result.mismatches:
            raise CommandError(summary)
        self.stdout.write(summary)

    def _print(self, result: Verification) -> None:
        for mismatch in result.mismatches:
            self.stdout.write(f"{mismatch}")
        for path, reason in result.unreadable.items():
            self.stdout.write(f"{path}: it can't be read: {reason}")
        for slug in result.without_document:
            self.stdout.write(f"{slug}: its document is not in the folder")
        for slug in result.without_fingerprint:
            self.stdout.write(f"{slug}: it has no fingerprint")
        for path in result.unknown_files:
            self.stdout.write(f"{path}: no source has this SHA-256")
