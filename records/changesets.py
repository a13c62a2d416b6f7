"""Writing in change sets: what is written in one go can be seen, and taken back, as one.

    with changing(ChangeSet.Kind.MERGE, user=user, reason=reason, title=title) as change_set:
        …

Every row of history that is written inside belongs to the change set: of single saves, of
cascades, and of bulk writes with history.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from records.models import ChangeSet, Revision
from records.models.changesets import writing


@contextmanager
def changing(
    kind: str, *, user: Any = None, reason: str = "", title: str = ""
) -> Iterator[ChangeSet]:
    """A change set, and a transaction, for what is written inside; an inner one joins the outer."""
    with transaction.atomic():
        if (outer := writing.get()) is not None:
            yield ChangeSet.objects.get(pk=outer)
            return
        before = Revision.objects.hold().number
        change_set = ChangeSet.objects.create(kind=kind, user=user, reason=reason, title=title)
        token = writing.set(change_set.pk)
        try:
            yield change_set
        finally:
            writing.reset(token)
        if Revision.objects.current().number == before:
            # Nothing was written: a form that was refused, a file that says nothing new.
            change_set.delete()
