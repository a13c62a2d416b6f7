"""The counter of every write."""

from datetime import UTC, datetime

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Every answer asks the one, every write the other. Written out, since Django takes longer to put
# them together than databases take to answer.
NOW = "SELECT id, number, changed FROM records_revision WHERE id = 1"
STEP = "UPDATE records_revision SET number = number + 1, changed = %s WHERE id = 1"


class RevisionManager(models.Manager["Revision"]):
    def current(self) -> "Revision":
        """The state of the data now; number 0 before the first write."""
        found = next(iter(self.raw(NOW)), None)
        return found or Revision(number=0, changed=datetime.fromtimestamp(0, UTC))

    def hold(self) -> "Revision":
        """The state of the data, which nobody else changes until the transaction ends.

        Every write counts itself in the one row, so writers queue there anyway; whoever queues
        before reading sees what the one before has written. SQLite's transactions are immediate and
        queue by themselves.
        """
        if not connection.in_atomic_block or not connection.features.has_select_for_update:
            return self.current()
        if found := self.select_for_update().filter(pk=1).first():
            return found
        self.bulk_create([Revision(pk=1, number=0)], ignore_conflicts=True)
        return self.select_for_update().get(pk=1)

    def advance(self) -> None:
        """Counts one write, in the transaction of the write itself."""
        if not self._step():
            self.bulk_create([Revision(pk=1, number=0)], ignore_conflicts=True)
            self._step()

    def _step(self) -> int:
        """How many rows have counted one more: none before the first write."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(STEP, [now])
            return cursor.rowcount


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
