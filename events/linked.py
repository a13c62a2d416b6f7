"""Events in the vocabulary of schema.org."""

from typing import Any

from events.models import Event, Participation
from organizations.linked import brief
from records.linked import Linked, exact, thing

ROLES = {
    # A host lends the place; schema.org has no word for that.
    "organizer": (Participation.Role.ORGANIZER,),
    "attendee": (Participation.Role.PARTICIPANT, Participation.Role.OBSERVER),
}


def linked(event: Event, base: str) -> Linked:
    """An event with its days, where they are known without doubt, its place and who was there."""
    above = event.part_of
    return thing(
        "Event",
        base,
        event,
        startDate=exact(event.start),
        endDate=exact(event.end),
        location=place(event, base),
        description=event.summary,
        superEvent=thing("Event", base, above) if above else series(event),
        **{name: those(event, roles, base) for name, roles in ROLES.items()},
    )


def place(event: Event, base: str) -> Linked | None:
    """Where it was: a place by its name, in a country."""
    country = brief(event.country, base) if event.country else None
    if not event.place:
        return country
    return {"@type": "Place", "name": event.place} | (
        {"containedInPlace": country} if country else {}
    )


def series(event: Event) -> Linked | None:
    """The line of events that it belongs to, which has no page."""
    return {"@type": "EventSeries", "name": event.series.name} if event.series else None


def those(event: Event, roles: Any, base: str) -> list[Linked]:
    """The bodies that took part in one of the roles."""
    rows = (row for row in event.participations.all() if row.role in roles)
    return [brief(row.organization, base) for row in rows]
