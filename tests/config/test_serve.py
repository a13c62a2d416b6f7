"""What script/serve does before it becomes the server."""

import errno
import fcntl
import os
import socket
import subprocess
import sys

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError
from django.db import DatabaseError, IntegrityError, OperationalError

from config import environment, serve


@pytest.fixture
def taken():
    """A port on which something listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_port_in_use_is_said_in_a_sentence(taken):
    with pytest.raises(SystemExit, match=f"port {taken}: Address already in use"):
        serve.reserve("127.0.0.1", taken)


@pytest.mark.parametrize(
    ("number", "port", "said"),
    [
        (errno.EADDRINUSE, 8000, "or choose another: PORT=8001 script/serve"),
        (errno.EADDRINUSE, 65535, "or choose another: PORT=8000 script/serve"),
        (errno.EACCES, 80, "Choose another: PORT=8000 script/serve"),
        (errno.EADDRNOTAVAIL, 8000, "HOST names an address of this machine"),
    ],
)
def test_it_says_what_to_do_where_an_address_is_not_to_be_had(number, port, said):
    assert said in serve.advice(OSError(number, os.strerror(number)), port)


def test_a_host_that_is_none_is_no_matter_of_the_port(monkeypatch):
    def refuse(self, address):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("socket.socket.bind", refuse)
    with pytest.raises(SystemExit, match=r"not known\. HOST names an address of this machine"):
        serve.reserve("nohost.invalid", 8000)


def test_only_one_prepares_at_a_time(tmp_path):
    def take() -> None:
        with (tmp_path / "var" / "preparing").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    with serve.alone(tmp_path / "var"), pytest.raises(BlockingIOError):
        take()
    take()


def test_the_secret_key_is_made_once_and_for_its_owner_only(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY")
    file = tmp_path / "var" / "secret-key"
    serve.keep_secret_key(file)
    key = file.read_text()
    serve.keep_secret_key(file)
    assert (len(key), file.read_text(), file.stat().st_mode & 0o777) == (50, key, 0o600)


def test_no_file_is_made_where_the_environment_has_a_key(tmp_path):
    serve.keep_secret_key(tmp_path / "secret-key")
    assert list(tmp_path.iterdir()) == []


def test_the_staff_login_is_made_once(db):
    password = serve.make_staff_login()
    staff = User.objects.get(username="staff", is_superuser=True)
    assert staff.check_password(password)
    assert serve.make_staff_login() is None


def test_no_staff_login_is_made_beside_another_administrator(db):
    User.objects.create_superuser("anna")
    assert serve.make_staff_login() is None
    assert not User.objects.filter(username="staff").exists()


def test_preparing_migrates_fills_indexes_and_collects(monkeypatch, db):
    called = []
    monkeypatch.setattr(serve, "call_command", lambda name, *_, **__: called.append(name))
    monkeypatch.setattr(serve.connections, "close_all", lambda: None)
    assert serve.prepare() is not None
    assert called == ["migrate", "ingest", "reindex", "collectstatic"]


def test_the_password_is_shown_when_it_is_new():
    assert "password       s3cret" in serve.greeting("127.0.0.1", 8000, "s3cret")


def test_later_it_says_how_to_set_another():
    said = serve.greeting("127.0.0.1", 8000, None)
    assert "http://localhost:8000/admin/" in said
    assert "manage.py changepassword staff" in said


def test_the_server_runs_on_the_socket(monkeypatch):
    monkeypatch.setattr("sys.argv", ["serve"])
    monkeypatch.setattr("gunicorn.app.wsgiapp.run", lambda prog: None)
    listener = serve.reserve("127.0.0.1", 0)
    number = listener.fileno()
    serve.become_server(listener)
    os.close(number)
    assert sys.argv[-2:] == [f"fd://{number}", "config.wsgi"]


@pytest.fixture
def main(monkeypatch, tmp_path):
    """Run main() with everything beyond it replaced: main(prepare=…)."""
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    monkeypatch.setenv("WEB_CONCURRENCY", "2")
    monkeypatch.setattr(environment, "port", lambda: 0)
    monkeypatch.setattr(serve, "BASE_DIR", tmp_path)
    monkeypatch.setattr(serve, "become_server", lambda listener: None)

    def main(prepare):
        monkeypatch.setattr(serve, "prepare", prepare)
        serve.main()

    return main


def test_it_says_what_to_open(main, capsys):
    main(prepare=lambda: "s3cret")
    assert "Entente is served. Open" in capsys.readouterr().out


def failing(error: Exception):
    def prepare():
        raise error

    return prepare


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OperationalError("connection refused"), "does not answer: connection refused"),
        (DatabaseError("file is not a database"), "does not answer: file is not a database"),
        (OperationalError('table "x" already exists'), "Another one is preparing this database"),
        (IntegrityError("duplicate key"), "If another one is preparing it, start again"),
        (PermissionError(13, "Permission denied", "/x/key"), "^/x/key can't be used: Permission"),
        (OSError("no name"), "^A file can't be used: no name"),
        (CommandError("agreements.csv:3: no such slug"), "agreements.csv:3: no such slug"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(main, error, sentence):
    with pytest.raises(SystemExit, match=sentence):
        main(prepare=failing(error))


@pytest.mark.parametrize("name", ["WEB_CONCURRENCY", "THREADS"])
def test_a_server_of_nobody_is_refused_before_anything_is_done(main, monkeypatch, name):
    monkeypatch.setenv(name, "0")
    with pytest.raises(SystemExit, match=f"{name} is '0'"):
        main(prepare=failing(AssertionError("prepared")))


def test_what_gunicorn_reads_as_it_is_imported_is_a_number_by_then(monkeypatch):
    monkeypatch.setenv("WEB_CONCURRENCY", "abc")
    done = subprocess.run(
        [sys.executable, "-m", "config.serve"],
        cwd=environment.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == "WEB_CONCURRENCY is 'abc'; it must be a whole number, 1 or more.\n"
