"""Sources in the vocabulary of schema.org."""

from records.linked import Linked, exact, thing
from sources.models import Source


def linked(source: Source, base: str) -> Linked:
    """A document: what kind of work it is stands in words, for the kinds are ours."""
    published_by = {"@type": "Organization", "name": source.publisher}
    return thing(
        "CreativeWork",
        base,
        source,
        genre=source.get_kind_display(),
        publisher=published_by if source.publisher else None,
        datePublished=exact(source.published),
        inLanguage=source.language,
        identifier=source.reference,
        sameAs=source.document_url,
        archivedAt=source.archive_url,
    )
