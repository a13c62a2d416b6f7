"""What a listing raises where a question makes no sense, or asks for more than there is."""

from collections.abc import Mapping

from django.core.exceptions import BadRequest
from django.http import Http404


class UnanswerableError(BadRequest):
    """The question makes no sense; `problems` says what is wrong, by parameter."""

    def __init__(self, problems: Mapping[str, list[str]]) -> None:
        self.problems = problems
        super().__init__(
            "; ".join(said(name, text) for name in problems for text in problems[name])
        )


class NoPageError(Http404):
    """The answer has fewer pages."""


def said(name: str, text: str) -> str:
    """What is wrong with a parameter, or with the question as a whole, in one line."""
    return f"{name}: {text}" if name else text
