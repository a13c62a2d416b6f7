"""The migrations, on the database that the tests run on: from nothing to the tables of today."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings

pytestmark = [pytest.mark.own_database, pytest.mark.long]


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[str]:
    """The DATABASE_URL of a database without any table."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    name = f"entente_migrations_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(database_url: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": database_url},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


# In one process: starting takes longer than most of the commands.
COMMANDS = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("migrate", check_unapplied=True)
call_command("ingest", "seeds", "fixtures", quiet=True)
call_command("makemigrations", check_changes=True, dry_run=True)
"""


def test_the_migrations_make_a_database_that_takes_the_curated_record(empty_database):
    assert "No changes detected" in manage(empty_database, "shell", "--command", COMMANDS)
