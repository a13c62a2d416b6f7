"""Expressions that fold many rows into one cell, the same on SQLite and PostgreSQL."""

from typing import Any

from django.db.models import CharField, IntegerField, QuerySet, Subquery

# Between the values of one cell: ASCII's unit separator, which no text of the record can hold.
SEPARATOR = "\x1f"


class Joined(Subquery):
    """The distinct values of a query, in order, as one text with SEPARATOR between them.

    The query must give one column named `value`, such as `.values(value=F("name"))`. Without
    any row the text is empty.
    """

    output_field = CharField()

    def __init__(self, queryset: QuerySet, **extra: Any) -> None:
        super().__init__(queryset.order_by("value").distinct(), **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        # The order of the inner query is the order in which SQLite joins.
        extra["template"] = (
            "(SELECT COALESCE(group_concat(value, char(31)), '') FROM (%(subquery)s))"
        )
        return self.as_sql(compiler, connection, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        # Byte order, so that both databases give the same text whatever the locale.
        extra["template"] = (
            "(SELECT COALESCE(string_agg(value, chr(31) ORDER BY value COLLATE \"C\"), '') "
            "FROM (%(subquery)s) AS joined)"
        )
        return self.as_sql(compiler, connection, **extra)


class Counted(Subquery):
    """The number of rows of a query, or of distinct values in one of its columns."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, queryset: QuerySet, column: str = "pk", **extra: Any) -> None:
        super().__init__(queryset.order_by().values(column).distinct(), **extra)


def split(joined: str) -> list[str]:
    """The values of a joined cell."""
    return joined.split(SEPARATOR) if joined else []
