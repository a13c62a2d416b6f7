"""What a line of the log says."""

import json
import logging
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory

from config.logging import JsonFormatter, logging_config


def line(name: str = "entente", message: str = "it happened", args: object = (), **extra) -> dict:
    record = logging.LogRecord(name, logging.WARNING, __file__, 1, message, args, None)
    record.__dict__ |= extra
    return json.loads(JsonFormatter().format(record))


def test_a_line_says_when_how_bad_where_and_what():
    found = line(created=0.5)
    assert found == {
        "time": "1970-01-01T00:00:00.500+00:00",
        "level": "WARNING",
        "logger": "entente",
        "message": "it happened",
    }


def test_a_request_is_named_without_its_query_string():
    found = line(request=RequestFactory().get("/agreements/?q=private"), status_code=404)
    assert (found["method"], found["path"], found["status"]) == ("GET", "/agreements/", 404)


def test_a_request_that_has_no_answer_yet_has_no_status():
    assert "status" not in line(request=RequestFactory().get("/"))


def test_an_access_line_has_its_parts_as_fields():
    atoms = ({"m": "GET", "U": "/", "s": "200", "L": "0.01"},)
    found = line("gunicorn.access", "%(m)s %(U)s", atoms)
    assert (found["message"], found["status"], found["seconds"]) == ("GET /", "200", "0.01")


def test_an_exception_comes_with_its_traceback():
    try:
        int("on purpose")
    except ValueError:
        found = line(exc_info=sys.exc_info())
    assert "ValueError: invalid literal" in found["exception"]


def test_a_visitor_s_mistake_is_a_line_without_what_they_typed(db, client, caplog):
    client.get("/", {"as_of": "my-secret-words"})
    (record,) = [each for each in caplog.records if each.name == "django.request"]
    assert record.exc_info
    found = json.loads(JsonFormatter().format(record))
    assert {name: value for name, value in found.items() if name != "time"} == {
        "level": "WARNING",
        "logger": "django.request",
        "message": "Bad Request",
        "method": "GET",
        "path": "/",
        "status": 400,
    }


def test_an_error_of_ours_is_told_in_full():
    found = line("django.request", "Internal Server Error: /", status_code=500)
    assert found["message"] == "Internal Server Error: /"


def test_a_status_without_a_name_is_a_refusal():
    assert line("django.request", "typed", status_code=499)["message"] == "Refused"


@pytest.mark.parametrize("given", ["info", "INFO", " Info ", ""])
def test_a_level_may_be_written_small(monkeypatch, given):
    monkeypatch.setenv("LOG_LEVEL", given)
    assert logging_config()["root"]["level"] == "INFO"


def test_a_level_that_is_none_is_named(monkeypatch):
    monkeypatch.setenv("LOG_LEVEL", "loud")
    with pytest.raises(ImproperlyConfigured, match="LOG_LEVEL is 'loud'; it must be DEBUG"):
        logging_config()


@pytest.mark.parametrize(("debug", "formatter"), [("1", "text"), ("0", "json")])
def test_debug_logs_are_readable(monkeypatch, debug, formatter):
    monkeypatch.setenv("DEBUG", debug)
    assert logging_config()["handlers"]["stderr"]["formatter"] == formatter


@pytest.mark.parametrize(("switch", "level"), [("1", "INFO"), ("0", "WARNING")])
def test_requests_are_logged_on_demand(monkeypatch, switch, level):
    monkeypatch.setenv("ACCESS_LOG", switch)
    assert logging_config()["loggers"]["gunicorn.access"]["level"] == level
