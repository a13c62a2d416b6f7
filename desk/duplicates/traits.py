"""What is compared of the records of each kind, read in as many queries for many as for one."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from agreements.models import Act, Agreement, Signatory
from agreements.stages import SIGNING
from desk.duplicates.keys import (
    acronym_keys,
    address_key,
    key,
    may_be_acronym,
    name_keys,
    text_key,
    without_acronym,
)
from desk.duplicates.models import Kind
from events.models import Event, Participation
from organizations.models import Appointment, Identifier, Organization, OrganizationName, Person
from search.folding import words
from sources.models import Source

Days = tuple[date, date]
Rows = dict[int, list[Any]]
# An EDTF text that names one day.
ONE_DAY = 10
EARLIER_NAMES = "official", "former", "translation", "variant", "as-printed"


@dataclass
class Traits:
    """What is compared of one record. `keys` holds the text as written by its key.

    `sorts` are values that speak against each other where both are there and differ.
    """

    names: list[str]
    keys: dict[str, str]
    days: Days | None = None
    sorts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Compared:
    """A kind of records: how they are read, and which tables they are made of.

    `watched` maps each table to the path to the id of the record that a row of it is about.
    """

    model: type[Model]
    read: Callable[[Collection[int]], dict[int, Traits]]
    watched: Mapping[Any, str]


def organizations(pks: Collection[int]) -> dict[int, Traits]:
    bodies = _values(Organization, pks, "name", "acronym", "kind", "country_id", "website")
    names = _below(OrganizationName, "organization_id", pks, "text", "kind")
    numbers = _below(Identifier, "organization_id", pks, "scheme", "value")
    return {pk: _organization(body, names[pk], numbers[pk]) for pk, body in bodies.items()}


def _organization(body: Any, names: list[Any], numbers: list[Any]) -> Traits:
    written = [body["name"], *(n["text"] for n in names if n["kind"] in EARLIER_NAMES)]
    split = [without_acronym(name) for name in written]
    told = [name for name, _short in split]
    short = [body["acronym"], *(n["text"] for n in names if n["kind"] == "acronym")]
    short += [acronym for _name, acronym in split] + list(filter(may_be_acronym, told))
    found = name_keys(told) | acronym_keys(short) | address_key(body["website"])
    for number in numbers:
        value = number["value"].rstrip("/").rpartition("/")[2]
        found |= text_key("identifier", number["scheme"], value)
    kind = "" if body["kind"] in ("not-stated", "other") else body["kind"]
    return Traits(told, found, sorts={"kind": kind, "country": body["country_id"]})


def persons(pks: Collection[int]) -> dict[int, Traits]:
    found = _values(Person, pks, "name")
    offices = _below(Appointment, "person_id", pks, "organization_id")
    signed = _below(Act, "person_id", pks, "signatory__organization_id")
    led = _below(Participation, "person_id", pks, "organization_id")
    return {
        pk: _person(row["name"], {*_only(offices[pk]), *_only(signed[pk]), *_only(led[pk])})
        for pk, row in found.items()
    }


def _person(name: str, bodies: Iterable[int]) -> Traits:
    """“J. Prado” and “Julia Prado” are one where they spoke for the same body."""
    told, found = words(name), name_keys([name])
    if len(told) > 1:
        short = f"{told[0][0]} {told[-1]}"
        found |= {key("initial", short, str(body)): name for body in bodies}
    return Traits([name], found)


def agreements(pks: Collection[int]) -> dict[int, Traits]:
    found = _values(Agreement, pks, "title", "reference")
    signed_by = _below(Signatory, "agreement_id", pks, "organization_id")
    signing = Act.objects.filter(kind__in=SIGNING)
    fields = "date", "date_earliest", "date_latest"
    acts = _below(signing, "signatory__agreement_id", pks, *fields)
    return {pk: _agreement(row, set(_only(signed_by[pk])), acts[pk]) for pk, row in found.items()}


def _agreement(row: Any, bodies: set[int], acts: list[Any]) -> Traits:
    title = row["title"]
    found = name_keys([title]) | text_key("reference", row["reference"])
    folded = " ".join(words(title))
    found |= {key("party", folded, str(body)): title for body in bodies}
    days = {act["date"] for act in acts if len(act["date"]) == ONE_DAY}
    found |= {key("dated", folded, day): title for day in days}
    if len(bodies) > 1:
        together = ",".join(map(str, sorted(bodies)))
        found |= {key("signed", day, together): day for day in days}
    return Traits([title], found, _days(acts, "date"))


def sources(pks: Collection[int]) -> dict[int, Traits]:
    fields = "title", "publisher", "reference", "document_url", "archive_url"
    found = _values(Source, pks, *fields, "published_earliest", "published_latest")
    return {pk: _source(row) for pk, row in found.items()}


def _source(row: Any) -> Traits:
    keys = name_keys([row["title"]]) | text_key("reference", row["publisher"], row["reference"])
    keys |= address_key(row["document_url"]) | address_key(row["archive_url"])
    publisher = " ".join(words(row["publisher"]))
    return Traits([row["title"]], keys, _days([row], "published"), {"publisher": publisher})


def events(pks: Collection[int]) -> dict[int, Traits]:
    fields = "title", "kind", "series_id", "place", "start", "start_earliest", "start_latest"
    return {pk: _event(row) for pk, row in _values(Event, pks, *fields).items()}


def _event(row: Any) -> Traits:
    keys, day = name_keys([row["title"]]), row["start"]
    if len(day) == ONE_DAY:
        if row["series_id"]:
            keys[key("series", str(row["series_id"]), day)] = day
        if place := " ".join(words(row["place"])):
            keys[key("place", place, day, row["kind"])] = row["place"]
    return Traits([row["title"]], keys, _days([row], "start"))


COMPARED = {
    Kind.ORGANIZATIONS: Compared(
        Organization,
        organizations,
        {Organization: "id", OrganizationName: "organization_id", Identifier: "organization_id"},
    ),
    Kind.PERSONS: Compared(
        Person,
        persons,
        {
            Person: "id",
            Appointment: "person_id",
            Act: "person_id",
            Participation: "person_id",
        },
    ),
    Kind.AGREEMENTS: Compared(
        Agreement,
        agreements,
        {Agreement: "id", Signatory: "agreement_id", Act: "signatory__agreement_id"},
    ),
    Kind.SOURCES: Compared(Source, sources, {Source: "id"}),
    Kind.EVENTS: Compared(Event, events, {Event: "id"}),
}


def _values(model: Any, pks: Collection[int], *fields: str) -> dict[int, Any]:
    rows = model.objects.filter(pk__in=pks).order_by()
    return {row["id"]: row for row in rows.values("id", *fields)}


def _below(rows: Any, column: str, pks: Collection[int], *fields: str) -> Rows:
    """The rows of a table that are about the records, by record."""
    every: QuerySet = rows if isinstance(rows, QuerySet) else rows.objects.all()
    found: Rows = defaultdict(list)
    for row in every.filter(**{f"{column}__in": pks}).order_by("pk").values(column, *fields):
        found[row.pop(column)].append(row)
    return found


def _only(rows: Iterable[dict[str, Any]]) -> list[Any]:
    return [value for row in rows for value in row.values() if value]


def _days(rows: Iterable[Any], name: str) -> Days | None:
    """From the first to the last day on which it can have been; None where either is unknown."""
    bounds = [(row[f"{name}_earliest"], row[f"{name}_latest"]) for row in rows]
    dated = [both for both in bounds if any(both)]
    if not dated or not all(all(both) for both in dated):
        return None
    return min(first for first, _last in dated), max(last for _first, last in dated)
