"""A body in the middle of its partners, as numbers for a drawing; the same for the same data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, log2, pi, sin

from organizations.models import Organization
from organizations.partners import Partner

WIDTH, HEIGHT = 560, 400
MIDDLE = (WIDTH / 2, HEIGHT / 2)
# Room for names left and right, and for a line of them above and below.
REACH = (140, 150)
LONGEST_LABEL = 16
THINNEST, THICKEST = 1.0, 7.0


@dataclass(frozen=True)
class Node:
    """A body at its place; `side` says where its label stands: start, middle or end."""

    partner: Partner
    x: float
    y: float
    label_x: float
    label_y: float
    side: str

    @property
    def label(self) -> str:
        return label(self.partner.body)


@dataclass(frozen=True)
class Line:
    """A line between two places, the thicker the more is shared."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    # Whether it leads to the body in the middle.
    own: bool


@dataclass(frozen=True)
class Ego:
    """The drawing: lines under nodes, in a frame of WIDTH × HEIGHT."""

    nodes: list[Node]
    lines: list[Line]
    width: int = WIDTH
    height: int = HEIGHT
    x: float = MIDDLE[0]
    y: float = MIDDLE[1]

    @classmethod
    def of(cls, partners: Sequence[Partner], ties: Mapping[tuple[int, int], int]) -> "Ego":
        """The closest partner on top, the others clockwise; `ties` are what partners share."""
        nodes = [_node(partner, n / len(partners)) for n, partner in enumerate(partners)]
        places = {node.partner.body.pk: (node.x, node.y) for node in nodes}
        between = [
            Line(*places[one], *places[other], thickness(number), own=False)
            for (one, other), number in sorted(ties.items())
        ]
        own = [
            Line(*MIDDLE, node.x, node.y, thickness(node.partner.shared), own=True)
            for node in nodes
        ]
        return cls(nodes, between + own)


def label(body: Organization) -> str:
    """What a body is called where there is little room."""
    name = body.acronym or body.name
    return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip()}…"


def thickness(number: int) -> float:
    """How thick a line is for so many things: it grows by the same for each doubling."""
    return round(min(THINNEST + log2(max(number, 1)), THICKEST), 1)


def _node(partner: Partner, turn: float) -> Node:
    angle = 2 * pi * turn - pi / 2
    across, down = cos(angle), sin(angle)
    x, y = MIDDLE[0] + REACH[0] * across, MIDDLE[1] + REACH[1] * down
    # Else the label stands above or below.
    sideways = abs(across) > 0.2
    side = ("start" if across > 0 else "end") if sideways else "middle"
    label_x = x + (14 if across > 0 else -14) * sideways
    label_y = y + 5 if sideways else y + (30 if down > 0 else -18)
    x, y, label_x, label_y = (round(each, 1) for each in (x, y, label_x, label_y))
    return Node(partner, x, y, label_x, label_y, side)
