"""What script/serve does before it becomes the server."""

import os
import socket
import sys

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError
from django.db import OperationalError

from config import serve


@pytest.fixture
def taken():
    """A port on which something listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_port_in_use_is_said_in_a_sentence(taken):
    with pytest.raises(SystemExit, match=f"port {taken}: Address already in use"):
        serve.reserve("127.0.0.1", taken)


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
def main(monkeypatch):
    """Run main() with everything beyond it replaced: main(prepare=…)."""
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    monkeypatch.setenv("PORT", "0")
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
        (CommandError("agreements.csv:3: no such slug"), "agreements.csv:3: no such slug"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(main, error, sentence):
    with pytest.raises(SystemExit, match=sentence):
        main(prepare=failing(error))
