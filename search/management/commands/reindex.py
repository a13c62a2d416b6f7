"""manage.py reindex [--if-empty]"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.index import rebuild
from search.models import SearchDocument


class Command(BaseCommand):
    help = "Makes the search index anew from the records, in one transaction."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do so only where there is none, as in a database older than the search",
        )

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        if if_empty and SearchDocument.objects.exists():
            return
        self.stdout.write(f"{rebuild():,} records can be found.")
