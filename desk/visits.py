"""When staff last looked at their desk, so that it can tell what changed since."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Who comes back sooner is still on the same visit: what is new stays on the desk as long.
PAUSE = timedelta(minutes=30)


class VisitManager(models.Manager["Visit"]):
    def begin(self, user: Any) -> datetime | None:
        """Notes that the user is at the desk; returns the end of the visit before, if any."""
        now = timezone.now()
        visit, is_first = self.get_or_create(user=user, defaults={"latest": now})
        if is_first:
            return None
        if now - visit.latest > PAUSE:
            visit.before, visit.latest = visit.latest, now
            visit.save()
        elif now - visit.latest > PAUSE / 10:
            # A write for every look would be too many.
            visit.latest = now
            visit.save()
        return visit.before


class Visit(models.Model):
    """When one member of staff was last at the desk, and at the end of the visit before."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("who")
    )
    latest = models.DateTimeField(_("latest"))
    before = models.DateTimeField(_("the visit before"), null=True)

    objects = VisitManager()

    class Meta:
        verbose_name = _("visit to the desk")
        verbose_name_plural = _("visits to the desk")

    def __str__(self) -> str:
        return f"{self.user}: {self.latest}"
