"""manage.py lint"""

from collections import Counter
from typing import Any

from django.core.management.base import CommandError

from curation.lint import code, lint
from curation.lint.findings import Severity
from curation.progress import bar
from records.database import DatabaseCommand


class Command(DatabaseCommand):
    help = "Prints what a person must fix or look at, by rule; fails where there are errors."

    def handle(self, *args: Any, **options: Any) -> None:
        counts: Counter[Severity] = Counter()
        for rule, findings in lint(bar).items():
            self.stdout.write(self.style.MIGRATE_HEADING(f"{code(rule)}: {rule.__doc__}"))
            for finding in findings:
                self.stdout.write(f"  {finding.severity}: {finding}")
                counts[finding.severity] += 1
        summary = ", ".join(
            f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}"
            for severity in Severity
        )
        if counts[Severity.ERROR]:
            raise CommandError(summary)
        self.stdout.write(summary)
