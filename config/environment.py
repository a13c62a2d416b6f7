"""Reads settings from the environment: switches, numbers, lists of words, the key, the database."""

import os
from math import inf
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
ENGINES = {"django.db.backends.postgresql", "django.db.backends.sqlite3"}
DATABASES = (
    "postgres://user:password@host:5432/name for PostgreSQL or sqlite:////folder/file.sqlite3, "
    "with four slashes, for SQLite"
)


def flag(name: str) -> bool:
    """Whether the environment switches `name` on: 1, true, yes or on, in any case."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int, least: int = 0, greatest: float = inf) -> int:
    """The whole number that the environment gives for `name`."""
    value = os.environ.get(name, "").strip() or str(default)
    if not (value.isdecimal() and least <= int(value) <= greatest):
        expected = f"{least} or more" if greatest == inf else f"from {least} to {greatest}"
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a whole number, {expected}.")
    return int(value)


def port() -> int:
    """The port that the server listens on."""
    return number("PORT", 8000, least=1, greatest=65535)


def processes() -> int:
    """How many processes serve."""
    return number("WEB_CONCURRENCY", 2, least=1)


def threads() -> int:
    """How many threads each process has."""
    return number("THREADS", 4, least=1)


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated values of the environment's `name`."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def link(name: str) -> str:
    """The address that the environment gives for `name`, where people can write to; or nothing."""
    value = os.environ.get(name, "").strip()
    if value and not value.startswith(("https://", "mailto:")):
        raise ImproperlyConfigured(f"{name} is {value!r}; it must begin with https:// or mailto:.")
    return value


def secret_key_file() -> Path:
    """Where the key is kept that script/serve makes."""
    return Path(os.environ.get("SECRET_KEY_FILE") or BASE_DIR / "var" / "secret-key")


def secret_key() -> str:
    """SECRET_KEY, else what its file holds, else nothing."""
    key, file = os.environ.get("SECRET_KEY", ""), secret_key_file()
    return key or (file.read_text().strip() if file.is_file() else "")


def database(default: str) -> dj_database_url.DBConfig:
    """The database that DATABASE_URL names, with connections that are kept and looked after."""
    url = os.environ.get("DATABASE_URL") or default
    # The URL itself is not shown: there may be a password in it.
    try:
        found = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"DATABASE_URL can't be read. It looks like {DATABASES}."
        ) from error
    if found["ENGINE"] not in ENGINES:
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {url.partition(':')[0]}://, and Entente knows SQLite and "
            f"PostgreSQL only. It looks like {DATABASES}."
        )
    if "sqlite" in found["ENGINE"] and not is_file(found):
        raise ImproperlyConfigured(
            "DATABASE_URL names no file for SQLite; without one, or in memory, nothing would be "
            f"kept. It looks like {DATABASES}."
        )
    return found


def is_file(found: dj_database_url.DBConfig) -> bool:
    """Whether SQLite is given a file; after two slashes only, a name is taken for a host's."""
    return not found.get("HOST") and found["NAME"] not in {"", ":memory:"}
