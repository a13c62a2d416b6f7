"""Deletes rows in bulk with their history, as simple_history creates and updates them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from records.models import Revision
from search import index


@transaction.atomic(savepoint=False)
def bulk_delete_with_history(
    model: Any, keys: Sequence[Any], user: Any, reason: str, date: datetime | None = None
) -> None:
    """Deletes rows by their keys, whatever points to them: what does is for the caller to know.

    Foreign keys are checked when the transaction ends: what refers to one of these may be deleted
    or changed until then.
    """
    rows, past = model._base_manager.filter(pk__in=keys), model.history.model
    said = {
        "history_date": date or timezone.now(),
        "history_user": user,
        "history_change_reason": reason,
        "history_type": "-",
    }
    names = [field.attname for field in past.tracked_fields]
    with index.deleting(model, keys):
        past.objects.bulk_create(
            past(**said, **{name: getattr(row, name) for name in names}) for row in rows
        )
        rows._raw_delete(rows.db)
        Revision.objects.advance()
