"""Reads all tables as of one revision, without a lock: a write in between starts anew."""

from collections.abc import Callable
from typing import TypeVar

from django.utils.translation import gettext as _

from records.models import Revision

MOST_TRIES = 5
T = TypeVar("T")


class MovingDataError(Exception):
    """The data changed again and again while it was read; the message says so."""


def at_one_revision(read: Callable[[Revision], T]) -> T:
    """What `read` makes of the record, all of it from the revision that it is given.

    Raises MovingDataError after five tries.
    """
    for _attempt in range(MOST_TRIES):
        before = Revision.objects.current()
        found = read(before)
        if Revision.objects.current().number == before.number:
            return found
    raise MovingDataError(_("The data changed again and again while it was read; try once more."))
