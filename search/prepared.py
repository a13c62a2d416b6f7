"""Queries for rows by their ids that are put together once.

Putting these together takes Django several times as long as it takes a database to answer them, and
every write asks some. Nothing in them may depend on the moment or the reader, but for the ids.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connections, router
from django.db.models import Func, QuerySet

# Stands in the query where the ids will: `filter(pk__in=IDS)`.
PLACE = ":ids:"
IDS = Func(template=f"({PLACE})")


class Prepared:
    """A query for tuples, with IDS in it; where there are no ids, nothing is found."""

    def __init__(self, query: QuerySet) -> None:
        self.using = router.db_for_write(query.model)
        self.sql, self.params = query.query.get_compiler(self.using).as_sql()

    def rows(self, pks: Sequence[int]) -> list[tuple[Any, ...]]:
        """What is found for a few hundred ids."""
        if not pks:
            return []
        ids = ", ".join(str(int(pk)) for pk in pks)
        with connections[self.using].cursor() as cursor:
            cursor.execute(self.sql.replace(PLACE, ids), self.params)
            return cursor.fetchall()
