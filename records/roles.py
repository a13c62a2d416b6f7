"""Who may write what: three groups, and the one rule for a single row.

| group | may |
|---|---|
| Contributor | add, change and delete drafts and what hangs on them, and send them to review |
| Editor | that with every record, and publish, withdraw, merge and take back |
| Administrator | all that, themes and old addresses deleted too, and who is in which group |

Nobody deletes what the public sees: withdraw it first.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db.models import CASCADE, Model, Q
from django.utils.translation import gettext as _

from records.models import Publication, PublishedRecord, Tracked

CONTRIBUTOR, EDITOR, ADMINISTRATOR = "Contributor", "Editor", "Administrator"
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


def hangs_on(model: type[Model]) -> list[Any]:
    """The foreign keys to what the rows of a table go with."""
    keys = (field for field in model._meta.fields if field.is_relation)
    return [key for key in keys if key.remote_field.on_delete is CASCADE]


# Groups


def after_migrate(**kwargs: Any) -> None:
    """Makes the three groups with their permissions; what an installation added to them stays."""
    tracked = [model for model in apps.get_models() if issubclass(model, Tracked)]
    drafted = [m for m in tracked if issubclass(m, PublishedRecord) or hangs_on(m)]
    for name, wanted in (
        (CONTRIBUTOR, _codes(tracked, "view") | _codes(drafted, "add", "change", "delete")),
        (EDITOR, _codes(tracked, "view", "add", "change", "delete") | _own()),
        (ADMINISTRATOR, _codes(tracked, "view", "add", "change", "delete") | _own() | _accounts()),
    ):
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.add(*Permission.objects.filter(wanted))


def _codes(models: Iterable[type[Model]], *actions: str) -> Q:
    found = Q()
    for model in models:
        names = [f"{action}_{model._meta.model_name}" for action in actions]
        found |= Q(content_type__app_label=model._meta.app_label, codename__in=names)
    return found


def _own() -> Q:
    return Q(content_type__app_label="records", codename__in=["publish", "view_changeset"])


def _accounts() -> Q:
    return Q(content_type__app_label__in=["auth", "axes"])
