"""The environment that tests run in, set before Django reads its settings.

The database is whatever DATABASE_URL says; without it, SQLite. Loaded by pytest itself (`-p` in
pyproject.toml): a conftest.py would come too late.
"""

import os

from config.messages import compile_outdated

os.environ |= {
    "SECRET_KEY": "for tests only: nothing that this key signs outlives the run",
    "DEBUG": "0",
    "BEHIND_TLS": "0",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    # Playwright runs an event loop in this thread; Django would take that for asynchronous code.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}
for name in ("CORRECTIONS_URL", "CSRF_TRUSTED_ORIGINS", "PROXY_COUNT", "LOG_LEVEL"):
    os.environ.pop(name, None)

# What is wrong with a catalogue, tests/test_languages.py says.
compile_outdated()
