"""How many rows wait: any number of questions in one query, none counted further than useful.

What follows from the record alone is counted once for each state of the data, and remembered.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db.models import IntegerField, QuerySet, Subquery, Value
from django.utils import timezone

from records.models import Revision

# More than that nobody works through in a day; counting stops there.
ENOUGH = 1_000
# Seconds; by then the data have changed, or the day has.
KEPT = 12 * 60 * 60


class Tally(Subquery):
    """The number of rows of a query, as a value."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) tallied)"
    output_field = IntegerField()
    empty_result_set_value = 0


def tallies(user: Any, questions: Sequence[QuerySet]) -> list[int]:
    """How many rows each has, at most `ENOUGH` + 1; asked along with the user's own row."""
    if not questions:
        return []
    named = {
        f"tally{place}": Tally(rows.order_by().values(one=Value(1))[: ENOUGH + 1])
        for place, rows in enumerate(questions)
    }
    own = get_user_model()._base_manager.filter(pk=user.pk)
    return list(own.values_list(*named.values()).get())


def lasting_tallies(user: Any, questions: Mapping[str, QuerySet]) -> dict[str, int]:
    """The same by name, for questions about tracked tables as of today."""
    # Read before counting: what is written meanwhile makes the numbers newer than their name.
    revision = Revision.objects.current()
    key = f"desk-{revision.number}-{revision.changed.timestamp()}-{timezone.localdate()}"
    known: dict[str, int] = cache.get(key, {})
    new = [name for name in questions if name not in known]
    if new:
        found = tallies(user, [questions[name] for name in new])
        known |= dict(zip(new, found, strict=True))
        cache.set(key, known, KEPT)
    return known
