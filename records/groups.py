"""The three groups of staff, made after each migration.

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
from django.db.models import Q

from records.naming import hangs_on

CONTRIBUTOR, EDITOR, ADMINISTRATOR = "Contributor", "Editor", "Administrator"


def after_migrate(**kwargs: Any) -> None:
    """Makes the groups with their permissions; what an installation added to them stays."""
    tracked = [model for model in apps.get_models() if hasattr(model, "published_rule")]
    # What is never a draft, nor hangs on one, is public at once.
    drafted = [model for model in tracked if hasattr(model, "publication") or hangs_on(model)]
    everything = _codes(tracked, "view", "add", "change", "delete") | _own()
    for name, wanted in (
        (CONTRIBUTOR, _codes(tracked, "view") | _codes(drafted, "add", "change", "delete")),
        (EDITOR, everything),
        (ADMINISTRATOR, everything | _accounts()),
    ):
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*apps.get_model("auth", "Permission").objects.filter(wanted))


def _codes(models: Iterable[Any], *actions: str) -> Q:
    found = Q()
    for model in models:
        names = [f"{action}_{model._meta.model_name}" for action in actions]
        found |= Q(content_type__app_label=model._meta.app_label, codename__in=names)
    return found


def _own() -> Q:
    return Q(content_type__app_label="records", codename__in=["publish", "view_changeset"])


def _accounts() -> Q:
    return Q(content_type__app_label__in=["auth", "axes"])
