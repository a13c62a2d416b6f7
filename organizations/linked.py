"""Bodies in the vocabulary of schema.org."""

from datetime import date

from django.utils import timezone

from organizations.models import Membership, Organization
from records.linked import Linked, exact, thing

# The lists whose numbers are addresses too.
LISTS = {"wikidata": "https://www.wikidata.org/entity/", "ror": "https://ror.org/"}


def linked(body: Organization, base: str) -> Linked:
    """A body with its names and what it belongs to; a state is a country, which belongs nowhere."""
    known = thing(
        kind_of(body),
        base,
        body,
        alternateName=other_names(body),
        description=body.summary,
        sameAs=same_as(body),
        identifier=identifiers(body),
    )
    return known if body.kind == Organization.Kind.STATE else known | belonging(body, base)


def kind_of(body: Organization) -> str:
    """The type: an organ of a state is its government's, of any other body a body like any."""
    if body.kind == Organization.Kind.STATE:
        return "Country"
    above = body.part_of
    of_state = above is not None and above.kind == Organization.Kind.STATE
    return "GovernmentOrganization" if of_state else "Organization"


def belonging(body: Organization, base: str) -> Linked:
    """When it was founded and dissolved, what it is part of and a member of."""
    member_of = [brief(row.group, base) for row in body.memberships.all() if is_member(row)]
    parts = {
        "foundingDate": exact(body.founded),
        "dissolutionDate": exact(body.dissolved),
        "parentOrganization": brief(body.part_of, base) if body.part_of else None,
        "memberOf": member_of,
    }
    return {name: value for name, value in parts.items() if value}


def brief(body: Organization, base: str) -> Linked:
    """A body that another mentions."""
    return thing(kind_of_mentioned(body), base, body)


def kind_of_mentioned(body: Organization) -> str:
    """The type as far as it can be told without looking further."""
    return "Country" if body.kind == Organization.Kind.STATE else "Organization"


def is_member(row: Membership) -> bool:
    """Whether it is a member, not an observer or an office, and not certainly no more."""
    today: date = timezone.localdate()
    over = row.until_latest is not None and row.until_latest < today
    return row.capacity == Membership.Capacity.MEMBER and not over


def other_names(body: Organization) -> list[str]:
    """Every name but the one in use, each once."""
    names = [body.acronym, *(name.text for name in body.names.all())]
    return [name for name in dict.fromkeys(names) if name and name != body.name]


def same_as(body: Organization) -> list[str]:
    """Addresses elsewhere that are about this body and no other."""
    numbers = [each for each in body.identifiers.all() if each.scheme.lower() in LISTS]
    found = [LISTS[each.scheme.lower()] + each.value.rpartition("/")[2] for each in numbers]
    return [body.website, *found] if body.website else found


def identifiers(body: Organization) -> list[Linked]:
    """Its numbers in lists that give no addresses."""
    return [
        {"@type": "PropertyValue", "propertyID": each.scheme, "value": each.value}
        for each in body.identifiers.all()
        if each.scheme.lower() not in LISTS
    ]
