"""manage.py staffguide"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from desk.guide.page import page


class Command(BaseCommand):
    help = "Writes docs/staff.md from the tasks in desk/guide/tasks.py."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR, "docs", "staff.md")
        if not path.parent.is_dir():
            raise CommandError("There is no folder docs/ here: run this in a checkout of Entente.")
        path.write_text(page(), encoding="utf-8")
