"""Makes documents of rows, a query for each few hundred of them whatever hangs on them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, Value

from dates.edtf import parse
from search.declaration import Searched, public_along
from search.folding import words
from search.models import SearchDocument
from search.prepared import IDS, Prepared

# Between the texts that a document is made of.
BETWEEN = " · "
# PostgreSQL's limit for one tsvector is a megabyte.
MOST_BYTES = 800_000
SLUG, PAGE, TITLE, NAME, DATE, TEXT = range(6)  # TEXT and above: one for each path
Texts = list[tuple[int, str]]


def documents(model: Any, pks: Sequence[int]) -> Iterator[SearchDocument]:
    """The documents of those among the rows that are public; for a few hundred rows at once."""
    texts: dict[int, Texts] = {}
    for pk, part, text in _texts(model).rows(pks):
        if text:
            texts.setdefault(pk, []).append((part, text))
    for pk, found in texts.items():
        # In an order that no database has a say in; the declared one between different paths.
        own = list(dict.fromkeys(sorted(found)))
        if own[0][0] == SLUG:
            yield _document(model.searched, pk, own)


@cache
def _texts(model: Any) -> Prepared:
    """Rows of id, part and text: everything that goes into the documents, in one query."""
    searched: Searched = model.searched
    rows = model._base_manager.order_by().filter(pk__in=IDS)

    def at(path: str, part: int, rule: Q) -> QuerySet:
        value = Value(part, IntegerField())
        found = rows.filter(rule & public_along(model, path))
        return found.values_list("pk", value, F(path))

    parts = [(TITLE, searched.title)]
    parts += [(PAGE, searched.page)] if searched.page else []
    parts += [(NAME, path) for path in searched.names]
    parts += [(TEXT + place, path) for place, path in enumerate(searched.text)]
    selects = [at(path, part, Q()) for part, path in parts]
    if searched.date:
        narrowed = {f"{path}__in": values for path, values in searched.dated_by.items()}
        selects.append(at(searched.date, DATE, Q(**narrowed)))
    return Prepared(at("slug", SLUG, model.published_rule()).union(*selects, all=True))


def _document(searched: Searched, pk: int, texts: Texts) -> SearchDocument:
    def of(part: int) -> list[str]:
        return [text for own, text in texts if own == part]

    title = "".join(of(TITLE))
    names, prose = of(NAME), [text for part, text in texts if part >= TEXT]
    headings = [words(text) for text in (title, *names)]
    every = [word for heading in headings for word in heading]
    for text in prose:
        every += words(text)
    when, earliest, latest = span(of(DATE))
    return SearchDocument(
        kind=searched.kind,
        record_id=pk,
        slug="".join(of(SLUG)),
        page="".join(of(PAGE)),
        title=title,
        names=BETWEEN.join(names),
        text=BETWEEN.join(prose),
        date=when,
        date_earliest=earliest,
        date_latest=latest,
        heading=f"| {' | '.join(' '.join(heading) for heading in headings)} |",
        words=_fitting(dict.fromkeys(every)),
    )


def _fitting(distinct: Iterable[str]) -> str:
    """The words with spaces between them, as many as the index takes."""
    joined = " ".join(distinct)
    while len(joined.encode()) > MOST_BYTES:
        joined = joined[: len(joined) * 3 // 4].rpartition(" ")[0]
    return joined


def span(texts: Sequence[str]) -> tuple[str, date | None, date | None]:
    """The time from the first to the last of several EDTF dates: EDTF, earliest, latest day."""
    read = [parse(text) for text in dict.fromkeys(filter(None, texts))]
    starts, ends = [each.earliest for each in read], [each.latest for each in read]
    # One that may lie at any time before, or after, leaves that side of them all open.
    earliest = None if None in starts else min(filter(None, starts), default=None)
    latest = None if None in ends else max(filter(None, ends), default=None)
    if len(read) < 2 or (earliest is None and latest is None):
        return read[0].text if len(read) == 1 else "", earliest, latest
    if any(each.kind != "point" for each in read):
        # A range can't be the end of another: there the days stand in for the texts.
        return f"{earliest or ''}/{latest or ''}", earliest, latest
    first = min(read, key=lambda each: (each.earliest or date.max, each.latest or date.max))
    last = max(read, key=lambda each: (each.latest or date.min, each.earliest or date.min))
    return first.text if first == last else f"{first.text}/{last.text}", earliest, latest
