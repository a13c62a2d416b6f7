"""Prepares everything and becomes the production server: what script/serve calls.

Each step does nothing where its work was done before, so that it may run as often as anybody likes.
"""

import errno
import fcntl
import os
import secrets
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.core.management.utils import get_random_secret_key
from django.db import DatabaseError, connections
from django.db.models import Q

from config import environment
from config.environment import BASE_DIR, secret_key_file
from records.database import in_words

LOGIN = "staff"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    try:
        # Before anything is done: what gunicorn reads as it is imported, it takes for a number.
        os.environ["WEB_CONCURRENCY"] = str(environment.processes())
        environment.threads()
        run(os.environ.get("HOST") or "127.0.0.1", environment.port())
    except DatabaseError as error:
        sys.exit(in_words(error) or unprepared(error))
    except OSError as error:
        sys.exit(unwritten(error))
    except (CommandError, ImproperlyConfigured) as error:
        sys.exit(str(error))


def unprepared(error: DatabaseError) -> str:
    """What another machine writes at the same moment may break any rule of the database."""
    return (
        f"The database could not be prepared: {error}\n"
        "If another one is preparing it, start again when it is done."
    )


def unwritten(error: OSError) -> str:
    return (
        f"{error.filename or 'A file'} can't be used: {error.strerror or error}. "
        "See to that: script/serve writes to var/ and staticfiles/."
    )


def run(host: str, port: int) -> None:
    with reserve(host, port) as listener:
        with alone(BASE_DIR / "var"):
            keep_secret_key(secret_key_file())
            django.setup()
            password = prepare()
        # From here on a visitor waits a moment instead of being refused.
        listener.listen()
        print(greeting(host, port, password), flush=True)
        become_server(listener)


def reserve(host: str, port: int) -> socket.socket:
    """A socket bound to the address, so that a port in use is known before any work is done."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        sys.exit(f"Cannot serve on {host} port {port}: {error.strerror}. {advice(error, port)}")
    return listener


def advice(error: OSError, port: int) -> str:
    """What to do where an address is not to be had."""
    other = port + 1 if 1024 <= port < 65535 else 8000
    if error.errno == errno.EADDRINUSE:
        return f"Stop whatever uses it, or choose another: PORT={other} script/serve"
    if error.errno == errno.EACCES:
        return f"Choose another: PORT={other} script/serve"
    return "HOST names an address of this machine; without it, that is 127.0.0.1."


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One after the other: whoever else starts here meanwhile waits, and finds the work done."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "preparing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def keep_secret_key(file: Path) -> None:
    """Make this installation's key once, readable by its owner only, unless SECRET_KEY is set."""
    if os.environ.get("SECRET_KEY") or file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w") as handle:  # noqa: PTH123
        handle.write(get_random_secret_key())


def prepare() -> str | None:
    """Bring database and static files up to date; the staff password if the login was made."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("ingest", BASE_DIR / "seeds", BASE_DIR / "fixtures", if_empty=True)
    call_command("reindex", if_empty=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    password = make_staff_login()
    connections.close_all()
    return password


def make_staff_login() -> str | None:
    """Make the first login and return its password; None where an administrator exists."""
    users = get_user_model().objects
    if users.filter(Q(is_superuser=True) | Q(username=LOGIN)).exists():
        return None
    password = secrets.token_urlsafe(12)
    users.create_superuser(LOGIN, password=password)
    return password


def greeting(host: str, port: int, password: str | None) -> str:
    """What to open, and how to log in; the password only when it was made just now."""
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else host  # noqa: S104
    reset = f".venv/bin/python manage.py changepassword {LOGIN}"
    login = (
        f"  log in as      {LOGIN}\n"
        f"  password       {password}\n"
        f"  The password is not shown again; this sets another: {reset}"
        if password
        else f"  The login was made before; this sets a new password: {reset}"
    )
    return (
        "\nEntente is served. Open\n"
        f"  the record     http://{shown}:{port}/\n"
        f"  the admin      http://{shown}:{port}/admin/\n"
        f"{login}\n"
        "Ctrl-C stops the server.\n"
    )


def become_server(listener: socket.socket) -> None:
    """Run gunicorn on the socket; its workers start at once, as copies of what is loaded here."""
    import gunicorn.app.wsgiapp  # noqa: PLC0415 -- not before WEB_CONCURRENCY is a number

    address = f"fd://{listener.detach()}"  # gunicorn closes it
    sys.argv[1:] = ["--config", "python:config.gunicorn", "--preload", "--bind", address]
    sys.argv.append("config.wsgi")
    gunicorn.app.wsgiapp.run(prog="gunicorn")


if __name__ == "__main__":
    main()
