"""What was written in one go: one save, one import, one merge."""

from contextvars import ContextVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# The change set that is being written; see `records.changesets`.
writing: ContextVar[int | None] = ContextVar("writing", default=None)


def current_change_set() -> int | None:
    """The key of the change set that rows of history now belong to."""
    return writing.get()


class ChangeSetKind(models.TextChoices):
    EDIT = "edit", _("edited on a page")
    RECORDING = "recording", _("recorded from a source")
    PUBLICATION = "publication", _("step of publication")
    BULK = "bulk", _("many changed at once")
    IMPORT = "import", _("import of a file")
    MERGE = "merge", _("merge of duplicates")
    DELETION = "deletion", _("deletion")
    RESTORATION = "restoration", _("restored from history")
    INGEST = "ingest", _("data package taken in")
    UNDO = "undo", _("taken back")


class ChangeSet(models.Model):
    """What one person wrote in one go, and why; it can be taken back as a whole."""

    Kind = ChangeSetKind

    kind = models.CharField(_("kind"), max_length=20, choices=ChangeSetKind)
    title = models.TextField(_("what"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    when = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    reason = models.TextField(_("why"), blank=True)
    undone_by = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="undoes",
        verbose_name=_("taken back by"),
    )

    class Meta:
        verbose_name = _("change set")
        verbose_name_plural = _("change sets")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("publish", _("Can decide what the public sees"))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}" if self.title else self.get_kind_display()

    def call(self, record: models.Model) -> None:
        """Names what it is about."""
        self.title = f"{record._meta.verbose_name}: {record}"
        self.save(update_fields=["title"])


class InChangeSet(models.Model):
    """What every row of history has besides the values: what it was written together with."""

    change_set = models.ForeignKey(
        ChangeSet,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        default=current_change_set,
        related_name="+",
        verbose_name=_("change set"),
    )

    class Meta:
        abstract = True
