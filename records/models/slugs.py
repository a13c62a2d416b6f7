"""Rows with a slug, and the slugs that they once had."""

from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from records.fields import LineField
from records.models.tracked import Tracked, TrackedQuerySet
from records.validators import validate_small


class Record(Tracked):
    """A tracked row with a slug: its name in addresses and files."""

    key_fields = ("slug",)

    slug = models.SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        blank=True,
        validators=[validate_small],
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

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic(using=kwargs.get("using")):
            deleted = super().delete(*args, **kwargs)
            FormerSlug.objects.sweep()
        return deleted

    def slug_source(self) -> str:
        """The words that a new slug is made of."""
        return str(self)

    def slug_base(self) -> str:
        """A new slug, but for a number where others have that one."""
        return slugify(self.slug_source())[:100].strip("-") or str(self._meta.model_name)

    def _free_slug(self) -> str:
        base = self.slug_base()
        now = type(self)._base_manager.filter(slug__startswith=base).values_list("slug", flat=True)
        once = FormerSlug.objects.filter(kind=self._meta.label_lower, former__startswith=base)
        taken = {*now, *once.values_list("former", flat=True)}
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return base if base not in taken else next(slug for slug in numbered if slug not in taken)


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

    def sweep(self) -> None:
        """Takes away the old addresses of records that are gone: they lead nowhere any more."""
        kinds = set(self.order_by().values_list("kind", flat=True).distinct())
        for model in apps.get_models() if kinds else ():
            if model._meta.label_lower in kinds:
                there = model._base_manager.values("slug")
                for former in self.filter(kind=model._meta.label_lower).exclude(current__in=there):
                    former.delete()


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
