"""manage.py staffguide"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from desk.guide.page import page


class Command(BaseCommand):
    help = "Writes docs/staff.md from the tasks in desk/guide/tasks.py."

    def handle(self, *args: Any, **options: Any) -> None:
        Path(settings.BASE_DIR, "docs", "staff.md").write_text(page(), encoding="utf-8")
