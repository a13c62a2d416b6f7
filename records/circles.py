"""Finds where pointers lead round in a circle."""

from collections.abc import Iterator, Mapping


def circles(follows: Mapping[str, str]) -> Iterator[list[str]]:
    """Every circle, once; each key points to one other, and following the pointers finds them."""
    seen: set[str] = set()
    for start in follows:
        path: dict[str, None] = {}
        step: str | None = start
        while step is not None and step not in seen and step not in path:
            path[step] = None
            step = follows.get(step)
        if step in path:
            way = [*path]
            yield way[way.index(step) :]
        seen |= path.keys()


def circle_words(circle: list[str], start: str) -> str:
    """The circle from `start` round to itself, with its middle left out where it is long."""
    turned = circle.index(start)
    way = [*circle[turned:], *circle[: turned + 1]]
    return " → ".join([*way[:5], "…", way[-1]] if len(way) > 8 else way)
