"""Expressions that fold many rows into one cell, the same on SQLite and PostgreSQL."""

from threading import RLock
from typing import Any

from django.db.models import CharField, ExpressionWrapper, IntegerField, QuerySet, Subquery

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


# Held by the thread that makes SQL of what is kept; one value may be part of another.
MAKING = RLock()


class Kept(ExpressionWrapper):
    """An expression about columns of its row's own table, made ready for queries once and kept.

    Django does so again for each query, which for a value worked out by many subqueries takes
    longer than to run it. It must not join anything to its row: what a joined table is called
    depends on the rest of the query.
    """

    is_resolved = False

    def __init__(self, expression: Any) -> None:
        super().__init__(expression, output_field=expression.output_field)
        # Shared by the copies that queries take: the expression as queries for a table have it, by
        # the table and what names it there; and its SQL and parameters, by kind of database and
        # the table's name.
        self.resolved: dict[tuple[Any, str, str], tuple[Kept, frozenset[str]]] = {}
        self.made: dict[tuple[str, str], tuple[str, tuple[Any, ...]]] = {}

    def resolve_expression(
        self,
        query: Any = None,
        allow_joins: bool = True,
        reuse: Any = None,
        summarize: bool = False,
        for_save: bool = False,
    ) -> Any:
        if self.is_resolved or query is None or summarize or for_save:
            return super().resolve_expression(query, allow_joins, reuse, summarize, for_save)
        place = query.model, query.get_initial_alias(), query.alias_prefix
        if place not in self.resolved:
            found = super().resolve_expression(query, allow_joins, reuse)
            found.is_resolved = True
            self.resolved[place] = found, query.subq_aliases
        found, letters = self.resolved[place]
        # The letters that name the tables of subqueries: none may come twice, one in another.
        query.subq_aliases = query.subq_aliases.union(letters)
        return found

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        place = connection.vendor, compiler.query.base_table
        if place not in self.made:
            # Making SQL changes counters in subqueries, which are shared here.
            with MAKING:
                sql, params = super().as_sql(compiler, connection)
            self.made[place] = sql, tuple(params)
        sql, params = self.made[place]
        return sql, [*params]

    def relabeled_clone(self, change_map: Any) -> Any:
        # In a subquery the row's own table is called something else.
        return self.expression.relabeled_clone(change_map)


def split(joined: str) -> list[str]:
    """The values of a joined cell."""
    return joined.split(SEPARATOR) if joined else []
