"""What becomes of the evidence for values, and of names, that a merge gives up."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from desk.merging.fields import CALLED, Difference
from desk.merging.kinds import is_prose, printed, value_of
from organizations.models import Organization, OrganizationName, OrganizationNameCitation
from sources.models import Citation, CitationStance

Decided = list[tuple[Difference, str]]
# What another name of a body becomes.
NAME_KINDS = {
    "name": OrganizationName.Kind.VARIANT,
    "acronym": OrganizationName.Kind.ACRONYM,
}


def turn(decided: Decided) -> Iterator[Citation]:
    """The citations for values that are given up, as they read now.

    A passage that bore out the value speaks against the one that is used now, unless both are only
    names; in any case it is told what the passage prints.
    """
    for difference, choice in decided:
        lost = difference.lost(choice)
        for citation in _citations(lost, difference.name):
            text = printed(lost, difference.field)
            limit = citation._meta.get_field("value").max_length
            citation.value = citation.value or text[:limit]
            if difference.name not in CALLED:
                citation.stance = CitationStance.CONTRADICTS
            yield citation


def keep_names(stays: Any, decided: Decided) -> Iterator[Any]:
    """The names that a body would lose, as further names of it, and what bears them out."""
    for difference, choice in decided:
        lost = difference.lost(choice)
        kind = NAME_KINDS.get(difference.name)
        if not (lost and kind and isinstance(stays, Organization)):
            continue
        text = value_of(lost, difference.field)
        name = _name(text, {lost.pk, stays.pk})
        if name is None:
            name = OrganizationName(organization=stays, text=text, kind=kind)
            yield name
        known = set(name.citations.filter(field="").values_list("passage", flat=True))
        for citation in _citations(lost, difference.name):
            if citation.passage_id not in known:
                yield OrganizationNameCitation(record=name, passage_id=citation.passage_id)


def keep_printed(joined: Iterable[tuple[Any, Any, list[Difference]]]) -> Iterator[OrganizationName]:
    """Names as printed of rows that joined others, as further names of their bodies."""
    for _row, twin, found in joined:
        for difference in found:
            lost = difference.lost(difference.choice)
            if lost is None or difference.name != "name_as_printed":
                continue
            text, body = value_of(lost, difference.field), twin.organization
            if text != body.name and not _name(text, {body.pk}):
                yield OrganizationName(
                    organization=body, text=text, kind=OrganizationName.Kind.AS_PRINTED
                )


def noted(row: Any, decided: Decided) -> dict[str, str]:
    """The note of a record that has no table of names, with the name that it loses."""
    fields = {field.name: field for field in row._meta.fields}
    if isinstance(row, Organization) or "note" not in fields or not is_prose(fields["note"]):
        return {}
    lost = [
        value_of(other, difference.field)
        for difference, choice in decided
        if difference.name in CALLED and (other := difference.lost(choice))
    ]
    with translation.override(settings.LANGUAGE_CODE):
        texts = [_("Also recorded as “%(name)s”.") % {"name": name} for name in lost]
    note = "\n\n".join([*filter(None, [row.note]), *(t for t in texts if t not in row.note)])
    return {"note": note} if len(note) <= fields["note"].max_length else {}


def _citations(row: Any, name: str) -> list[Any]:
    """What bears out a field of a row."""
    if row is None or not hasattr(row, "citations"):
        return []
    return list(row.citations.filter(field=name, stance=CitationStance.SUPPORTS))


def _name(text: str, bodies: set[int]) -> OrganizationName | None:
    return OrganizationName.objects.filter(organization__in=bodies, text=text).first()
