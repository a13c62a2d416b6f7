"""What is due on a day: by its deadline, and as long as nobody reports that it is done with.

A deadline is overdue when all of its days have passed, and soon when one of them possibly comes
within the next half-year: what is uncertain is never narrowed.
"""

from datetime import date, timedelta

from django.db.models import Case, CharField, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from dates.queries import not_after

SETTLED = ("fulfilled", "abandoned")
SOON = timedelta(days=183)


class Due(TextChoices):
    """How the deadline of a commitment stands to a day."""

    OVERDUE = "overdue", _("overdue")
    SOON = "soon", _("within the next half-year")
    LATER = "later", _("later")
    UNKNOWN = "unknown", _("on a day that is not known")
    SETTLED = "settled", _("no longer, being fulfilled or abandoned")


def due(on: date) -> Case:
    """Whether and when a commitment with its `stage` is due on the day; empty without deadline."""
    soon = min(on, date.max - SOON) + SOON
    return Case(
        When(deadline="", then=Value("")),
        When(stage__in=SETTLED, then=Value(Due.SETTLED)),
        When(deadline_latest__lt=on, then=Value(Due.OVERDUE)),
        When(deadline_earliest=None, deadline_latest=None, then=Value(Due.UNKNOWN)),
        When(not_after("deadline", soon), then=Value(Due.SOON)),
        default=Value(Due.LATER),
        output_field=CharField(max_length=10),
    )
