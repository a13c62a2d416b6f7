"""Values, so many at a time as one statement takes; Python has this from 3.12 on."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

CHUNK = 500
Value = TypeVar("Value")


def batches(values: Iterable[Value]) -> Iterator[list[Value]]:
    """The values in lists of at most five hundred."""
    rest = iter(values)
    while batch := list(islice(rest, CHUNK)):
        yield batch
