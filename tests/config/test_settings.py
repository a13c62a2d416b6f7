"""What the settings make of the environment."""

import runpy

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import environment

PATH = settings.BASE_DIR / "config" / "settings.py"


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Read the settings anew under an environment: read(NAME="value", …)."""
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))

    def read(**environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(PATH))

    return read


def test_behind_tls_nothing_travels_in_the_open(read):
    found = read(BEHIND_TLS="1")
    assert found["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000
    switches = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    assert [found[name] for name in switches] == [True, True, True]


def test_plain_http_works_without_tls(read):
    found = read(BEHIND_TLS="0", HSTS_SECONDS="5")
    assert "SECURE_PROXY_SSL_HEADER" not in found
    assert (found["SECURE_HSTS_SECONDS"], found["SESSION_COOKIE_SECURE"]) == (0, False)


def test_nothing_starts_without_a_secret_key(read):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        read(SECRET_KEY="", DEBUG="0")


def test_the_secret_key_may_lie_in_a_file(read, tmp_path):
    (tmp_path / "key").write_text("from the file\n")
    assert read(SECRET_KEY="")["SECRET_KEY"] == "from the file"


def test_the_secret_key_of_the_environment_wins(read, tmp_path):
    (tmp_path / "key").write_text("from the file")
    assert read(SECRET_KEY="from the environment")["SECRET_KEY"] == "from the environment"


def test_debug_does_without_a_secret_key(read):
    assert read(SECRET_KEY="", DEBUG="yes")["SECRET_KEY"].startswith("insecure")


def test_database_url_chooses_postgresql(read):
    database = read(DATABASE_URL="postgres://user:word@db.example:5433/name")["DATABASES"][
        "default"
    ]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "name")


def test_sqlite_waits_for_its_turn_instead_of_failing(read):
    options = read(DATABASE_URL="sqlite:////some/file")["DATABASES"]["default"]["OPTIONS"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)


@pytest.mark.parametrize("url", ["nonsense", "ftp://host/name", "postgres://host:port/name"])
def test_a_database_url_that_cannot_be_read_is_explained_and_not_shown(read, url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL can't be read") as error:
        read(DATABASE_URL=url)
    assert url not in str(error.value)


@pytest.mark.parametrize("scheme", ["mysql", "oracle", "postgis"])
def test_other_databases_are_refused_and_the_two_are_named(read, scheme):
    with pytest.raises(ImproperlyConfigured, match="SQLite and PostgreSQL only") as error:
        read(DATABASE_URL=f"{scheme}://user:s3cret@host/name")
    assert f"begins with {scheme}://" in str(error.value)
    assert "s3cret" not in str(error.value)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///",
        "sqlite://:memory:",
        "sqlite:///:memory:",
        "sqlite://db.sqlite3",
        "sqlite://folder/db.sqlite3",
    ],
)
def test_a_database_that_would_not_be_kept_is_refused(read, url):
    with pytest.raises(ImproperlyConfigured, match=r"names no file for SQLite.* four slashes"):
        read(DATABASE_URL=url)


@pytest.mark.parametrize("url", ["sqlite:///db.sqlite3", "sqlite:////folder/db.sqlite3"])
def test_a_file_is_a_database(read, url):
    found = read(DATABASE_URL=url)["DATABASES"]["default"]["NAME"]
    assert found == url.removeprefix("sqlite:///")


def test_a_number_that_is_none_is_named(read):
    with pytest.raises(ImproperlyConfigured, match="PROXY_COUNT is 'two'"):
        read(PROXY_COUNT="two")


@pytest.mark.parametrize(
    ("name", "wanted", "wrong", "expected"),
    [
        ("PORT", environment.port, ["0", "65536", "http"], "from 1 to 65535"),
        ("WEB_CONCURRENCY", environment.processes, ["0", "-1", "abc"], "1 or more"),
        ("THREADS", environment.threads, ["0", "1.5"], "1 or more"),
    ],
)
def test_a_number_that_serves_nobody_is_named(monkeypatch, name, wanted, wrong, expected):
    for value in wrong:
        monkeypatch.setenv(name, value)
        with pytest.raises(ImproperlyConfigured) as error:
            wanted()
        assert str(error.value) == f"{name} is {value!r}; it must be a whole number, {expected}."


def test_lists_are_separated_by_commas(read):
    assert read(ALLOWED_HOSTS="a.example, b.example,")["ALLOWED_HOSTS"] == [
        "a.example",
        "b.example",
    ]


@pytest.mark.parametrize("address", ["", "https://entente.example/?page={page}", "mailto:a@b.c"])
def test_errors_are_reported_to_an_address(address, read):
    assert read(CORRECTIONS_URL=address)["CORRECTIONS_URL"] == address


def test_anything_else_is_no_address_to_report_to(read):
    with pytest.raises(ImproperlyConfigured, match="must begin with https:// or mailto:"):
        read(CORRECTIONS_URL="javascript:alert(1)")
