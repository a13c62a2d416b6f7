"""Which bodies stand together in how many agreements.

A body's agreements are a number whose bits are agreements, in the order of their signing: those
that two bodies share are the bits that both numbers have, the first of them is the lowest, and a
treaty with two hundred parties is two hundred bits and not twenty thousand pairs of rows.
"""

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby
from operator import itemgetter

from django.db.models import QuerySet

from agreements.models import Signatory
from agreements.stages import PROMISING, by_public_bodies
from dates.queries import earliest_first

MOST_BODIES = 60  # the best connected; more of them is a tangle that tells nothing
MOST_TIES = 200
CHUNK = 5000
FEW = 1000  # so many agreements are asked for by name; for more, all signatories are read

# The id of an agreement, and the first and last day on which it can have been signed.
Signed = tuple[int, date | None, date | None]


@dataclass(frozen=True)
class Standing:
    """A body in the network: by id, in how many shared agreements, and with how many others."""

    body: int
    agreements: int
    partners: int


@dataclass(frozen=True)
class Tie:
    """Two bodies by id, how many agreements join them, and the ids of the first and the latest.

    `since` is the year in which they can first have been joined; None where no date is known.
    """

    one: int
    other: int
    agreements: int
    first: int
    latest: int
    since: int | None


@dataclass(frozen=True)
class Network:
    """The best connected bodies and their strongest ties, and how many there are beyond them."""

    bodies: list[Standing]
    ties: list[Tie]
    all_bodies: int
    all_ties: int


class Standings:
    """Who stands in which agreement with others: two columns of numbers, a few bytes a row."""

    def __init__(self, rows: Iterator[tuple[int, int]], places: dict[int, int]) -> None:
        """`rows` are agreement and body in the order of agreements; `places` has the former."""
        self.agreements, self.bodies = array("L"), array("L")
        for agreement, group in groupby(rows, itemgetter(0)):
            together = {body for _agreement, body in group}
            if agreement in places and len(together) > 1:
                self.agreements.extend([places[agreement]] * len(together))
                self.bodies.extend(sorted(together))

    def weights(self) -> list[tuple[int, int]]:
        """Every body and its number of agreements, the most first, then the oldest record."""
        return sorted(Counter(self.bodies).items(), key=lambda each: (-each[1], each[0]))

    def shared(self, top: list[int]) -> tuple[dict[int, int], dict[int, int]]:
        """The agreements of each of the bodies as bits, and its number of partners."""
        masks, partners = dict.fromkeys(top, 0), dict.fromkeys(top, 0)
        numbers: dict[int, int] = {}
        rows = zip(self.agreements, self.bodies, strict=True)
        for place, group in groupby(rows, itemgetter(0)):
            together = [body for _place, body in group]
            drawn = [body for body in together if body in masks]
            if not drawn:
                continue
            everybody = 0
            for body in together:
                everybody |= 1 << numbers.setdefault(body, len(numbers))
            for body in drawn:
                masks[body] |= 1 << place
                partners[body] |= everybody
        return masks, {body: max(bits.bit_count() - 1, 0) for body, bits in partners.items()}


def network(agreements: QuerySet, kind: str = "") -> Network:
    """The network of the agreements, which know `signing`; of bodies of one kind, where given."""
    order: list[Signed] = list(
        agreements.order_by(*earliest_first("signing"), "slug").values_list(
            "pk", "signing_earliest", "signing_latest"
        )
    )
    places = {agreement: place for place, (agreement, *_days) in enumerate(order)}
    standings = Standings(signatories(places, kind), places)
    weights = standings.weights()
    top = [body for body, _number in weights[:MOST_BODIES]]
    masks, partners = standings.shared(top)
    pairs = sorted(tied(top, masks), key=lambda pair: -pair[2].bit_count())
    bodies = [Standing(body, number, partners[body]) for body, number in weights[:MOST_BODIES]]
    ties = [tie(*pair, order) for pair in pairs[:MOST_TIES]]
    return Network(bodies, ties, len(weights), len(pairs))


def signatories(places: dict[int, int], kind: str) -> Iterator[tuple[int, int]]:
    """Agreement and body of those who agreed something: who witness or keep it are no partners."""
    rows = Signatory.objects.filter(by_public_bodies(""), capacity__in=PROMISING)
    if kind:
        rows = rows.filter(organization__kind=kind)
    if len(places) <= FEW:
        rows = rows.filter(agreement__in=list(places))
    pairs = rows.order_by("agreement").values_list("agreement", "organization")
    return pairs.iterator(CHUNK)


def tied(top: list[int], masks: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """Two bodies each, and the agreements that they share as bits."""
    for one, other in combinations(top, 2):
        if both := masks[one] & masks[other]:
            yield one, other, both


def tie(one: int, other: int, both: int, order: list[Signed]) -> Tie:
    """The tie between two bodies, from the agreements that they share."""
    agreements = [order[place] for place in places_in(both)]
    first, earliest, latest = agreements[0]
    ends = [each for each in agreements if each[2]] or agreements
    last = max(ends, key=lambda each: each[2] or date.min)
    known = earliest or latest
    return Tie(one, other, len(agreements), first, last[0], known.year if known else None)


def places_in(bits: int) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    text = bin(bits)[:1:-1]
    place = text.find("1")
    while place >= 0:
        yield place
        place = text.find("1", place + 1)
