"""What is remembered of records that look alike."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.models import ChangeSet


class Kind(models.TextChoices):
    ORGANIZATIONS = "organizations", _("organizations")
    PERSONS = "persons", _("persons")
    AGREEMENTS = "agreements", _("agreements")
    SOURCES = "sources", _("sources")
    EVENTS = "events", _("events")


class Comparison(models.Model):
    """How far the records of a kind have been compared: up to which row, up to which change."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, unique=True)
    last_row = models.BigIntegerField(_("last row"), default=0)
    # The last row of history that was looked at, by table.
    seen = models.JSONField(_("last changes"), default=dict)
    # The data revision of which nothing is left to compare.
    revision = models.BigIntegerField(_("data revision"), default=-1)

    class Meta:
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"


class Likeness(models.Model):
    """What a record is compared by: records with the same key may be the same.

    A key begins with what it is, such as “name:” or “address:”, then comes the folded text.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    record = models.BigIntegerField(_("record"))
    key = models.CharField(_("key"), max_length=200)

    class Meta:
        verbose_name = _("likeness")
        verbose_name_plural = _("likenesses")
        indexes = [
            models.Index(fields=["kind", "key"], name="likeness_by_key"),
            models.Index(fields=["kind", "record"], name="likeness_by_record"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Pair(models.Model):
    """Two records of a kind; the one that was recorded first comes first."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    first = models.BigIntegerField(_("first record"))
    second = models.BigIntegerField(_("second record"))

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="%(class)s_unique"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="%(class)s_in_order"
            ),
        ]
        indexes = [models.Index(fields=["kind", "second"], name="%(class)s_by_second")]

    def __str__(self) -> str:
        return f"{self.kind} {self.first}, {self.second}"


class Suggestion(Pair):
    """Two records that may be the same, how likely that is, and why."""

    # Of 100; see `desk.duplicates.scores`.
    score = models.PositiveSmallIntegerField(_("score"))
    # Pairs of what is alike and the text that is.
    reasons = models.JSONField(_("reasons"), default=list)

    class Meta(Pair.Meta):
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        indexes = [
            *Pair.Meta.indexes,
            models.Index(fields=["kind", "-score", "first"], name="suggestion_by_score"),
        ]


class NotDuplicate(Pair):
    """That somebody looked at two records and found that they are two, and why."""

    reason = models.TextField(_("reason"), max_length=500)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    when = models.DateTimeField(_("when"), default=timezone.now)
    # Said of a record that was merged into this one since; it falls with that merge.
    carried_by = models.ForeignKey(
        ChangeSet,
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("carried over by"),
    )

    class Meta(Pair.Meta):
        verbose_name = _("pair that is not a duplicate")
        verbose_name_plural = _("pairs that are not duplicates")
