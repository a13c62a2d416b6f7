"""The three groups of staff, made after each migration.

| group | may |
|---|---|
| Contributor | add, change and delete drafts and what hangs on them, send them to review |
| Editor | that with every record, and publish, withdraw, merge and take back |
| Administrator | all that, themes and old addresses deleted too, and who is in which group |

Contributors take back what they wrote themselves, as long as all of it is draft. Nobody deletes
what the public sees: withdraw it first.
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
    decides = Q(content_type__app_label="records", codename="publish")
    everything = _seen(tracked) | _codes(tracked, "add", "change", "delete") | decides
    for name, wanted in (
        (CONTRIBUTOR, _seen(tracked) | _codes(drafted, "add", "change", "delete")),
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


def _seen(models: Iterable[Any]) -> Q:
    return _codes([*models, apps.get_model("records", "ChangeSet")], "view")


def _accounts() -> Q:
    return Q(content_type__app_label__in=["auth", "axes"])
