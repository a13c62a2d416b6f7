"""What commands say where the database does not do as they ask."""

import pytest
from django.core.management import CommandError, call_command
from django.db import (
    DatabaseError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    connection,
    transaction,
)

from records.database import in_words

UNREACHABLE = "The database that DATABASE_URL names does not answer: "
NO_TABLES = "The database has no tables yet, or not those of this version: run manage.py migrate."


@pytest.mark.once
@pytest.mark.parametrize("command", ["export", "ingest", "lint", "verify"])
def test_a_command_ends_in_a_sentence(db, tmp_path, command):
    def refuse(*_):
        raise OperationalError("connection refused")

    (tmp_path / "themes.csv").write_text("slug,name,description\n")
    arguments = {"export": [tmp_path / "new"], "lint": []}.get(command, [tmp_path])
    with connection.execute_wrapper(refuse), pytest.raises(CommandError) as caught:
        call_command(command, *map(str, arguments))
    assert str(caught.value) == f"{UNREACHABLE}connection refused"


@pytest.mark.once
def test_a_mistake_of_ours_keeps_its_traceback(db):
    def fail(*_):
        raise ProgrammingError("syntax error")

    with connection.execute_wrapper(fail), pytest.raises(ProgrammingError):
        call_command("lint")


@pytest.mark.parametrize("question", ["SELECT 1 FROM nowhere", "SELECT x FROM records_revision"])
def test_a_database_that_was_not_migrated_says_so(db, question):
    with (
        pytest.raises(DatabaseError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(question)
    assert in_words(caught.value) == NO_TABLES


def test_a_table_that_somebody_else_made_first_says_so(db):
    with (
        pytest.raises(DatabaseError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("CREATE TABLE records_revision (id integer)")
    assert in_words(caught.value).startswith("Another one is preparing this database: start again")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("database is locked"), "The database is being written by somebody else"),
        (OperationalError("attempt to write a readonly database"), "The database may not be writ"),
        (OperationalError("unable to open database file"), f"{UNREACHABLE}unable to open"),
        (DatabaseError("file is not a database"), f"{UNREACHABLE}file is not a database"),
        (
            IntegrityError('duplicate key … unique constraint "pg_type_typname_nsp_index"'),
            "Another one is preparing this database",
        ),
    ],
)
def test_trouble_in_words(error, said):
    assert in_words(error).startswith(said)


def test_a_broken_rule_is_no_trouble_of_the_database():
    assert in_words(IntegrityError("CHECK constraint failed: act_dated")) == ""
