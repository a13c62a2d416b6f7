"""manage.py ingest seeds fixtures"""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from curation.ingest import PackageReport, ingest
from curation.problems import PackageError
from curation.progress import bar, silent
from organizations.models import Organization
from records.database import DatabaseCommand

MOST_SHOWN = 100


class Command(DatabaseCommand):
    help = "Brings the database to what the CSV files of a data package say, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folders", nargs="+", metavar="DIR", help="folders of CSV files")
        parser.add_argument("--check", action="store_true", help="write nothing, report the same")
        parser.add_argument(
            "--prune",
            action="store_true",
            help="delete rows that the package lacks, in the tables that it has",
        )
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing where the database holds organizations already",
        )
        parser.add_argument("--quiet", action="store_true", help="print problems only")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["quiet"]
        if options["if_empty"] and Organization.objects.exists():
            if not quiet:
                self.stdout.write("The database holds records already: nothing was read.")
            return
        try:
            report = ingest(
                options["folders"],
                check=options["check"],
                prune=options["prune"],
                progress=silent if quiet else bar,
            )
        except PackageError as error:
            raise CommandError(problem_words(error)) from None
        if not quiet:
            self._print(report)

    def _print(self, report: PackageReport) -> None:
        for notice in report.notices:
            self.stdout.write(f"{notice}")
        for name, counts in report.tables.items():
            asked = [f"{counts.renamed} renamed"] if counts.renamed else []
            asked += [f"{counts.pruned} pruned"] if counts.pruned else []
            done = (
                f"{counts.created} created, {counts.updated} updated, {counts.unchanged} unchanged"
            )
            self.stdout.write(f"{name}: " + ", ".join([done, *asked]))
        if report.checked_only:
            self.stdout.write("Checked only: nothing was written.")


def problem_words(error: PackageError) -> str:
    """The problems, a line each, and how many there are."""
    count = len(error.problems)
    lines = [str(problem) for problem in error.problems[:MOST_SHOWN]]
    if count > MOST_SHOWN:
        lines.append(f"… and {count - MOST_SHOWN} more")
    if not error.complete:
        lines.append("… and perhaps others: the search stopped here.")
    problems = "1 problem" if count == 1 else f"{count} problems"
    return "\n".join([*lines, f"{problems}; nothing was written."])
