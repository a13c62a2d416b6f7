"""Where bodies stand in a drawing of what joins them: the same input gives the same drawing.

Bodies push each other away and ties pull them together (Fruchterman and Reingold, “Graph Drawing
by Force-directed Placement”, 1991), from places on a spiral that follow from their order alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, log, pi, sin, sqrt

STEPS = 60
GOLDEN = pi * (3 - sqrt(5))  # the angle at which a spiral's points never line up
LETTER = 0.68  # the width of a letter, in letter heights: acronyms are capitals, and bold in focus
Edge = tuple[int, int, float]
Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle in the drawing: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two overlap."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def inside(self, width: float, height: float) -> bool:
        """Whether it lies within a drawing of that size."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


@dataclass(frozen=True)
class Label:
    """Where the words beside a point stand, and which side of them does: start, middle or end."""

    x: float
    y: float
    anchor: str


def placed(count: int, edges: Iterable[Edge], width: float, height: float) -> list[Point]:
    """Places for so many points in a drawing; an edge is two points and its weight."""
    pull = [(one, other, 1 + log(weight)) for one, other, weight in edges]
    xs, ys = _spiral(count)
    ideal = sqrt(1 / max(count, 1))
    for step in range(STEPS):
        heat = 0.12 * (1 - step / STEPS)
        dx, dy = _pushed(xs, ys, ideal)
        _pulled(xs, ys, dx, dy, pull, ideal)
        for each in range(count):
            moved = hypot(dx[each], dy[each]) or 1.0
            far = min(moved, heat) / moved
            xs[each] += dx[each] * far
            ys[each] += dy[each] * far
    return list(zip(_stretched(xs, width), _stretched(ys, height), strict=True))


def _spiral(count: int) -> tuple[list[float], list[float]]:
    """Points on a sunflower's spiral: the first, which have the most ties, in the middle."""
    radii = [0.5 * sqrt((n + 0.5) / max(count, 1)) for n in range(count)]
    xs = [0.5 + radius * cos(n * GOLDEN) for n, radius in enumerate(radii)]
    ys = [0.5 + radius * sin(n * GOLDEN) for n, radius in enumerate(radii)]
    return xs, ys


def _pushed(xs: list[float], ys: list[float], ideal: float) -> tuple[list[float], list[float]]:
    """How far each point is pushed by all others, and drawn to the middle, which keeps it near."""
    square, count = ideal * ideal, len(xs)
    dx, dy = [(0.5 - x) * 0.9 for x in xs], [(0.5 - y) * 0.9 for y in ys]
    for one in range(count):
        x, y, push_x, push_y = xs[one], ys[one], 0.0, 0.0
        for other in range(one):
            away_x, away_y = x - xs[other], y - ys[other]
            force = square / (away_x * away_x + away_y * away_y + 1e-9)
            away_x *= force
            away_y *= force
            push_x += away_x
            push_y += away_y
            dx[other] -= away_x
            dy[other] -= away_y
        dx[one] += push_x
        dy[one] += push_y
    return dx, dy


def _pulled(
    xs: list[float],
    ys: list[float],
    dx: list[float],
    dy: list[float],
    edges: Sequence[Edge],
    ideal: float,
) -> None:
    """Adds how far each point is pulled by its ties."""
    for one, other, weight in edges:
        apart_x, apart_y = xs[one] - xs[other], ys[one] - ys[other]
        force = hypot(apart_x, apart_y) / ideal * weight
        dx[one] -= apart_x * force
        dy[one] -= apart_y * force
        dx[other] += apart_x * force
        dy[other] += apart_y * force


def _stretched(values: list[float], length: float) -> list[float]:
    """The values spread from 0 to the length; alone, one stands in the middle."""
    least, most = min(values, default=0), max(values, default=0)
    if most - least < 1e-6:
        return [round(length / 2, 1) for _value in values]
    return [round((value - least) / (most - least) * length, 1) for value in values]


def labelled(
    points: Sequence[tuple[float, float, float]],
    words: Sequence[str],
    size: float,
    width: float,
    height: float,
) -> list[Label | None]:
    """Where the words beside each point (x, y, radius) find room; None where they find none.

    Those that come first choose first. `size` is the height of a letter.
    """
    taken = [Box(x - r, y - r, x + r, y + r) for x, y, r in points]
    found: list[Label | None] = []
    for (x, y, r), text in zip(points, words, strict=True):
        long = len(text) * size * LETTER
        own = Box(x - r, y - r, x + r, y + r)
        for label, box in _sides(x, y, r + 4, long, size):
            free = not any(box.meets(other) for other in taken if other != own)
            if free and box.inside(width, height):
                found.append(label)
                taken.append(box)
                break
        else:
            found.append(None)
    return found


def _sides(x: float, y: float, r: float, long: float, size: float) -> list[tuple[Label, Box]]:
    """Right, left, above and below: the label, and the room that it takes."""
    half = size / 2
    above, below = y - r - 2, y + r + size
    return [
        (Label(x + r, y + size / 3, "start"), Box(x + r, y - half, x + r + long, y + half)),
        (Label(x - r, y + size / 3, "end"), Box(x - r - long, y - half, x - r, y + half)),
        (Label(x, above, "middle"), Box(x - long / 2, above - size, x + long / 2, above + 2)),
        (Label(x, below, "middle"), Box(x - long / 2, below - size, x + long / 2, below + 2)),
    ]
