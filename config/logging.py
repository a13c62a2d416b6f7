"""Logs on standard error: a line of JSON per event, or readable text while DEBUG is on."""

import json
import logging
import os
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest

from config.environment import flag


class JsonFormatter(logging.Formatter):
    """Writes time (ISO 8601, UTC), level, logger and message, then what is known of the request."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        } | request_facts(record)
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


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
    level = os.environ.get("LOG_LEVEL") or "INFO"
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


def through_root(level: str) -> dict[str, Any]:
    """A logger without handlers of its own."""
    return {"handlers": [], "level": level, "propagate": True}
