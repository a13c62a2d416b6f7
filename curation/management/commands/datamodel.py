"""manage.py datamodel"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from curation.datamodel import data_model


class Command(BaseCommand):
    help = "Writes docs/data-model.md from the models."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing, fail where it is not current"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR, "docs", "data-model.md")
        page = data_model()
        if not path.parent.is_dir():
            raise CommandError("There is no folder docs/ here: run this in a checkout of Entente.")
        if not options["check"]:
            path.write_text(page, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != page:
            raise CommandError("docs/data-model.md is not current: run manage.py datamodel.")
