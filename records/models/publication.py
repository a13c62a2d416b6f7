"""Records with a page of their own, and whether the public sees it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.fields import LineField
from records.models.slugs import Record


class Publication(models.TextChoices):
    """How far a record is on its way to the public, and whether it is there."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in-review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")

    @classmethod
    def hidden(cls) -> list["Publication"]:
        """The states in which the public doesn't see a record."""
        return [state for state in cls if state != cls.PUBLISHED]


class PublishedRecord(Record):
    """A record with a page of its own, public only when staff say so."""

    publication = LineField(
        _("publication"),
        max_length=20,
        choices=Publication,
        default=Publication.DRAFT,
        db_index=True,
        help_text=_(
            "Only what is published the public sees: on pages, in files, feeds and counts alike."
        ),
    )
    reviewed = models.DateTimeField(
        _("last reviewed"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When somebody last went through the record and approved it."),
    )

    class Meta:
        abstract = True

    @classmethod
    def published_rule(cls, prefix: str = "") -> Q:
        return Q(**{f"{prefix}publication": Publication.PUBLISHED}) & super().published_rule(prefix)
