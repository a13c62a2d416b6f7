"""With whom a body has to do: those that stand in its agreements and meet it at events.

Agreements and events stand on floors above, so they are reached by reverse accessors. All is
counted in the database: a body may stand in ten thousand agreements, beside as many others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from dates.queries import not_after
from organizations.models import Organization
from records.models import Publication

# How many are told, and drawn: of more there is the network.
MOST = 10
# The acts by which a body puts its name to an instrument: VCLT articles 12 to 15, and adoption.
SIGNING = ("signature", "definitive-signature", "adoption", "accession")

# Each partner with what it shares, added up over both kinds, and how many partners there are. The
# date of the latest contact is looked up for the closest alone.
RANKED = """
SELECT body.*, shared.agreements, shared.events, shared.total,
       ({signed}) AS last_signed, ({met}) AS last_met
FROM (
    SELECT contact.partner, SUM(contact.agreements) AS agreements, SUM(contact.events) AS events,
           COUNT(*) OVER () AS total
    FROM ({contacts}) AS contact
    JOIN {table} AS named ON named.id = contact.partner
    GROUP BY contact.partner, named.name
    ORDER BY SUM(contact.agreements) + SUM(contact.events) DESC, SUM(contact.agreements) DESC,
             named.name, contact.partner
    LIMIT {most}
) AS shared
JOIN {table} AS body ON body.id = shared.partner
ORDER BY shared.agreements + shared.events DESC, shared.agreements DESC, body.name, body.id
"""
# The partner whose row the outer query is at.
PARTNER = RawSQL("shared.partner", ())


@dataclass(frozen=True)
class Partner:
    """A body that shares agreements or events with another, and how many.

    `last` is the date (EDTF) of the latest of them by the day of the question, empty where none
    of them is dated.
    """

    body: Organization
    agreements: int
    events: int
    last: str

    @property
    def shared(self) -> int:
        return self.agreements + self.events


@dataclass(frozen=True)
class Partners:
    """The closest partners of a body, and how many there are in all."""

    closest: list[Partner]
    total: int

    @classmethod
    def of(cls, body: Organization, on: date) -> "Partners":
        """Those whose agreements or events may have come by the day, by one query."""
        found = list(_ranked(body, on))
        closest = [
            # PostgreSQL adds whole numbers up to a decimal.
            Partner(row, int(row.agreements), int(row.events), _latest(row))
            for row in found
        ]
        return cls(closest, found[0].total if found else 0)


def _ranked(body: Organization, on: date) -> Any:
    sql, params = zip(
        *(
            part.query.sql_with_params()
            for part in (
                _last_signed(body, on),
                _last_met(body, on),
                _signed(body, on).union(_met(body, on), all=True),
            )
        ),
        strict=True,
    )
    signed, met, contacts = sql
    table = connection.ops.quote_name(Organization._meta.db_table)
    ranked = RANKED.format(signed=signed, met=met, contacts=contacts, most=MOST, table=table)
    return Organization.objects.raw(ranked, list(chain(*params)))


def _latest(row: Any) -> str:
    """The date of the latest contact: what stands behind the greatest stamp."""
    return max(row.last_signed or "", row.last_met or "").partition(" ")[2]


def places() -> QuerySet:
    """Who stands in which agreement."""
    return Organization.signatories.rel.related_model.objects.published()


def attendances() -> QuerySet:
    """Who took part in which event."""
    return Organization.participations.rel.related_model.objects.published()


def _signed(body: Organization, on: date) -> QuerySet:
    """For each partner, how many agreements it shares with the body."""
    own = standing(on).filter(organization=body).values("agreement")
    others = places().filter(agreement__in=own).exclude(organization=body).order_by()
    return (
        others.annotate(partner=F("organization"))
        .values("partner")
        .annotate(agreements=Count("agreement", distinct=True), events=Value(0))
    )


def _met(body: Organization, on: date) -> QuerySet:
    """For each partner, at how many events it met the body."""
    own = attendances().filter(not_after("event__start", on), organization=body).values("event")
    others = attendances().filter(event__in=own).exclude(organization=body).order_by()
    return (
        others.annotate(partner=F("organization"))
        .values("partner")
        .annotate(agreements=Value(0), events=Count("event", distinct=True))
    )


def _last_signed(body: Organization, on: date) -> QuerySet:
    """The stamp of the latest act by which the partner signed what the body stands in."""
    acts: Any = places().model.acts.rel.related_model.objects
    own = places().filter(organization=body).values("agreement")
    signed = acts.published().filter(
        not_after("date", on),
        date_latest__isnull=False,
        kind__in=SIGNING,
        signatory__organization=PARTNER,
        signatory__agreement__in=own,
    )
    return signed.annotate(stamp=_stamp("date")).order_by("-stamp").values("stamp")[:1]


def _last_met(body: Organization, on: date) -> QuerySet:
    """The stamp of the latest event at which the partner met the body."""
    own = attendances().filter(organization=body).values("event")
    met = attendances().filter(
        not_after("event__start", on),
        event__start_latest__isnull=False,
        organization=PARTNER,
        event__in=own,
    )
    return met.annotate(stamp=_stamp("event__start")).order_by("-stamp").values("stamp")[:1]


def standing(on: date) -> QuerySet:
    """Places in agreements that may have been signed by the day.

    What has no date counts today: a source tells of it, though not since when.
    """
    if on >= timezone.localdate():
        return places()
    acts = places().model.acts.rel.related_model.objects.published()
    signed = acts.filter(
        not_after("date", on),
        signatory__agreement=OuterRef("agreement"),
        kind__in=SIGNING,
    )
    return places().filter(Exists(signed.exclude(date="")))


def _stamp(name: str) -> Concat:
    """The latest day of a date with the date itself behind it: the greatest is of the latest."""
    day = Cast(f"{name}_latest", CharField())
    return Concat(day, Value(" "), name, output_field=CharField())


def ties(bodies: Sequence[Organization], on: date) -> dict[tuple[int, int], int]:
    """How many agreements two of the bodies share, by their ids, the smaller first."""
    keys = [body.pk for body in bodies]
    other = "agreement__signatories__"
    both = (
        standing(on)
        .filter(organization__in=keys)
        .annotate(other=F(f"{other}organization"), behind=F(f"{other}on_behalf_of"))
        .filter(other__in=keys, organization__lt=F("other"))
        .filter(Q(behind=None) | Q(**{f"{other}on_behalf_of__publication": Publication.PUBLISHED}))
    )
    counted = both.order_by().values("organization", "other")
    found = counted.annotate(number=Count("agreement", distinct=True))
    return {(row["organization"], row["other"]): row["number"] for row in found}
