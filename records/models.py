"""The bases of every table: tracked changes, slugs that survive renames, publication."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from dates.fields import derived_days
from records.changes import ChangesQuerySet
from records.fields import LineField
from search import index
from search.declaration import Searched


class RevisionManager(models.Manager["Revision"]):
    def current(self) -> "Revision":
        """The state of the data now; number 0 before the first write."""
        return self.first() or Revision(number=0, changed=datetime.fromtimestamp(0, UTC))

    def advance(self) -> None:
        """Counts one write, in the transaction of the write itself."""
        step = {"number": F("number") + 1, "changed": timezone.now()}
        if not self.filter(pk=1).update(**step):
            self.bulk_create([Revision(pk=1, number=0)], ignore_conflicts=True)
            self.filter(pk=1).update(**step)


class Revision(models.Model):
    """The one row that counts every write; each public response is a function of it."""

    number = models.PositiveBigIntegerField(default=0)
    changed = models.DateTimeField(default=timezone.now)

    objects = RevisionManager()

    class Meta:
        verbose_name = _("data revision")
        verbose_name_plural = _("data revisions")

    def __str__(self) -> str:
        return f"{self.number}"


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
            text = values[day.of]
            if isinstance(text, str):
                values[day.name] = day.derive(text)
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
        days = derived_days(type(self), shown)
        for day in days:
            day.pre_save(self, add=False)
        super().validate_constraints(left_out - {self._meta.pk.name, *(d.name for d in days)})


class Record(Tracked):
    """A tracked row with a slug: its name in addresses and files."""

    key_fields = ("slug",)

    slug = models.SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_(
            "The record's name in addresses and files: small letters, digits and hyphens. "
            "Made from the name when left empty; an old slug keeps leading here."
        ),
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic(using=kwargs.get("using")):
            stored = type(self)._base_manager.filter(pk=self.pk).values_list("slug", flat=True)
            former = None if self._state.adding else stored.first()
            self.slug = self.slug or self._free_slug()
            super().save(*args, **kwargs)
            FormerSlug.objects.follow(self, former)

    def slug_source(self) -> str:
        """The words that a new slug is made of."""
        return str(self)

    def _free_slug(self) -> str:
        base = slugify(self.slug_source())[:100].strip("-") or str(self._meta.model_name)
        now = type(self)._base_manager.filter(slug__startswith=base).values_list("slug", flat=True)
        once = FormerSlug.objects.filter(kind=self._meta.label_lower, former__startswith=base)
        taken = {*now, *once.values_list("former", flat=True)}
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return base if base not in taken else next(slug for slug in numbered if slug not in taken)


class PublishedRecord(Record):
    """A record with a page of its own, public only when staff say so."""

    is_published = models.BooleanField(
        _("published"),
        default=False,
        db_index=True,
        help_text=_("Whether the public sees it: on pages, in files, feeds and counts alike."),
    )

    class Meta:
        abstract = True

    @classmethod
    def published_rule(cls, prefix: str = "") -> Q:
        return Q(**{f"{prefix}is_published": True}) & super().published_rule(prefix)


class FormerSlugManager(models.Manager.from_queryset(TrackedQuerySet)):
    def follow(self, record: Record, stored_slug: str | None) -> None:
        """Lets the old address of a renamed record lead to the new one."""
        if not stored_slug or stored_slug == record.slug:
            return
        own = self.filter(kind=record._meta.label_lower)
        # Both slugs belong to this record now, whoever may have had them before.
        own.filter(former__in=(record.slug, stored_slug)).delete()
        for former in own.filter(current=stored_slug):
            former.current = record.slug
            former.save()
        own.create(kind=record._meta.label_lower, former=stored_slug, current=record.slug)


class FormerSlug(Tracked):
    """An address that a record once had."""

    key_fields = ("kind", "former")

    kind = LineField(
        _("kind"), max_length=100, help_text=_("The table, such as organizations.organization.")
    )
    former = models.SlugField(
        _("former slug"), max_length=120, help_text=_("The slug that the record had before.")
    )
    current = models.SlugField(
        _("current slug"), max_length=120, help_text=_("The slug that the record has now.")
    )

    objects = FormerSlugManager()

    class Meta:
        verbose_name = _("former slug")
        verbose_name_plural = _("former slugs")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "former"],
                name="former_slug_unique",
                violation_error_message=_("This former slug already leads to a record."),
            ),
            models.CheckConstraint(
                condition=~Q(former=F("current")),
                name="former_slug_differs",
                violation_error_message=_("A former slug must differ from the current one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.former} → {self.current}"

    @classmethod
    def published_rule(cls, prefix: str = "") -> Q:
        """The record that it leads to must be public, which no foreign key can say."""
        rule = Q(**{f"{prefix}pk__in": []})
        for model in apps.get_models():
            if issubclass(model, Record):
                slugs = model.objects.published().order_by().values("slug")
                names = {f"{prefix}kind": model._meta.label_lower, f"{prefix}current__in": slugs}
                rule |= Q(**names)
        return rule
