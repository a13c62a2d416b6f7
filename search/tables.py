"""The full-text index beside the table of documents, which migrations cannot describe.

SQLite: an FTS5 table over `words`, kept by triggers. Remaking a table, as later migrations may,
drops its triggers without a word. PostgreSQL: a GIN index over `words` as a tsvector. So both are
looked after whenever migrations have run. Words are put into the tsvector as they are: its own
parser would cut some of them, in some locales.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

DOCUMENTS = "search_searchdocument"
# The tokenizer takes every byte outside ASCII for a letter, and the words hold none but letters
# and digits: so it splits at the spaces, whatever Unicode it knows.
TABLE = f"""
CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5(
    words, content='{DOCUMENTS}', content_rowid='id', tokenize='ascii', prefix='1 2 3',
    detail=none
)"""
ADD = "INSERT INTO search_index(rowid, words) VALUES (new.id, new.words);"
TAKE = "INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.id, old.words);"
TRIGGERS = {
    "search_index_insert": ("INSERT", ADD),
    "search_index_delete": ("DELETE", TAKE),
    "search_index_update": ("UPDATE OF id, words", TAKE + ADD),
}
VECTOR = "array_to_tsvector(string_to_array({}, ' '))"
INDEX = f"""
CREATE INDEX IF NOT EXISTS search_index ON {DOCUMENTS} USING gin ({VECTOR.format("words")})"""


def after_migrate(using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Makes what is missing of the index, for a handler of `post_migrate`."""
    connection = connections[using]
    with connection.cursor() as cursor:
        there = DOCUMENTS in connection.introspection.table_names(cursor)
        if connection.vendor == "postgresql":
            if there:
                cursor.execute(INDEX)
        elif not there:
            cursor.execute("DROP TABLE IF EXISTS search_index")
        elif not _has_triggers(cursor):
            cursor.execute(TABLE)
            _index_anew(cursor)


def refresh_statistics(using: str = DEFAULT_DB_ALIAS) -> None:
    """Lets the database count all tables anew, without which it plans as if they were empty."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("ANALYZE")


@contextmanager
def written_in_bulk(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Documents written in the block are indexed at its end: quicker where it is most of them."""
    if connections[using].vendor == "postgresql":
        yield
        return
    with connections[using].cursor() as cursor:
        for name in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        yield
        _index_anew(cursor)


def _index_anew(cursor: Any) -> None:
    cursor.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")
    for name, (event, statements) in TRIGGERS.items():
        cursor.execute(
            f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {DOCUMENTS} "
            f"BEGIN {statements} END"
        )


def _has_triggers(cursor: Any) -> bool:
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return TRIGGERS.keys() <= {name for (name,) in cursor.fetchall()}
