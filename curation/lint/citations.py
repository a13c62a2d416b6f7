"""Rules about evidence: that each fact has some, and that it says something."""

from collections.abc import Iterator
from typing import Any, cast

from django.db.models import Q
from django.utils.translation import gettext as _

from curation.lint.findings import Finding, error, fetched, warning
from datapackage.tables import tables
from records.models import Record
from sources.fingerprints import lines_of
from sources.models import Citation, Passage, Source


def citations() -> list[type[Citation]]:
    """The tables of citations."""
    return [model for model in tables() if issubclass(model, Citation)]


def cited_models() -> list[type[Record]]:
    """The tables whose rows can be cited for."""
    records = [model._meta.get_field("record").related_model for model in citations()]
    return cast("list[type[Record]]", records)


def uncited() -> Iterator[Finding]:
    """Facts that no passage speaks of."""
    for model in cited_models():
        for record in fetched(model.objects.uncited()):
            yield error(record, _("no passage is cited for it"))


def contradicted() -> Iterator[Finding]:
    """Facts for which only contradicting passages are cited."""
    for model in cited_models():
        cited = model.objects.filter(citations__isnull=False).distinct()
        for record in fetched(cited.exclude(citations__stance="supports")):
            yield warning(record, _("every passage that is cited contradicts it"))


def cited_but_empty() -> Iterator[Finding]:
    """Citations that support a field which is empty on the record, and don't say why."""
    for model in citations():
        unexplained = model.objects.filter(stance="supports", value="", note="")
        supporting = unexplained.exclude(field="")
        for citation in fetched(supporting):
            if getattr(citation.record, _column(citation), None) in (None, ""):
                message = _("the field that it supports is empty on the record")
                yield warning(citation, message)


def _column(citation: Any) -> str:
    # By the column of a foreign key, so that the record that it points to isn't fetched.
    names = {field.name: field.attname for field in citation.record._meta.fields}
    return names.get(citation.field, citation.field)


def passage_not_cited() -> Iterator[Finding]:
    """Passages that are cited for nothing."""
    unused = Q()
    for model in citations():
        unused &= ~Q(pk__in=model.objects.values("passage"))
    for passage in fetched(Passage.objects.filter(unused)):
        yield warning(passage, _("it is cited for nothing"))


def passage_not_verifiable() -> Iterator[Finding]:
    """Passages that verify cannot check: no lines, no fingerprint, or no document to look in."""
    for passage in fetched(Passage.objects.all()):
        if lines_of(passage.locator) is None:
            message = _("its locator “%(locator)s” names no lines, such as “lines 4–8”")
            yield warning(passage, message % {"locator": passage.locator})
        elif not passage.fingerprint:
            yield warning(passage, _("it has no fingerprint"))
        elif not passage.source.sha256:
            message = _("its source %(source)s has no SHA-256 to find the document by")
            yield warning(passage, message % {"source": passage.source.slug})


def source_without_passages() -> Iterator[Finding]:
    """Sources of which nothing has been read."""
    for source in Source.objects.filter(passages=None):
        yield warning(source, _("no passage of it is recorded"))


def source_not_to_be_found() -> Iterator[Finding]:
    """Sources that nobody can look up."""
    for source in Source.objects.filter(document_url="", archive_url="", sha256="", reference=""):
        message = _("it has no address, no reference and no SHA-256: nobody can look it up")
        yield error(source, message)


RULES = (
    uncited,
    contradicted,
    cited_but_empty,
    passage_not_cited,
    passage_not_verifiable,
    source_without_passages,
    source_not_to_be_found,
)
