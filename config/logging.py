"""Logs on standard error: a line of JSON per event, or readable text while DEBUG is on."""

import json
import logging
import os
from datetime import UTC, datetime
from http.client import responses
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from config.environment import flag


class JsonFormatter(logging.Formatter):
    """Writes time (ISO 8601, UTC), level, logger and message, then what is known of the request."""

    def format(self, record: logging.LogRecord) -> str:
        refused = is_refusal(record)
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": status_words(record) if refused else record.getMessage(),
        } | request_facts(record)
        if record.exc_info and not refused:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def is_refusal(record: logging.LogRecord) -> bool:
    """Whether a visitor was refused what they asked for: then message and traceback may hold what
    they typed, and say nothing that anybody has to mend."""
    return record.name == "django.request" and getattr(record, "status_code", 500) < 500


def status_words(record: logging.LogRecord) -> str:
    """What the status of the answer means, such as “Not Found”."""
    return responses.get(getattr(record, "status_code", 0), "Refused")


def request_facts(record: logging.LogRecord) -> dict[str, Any]:
    """Method, path and status of the request that the event belongs to; empty without one."""
    if record.name == "gunicorn.access" and isinstance(record.args, dict):
        return {
            name: record.args[atom]
            for name, atom in (("method", "m"), ("path", "U"), ("status", "s"), ("seconds", "L"))
        }
    request = getattr(record, "request", None)
    if not isinstance(request, HttpRequest):
        return {}
    facts = {"method": request.method, "path": request.path}
    status = getattr(record, "status_code", None)
    return facts | ({"status": status} if status else {})


def logging_config() -> dict[str, Any]:
    """The configuration for `logging.config`, shared by Django and the server around it."""
    level = log_level()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "config.logging.JsonFormatter"},
            "text": {"format": "{levelname} {name}: {message}", "style": "{"},
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "text" if flag("DEBUG") else "json",
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": through_root(level),
            "gunicorn.error": through_root(level),
            "gunicorn.access": through_root("INFO" if flag("ACCESS_LOG") else "WARNING"),
            # Django leaves it to the server to drop the body of an answer to HEAD; the server does,
            # and complains each time.
            "gunicorn.http.wsgi": through_root("ERROR"),
        },
    }


def log_level() -> str:
    """The least important level that is logged."""
    value = os.environ.get("LOG_LEVEL", "").strip() or "INFO"
    if value.upper() not in logging.getLevelNamesMapping():
        raise ImproperlyConfigured(
            f"LOG_LEVEL is {value!r}; it must be DEBUG, INFO, WARNING, ERROR or CRITICAL."
        )
    return value.upper()


def through_root(level: str) -> dict[str, Any]:
    """A logger without handlers of its own."""
    return {"handlers": [], "level": level, "propagate": True}
