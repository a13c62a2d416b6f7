"""Source documents, passages in them, and the citation that every app makes concrete."""

from typing import ClassVar, Self

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dates.fields import EarliestDay, EDTFField, LatestDay
from records.constraints import filled, one_of
from records.fields import LineField, ProseField
from records.models import Publication, PublishedRecord, Record, Tracked, TrackedQuerySet
from records.naming import naming_paths
from search.declaration import Searched

validate_sha256 = RegexValidator(
    r"^[0-9a-f]{64}\Z",
    _("Expected a SHA-256 sum: 64 digits and letters from a to f."),
    code="sha256",
)


class SourceQuerySet(TrackedQuerySet):
    def unarchived(self) -> Self:
        """Sources of which no lasting copy is recorded: their pages may be gone tomorrow."""
        return self.filter(archive_url="")


class SourceKind(models.TextChoices):
    PRESS_RELEASE = "press-release", _("press release")
    WEB_PAGE = "web-page", _("web page")
    INSTRUMENT = "instrument", _("text of an instrument")
    REPORT = "report", _("report")
    MINUTES = "minutes", _("minutes")
    OTHER = "other", _("other")


class Source(PublishedRecord):
    """A document that says something about who agreed to what."""

    Kind = SourceKind

    searched = Searched(
        kind="sources",
        title="title",
        names=("reference",),
        text=("publisher", "passages__gist"),
        date="published",
    )

    title = LineField(_("title"), help_text=_("As printed on the document."))
    publisher = LineField(_("publisher"), blank=True, help_text=_("The body that issued it."))
    kind = LineField(
        _("kind"),
        max_length=20,
        choices=Kind,
        default=Kind.OTHER,
        help_text=_("What sort of document it is."),
    )
    reference = LineField(
        _("reference"), blank=True, help_text=_("The publisher's own number for the document.")
    )
    language = LineField(
        _("language"), max_length=35, blank=True, help_text=_("BCP 47 tag, such as en or es.")
    )
    published = EDTFField(_("published"))
    published_earliest = EarliestDay(_("published, earliest"), of="published")
    published_latest = LatestDay(_("published, latest"), of="published")
    document_url = models.URLField(
        _("document address"), max_length=500, blank=True, help_text=_("Where it was found.")
    )
    archive_url = models.URLField(
        _("archive address"), max_length=500, blank=True, help_text=_("A lasting copy of it.")
    )
    sha256 = models.CharField(
        _("SHA-256"),
        max_length=64,
        blank=True,
        validators=[validate_sha256],
        help_text=_("Of the file that was read; verify finds the document by it."),
    )
    note = ProseField(_("note"), help_text=_("How it was read, and what was uncertain."))

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["title"], name="source_by_title")]
        constraints = [
            one_of("publication", Publication, "source_publication"),
            filled("title", "source_has_title"),
            one_of("kind", SourceKind, "source_kind"),
            models.UniqueConstraint(
                fields=["sha256"],
                condition=~Q(sha256=""),
                name="source_sha256_unique",
                violation_error_message=_("A source with this SHA-256 is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("source-detail", kwargs={"slug": self.slug})

    def slug_source(self) -> str:
        return f"{self.publisher} {self.published} {self.title}"


class Passage(Record):
    """A place in a source that says something: a pointer and a fingerprint, not the text."""

    published_with = ("source",)

    source = models.ForeignKey(
        Source,
        models.CASCADE,
        related_name="passages",
        verbose_name=_("source"),
        help_text=_("The document that the passage stands in."),
    )
    locator = LineField(
        _("locator"), max_length=100, help_text=_("Where in the document: “lines 4–8”.")
    )
    fingerprint = models.CharField(
        _("fingerprint"),
        max_length=64,
        blank=True,
        validators=[validate_sha256],
        help_text=_("SHA-256 of the passage with its white space folded."),
    )
    gist = ProseField(_("gist"), help_text=_("What the passage says, in our own words."))
    excerpt = LineField(
        _("excerpt"),
        max_length=300,
        blank=True,
        help_text=_("A few words as printed, where the publisher allows it."),
    )

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["source__title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "locator"],
                name="passage_locator_unique",
                violation_error_message=_("This passage of the source is already recorded."),
            ),
            filled("locator", "passage_has_locator"),
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.locator}"

    def get_absolute_url(self) -> str:
        return f"{self.source.get_absolute_url()}#{self.slug}"

    def slug_source(self) -> str:
        return f"{self.source.slug} {self.locator}"


class CitationStance(models.TextChoices):
    SUPPORTS = "supports", _("supports")
    CONTRADICTS = "contradicts", _("contradicts")


class Citation(Tracked):
    """That a passage supports or contradicts a fact; each app has one for each of its tables.

    A concrete citation names its fact by a foreign key `record` with the related name
    `citations`.
    """

    Stance = CitationStance

    key_fields = ("record", "field", "passage")
    published_with: ClassVar[tuple[str, ...]] = ("record", "passage")
    shown_also: ClassVar[dict[str, str]] = {
        "source": "passage.source.slug",
        "source_title": "passage.source.title",
        "locator": "passage.locator",
        "fingerprint": "passage.fingerprint",
        "gist": "passage.gist",
    }

    field = models.SlugField(
        _("field"),
        max_length=50,
        blank=True,
        default="",
        help_text=_("The field that the passage speaks of; empty means the whole record."),
    )
    passage = models.ForeignKey(
        Passage,
        models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("passage"),
        help_text=_("The passage that says so."),
    )
    stance = LineField(
        _("stance"),
        max_length=20,
        choices=Stance,
        default=Stance.SUPPORTS,
        help_text=_("Whether the passage bears the fact out or speaks against it."),
    )
    value = LineField(
        _("value as printed"),
        blank=True,
        help_text=_("What the passage prints for it, where that is not the value we use."),
    )
    note = ProseField(_("note"), help_text=_("Why we read it so."))

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "field", "passage"],
                name="%(class)s_unique",
                violation_error_message=_("This passage is already cited for this field."),
            ),
            one_of("stance", CitationStance, "%(class)s_stance"),
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.passage}"

    @classmethod
    def record_paths(cls) -> list[str]:
        """The foreign keys to fetch with citations whose records are to be named."""
        record = cls._meta.get_field("record").related_model
        return ["record", "passage", *(f"record__{path}" for path in naming_paths(record))]

    def as_fact(self) -> dict[str, str]:
        """What it says of which record: for lists of everything that a source bears out."""
        return {
            "kind": self.record._meta.model_name,
            "record": self.record.slug,
            "name": str(self.record),
            "field": self.field,
            "stance": self.stance,
            "value": self.value,
        }

    def clean(self) -> None:
        """Raises ValidationError where the record has no field of that name."""
        super().clean()
        if self.field and not has_field(type(self), self.field):
            raise ValidationError(
                {
                    "field": _("The record has no field “%(found)s”; expected one of: %(names)s.")
                    % {"found": self.field, "names": ", ".join(citable_fields(type(self)))}
                }
            )


def citable_fields(citation: type[Citation]) -> list[str]:
    """The fields of a citation's record that a passage can speak of."""
    fields = citation._meta.get_field("record").related_model._meta.fields
    left_out = {"id", "slug", "publication"}
    return [field.name for field in fields if field.editable and field.name not in left_out]


def has_field(citation: type[Citation], name: str) -> bool:
    """Whether a citation's record has a field of that name."""
    try:
        citation._meta.get_field("record").related_model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return name in citable_fields(citation)
