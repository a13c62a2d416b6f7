"""What stands on the timeline: signings, later acts, events, reports and deadlines.

Each kind is a query of its own with the same columns; the kinds are united in SQL, so that one
query counts them by year and one finds the part that a page shows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext_lazy as _

from agreements.filters import SIGNATORIES, owed
from agreements.models import Act, Agreement, Commitment, ProgressReport
from agreements.stages import SIGNING
from dates.queries import not_after, not_before
from events.filters import EventFilterSet
from events.models import Event, Outcome
from organizations.models.organizations import name_on
from portal.signing import with_signing
from records.models import Publication

Asked = Mapping[str, Any]
Stretch = tuple[int, int]  # two years, both included
Day = date
NOTHING = Value("", output_field=CharField())
NOBODY = Value(0, output_field=IntegerField())


@dataclass(frozen=True)
class Kind:
    """One kind of thing: its name in addresses, what it is called, and which date places it."""

    name: str
    label: Any
    noun: Any
    date: str
    end: str = ""


AGREEMENTS = Kind("agreements", _("Agreements, by their signing"), _("signed"), "signing")
ACTS = Kind("acts", _("Later acts"), _("act"), "date")
EVENTS = Kind("events", _("Events"), _("event"), "start", "end")
PROGRESS = Kind("progress", _("Progress reports"), _("report"), "date")
COMMITMENTS = Kind("commitments", _("Deadlines"), _("deadline"), "deadline")
KINDS = (AGREEMENTS, ACTS, EVENTS, PROGRESS, COMMITMENTS)
BY_NAME = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True)
class Happening:
    """One thing on the timeline, as the database has it."""

    kind: str
    slug: str
    title: str
    date: str
    end: str
    detail: str
    body: str
    body_id: int
    body_name: str
    agreement: str
    agreement_title: str
    earliest: Day | None
    latest: Day | None


def rows_of(kind: Kind, asked: Asked) -> QuerySet:
    """The rows of a kind that answer the question."""
    found = ROWS[kind.name](asked)
    certain = bool(asked["certain"])
    if asked["since"]:
        found = found.filter(not_before(kind.date, asked["since"], certain=certain))
    if asked["until"]:
        found = found.filter(not_after(kind.date, asked["until"], certain=certain))
    return found


def kinds_of(asked: Asked) -> list[Kind]:
    """The kinds that can answer: series and countries are of events only."""
    kinds = [EVENTS] if asked["series"] or asked["country"] else list(KINDS)
    return [kind for kind in kinds if asked["kind"] in ("", None, kind.name)]


def agreements_of(asked: Asked) -> QuerySet:
    """Public agreements in which all of the bodies stand, about the theme."""
    found = Agreement.objects.published()
    for body in asked["organization"]:
        found = found.filter(SIGNATORIES.having(body))
    if asked["theme"]:
        found = found.filter(theme_links__theme=asked["theme"])
    return found


def agreements(asked: Asked) -> QuerySet:
    return with_signing(agreements_of(asked))


def acts(asked: Asked) -> QuerySet:
    """What was done about an agreement after its signing, which stands there by itself."""
    found = Act.objects.published().exclude(kind__in=SIGNING)
    if asked["organization"]:
        found = found.filter(signatory__organization__in=asked["organization"])
    if asked["organization"] or asked["theme"]:
        found = found.filter(signatory__agreement__in=agreements_of(asked).values("pk"))
    return found


def events(asked: Asked) -> QuerySet:
    """Events at which all of the bodies took part; about what their outcomes are about."""
    found, filters = Event.objects.published(), EventFilterSet.base_filters
    for body in asked["organization"]:
        found = found.filter(filters["organization"].declared.having(body))
    for name in ("series", "country"):
        if asked[name]:
            found = found.filter(filters[name].declared.having(asked[name]))
    if asked["theme"]:
        outcomes = Outcome.objects.published().filter(event=OuterRef("pk"))
        found = found.filter(Exists(outcomes.filter(agreement__theme_links__theme=asked["theme"])))
    return found


def progress(asked: Asked) -> QuerySet:
    """Reports by a body; with several bodies by one of them on what all of them agreed."""
    found, bodies = ProgressReport.objects.published(), asked["organization"]
    if bodies:
        found = found.filter(reporter__in=bodies)
    if len(bodies) > 1 or asked["theme"]:
        found = found.filter(
            agreement__in=agreements_of(asked if len(bodies) > 1 else alone(asked))
        )
    return found


def alone(asked: Asked) -> Asked:
    """The question without its bodies."""
    return {**asked, "organization": []}


def commitments(asked: Asked) -> QuerySet:
    """Commitments with a deadline; the others are never due."""
    found = Commitment.objects.published().exclude(deadline="")
    rules = [owed().having(body) for body in asked["organization"]]
    if asked["theme"]:
        rules.append(Q(theme_links__theme=asked["theme"]))
    return found.filter(reduce(and_, rules)) if rules else found


ROWS = {
    "agreements": agreements,
    "acts": acts,
    "events": events,
    "progress": progress,
    "commitments": commitments,
}


def united(queries: list[QuerySet]) -> QuerySet:
    """The rows of all queries, at least one, which have the same columns."""
    first, *others = queries
    return first.union(*others, all=True) if others else first


def years(asked: Asked) -> list[tuple[str, int | None, int | None, int]]:
    """How many things there are by kind and by year of their earliest and latest day.

    One query; no more rows than there are pairs of years, however many things there are.
    """
    kinds = kinds_of(asked)
    counted = united([_by_years(kind, asked) for kind in kinds]) if kinds else ()
    read = [
        (kind, int(first) if first else None, int(last) if last else None, number)
        for kind, first, last, number in counted
    ]
    return sorted(read, key=lambda row: (row[0], row[1] or 0, row[2] or 0))


def _by_years(kind: Kind, asked: Asked) -> QuerySet:
    name = Value(kind.name, output_field=CharField())
    first, last = (_year(f"{kind.date}_{bound}") for bound in ("earliest", "latest"))
    rows = rows_of(kind, asked).order_by().annotate(thing=name, first_year=first, last_year=last)
    grouped = rows.values_list("thing", "first_year", "last_year")
    return grouped.annotate(number=Count("pk"))


def _year(column: str) -> Substr:
    # SQLite has no years: Django would ask Python for each of them.
    return Substr(Cast(column, CharField()), 1, 4)


def keys(
    asked: Asked, first: int, last: int, years: Stretch | None = None
) -> list[tuple[int, int]]:
    """Kind (its place in KINDS) and id of the things from one place in the order to another.

    The order is that of `dates.queries.earliest_first`: what has no known beginning comes after
    all that has, and what has no date at all comes last. With `years` only things that can begin
    in these are looked at, and the places are counted among them.
    """
    rows = united([_placed(kind, asked, years) for kind in kinds_of(asked)])
    ordered = rows.order_by(
        F("day_earliest").asc(nulls_last=True),
        F("day_latest").asc(nulls_last=True),
        "rank",
        "name",
    )
    return [(rank, pk) for rank, pk, *_rest in ordered[first:last]]


def _placed(kind: Kind, asked: Asked, years: Stretch | None) -> QuerySet:
    rows = rows_of(kind, asked).order_by()
    if years:
        start, end = date(years[0], 1, 1), date(years[1], 12, 31)
        rows = rows.filter(**{f"{kind.date}_earliest__range": (start, end)})
    # By other names than the columns of the tables have, which differ from kind to kind.
    return rows.annotate(
        rank=Value(KINDS.index(kind), output_field=IntegerField()),
        day_earliest=F(f"{kind.date}_earliest"),
        day_latest=F(f"{kind.date}_latest"),
        name=Cast("slug", CharField()),
    ).values_list("rank", "pk", "day_earliest", "day_latest", "name")


def happenings(found: list[tuple[int, int]], on: date | None) -> Iterator[Happening]:
    """The things with these keys, in their order; one query. Names are those borne on the day."""
    by_kind: dict[int, list[int]] = {}
    for rank, pk in found:
        by_kind.setdefault(rank, []).append(pk)
    if not by_kind:
        return
    told = united([_told(KINDS[rank], pks, on) for rank, pks in by_kind.items()])
    known = {(rank, pk): values for rank, pk, *values in told}
    for key in found:
        yield Happening(KINDS[key[0]].name, *known[key])


def _told(kind: Kind, pks: list[int], on: date | None) -> QuerySet:
    rows = ROWS[kind.name](EVERYTHING).order_by().filter(pk__in=pks)
    columns = {
        "rank": Value(KINDS.index(kind), output_field=IntegerField()),
        "key": F("pk"),
        **COLUMNS[kind.name](on),
        "day_earliest": F(f"{kind.date}_earliest"),
        "day_latest": F(f"{kind.date}_latest"),
    }
    named = {f"told_{name}": column for name, column in columns.items()}
    return rows.annotate(**named).values_list(*named)


EVERYTHING: Asked = dict.fromkeys(("theme", "series", "country", "since", "until", "certain")) | {
    "kind": "",
    "organization": [],
}
Columns = dict[str, Any]


def _columns(
    title: Any, when: Any, detail: Any, end: Any = NOTHING, body: Any = None, agreement: Any = None
) -> Columns:
    """The columns of `Happening` between kind and days; `body` is id, slug and name."""
    body_id, body_slug, body_name = body or (NOBODY, NOTHING, NOTHING)
    agreement_slug, agreement_title = agreement or (NOTHING, NOTHING)
    texts = {"slug": F("slug"), "title": title, "date": when, "end": end, "detail": detail}
    named = {"body": body_slug, "body_id": body_id, "body_name": body_name}
    about = {"agreement": agreement_slug, "agreement_title": agreement_title}
    return {
        name: column if name == "body_id" else Cast(column, CharField())
        for name, column in (texts | named | about).items()
    }


def _body(path: str, on: date | None) -> tuple[Any, Any, Any]:
    return F(f"{path}_id"), F(f"{path}__slug"), name_on(on, f"{path}__")


def _reported(field: str) -> Case:
    public = Q(agreement__publication=Publication.PUBLISHED)
    return Case(When(public, then=F(f"agreement__{field}")), default=NOTHING)


COLUMNS = {
    "agreements": lambda on: _columns(F("title"), F("signing"), F("instrument")),
    "acts": lambda on: _columns(
        NOTHING,
        F("date"),
        F("kind"),
        body=_body("signatory__organization", on),
        agreement=(F("signatory__agreement__slug"), F("signatory__agreement__title")),
    ),
    "events": lambda on: _columns(F("title"), F("start"), F("kind"), end=F("end")),
    "progress": lambda on: _columns(
        F("text"),
        F("date"),
        F("basis"),
        body=_body("reporter", on),
        agreement=(_reported("slug"), _reported("title")),
    ),
    "commitments": lambda on: _columns(
        F("text"),
        F("deadline"),
        F("locator"),
        agreement=(F("agreement__slug"), F("agreement__title")),
    ),
}
