"""Everything on record between two bodies, by a number of queries that depends on nothing."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from agreements.due import SETTLED
from agreements.models import Act, Agreement, Commitment, Obligation, ProgressReport, Signatory
from agreements.stages import PROMISING, SIGNING, Stage
from dates.queries import earliest_first, first_day, last_day, latest_first
from dates.spans import span
from events.models import Event, Participation
from listings.expressions import Counted
from organizations.models import Membership, Organization
from portal.pair.contacts import Contacts
from records.views import conceal

# How many things are told, the newest; of more there are lists.
MOST = 200
DATED_BY = {"agreement": "signed", "event": "start", "report": "date", "membership": "since"}
Pair = tuple[Organization, Organization]


@dataclass(frozen=True, eq=False)
class Entry:
    """A thing between two bodies, with its uncertain date and what is promised in it."""

    kind: str
    row: Any
    date: str
    earliest: datetime.date | None
    latest: datetime.date | None
    # Whether it certainly lies after the day of the question.
    is_later: bool
    promises: list[Commitment] = field(default_factory=list)

    @classmethod
    def of(
        cls, kind: str, row: Any, on: datetime.date, promises: Iterable[Commitment] = ()
    ) -> "Entry":
        text, earliest, latest = (
            getattr(row, DATED_BY[kind] + end) for end in ("", "_earliest", "_latest")
        )
        is_later = earliest is not None and earliest > on
        return cls(kind, row, text, earliest, latest, is_later, list(promises))

    @property
    def is_certain(self) -> bool:
        """Whether it is dated to the day, and without doubt."""
        found = span(self.date)
        return found is not None and found.certain

    @property
    def parts(self) -> list[Any]:
        """The places of the two in an agreement or an event."""
        return getattr(self.row, "parts_of_pair", [])

    @property
    def acts(self) -> list[Act]:
        """What the two did about an agreement."""
        return [act for part in self.parts for act in getattr(part, "told_acts", ())]

    @property
    def owed(self) -> list[Commitment]:
        """The promises in it that are not settled, unless it has ended or is still to come."""
        over = self.is_later or getattr(self.row, "stage", "") == Stage.ENDED
        return [] if over else [each for each in self.promises if each.stage not in SETTLED]

    @property
    def not_owed(self) -> list[Commitment]:
        owed = self.owed
        return [each for each in self.promises if each not in owed]

    def rows(self) -> Iterator[Any]:
        """Everything in it that sources can be cited for."""
        yield from (self.row, *self.parts, *self.acts, *self.promises)


class Between:
    """What is between the two bodies of a pair, seen on a day."""

    def __init__(self, pair: Pair, on: datetime.date) -> None:
        self.pair, self.on = pair, on
        self.counts = counts(pair)
        self.commitments = list(told_commitments(pair, on))
        self.memberships = list(memberships(pair))
        entries = [
            *(self._agreement(row) for row in told_agreements(pair, on)),
            *(Entry.of("event", row, on) for row in told_events(pair)),
            *(Entry.of("report", row, on) for row in told_reports(pair)),
            *(Entry.of("membership", row, on) for row in self.memberships if self._own(row)),
        ]
        self.entries = sorted(entries, key=in_time_order)
        for entry in self.entries:
            self._dress(entry)

    def _own(self, membership: Membership) -> bool:
        """Whether one of the two belongs to the other."""
        return membership.group_id in (body.pk for body in self.pair)

    def _agreement(self, row: Agreement) -> Entry:
        promises = [each for each in self.commitments if each.agreement_id == row.pk]
        for each in promises:
            each.agreement = row
        return Entry.of("agreement", row, self.on, promises)

    def _dress(self, entry: Entry) -> None:
        """Names the two where they take part, and hides what is not public."""
        bodies = {body.pk: body for body in self.pair}
        if entry.kind == "report":
            entry.row.reporter = bodies[entry.row.reporter_id]
        for part in entry.parts:
            part.organization = bodies[part.organization_id]
        for row in entry.rows():
            conceal(row, {})

    @cached_property
    def dated(self) -> list[Entry]:
        """What may have come by the day, in time order: the first of all, and the newest MOST."""
        found = [each for each in self.entries if each.date and not each.is_later]
        return found if len(found) <= MOST else [found[0], *found[-MOST:]]

    @cached_property
    def later(self) -> list[Entry]:
        """What certainly comes after the day."""
        return [each for each in self.entries if each.is_later][:MOST]

    @cached_property
    def undated(self) -> list[Entry]:
        """What has no date."""
        return [each for each in self.entries if not each.date][:MOST]

    @property
    def told(self) -> list[Entry]:
        return [*self.dated, *self.later, *self.undated]

    @property
    def is_cut(self) -> bool:
        """Whether there is more on record than is told."""
        things = ("agreements", "events", "reports")
        found = sum(self.counts[name] for name in things)
        kinds = ("agreement", "event", "report")
        return found > sum(each.kind in kinds for each in self.told)

    @cached_property
    def contacts(self) -> Contacts[Entry]:
        """Agreements and events that may have come by the day."""
        return Contacts.of(
            [each for each in self._by_then() if each.kind in ("agreement", "event")]
        )

    def _by_then(self) -> list[Entry]:
        return [*self.dated, *self.undated]

    def _at(self, *stages: str) -> list[Agreement]:
        agreements = (each.row for each in self._by_then() if each.kind == "agreement")
        return [row for row in agreements if row.stage in stages]

    @property
    def alive(self) -> list[Agreement]:
        """The agreements that are in effect on the day."""
        return self._at(Stage.IN_EFFECT)

    @property
    def made(self) -> list[Agreement]:
        """Those that were made, and of which nothing tells whether they took effect."""
        return self._at(Stage.SIGNED, Stage.ANNOUNCED, Stage.NOT_KNOWN)

    @cached_property
    def owed(self) -> list[Commitment]:
        """What is neither settled nor promised in what has ended: the next deadline first."""
        promises = (promise for each in self._by_then() for promise in each.owed)
        return sorted(promises, key=lambda row: row.deadline_latest or datetime.date.max)

    @cached_property
    def groups(self) -> list[tuple[Organization, list[Membership]]]:
        """The groups that both belong to on the day, each with the memberships of the two."""
        together: dict[int, list[Membership]] = {}
        for row in self.memberships:
            if not self._own(row) and is_current(row, self.on):
                together.setdefault(row.group_id, []).append(row)
        shared = (rows for rows in together.values() if len({row.member_id for row in rows}) == 2)
        return [(rows[0].group, rows) for rows in shared]

    def rows(self) -> Iterator[Any]:
        """Everything told that sources can be cited for."""
        for entry in self.told:
            yield from entry.rows()
        for _group, rows in self.groups:
            yield from rows

    def bodies(self) -> Iterator[Organization]:
        """Every body that is named."""
        yield from self.pair
        for entry in self.told:
            yield from (part.on_behalf_of for part in entry.parts if hasattr(part, "on_behalf_of"))
            for promise in entry.promises:
                yield from (each.organization for each in promise.obligations.all())
        for row in self.memberships:
            yield from (row.member, row.group)


def in_time_order(entry: Entry) -> tuple:
    """Sorts by the earliest day that a thing can be of, then by the latest; unknown last."""
    first, last = entry.earliest or entry.latest, entry.latest or entry.earliest
    return first or datetime.date.max, last or datetime.date.max, entry.row.slug


def is_current(membership: Membership, on: datetime.date) -> bool:
    """Whether it is possibly in force on the day: `dates.queries.current` for a row in hand."""
    begun = membership.since_earliest is None or membership.since_earliest <= on
    return begun and (membership.until_latest is None or membership.until_latest >= on)


def signatories() -> QuerySet:
    return Signatory.objects.published()


def participations() -> QuerySet:
    return Participation.objects.published()


def of_both(rows: QuerySet, links: QuerySet, key: str, pair: Pair) -> QuerySet:
    """The rows that both bodies are linked to, by `key` of `links`."""
    for body in pair:
        rows = rows.filter(pk__in=links.filter(organization=body).values(key))
    return rows


def agreements(pair: Pair) -> QuerySet:
    """The instruments in which both stand, in whatever capacity."""
    return of_both(Agreement.objects.published(), signatories(), "agreement", pair)


def events(pair: Pair) -> QuerySet:
    """The events in which both took part, in whatever role."""
    return of_both(Event.objects.published(), participations(), "event", pair)


def reports(pair: Pair) -> QuerySet:
    """What one of the two reported on an instrument in which both stand."""
    shared = agreements(pair).values("pk")
    return ProgressReport.objects.published().filter(reporter__in=pair, agreement__in=shared)


def commitments(pair: Pair) -> QuerySet:
    """What one or both must do by an instrument in which both stand.

    They are named, or nobody is and they are among those who promise.
    """
    named = Obligation.objects.filter(commitment=OuterRef("pk"))
    places = signatories().filter(organization__in=pair, agreement=OuterRef("agreement"))
    return (
        Commitment.objects.published()
        .filter(agreement__in=agreements(pair).values("pk"))
        .filter(
            Exists(named.filter(organization__in=pair))
            | Q(~Exists(named), Exists(places.filter(capacity__in=PROMISING)))
        )
    )


def counts(pair: Pair) -> dict[str, int]:
    """How many there are of each kind, told or not."""
    kinds = {
        "agreements": agreements(pair),
        "events": events(pair),
        "commitments": commitments(pair),
        "reports": reports(pair),
    }
    one = Organization.objects.filter(pk=pair[0].pk)
    [found] = one.values_list(*(Counted(rows) for rows in kinds.values()))
    return dict(zip(kinds, found, strict=True))


def ends(rows: QuerySet, name: str) -> Q:
    """The newest MOST of the rows, and the oldest of them all."""
    newest = rows.order_by(*latest_first(name), "pk").values("pk")[:MOST]
    oldest = rows.order_by(*earliest_first(name), "pk").values("pk")[:1]
    return Q(pk__in=newest) | Q(pk__in=oldest)


def by_own_signing(pair: Pair) -> QuerySet:
    """The instruments of both with `own_earliest` and `own_latest`: when the two signed.

    That is what decides which are the newest: to look at what all of the others did takes too
    long where there are thousands.
    """
    acts = Act.objects.filter(
        kind__in=SIGNING, signatory__organization__in=pair, signatory__agreement=OuterRef("pk")
    )
    together = acts.order_by().values("signatory__agreement")
    return agreements(pair).annotate(
        own_earliest=Subquery(together.annotate(day=first_day("date")).values("day")),
        own_latest=Subquery(together.annotate(day=last_day("date")).values("day")),
    )


def told_agreements(pair: Pair, on: datetime.date) -> QuerySet:
    acts = Act.objects.published().select_related("person")
    places = signatories().filter(organization__in=pair).select_related("on_behalf_of")
    places = places.prefetch_related(Prefetch("acts", acts, to_attr="told_acts"))
    return (
        Agreement.objects.filter(ends(by_own_signing(pair), "own"))
        .with_signed()
        .with_stage(on)
        .with_last_evidence()
        .prefetch_related(Prefetch("signatories", places, to_attr="parts_of_pair"))
    )


def told_commitments(pair: Pair, on: datetime.date) -> QuerySet:
    named = Obligation.objects.published().select_related("organization")
    newest = commitments(pair).order_by("agreement", "position", "pk").values("pk")[:MOST]
    return (
        Commitment.objects.filter(pk__in=newest)
        .with_due(on)
        .order_by("position", "pk")
        .prefetch_related(Prefetch("obligations", named))
    )


def told_events(pair: Pair) -> QuerySet:
    roles = participations().filter(organization__in=pair).select_related("person")
    return (
        Event.objects.filter(ends(events(pair), "start"))
        .select_related("country", "series")
        .prefetch_related(Prefetch("participations", roles, to_attr="parts_of_pair"))
    )


def told_reports(pair: Pair) -> QuerySet:
    newest = reports(pair).order_by(*latest_first("date"), "pk").values("pk")[:MOST]
    return ProgressReport.objects.filter(pk__in=newest).select_related("agreement")


def memberships(pair: Pair) -> QuerySet:
    """Of one in the other, and of each of the two in the groups of both."""
    rows = Membership.objects.published()
    shared = Q(member__in=pair)
    for body in pair:
        shared &= Q(group__in=rows.filter(member=body).values("group"))
    found = rows.filter(Q(member__in=pair, group__in=pair) | shared)
    return found.select_related("member", "group").order_by("group__name", "member__name", "pk")
