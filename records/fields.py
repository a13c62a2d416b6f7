"""Text fields of the record: plain text with a length, checked in forms and files alike."""

from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models

from records.validators import validate_one_line, validate_plain_text

LONGEST_LINE = 500
LONGEST_PROSE = 10_000


class LineField(models.CharField):
    """One line of plain text, at most 500 characters unless told otherwise."""

    default_validators = [validate_plain_text, validate_one_line]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_LINE)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.strip() if isinstance(value, str) else value


class ProseField(models.TextField):
    """Plain text in our own words, at most 10,000 characters; empty when there is none."""

    default_validators = [validate_plain_text]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"max_length": LONGEST_PROSE, "blank": True, "default": ""}
        super().__init__(*args, **defaults | kwargs)
        # Django keeps a text's max_length for the form only; files must be held to it too.
        self.validators.append(MaxLengthValidator(self.max_length))

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {"blank": self.blank} | kwargs

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        # Browsers send CRLF; one line ending keeps export and ingest the same to the byte.
        return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
