"""script/serve from an empty database to a login in the admin, as a newcomer does it."""

import os
import re
import socket
import subprocess
import sys
import threading
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.conf import settings

# Cold: every migration and the whole data package. It is far quicker as a rule.
SECONDS = 300


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.fixture
def served(tmp_path):
    """Start the server on a fresh SQLite file and return what it printed before it served."""
    environment = {key: value for key, value in os.environ.items() if key != "SECRET_KEY"} | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "SECRET_KEY_FILE": str(tmp_path / "secret-key"),
        "PORT": str(free_port()),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "config.serve"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        watchdog = threading.Timer(SECONDS, process.kill)
        watchdog.start()
        said = []
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        watchdog.cancel()
        yield "".join(said)
        process.terminate()


@pytest.mark.long
def test_a_newcomer_reads_the_record_and_logs_in_over_plain_http(served):
    assert "Entente is served" in served, served
    admin = re.search(r"the admin +(\S+)", served)[1]
    password = re.search(r"password +(\S+)", served)[1]
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    assert browser.open(admin.removesuffix("admin/")).status == 200
    browser.open(admin)
    [token] = [cookie.value for cookie in jar if cookie.name == "csrftoken"]
    form = {"username": "staff", "password": password, "csrfmiddlewaretoken": token}
    page = browser.open(f"{admin}login/?next=/admin/", urlencode(form).encode())
    assert "/admin/logout/" in page.read().decode()
