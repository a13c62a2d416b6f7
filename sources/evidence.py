"""The citations of all that a page shows, in two queries, whatever tables the facts stand in."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet, Value

from sources.models import Citation, Passage

COLUMNS = ("pk", "record_id", "passage_id", "field", "stance", "value", "note")


def attach_citations(rows: Iterable[Any]) -> None:
    """Fills `citations` of each row, of whatever citable tables, as a prefetch would.

    Of citations only those with a public source are there; the rows must be public themselves.
    """
    by_table: dict[type[Citation], dict[int, list[Any]]] = {}
    for row in rows:
        table = type(row).citations.rel.related_model
        by_table.setdefault(table, {}).setdefault(row.pk, []).append(row)
    found = list(_citations(by_table))
    passages = Passage.objects.select_related("source").in_bulk({c.passage_id for c in found})
    together: dict[tuple[type[Citation], int], list[Citation]] = {}
    for citation in sorted(found, key=lambda citation: citation.pk):
        citation.passage = passages[citation.passage_id]
        together.setdefault((type(citation), citation.record_id), []).append(citation)
    for table, records in by_table.items():
        for key, same in records.items():
            for row in same:
                _fill(row, table, together.get((table, key), []))


def _citations(by_table: dict[type[Citation], dict[int, list[Any]]]) -> Iterable[Citation]:
    """The public citations of the records of each table, by one query over all of the tables."""
    tables = list(by_table)
    queries = [
        _public(table, by_table[table]).annotate(table=Value(number)).values_list("table", *COLUMNS)
        for number, table in enumerate(tables)
    ]
    if not queries:
        return
    first, *others = queries
    for number, *values in first.union(*others, all=True) if others else first:
        yield tables[number](**dict(zip(COLUMNS, values, strict=True)))


def _public(table: type[Citation], keys: Iterable[int]) -> QuerySet:
    rows = table.objects.filter(Passage.published_rule("passage__"), record__in=list(keys))
    return rows.order_by()


def _fill(row: Any, table: type[Citation], citations: list[Citation]) -> None:
    for citation in citations:
        citation.record = row
    filled = table.objects.all()
    filled._result_cache = citations
    filled._prefetch_done = True
    row.__dict__.setdefault("_prefetched_objects_cache", {})["citations"] = filled
