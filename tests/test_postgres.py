"""The private PostgreSQL server of the tests: found, started, stopped, swept up."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from tests import postgres


def ask(url: str) -> str:
    with psycopg.connect(url) as connection:
        (value,) = connection.execute("SHOW fsync").fetchone()
    return value


def folder_of(url: str) -> Path:
    return Path(unquote(urlsplit(url).hostname))


def test_a_server_runs_for_the_length_of_the_block():
    with postgres.server() as url:
        assert ask(url) == "off"
    assert not folder_of(url).exists()


def test_a_server_is_gone_after_an_error():
    with pytest.raises(ZeroDivisionError), postgres.server() as url:
        raise ZeroDivisionError
    assert not folder_of(url).exists()


def test_the_programs_inside_the_wheel_do_where_none_are_installed(monkeypatch, tmp_path):
    monkeypatch.delenv("PG_BINDIR", raising=False)
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)
    assert postgres.WHEEL in str(postgres.find_programs())
    with postgres.server() as url:
        assert ask(url) == "off"


def test_the_newest_of_the_installed_servers_is_taken(monkeypatch, tmp_path):
    monkeypatch.delenv("PG_BINDIR", raising=False)
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)
    for version in ("9.6", "15", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    assert postgres.find_programs() == tmp_path / "17" / "bin"


def test_a_wrong_pg_bindir_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))
    with pytest.raises(postgres.PostgresError, match=rf"PG_BINDIR names {tmp_path}"):
        postgres.find_programs()


def test_it_says_what_to_do_where_there_are_no_programs(monkeypatch, tmp_path):
    monkeypatch.delenv("PG_BINDIR", raising=False)
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)
    monkeypatch.setattr(postgres, "WHEEL", "no_such_package")
    with pytest.raises(postgres.PostgresError, match="apt-get install postgresql"):
        postgres.find_programs()


def test_a_sweep_removes_what_a_killed_run_left_and_nothing_in_use(monkeypatch, tmp_path):
    with postgres.server() as url:
        used = folder_of(url)
        # Kept short: a socket's path must be.
        orphan = postgres.FOLDERS / f"{postgres.PREFIX}orphan-{used.name[-8:]}"
        orphan.mkdir()
        (orphan / "lock").touch()
        postgres.sweep()
        assert (orphan.exists(), ask(url)) == (False, "off")
