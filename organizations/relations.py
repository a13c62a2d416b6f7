"""What hangs on a body and is shown on its page, by a number of queries that depends on nothing."""

from collections.abc import Callable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.utils import timezone

from dates.queries import current, earliest_first, latest_first
from listings.expressions import Counted
from organizations import partners
from organizations.ego import Ego
from organizations.models import (
    Appointment,
    Identifier,
    Membership,
    Organization,
    OrganizationName,
)
from organizations.partners import Partners, ties
from records.naming import target_paths
from records.together import together
from records.views import conceal

# What the page shows of each list that goes on elsewhere, and of the members of a group.
SHOWN, MEMBERS = 10, 50
# Who witnesses an agreement or keeps it is joined with nobody by it: the network leaves them out.
JOINING = ("signatory", "adopting")
# Bodies belong to few groups: this many memberships leave room for both sides.
MOST_MEMBERSHIPS = 300


class Relations:
    """What is shown with a body, seen on a day. The body's own accessors are filled on the way."""

    def __init__(self, body: Organization, on: date) -> None:
        self.body, self.on = body, on
        self.names, self.identifiers, self.series = _own(body)
        self.memberships, self.members = self._memberships()
        self.appointments = list(_appointments(body))
        self.signatories = _signatories(body, on)
        self.commitments = _commitments(body, on)
        self.attended, self.participations = _attended(body)
        self.reports = _reports(body)
        self.partners = Partners.of(body, on)
        self.ego = Ego.of(self.partners.closest, self._ties())
        for name in ("names", "identifiers", "memberships"):
            fill(body, name, getattr(self, name))

    @property
    def joined(self) -> int:
        """With how many bodies the network joins it."""
        return self.signatories[0].joined if self.signatories else 0

    def _memberships(self) -> tuple[list[Membership], list[Membership]]:
        """The groups that the body belongs to, and who belongs to it: in force first."""
        found = list(_memberships(self.body, self.on))
        for row in found:
            row.standing = standing(row, self.on)
        own = [row for row in found if row.member_id == self.body.pk]
        members = [row for row in found if row.group_id == self.body.pk]
        return own, members[:MEMBERS]

    def _ties(self) -> dict[tuple[int, int], int]:
        closest = [partner.body for partner in self.partners.closest]
        return ties(closest, self.on) if len(closest) > 1 else {}

    def rows(self) -> Iterator[Any]:
        """Everything that sources are cited for, the body itself aside."""
        yield from (*self.body.parts.all(), *self.body.predecessors.all())
        yield from (*self.names, *self.identifiers, *self.memberships, *self.members)
        yield from (*self.appointments, *self.signatories, *self.commitments)
        yield from (*self.participations, *self.series, *self.reports)

    @property
    def name_then(self) -> str:
        """The name of a past day, as far as names with a term tell; empty where it is today's.

        The same rule as `models.organizations.name_on`, for names in hand.
        """
        kinds = (OrganizationName.Kind.OFFICIAL, OrganizationName.Kind.FORMER)
        then = [
            row
            for row in self.names
            if row.kind in kinds
            and (row.since or row.until)
            and standing(row, self.on) == "current"
        ]
        text = max(then, key=_begun).text if then else self.body.name
        is_past = self.on < timezone.localdate()
        return text if is_past and text != self.body.name else ""

    def named(self) -> list[tuple[OrganizationName, str]]:
        """The names in the order of their terms, each with where it stands on the day."""
        return [(row, standing(row, self.on)) for row in sorted(self.names, key=_by_term)]


def find_with_family(rows: QuerySet, slug: str) -> Organization | None:
    """The body with this slug among the rows, its parts and predecessors filled in.

    All of them come by one query.
    """
    own = Subquery(rows.filter(slug=slug).values("pk")[:1])
    family = list(rows.filter(Q(slug=slug) | Q(part_of=own) | Q(successor=own)))
    body = next((each for each in family if each.slug == slug), None)
    if body is not None:
        fill(body, "parts", [each for each in family if each.part_of_id == body.pk])
        fill(body, "predecessors", [each for each in family if each.successor_id == body.pk])
    return body


def fill(row: Any, name: str, children: list[Any]) -> None:
    """Lets an accessor give these children, as after a prefetch."""
    filled = getattr(row, name).all()
    filled._result_cache, filled._prefetch_done = children, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = filled


def standing(term: Any, on: date) -> str:
    """Whether a term is “current” on the day, “former” or “later”, as far as its dates tell."""
    if term.until_latest is not None and term.until_latest < on:
        return "former"
    if term.since_earliest is not None and term.since_earliest > on:
        return "later"
    return "current"


def _begun(name: OrganizationName) -> tuple:
    """The greatest is the name that came last, as `dates.queries.latest_first` has it."""
    return name.since_latest or date.min, name.since_earliest or date.min, -name.pk


def _by_term(name: OrganizationName) -> tuple:
    first = name.since_earliest or name.until_earliest or date.max
    return first, name.until_latest or date.max, name.kind, name.text


def _own(body: Organization) -> list[list[Any]]:
    """The names of the body, its identifiers and its series, by one query."""
    wanted: dict[type[Any], tuple[str, ...]] = {
        OrganizationName: ("text",),
        Identifier: ("scheme", "value"),
        body.series.model: ("name",),
    }
    rows = list(
        together(*((model.objects.filter(organization=body).published(), ()) for model in wanted))
    )
    return [
        sorted((row for row in rows if isinstance(row, model)), key=attrgetter(*order))
        for model, order in wanted.items()
    ]


def joined(body: Organization, on: date) -> QuerySet:
    """The places of those with whom it agreed something, as the network has it."""
    joining = partners.standing(on).filter(capacity__in=JOINING)
    shared = joining.filter(organization=body).order_by().values("agreement")
    return joining.filter(agreement__in=shared).exclude(organization=body)


def _memberships(body: Organization, on: date) -> QuerySet:
    rows = Membership.objects.published().filter(Q(member=body) | Q(group=body))
    in_force = Case(When(current(on), then=Value(0)), default=Value(1))
    of_others = Case(When(group=body, then=Value(1)), default=Value(0))
    return (
        rows.annotate(total=Window(Count("pk"), partition_by=F("group")))
        .select_related("member", "group")
        .order_by(of_others, in_force, "group__name", "member__name", "pk")[:MOST_MEMBERSHIPS]
    )


def _appointments(body: Organization) -> QuerySet:
    rows = Appointment.objects.published().filter(organization=body).select_related("person")
    return rows.order_by(*latest_first("since"), "pk")


def first(rows: QuerySet, *order: Any, dress: Callable[[QuerySet], QuerySet]) -> list[Any]:
    """The first of the rows in an order; each knows the `total`.

    `dress` adds what is shown and sorted by. It is done for the few alone: a stage costs more
    than all the rest.
    """
    keys = rows.order_by(*order).values("pk")[:SHOWN]
    dressed = dress(rows.model.objects.filter(pk__in=keys)).annotate(total=Counted(rows))
    found = list(dressed.select_related(*target_paths(rows.model)).order_by(*order))
    for row in found:
        conceal(row, {})
    return found


def _signatories(body: Organization, on: date) -> list[Any]:
    signed: Any = body.signatories.published().with_signing()
    agreements = signed.model._meta.get_field("agreement").related_model.objects
    stage = agreements.with_stage(on).filter(pk=OuterRef("agreement")).values("stage")
    return first(
        signed,
        *latest_first("signed"),
        "pk",
        dress=lambda rows: rows.with_signing().annotate(
            stage=Subquery(stage), joined=Counted(joined(body, on), "organization")
        ),
    )


def _commitments(body: Organization, on: date) -> list[Any]:
    promises: Any = Organization.commitments.rel.related_model.objects
    owed = promises.published().owed_by(body)
    by_deadline = (*earliest_first("deadline"), "agreement__title", "position", "pk")
    return first(owed, *by_deadline, dress=lambda rows: rows.with_due(on))


def _attended(body: Organization) -> tuple[list[Any], list[Any]]:
    """The first events in which the body took part, each with the parts `taken` and those `led`.

    Beside them all of those parts, which are what is cited.
    """
    parts: Any = body.participations.published()
    attended = parts.model._meta.get_field("event").related_model.objects
    attended = attended.filter(pk__in=parts.order_by().values("event"))
    shown = attended.order_by(*latest_first("start"), "pk").values("pk")[:SHOWN]
    taken = list(
        parts.filter(event__in=shown)
        .annotate(total=Counted(attended))
        .select_related(*target_paths(parts.model))
        .order_by(*latest_first("event__start"), "event", "pk")
    )
    events: dict[int, Any] = {}
    for part in taken:
        conceal(part, {})
        event = events.setdefault(part.event_id, part.event)
        event.total = part.total
        event.taken = [*getattr(event, "taken", ()), part]
        event.led = [each for each in event.taken if each.person or each.title_as_printed]
    return list(events.values()), taken


def _reports(body: Organization) -> list[Any]:
    reported = body.progress_reports.published()
    return first(reported, *latest_first("date"), "pk", dress=lambda rows: rows)
