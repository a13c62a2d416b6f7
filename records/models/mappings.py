"""How the columns of a spreadsheet were mapped to those of a table, for the next time."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ColumnMapping(models.Model):
    """How somebody last read a spreadsheet with that header into a table."""

    table = models.CharField(_("table"), max_length=100)
    fingerprint = models.CharField(_("fingerprint of the header"), max_length=64)
    header = models.JSONField(_("header"))
    choices = models.JSONField(_("choices"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    when = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("mapping of columns")
        verbose_name_plural = _("mappings of columns")
        ordering = ["-when", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["table", "fingerprint"], name="columnmapping_unique")
        ]

    def __str__(self) -> str:
        return f"{self.table}: {', '.join(self.header)}"
