"""The base of every table: rows whose every change is kept."""

from collections.abc import Iterable, Sequence, Set
from functools import cache
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, F, Max, Min, Q, Value, When
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from dates.fields import DerivedDay, derived_days
from records.changes import ChangesQuerySet
from records.circles import circle_words
from records.models.changesets import InChangeSet
from records.models.revision import Revision
from search import index
from search.declaration import Searched


class TrackedQuerySet(ChangesQuerySet):
    """Queries whose writes advance the revision and keep derived days and the search index true.

    Bulk writes record no history by themselves: use simple_history's bulk_create_with_history
    and bulk_update_with_history, which end up here.
    """

    def published(self) -> Self:
        """What the public may see: the row itself and everything it stands under."""
        return self.filter(self.model.published_rule())

    def called(self, text: str) -> Self:
        """Rows that a reader may mean by the text: here by slug, elsewhere by names too."""
        return self.filter(slug=text)

    def uncited(self) -> Self:
        """Facts that no passage speaks of."""
        return self.filter(citations__isnull=True)

    def single_sourced(self) -> Self:
        """Facts that passages of one source alone bear out."""
        return self.filter(pk__in=self.of_one_source())

    def of_one_source(self) -> models.QuerySet:
        """The keys of those facts, as `record`, whatever rows these are."""
        citations = self.model._meta.get_field("citations").related_model._base_manager
        supporting = citations.filter(stance="supports").order_by().values("record")
        sources = {"first": Min("passage__source"), "last": Max("passage__source")}
        return supporting.annotate(**sources).filter(first=F("last")).values("record")

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        with transaction.atomic(using=self.db):
            created = super().bulk_create(objs, *args, **kwargs)
            index.created(self.model, created)
            Revision.objects.advance()
        return created

    def bulk_update(
        self, objs: Iterable[Any], fields: Sequence[str], *args: Any, **kwargs: Any
    ) -> int:
        objs = list(objs)
        days = derived_days(self.model, fields)
        for obj in objs:
            for day in days:
                day.pre_save(obj, add=False)
        return super().bulk_update(objs, [*fields, *(day.name for day in days)], *args, **kwargs)

    def update(self, **values: Any) -> int:
        for day in derived_days(self.model, values):
            texts = {name: values[name] for name in day.texts if name in values}
            if all(isinstance(text, str) for text in texts.values()):
                values[day.name] = self._derived(day, texts)
            elif day.name not in values:
                raise TypeError(f"“{day.of}” must be given as text, for its days to be derived.")
        columns = index.columns_of(self.model, values)
        with transaction.atomic(using=self.db):
            pks = self._ids() if index.follows(self.model, columns) else []
            with index.changing(self.model, pks, columns):
                changed = super().update(**values)
            Revision.objects.advance()
        return changed

    update.alters_data = True

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic(using=self.db):
            pks = self._ids() if index.follows(self.model) else []
            with index.deleting(self.model, pks):
                deleted = super().delete()
            Revision.objects.advance()
        return deleted

    delete.alters_data = True
    delete.queryset_only = True

    def _derived(self, day: DerivedDay, texts: dict[str, str]) -> Any:
        """What a derived day becomes where these texts are written.

        Where it hangs on another text too, which stays as it is, that is a day for each of those.
        """
        left = [name for name in day.texts if name not in texts]
        if not left:
            return day.derive(*(texts[name] for name in day.texts))
        [name] = left
        found = self.order_by().values_list(name, flat=True).distinct()
        days = {text: day.derive(*(texts.get(n, text) for n in day.texts)) for text in found}
        cases = [When(**{name: text}, then=Value(on)) for text, on in days.items() if on]
        return Case(*cases, default=None, output_field=models.DateField())

    def _ids(self) -> list[Any]:
        return list(self.order_by().values_list("pk", flat=True))


class TrackedHistoryManager(HistoryManager):
    """Made once for all rows: the library would make the class anew for every look at a history."""

    @classmethod
    @cache
    def from_queryset(cls, *args: Any) -> Any:
        return super().from_queryset(*args)


class Tracked(models.Model):
    """A row whose every change is kept: who, when, from what to what, and why."""

    # What names a row outside the database: in files, never an id.
    key_fields: ClassVar[tuple[str, ...]]
    # Foreign keys whose targets must be public for this row to be public.
    published_with: ClassVar[tuple[str, ...]] = ()
    # Optional ones, without which the row would say something else: public too where they are set.
    published_with_if_set: ClassVar[tuple[str, ...]] = ()
    # Fields that mean nothing without the record that another field names: hidden with it.
    hidden_with: ClassVar[dict[str, str]] = {}
    # What JSON shows of a row besides its fields: name, and where to find it from the row.
    shown_also: ClassVar[dict[str, str]] = {}
    # How rows are found by words; None where they are found through other records only.
    searched: ClassVar[Searched | None] = None

    history = HistoricalRecords(
        inherit=True,
        bases=[InChangeSet],
        history_change_reason_field=models.TextField(null=True),
        history_manager=TrackedHistoryManager,
    )
    objects = TrackedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if names := kwargs.get("update_fields"):
            days = derived_days(type(self), names)
            kwargs["update_fields"] = [*names, *(day.name for day in days)]
        with transaction.atomic(using=kwargs.get("using")):
            with index.saving(self, kwargs.get("update_fields")):
                super().save(*args, **kwargs)
            Revision.objects.advance()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic(using=kwargs.get("using")):
            with index.deleting(type(self), [self.pk]):
                deleted = super().delete(*args, **kwargs)
            Revision.objects.advance()
        return deleted

    @classmethod
    def published_rule(cls, prefix: str = "") -> Q:
        """The one rule for what is public, as a condition on columns under `prefix`."""
        rule = Q()
        for name in cls.published_with:
            target = cls._meta.get_field(name).related_model
            rule &= target.published_rule(f"{prefix}{name}__")
        for name in cls.published_with_if_set:
            target = cls._meta.get_field(name).related_model
            unset = Q(**{f"{prefix}{name}__isnull": True})
            rule &= unset | target.published_rule(f"{prefix}{name}__")
        return rule

    def validate_constraints(self, exclude: Iterable[str] | None = None) -> None:
        """Judges derived days and the key too, which no form shows but the database knows."""
        left_out = set(exclude or ())
        shown = {field.name for field in self._meta.fields} - left_out
        # A text that is left out may be one that cannot be read.
        days = [day for day in derived_days(type(self), shown) if shown.issuperset(day.texts)]
        for day in days:
            day.pre_save(self, add=False)
        super().validate_constraints(left_out - {self._meta.pk.name, *(d.name for d in days)})
        self._refuse_circles(left_out)

    def _refuse_circles(self, left_out: Set[str]) -> None:
        """Refuses a pointer to its own table that leads back to the row, straight or over others.

        No database constraint can look at several rows.
        """
        rows: Any = type(self)._base_manager
        for key in self._meta.fields:
            if key.related_model is not type(self) or key.name in left_out:
                continue
            way, step = [self.pk], getattr(self, key.attname)
            while step is not None and step not in way:
                way.append(step)
                step = rows.filter(pk=step).values_list(key.attname, flat=True).first()
            if step is not None and step == self.pk:
                slugs = dict(rows.filter(pk__in=way).values_list("pk", "slug"))
                told = {"circle": circle_words([slugs[pk] for pk in way], slugs[self.pk])}
                message = _("It leads back to the record itself: %(circle)s.")
                raise ValidationError({key.name: ValidationError(message, params=told)})
