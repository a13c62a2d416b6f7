"""The test harness itself: the database that was asked for, no network, a browser that is real."""

import os
import socket

import pytest
from django.db import connection
from pytest_socket import SocketConnectBlockedError


def test_the_database_is_the_one_that_was_asked_for(db):
    asked = os.environ.get("DATABASE_URL", "sqlite").split(":")[0]
    vendor = {"postgres": "postgresql", "psql": "postgresql"}.get(asked, asked)
    assert connection.vendor == vendor


def test_nothing_outside_this_machine_is_reached():
    # 192.0.2.1 is set aside for documentation (RFC 5737): nobody answers there.
    with (
        pytest.warns(UserWarning, match=r"192\.0\.2\.1"),
        pytest.raises(SocketConnectBlockedError),
    ):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_the_browser_reaches_the_site(page):
    page.goto("/admin/")
    assert page.get_by_label("Username").is_visible()


def test_staff_are_logged_in(staff_page):
    staff_page.goto("/admin/")
    assert staff_page.get_by_role("link", name="Change password").is_visible()


def test_the_browser_reaches_nothing_else(page):
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://entente.example/")
