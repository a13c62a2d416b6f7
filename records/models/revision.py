"""The counter of every write."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RevisionManager(models.Manager["Revision"]):
    def current(self) -> "Revision":
        """The state of the data now; number 0 before the first write."""
        return self.first() or Revision(number=0, changed=datetime.fromtimestamp(0, UTC))

    def advance(self) -> None:
        """Counts one write, in the transaction of the write itself."""
        step = {"number": F("number") + 1, "changed": timezone.now()}
        if not self.filter(pk=1).update(**step):
            self.bulk_create([Revision(pk=1, number=0)], ignore_conflicts=True)
            self.filter(pk=1).update(**step)


class Revision(models.Model):
    """The one row that counts every write; each public response is a function of it."""

    number = models.PositiveBigIntegerField(default=0)
    changed = models.DateTimeField(default=timezone.now)

    objects = RevisionManager()

    class Meta:
        verbose_name = _("data revision")
        verbose_name_plural = _("data revisions")

    def __str__(self) -> str:
        return f"{self.number}"
