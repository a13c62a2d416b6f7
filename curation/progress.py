"""The progress bar of long work: on a terminal only, never in a log."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from tqdm import tqdm


class Progress(Protocol):
    """Hands on the items one by one, and may show how far it has come."""

    def __call__(self, items: Sequence[Any], label: str) -> Iterable[Any]: ...


def silent(items: Sequence[Any], label: str) -> Iterable[Any]:
    """Shows nothing."""
    return items


def bar(items: Sequence[Any], label: str) -> Iterable[Any]:
    """A bar on standard error, after a second of work and where somebody looks at it."""
    return tqdm(items, desc=label, delay=1, leave=False, disable=None)
