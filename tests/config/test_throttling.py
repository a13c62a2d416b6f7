"""Guessing passwords at the admin's door."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User

LOGIN = "/admin/login/"


@pytest.fixture
def log_in(client, db):
    """Try a password from an address and return the status: 302 means in, 429 locked out."""
    User.objects.create_superuser("anna", password="the right one")

    def log_in(password: str, address: str = "203.0.113.9"):
        form = {"username": "anna", "password": password}
        return client.post(LOGIN, form, REMOTE_ADDR=address)

    return log_in


def test_five_wrong_passwords_close_the_door_with_words(log_in):
    responses = [log_in("wrong") for _ in range(5)]
    assert [response.status_code for response in responses] == [200, 200, 200, 200, 429]
    assert "Too many attempts" in responses[-1].content.decode()
    assert log_in("the right one").status_code == 429


def test_other_addresses_are_not_affected(log_in):
    for _ in range(5):
        log_in("wrong")
    assert log_in("the right one", address="203.0.113.10").status_code == 302


def test_the_door_opens_again_after_fifteen_minutes(log_in):
    for _ in range(5):
        log_in("wrong")
    attempt = AccessAttempt.objects.get()
    attempt.attempt_time -= timedelta(minutes=15, seconds=1)
    attempt.save()
    assert log_in("the right one").status_code == 302


def test_a_right_password_resets_the_count(log_in):
    for password in ["wrong"] * 4 + ["the right one"] + ["wrong"] * 4:
        last = log_in(password)
    assert last.status_code == 200
