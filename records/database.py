"""Commands that ask the database, and what keeps it from answering, in words."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, OperationalError

# Each kind of trouble by what SQLite says of it or by PostgreSQL's code, and what to do about it.
TROUBLES = {
    ("no such table", "no such column", "42P01", "42703"): (
        "The database has no tables yet, or not those of this version: run manage.py migrate."
    ),
    ("locked", "55P03", "40P01"): (
        "The database is being written by somebody else: try again in a moment."
    ),
    ("readonly", "25006", "42501"): (
        "The database may not be written: see to the permissions of its file, or of the user that "
        "DATABASE_URL names."
    ),
    # Both PostgreSQL's catalogue and a table may notice first that somebody was quicker.
    ("already exists", "42P07", "pg_type_typname_nsp_index"): (
        "Another one is preparing this database: start again when it is done."
    ),
}


class DatabaseCommand(BaseCommand):
    """A command that needs the database: without it, it ends in a sentence and not a traceback."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except DatabaseError as error:
            if said := in_words(error):
                raise CommandError(said) from error
            raise


def in_words(error: DatabaseError) -> str:
    """What keeps the database from answering and what to do; nothing where that is not the matter.

    A rule that is broken, or SQL that is wrong, is no trouble of the database's.
    """
    told = f"{getattr(error.__cause__, 'sqlstate', '')} {error}"
    for signs, words in TROUBLES.items():
        if any(sign in told for sign in signs):
            return words
    if isinstance(error, OperationalError) or type(error) is DatabaseError:
        return f"The database that DATABASE_URL names does not answer: {error}"
    return ""
