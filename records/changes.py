"""What a row's history says to those who follow it: when it changed, what it was first called."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, Max, OuterRef, QuerySet


class ChangesQuerySet(models.QuerySet):
    """Queries about the history of rows, each in as many steps for many rows as for one."""

    def last_changed(self, most: int) -> list[Any]:
        """The keys of the rows that were changed last, newest first, at most so many.

        History is walked from its newest entry, so that the first few are found without looking
        at the rest. Rows without any history come after all others, newest first by their key.
        """
        past = self.model.history.model.objects
        newer = past.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
        rows = self.order_by().filter(pk=OuterRef("id"))
        changed = past.filter(~Exists(newer), Exists(rows)).order_by("-history_id")
        keys = list(changed.values_list("id", flat=True)[:most])
        unchanged = self.order_by("-pk").filter(~Exists(past.filter(id=OuterRef("pk"))))
        return keys + list(unchanged.values_list("pk", flat=True)[: most - len(keys)])

    def changed(self, keys: Collection[Any]) -> dict[Any, datetime]:
        """When the rows with these keys last changed; those without history are left out."""
        past = self.model.history.model.objects.filter(id__in=keys).order_by()
        return dict(past.values_list("id").annotate(Max("history_date")))

    def first_slugs(self, slugs: Collection[str]) -> dict[str, str]:
        """The slug that each record was given first, by the one that it has now.

        Of several former ones that is the one noted first. One that another record has taken over
        names that record.
        """
        taken: QuerySet = self.model.objects.published().filter(slug=OuterRef("former"))
        former = (
            apps.get_model("records", "FormerSlug")
            .objects.filter(~Exists(taken), kind=self.model._meta.label_lower, current__in=slugs)
            .order_by("-pk")
        )
        first = dict.fromkeys(slugs, "") | dict(former.values_list("current", "former"))
        return {slug: oldest or slug for slug, oldest in first.items()}
