"""Prepares everything and becomes the production server: what script/serve calls.

Each step does nothing where its work was done before, so that it may run as often as anybody likes.
"""

import os
import secrets
import socket
import sys
from pathlib import Path

import django
import gunicorn.app.wsgiapp
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.core.management.utils import get_random_secret_key
from django.db import OperationalError, connections
from django.db.models import Q

from config.environment import BASE_DIR, number, secret_key_file

LOGIN = "staff"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    try:
        run(os.environ.get("HOST") or "127.0.0.1", number("PORT", 8000))
    except OperationalError as error:
        sys.exit(f"The database that DATABASE_URL names does not answer: {error}")
    except (CommandError, ImproperlyConfigured) as error:
        sys.exit(str(error))


def run(host: str, port: int) -> None:
    with reserve(host, port) as listener:
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
        sys.exit(
            f"Cannot serve on {host} port {port}: {error.strerror}. "
            f"Stop whatever uses it, or choose another: PORT={port + 1} script/serve"
        )
    return listener


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
    address = f"fd://{listener.detach()}"  # gunicorn closes it
    sys.argv[1:] = ["--config", "python:config.gunicorn", "--preload", "--bind", address]
    sys.argv.append("config.wsgi")
    gunicorn.app.wsgiapp.run(prog="gunicorn")


if __name__ == "__main__":
    main()
