"""Brings back a row that was deleted, and with it what stood under it and went in the same go.

The rows come back under their old keys, so whatever still names them finds them again.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from records.batches import CHUNK, batches
from records.changesets import changing
from records.models import ChangeSet
from records.naming import foreign_keys, hangs_on
from records.undoing import tables
from search import index

# A deletion from before there were change sets: what went within so short a time went together.
AT_ONCE = timedelta(seconds=10)


class NotRevivableError(Exception):
    """The row can't be brought back; the message says why, and what to do."""


def deleted(model: Any) -> QuerySet:
    """The last version of each row of a table that is deleted now, latest first."""
    alive = model._base_manager.filter(pk=OuterRef("id"))
    later = model.history.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    rows = model.history.filter(~Exists(alive), ~Exists(later), history_type="-")
    return rows.order_by("-history_date", "-history_id")


def went_with(version: Any) -> dict[type[Model], list[Any]]:
    """The last versions of what comes back with a deleted row, the row itself first; by table."""
    found: dict[type[Model], list[Any]] = {version.instance_type: [version]}
    waiting = [version.instance_type]
    while waiting:
        above = waiting.pop(0)
        keys = [each.id for each in found[above]]
        for table, column in _hanging(above):
            known = {each.id for each in found.get(table, [])}
            rows = _went_along(table, version).filter(**{f"{column}__in": keys})
            new = [each for each in rows if each.id not in known]
            if new:
                found.setdefault(table, []).extend(new)
                waiting.append(table)
    return found


def _hanging(model: type[Model]) -> Iterable[tuple[Any, str]]:
    for relation in model._meta.related_objects:
        table: Any = relation.related_model
        if relation.field in hangs_on(table):
            yield table, relation.field.attname


def _went_along(table: Any, version: Any) -> QuerySet:
    rows = deleted(table)
    if version.change_set_id:
        return rows.filter(change_set=version.change_set_id)
    start, end = version.history_date - AT_ONCE, version.history_date + AT_ONCE
    return rows.filter(change_set=None, history_date__range=(start, end))


def revive(version: Any, user: Any, reason: str) -> ChangeSet:
    """Brings the row of that last version back; raises NotRevivableError, and then nothing is."""
    title = f"{version.instance_type._meta.verbose_name}: {version.slug or version.id}"
    with changing(ChangeSet.Kind.RESTORATION, user=user, reason=reason, title=title) as change_set:
        found = went_with(version)
        refuse(found)
        try:
            with transaction.atomic(), index.postponed():
                for table in (each for each in tables() if each in found):
                    _create(table, found[table], user, reason)
        except IntegrityError as error:
            raise NotRevivableError(_("The database refuses: %s") % error) from error
    return change_set


def _create(table: Any, versions: list[Any], user: Any, reason: str) -> None:
    rows = (version.instance for version in versions)
    for batch in batches(rows):
        bulk_create_with_history(
            batch, table, batch_size=CHUNK, default_user=user, default_change_reason=reason
        )


def refuse(found: dict[type[Model], list[Any]]) -> None:
    """Raises NotRevivableError where what the rows need is gone, or their place is taken."""
    for table, versions in found.items():
        for key in foreign_keys(table):
            target: Any = key.related_model
            coming = {each.id for each in found.get(target, [])}
            wanted = {getattr(each, key.attname) for each in versions} - {None} - coming
            missing = wanted - set(
                target._base_manager.filter(pk__in=wanted).values_list("pk", flat=True)
            )
            if missing:
                text = _("It needs a deleted record (%(table)s: %(field)s); bring that back first.")
                said = {"table": target._meta.verbose_name, "field": key.verbose_name}
                raise NotRevivableError(text % said)
        _refuse_taken(table, versions)


def _refuse_taken(table: Any, versions: list[Any]) -> None:
    slugs = [slug for each in versions if (slug := getattr(each, "slug", ""))]
    if slugs and (taken := table._base_manager.filter(slug__in=slugs).first()):
        text = _("The address “%(slug)s” belongs to “%(row)s” now; rename that first.")
        raise NotRevivableError(text % {"slug": taken.slug, "row": taken})
