"""The span of time over which a name, a membership or an appointment holds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dates.fields import EarliestDay, EDTFField, LatestDay


class Term(models.Model):
    """Since when and until when; either may be unknown, and the end may be open."""

    since = EDTFField(_("since"))
    since_earliest = EarliestDay(_("since, earliest"), of="since")
    since_latest = LatestDay(_("since, latest"), of="since")
    until = EDTFField(_("until"), may_be_open=True)
    until_earliest = EarliestDay(_("until, earliest"), of="until")
    until_latest = LatestDay(_("until, latest"), of="until")

    class Meta:
        abstract = True
