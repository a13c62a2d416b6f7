"""/network/: organizations joined by the agreements in which both stand."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import sqrt
from textwrap import shorten
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from agreements.filters import AgreementFilterSet
from agreements.models import Agreement
from listings.filters import ChoiceFilter, SinceFilter, UntilFilter
from listings.question import Question
from organizations.models import Organization
from organizations.models.organizations import name_on
from portal.network.layout import Label, Point, labelled, placed
from portal.network.ties import Network, Standing, Tie, network
from portal.pictures import Picture, PicturePage, Unsorted, remembered, spoken
from portal.signing import with_signing

WIDTH, HEIGHT, MARGIN = 1000, 640, 40
LETTER = 15  # the height of a label's letters
LONGEST_LABEL = 26
NODE = (5, 11)  # least radius, and how much more the best connected one has
LINE = (1, 5)  # least width, and how much more the strongest tie has


class NetworkFilterSet(Unsorted, AgreementFilterSet):
    """Which agreements join bodies, asked as in their list; and which bodies."""

    paged = False
    ordering = None  # type: ignore[assignment]
    kind = ChoiceFilter(
        method="keep",
        choices=Organization.Kind.choices,
        label=gettext_lazy("kind of organization"),
        help_text=gettext_lazy("Only organizations of this kind are drawn."),
    )

    since = SinceFilter("signing", label=gettext_lazy("signed since"))
    until = UntilFilter("signing", label=gettext_lazy("signed until"))

    class Meta:
        model = Agreement
        fields: list[str] = []

    def dated(self, queryset: QuerySet) -> QuerySet:
        # No columns are shown: what can be asked about is enough.
        return with_signing(queryset.with_stage(self.day))


class NetworkPicture(Picture):
    name = "network"
    title = gettext_lazy("Network")
    description = gettext_lazy("Organizations joined by the agreements in which both stand.")
    filterset = NetworkFilterSet


@dataclass(frozen=True)
class Body:
    """A body of the network: what it is called, and how it is connected."""

    slug: str
    name: str
    short: str
    kind: str
    words: str  # for its kind
    agreements: int
    partners: int


@dataclass(frozen=True)
class Joint:
    """A tie of the network with what names it."""

    tie: Tie
    one: Body
    other: Body
    first: Agreement
    latest: Agreement

    @property
    def address(self) -> str:
        """The page of everything between the two."""
        return reverse("pair", args=sorted((self.one.slug, self.other.slug)))

    @property
    def label(self) -> str:
        """The two and how much joins them, in words."""
        number = self.tie.agreements
        return ngettext(
            "%(one)s and %(other)s: %(number)s agreement",
            "%(one)s and %(other)s: %(number)s agreements",
            number,
        ) % {"one": self.one.name, "other": self.other.name, "number": number}


class Answer:
    """The network for a question that can be answered."""

    def __init__(self, request: HttpRequest, question: Question) -> None:
        self.question = question
        self.on: date | None = question.filterset.form.cleaned_data["as_of"]
        self.network, self.places = remembered(request, question, self.computed)

    def computed(self) -> tuple[Network, list[Point]]:
        """What takes long: the ties, and where the bodies stand."""
        asked = self.question.filterset
        found = network(asked.qs, asked.form.cleaned_data["kind"])
        order = {standing.body: place for place, standing in enumerate(found.bodies)}
        edges = [(order[tie.one], order[tie.other], tie.agreements) for tie in found.ties]
        points = placed(len(order), edges, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)
        return found, [(x + MARGIN, y + MARGIN) for x, y in points]

    def bodies(self, *, translated: bool = True) -> dict[int, Body]:
        """The bodies by id, the best connected first; in the reader's language where it may be."""
        keys = [standing.body for standing in self.network.bodies]
        rows = Organization.objects.filter(pk__in=keys).annotate(name_then=name_on(self.on))
        found = {row.pk: row for row in rows}
        names = {key: row.name_then for key, row in found.items()}
        names = spoken(names, self.on) if translated else names
        return {
            each.body: body_of(found[each.body], names[each.body], each)
            for each in self.network.bodies
            if each.body in found
        }

    def joints(self, bodies: dict[int, Body]) -> list[Joint]:
        """The ties, the strongest first."""
        ties = self.network.ties
        keys = {key for tie in ties for key in (tie.first, tie.latest)}
        agreements = with_signing(Agreement.objects.all()).in_bulk(keys)
        return [
            Joint(
                tie,
                bodies[tie.one],
                bodies[tie.other],
                agreements[tie.first],
                agreements[tie.latest],
            )
            for tie in ties
            if {tie.one, tie.other} <= bodies.keys()
            if {tie.first, tie.latest} <= agreements.keys()
        ]

    @property
    def bodies_left_out(self) -> int:
        return self.network.all_bodies - len(self.network.bodies)

    @property
    def ties_left_out(self) -> int:
        return self.network.all_ties - len(self.network.ties)


def body_of(row: Organization, name: str, standing: Standing) -> Body:
    short = row.acronym or shorten(name, LONGEST_LABEL, placeholder="…")
    words = row.get_kind_display()
    return Body(row.slug, name, short, row.kind, words, standing.agreements, standing.partners)


class NetworkPage(PicturePage):
    """The form, the drawing, and the same as two tables."""

    listing = NetworkPicture
    template_name = "portal/network/page.html"

    @cached_property
    def answer(self) -> Answer:
        return Answer(self.request, self.question)

    def drawn(self) -> dict[str, Any]:
        bodies = self.answer.bodies()
        joints = self.answer.joints(bodies)
        known = sorted({joint.tie.since for joint in joints if joint.tie.since})
        return {
            "answer": self.answer,
            "nodes": self.nodes(list(bodies.values())),
            "edges": self.edges(bodies, joints),
            "first": known[0] if known else None,
            "last": known[-1] if known else None,
            "width": WIDTH,
            "height": HEIGHT,
        }

    def nodes(self, bodies: list[Body]) -> list[dict[str, Any]]:
        """The bodies as drawn."""
        most = max((body.agreements for body in bodies), default=1)
        least, more = NODE
        circles = [
            (x, y, round(least + more * sqrt(body.agreements / most), 1))
            for body, (x, y) in zip(bodies, self.answer.places, strict=True)
        ]
        words = [body.short for body in bodies]
        labels = labelled(circles, words, LETTER, WIDTH, HEIGHT)
        return [node(*each) for each in zip(bodies, circles, labels, strict=True)]

    def edges(self, bodies: dict[int, Body], joints: list[Joint]) -> list[dict[str, Any]]:
        """The ties as drawn, the strongest first."""
        places = dict(zip(bodies, self.answer.places, strict=True))
        most = max((joint.tie.agreements for joint in joints), default=1)
        least, more = LINE
        return [
            {
                "joint": joint,
                "from": places[joint.tie.one],
                "to": places[joint.tie.other],
                "width": round(least + more * (joint.tie.agreements - 1) / most, 1),
            }
            for joint in joints
        ]


def node(body: Body, circle: tuple[float, float, float], label: Label | None) -> dict[str, Any]:
    x, y, radius = circle
    return {"body": body, "x": x, "y": y, "radius": radius, "label": label, "said": told(body)}


def told(body: Body) -> str:
    """A body and how it is connected, in words."""
    return ngettext(
        "%(name)s: %(partners)s partner in %(agreements)s agreements",
        "%(name)s: %(partners)s partners in %(agreements)s agreements",
        body.partners,
    ) % {"name": body.name, "partners": body.partners, "agreements": body.agreements}
