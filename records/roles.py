"""Who may write which row: the one rule that every way of writing asks.

`records.groups` says who is who.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils.translation import gettext as _

from records.models import Publication, PublishedRecord
from records.naming import hangs_on

PUBLISH = "records.publish"


def may_publish(user: Any) -> bool:
    """Whether the user decides what the public sees."""
    return user.has_perm(PUBLISH)


def may_write(user: Any, row: Model) -> bool:
    """Whether the user may add or change the row, given the permissions for its table."""
    return may_publish(user) or is_draft(row)


def may_delete(user: Any, row: Model) -> bool:
    """Whether the user may delete the row, given the permissions for its table."""
    published = getattr(row, "publication", None) == Publication.PUBLISHED
    return may_write(user, row) and not published


def require_write(user: Any, rows: Iterable[Model]) -> None:
    """Raises PermissionDenied where the user may not write one of the rows."""
    for row in rows:
        if not may_write(user, row):
            raise PermissionDenied(
                _("“%(row)s” is more than a draft: only an editor may change it.") % {"row": row}
            )


def is_draft(row: Model) -> bool:
    """Whether the row is a draft, or stands under one and is seen no sooner than that."""
    if isinstance(row, PublishedRecord):
        return row.publication == Publication.DRAFT
    targets = (getattr(row, key.name, None) for key in hangs_on(type(row)))
    return any(is_draft(target) for target in targets if target is not None)
