"""manage.py export DIR"""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from curation.export import ExportError, export, update
from curation.progress import bar
from records.database import DatabaseCommand


class Command(DatabaseCommand):
    help = "Writes the database as a data package: CSV files and datapackage.json."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folders", nargs="+", metavar="DIR", help="where to write")
        parser.add_argument(
            "--update",
            action="store_true",
            help="write each table over its file in whichever DIR has it: "
            "export --update seeds fixtures",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folders = options["folders"]
        if len(folders) > 1 and not options["update"]:
            raise CommandError("One folder, please; several only with --update.")
        try:
            written = update(folders, bar) if options["update"] else export(folders[0], bar)
        except ExportError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{len(written)} files written to {', '.join(folders)}.")
