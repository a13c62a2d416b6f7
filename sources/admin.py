"""The desk for sources and passages, and the citations that every other desk shows."""

from typing import Any

from django.contrib import admin
from django.db.models import Field
from django.forms import ChoiceField
from django.http import HttpRequest
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from dates.words import words
from records.admin import (
    LinkAdmin,
    PublishedAdmin,
    TableInline,
    TrackedAdmin,
    counted,
    dated,
    known,
    shortened,
)
from sources.models import Citation, Passage, Source, citable_fields

RELATIONS: Any = Passage._meta.related_objects
CITATIONS = [
    relation.name for relation in RELATIONS if issubclass(relation.related_model, Citation)
]


def field_choices(citation: type[Citation]) -> list[tuple[str, Any]]:
    """What a passage can speak of: the whole record or one of its fields, in words."""
    record = citation._meta.get_field("record").related_model
    names = [
        (name, capfirst(record._meta.get_field(name).verbose_name))
        for name in citable_fields(citation)
    ]
    return [("", _("the whole record")), *names]


class CitedFieldMixin:
    """Offers the fields that a citation can speak of by their names."""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "field":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return ChoiceField(
            choices=field_choices(self.model),
            required=False,
            label=capfirst(db_field.verbose_name),
            help_text=db_field.help_text,
        )


class CitationInline(CitedFieldMixin, TableInline):
    """What says so."""

    verbose_name = _("citation")
    verbose_name_plural = _("evidence: passages that say so")
    fields = ("passage", "field", "stance", "value", "note")


def evidence(model: type[Citation]) -> type[CitationInline]:
    """The inline for one table's citations."""
    return type(f"{model.__name__}Inline", (CitationInline,), {"model": model})


class CitationAdmin(CitedFieldMixin, LinkAdmin):
    """Citations of one table; on the page of each record they are rows."""

    list_display = ["record", "about", "passage", "stance"]
    list_filter = ["stance"]
    search_fields = [
        "value",
        "note",
        "record__slug",
        "passage__locator",
        "passage__gist",
        "passage__source__title",
    ]

    @admin.display(description=_("field"), ordering="field")
    def about(self, citation: Citation) -> Any:
        """The field that the passage speaks of, in words."""
        return dict(field_choices(self.model)).get(citation.field, citation.field)


class PassageInline(TableInline):
    """The places of a source that say something."""

    model = Passage
    fields = ("locator", "gist", "excerpt", "fingerprint")


@admin.register(Source)
class SourceAdmin(PublishedAdmin):
    """Documents, each with its passages."""

    list_display = [
        "title",
        "publisher",
        "kind",
        dated("published", _("published")),
        "language",
        counted("passages", _("passages")),
        "publication",
    ]
    list_filter = [
        "kind",
        "language",
        known("published", _("date of publication")),
        ("archive_url", admin.EmptyFieldListFilter),
    ]
    date_hierarchy = "published_latest"
    search_fields = ["title", "publisher", "reference", "slug", "sha256"]
    change_form_template = "admin/sources/change_form.html"
    inlines = [PassageInline]
    fieldsets = [
        (None, {"fields": ["title", "publisher", "kind", "published", "language"]}),
        (
            _("Where it is"),
            {
                "fields": ["reference", "document_url", "archive_url", "sha256"],
                "description": _("A pointer to the document; its text stays with its publisher."),
            },
        ),
        (_("How it was read"), {"fields": ["note"]}),
    ]

    def choice_label(self, row: Source) -> str:
        said = [row.title, row.publisher, words(row.published) if row.published else ""]
        return " · ".join(filter(None, said))


@admin.register(Passage)
class PassageAdmin(TrackedAdmin):
    """Places in sources, and the facts that were taken from them."""

    list_display = ["locator", "source", shortened("gist", _("gist")), "excerpt"]
    search_fields = ["locator", "gist", "excerpt", "slug", "source__title", "source__publisher"]
    elsewhere = CITATIONS
    fieldsets = [
        (None, {"fields": ["source", "locator", "gist", "excerpt"]}),
        (
            _("Fingerprint"),
            {
                "fields": ["fingerprint"],
                "description": _("Ties the pointer to the words without carrying them."),
            },
        ),
    ]

    def choice_label(self, row: Passage) -> str:
        gist = Truncator(row.gist or row.excerpt).chars(80)
        return " · ".join(filter(None, [row.locator, f"{row.source}", gist]))
