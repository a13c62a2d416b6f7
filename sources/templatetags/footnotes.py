"""Facts with the numbers of the passages that say so.

    {% fact record "founded" %}      entry of a definition list: label, value, marks, and every
                                     version where sources disagree
    {% whole record %}               its last entry: what speaks of the record as a whole
    {% value record "website" %}     the value alone
    {% footnote record "founded" %}  the marks alone; {% footnote record %}, those of the whole
    {% sources record %}             all marks of a row that are not on the page yet

The page's context needs `footnotes`, a `sources.footnotes.Footnotes`; list them at its end with
{% include "sources/_footnotes.html" %}.
"""

from typing import Any

from django import template
from django.db.models import ForeignKey, TextField, URLField
from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dates import periods
from dates.fields import EDTFField, PeriodField
from dates.templatetags.dates import date
from records.languages import recorded
from sources import footnotes
from sources.footnotes import Footnotes, Mark
from sources.models import Citation

register = template.Library()
NOTHING = ("", None, "not-stated")
OURS = ("note",)  # what we say ourselves needs no source
WEB = ("https://", "http://")  # a link to anything else might run something


@register.filter
def kind(record: Any) -> str:
    """What sort of record it is, as readers call it."""
    return record._meta.verbose_name


@register.filter
def field_name(citation: Citation) -> str:
    """The field that a citation speaks of; otherwise, that it speaks of the whole record."""
    return footnotes.label(citation.record, citation.field)


@register.simple_tag
def value(record: Any, name: str) -> SafeString | str:
    """A field's value as a page shows it, without marks."""
    return shown(record, name)


@register.simple_tag(takes_context=True)
def footnote(context: template.Context, record: Any, name: str = "") -> SafeString:
    """The marks of the passages that speak of a field, or of the record as a whole."""
    unsourced = not name and not record.citations.all()
    return marked(context["footnotes"].marks(record, name), unsourced=unsourced)


@register.simple_tag(takes_context=True)
def marks(context: template.Context, record: Any) -> SafeString:
    """The marks of a row that the page has not shown, where nothing but words may stand."""
    notes: Footnotes = context["footnotes"]
    return marked(notes.remaining_marks(record), unsourced=not record.citations.all())


@register.inclusion_tag("sources/_disagreements.html", takes_context=True)
def disagreements(context: template.Context, record: Any) -> dict[str, Any]:
    """What the sources of a row disagree on."""
    return {"disagreements": versions(context["footnotes"], record)}


@register.inclusion_tag("sources/_sources.html", takes_context=True)
def sources(context: template.Context, record: Any) -> dict[str, Any]:
    """Both: the marks of a row, and below them what its sources disagree on."""
    return {"marks": marks(context, record)} | disagreements(context, record)


@register.inclusion_tag("sources/_whole.html", takes_context=True)
def whole(context: template.Context, record: Any) -> dict[str, Any]:
    """The last entry of a definition list: what speaks of the record and has no mark yet."""
    return sources(context, record)


@register.inclusion_tag("sources/_fact.html", takes_context=True)
def fact(
    context: template.Context, record: Any, name: str, *, always: bool = False
) -> dict[str, Any]:
    """A field as an entry of a definition list; nothing where it is empty and nobody speaks of it.

    With `always`, an empty field says that it is.
    """
    notes: Footnotes = context["footnotes"]
    marks, filled = notes.marks(record, name), getattr(record, name) not in NOTHING
    cited = marks or any(not citation.field for citation in record.citations.all())
    return {
        "name": name,
        "label": footnotes.label(record, name),
        "value": shown(record, name),
        "is_shown": always or filled or marks,
        "marks": marked(marks, unsourced=filled and not cited and name not in OURS),
        "disagreements": versions(notes, record, name),
    }


def marked(marks: list[Mark], *, unsourced: bool) -> SafeString:
    """The marks as small numbers that link to the notes, or that there is no source."""
    if unsourced:
        return format_html(' <span class="unsourced">{}</span>', _("no source"))
    return format_html_join(
        " ",
        '<sup class="{}"><a id="{}" href="#note-{}" aria-label="{}">{}</a></sup>',
        (
            (
                "mark against" if mark.contradicts else "mark",
                mark.anchor,
                mark.footnote.number,
                spoken(mark),
                f"{mark.footnote.number}≠" if mark.contradicts else mark.footnote.number,
            )
            for mark in marks
        ),
    )


def spoken(mark: Mark) -> str:
    """What a screen reader says for a mark."""
    if mark.contradicts:
        return _("note %(number)d, which says otherwise") % {"number": mark.footnote.number}
    return _("note %(number)d") % {"number": mark.footnote.number}


def versions(notes: Footnotes, record: Any, only: str | None = None) -> list[dict[str, Any]]:
    """Each field that sources disagree on, with the value used and all that is printed for it."""
    return [
        {
            "label": footnotes.label(record, name),
            "value": shown(record, name) if name else _("as recorded"),
            "versions": [
                (citation, notes.by_passage[citation.passage_id])
                for citation in sorted(cited, key=footnotes.speaks_against)
            ],
        }
        for name, cited in notes.disagreements(record, only).items()
    ]


def shown(record: Any, name: str) -> SafeString | str:
    """A field's value as a page shows it: words for dates and choices, links where they lead on."""
    field, value = record._meta.get_field(name), getattr(record, name)
    if isinstance(field, EDTFField):
        return date(value)
    if value in NOTHING:
        return format_html('<span class="unknown">{}</span>', _("not stated"))
    if isinstance(field, PeriodField):
        return periods.words(value)
    if isinstance(field, ForeignKey) and hasattr(value, "get_absolute_url"):
        # A name is the same in every language, or stands there in the reader's own.
        said = value if hasattr(value, "name") else recorded(value)
        return format_html('<a href="{}">{}</a>', value.get_absolute_url(), said)
    if isinstance(field, URLField) and value.startswith(WEB):
        return format_html('<a href="{}" rel="external">{}</a>', value, value)
    if isinstance(field, TextField):
        return recorded(linebreaks_filter(value))
    return getattr(record, f"get_{name}_display")() if field.choices else value
