"""What a line of the log says."""

import json
import logging
import sys

import pytest
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


@pytest.mark.parametrize(("debug", "formatter"), [("1", "text"), ("0", "json")])
def test_debug_logs_are_readable(monkeypatch, debug, formatter):
    monkeypatch.setenv("DEBUG", debug)
    assert logging_config()["handlers"]["stderr"]["formatter"] == formatter


@pytest.mark.parametrize(("switch", "level"), [("1", "INFO"), ("0", "WARNING")])
def test_requests_are_logged_on_demand(monkeypatch, switch, level):
    monkeypatch.setenv("ACCESS_LOG", switch)
    assert logging_config()["loggers"]["gunicorn.access"]["level"] == level
