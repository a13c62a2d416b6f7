"""Names of bodies in the reader's language, where the record knows them.

Pages use them; files and JSON keep the name that the body is recorded under.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from dates.queries import current
from listings.columns import Row
from listings.expressions import SEPARATOR, split
from listings.listing import Listing
from organizations.models import Organization, OrganizationName
from records.naming import foreign_keys
from records.views import Rows
from sources.views import CitedRecordView

KINDS = (OrganizationName.Kind.OFFICIAL, OrganizationName.Kind.TRANSLATION)


def names_in(language: str) -> QuerySet:
    """The names that bodies bear today in the language, an official one after a translation.

    Read into a dictionary, the official one stays.
    """
    spoken = Q(language__iexact=language) | Q(language__istartswith=f"{language}-")
    names = OrganizationName.objects.filter(spoken, current(timezone.localdate()), kind__in=KINDS)
    return names.order_by("-kind", "-pk")


def is_recorded_in(language: str | None) -> bool:
    """Whether bodies are recorded under their names in the language: then there is none to find."""
    return language in (None, settings.LANGUAGE_CODE)


def in_readers_language(bodies: Iterable[Organization]) -> None:
    """Renames the bodies in hand, which are for showing and never saved; one query at most."""
    in_hand, language = list(bodies), get_language()
    if is_recorded_in(language) or not in_hand:
        return
    found = names_in(str(language)).filter(organization__in={body.pk for body in in_hand})
    names = dict(found.values_list("organization", "text"))
    for body in in_hand:
        body.name = names.get(body.pk, body.name)


def bodies_of(rows: Iterable[Any]) -> list[Organization]:
    """The bodies among rows in hand, and those that they lead to."""
    rows = list(rows)
    targets = [
        getattr(row, key.name)
        for row in rows
        for key in foreign_keys(type(row))
        if key.is_cached(row)
    ]
    return [body for body in rows + targets if isinstance(body, Organization)]


class SpokenRecordView(CitedRecordView):
    """A page that calls bodies by their names in the reader's language."""

    def complete(self, rows: Rows) -> None:
        super().complete(rows)
        in_readers_language(bodies_of(row for row, _tree in rows))


class SpokenListing(Listing):
    """A listing whose page calls bodies by their names in the reader's language.

    `bodies` leads from the columns that hold names to those that hold the slugs of the same bodies.
    """

    bodies: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def for_readers(cls, rows: list[Row]) -> list[Row]:
        language = get_language()
        slugs = {
            slug for row in rows for column in cls.bodies.values() for slug in split(row[column])
        }
        if is_recorded_in(language) or not slugs:
            return rows
        found = names_in(str(language)).filter(organization__slug__in=slugs)
        # A name that the body bore on an earlier day is not among these, and stays.
        names = dict(found.values_list("organization__name", "text"))
        changed = [{column: renamed(row[column], names) for column in cls.bodies} for row in rows]
        return [row | change for row, change in zip(rows, changed, strict=True)]


def renamed(cell: str | None, names: Mapping[str, str]) -> str | None:
    """The cell with each of its names in the reader's language, where that is known."""
    return cell and SEPARATOR.join(names.get(part, part) for part in split(cell))
