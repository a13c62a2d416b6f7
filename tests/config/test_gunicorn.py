"""The production server's settings."""

import runpy

from django.conf import settings

PATH = settings.BASE_DIR / "config" / "gunicorn.py"


def test_it_listens_on_this_machine_only_unless_told_otherwise(monkeypatch):
    for name in ("HOST", "PORT", "THREADS", "WEB_CONCURRENCY"):
        monkeypatch.delenv(name, raising=False)
    found = runpy.run_path(str(PATH))
    assert (found["bind"], found["workers"], found["threads"]) == (["127.0.0.1:8000"], 2, 4)


def test_the_environment_chooses_address_and_size(monkeypatch):
    wanted = {"HOST": "0.0.0.0", "PORT": "80", "THREADS": "8", "WEB_CONCURRENCY": "3"}
    for name, value in wanted.items():
        monkeypatch.setenv(name, value)
    found = runpy.run_path(str(PATH))
    assert (found["bind"], found["workers"], found["threads"]) == (["0.0.0.0:80"], 3, 8)
