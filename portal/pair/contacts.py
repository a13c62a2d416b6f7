"""When two bodies had to do with each other: the first time, the latest, and the longest pause.

A contact is a thing with an uncertain date, of which the earliest and the latest day are known, or
one of them, or none. A pause is said with the least and the most that it can have lasted; a bound
that is not known could be anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from django.utils.translation import ngettext

DAYS_OF_YEAR, DAYS_OF_MONTH = 365.2425, 30.436875
# Above so many days a length is told in months, and above the other in years.
SHORT, MIDDLING = 62, 731


class Dated(Protocol):
    """Something that lies between two days, either of which may be unknown."""

    @property
    def earliest(self) -> date | None: ...

    @property
    def latest(self) -> date | None: ...


Contact = TypeVar("Contact", bound=Dated)


@dataclass(frozen=True)
class Pause(Generic[Contact]):
    """A stretch with no recorded contact, between two contacts; `least` and `most` in days.

    `most` is None where it can have lasted any longer.
    """

    after: Contact
    before: Contact
    least: int
    most: int | None

    def __str__(self) -> str:
        return length(self.least, self.most)


@dataclass(frozen=True)
class Contacts(Generic[Contact]):
    """The first and the latest of some contacts, and the longest pause between two of them.

    `vague` counts those that have no date, and could be anywhere.
    """

    first: Contact | None
    latest: Contact | None
    pause: Pause[Contact] | None
    vague: int

    @classmethod
    def of(cls, contacts: Sequence[Contact]) -> "Contacts[Contact]":
        """What can be said of contacts in any order."""
        dated = [each for each in contacts if each.earliest or each.latest]
        return cls(
            min(dated, key=lambda each: each.earliest or _end(each), default=None),
            max(dated, key=lambda each: each.latest or _start(each), default=None),
            longest_pause(dated),
            len(contacts) - len(dated),
        )


def longest_pause(contacts: Sequence[Contact]) -> Pause[Contact] | None:
    """The longest stretch in which certainly none of the contacts lies; None where there is none.

    Contacts whose days overlap may have come in any order, so they are taken together: a pause can
    have begun with the latest of the first days on one side, and ended with the first of the last
    days on the other.
    """
    groups: list[list[Contact]] = []
    for contact in sorted(contacts, key=_start):
        if groups and _start(contact) <= max(map(_end, groups[-1])):
            groups[-1].append(contact)
        else:
            groups.append([contact])
    pauses = [_pause(*both) for both in pairwise(groups)]
    return max(pauses, key=lambda pause: (pause.least, pause.most), default=None)


def length(least: int, most: int | None) -> str:
    """So many days in words: whole years, months or days, and from … to … where it is not sure."""
    if most is None:
        return _at_least(least)
    if least >= MIDDLING:
        return _years(int(least / DAYS_OF_YEAR), int(most / DAYS_OF_YEAR))
    if least >= SHORT:
        return _months(int(least / DAYS_OF_MONTH), int(most / DAYS_OF_MONTH))
    return _days(least, most)


def _pause(before: list[Contact], after: list[Contact]) -> Pause[Contact]:
    last, first = max(before, key=_end), min(after, key=_start)
    begun, over = max(map(_start, before)), min(map(_end, after))
    is_bounded = begun > date.min and over < date.max
    most = (over - begun).days if is_bounded else None
    return Pause(last, first, (_start(first) - _end(last)).days, most)


def _start(contact: Dated) -> date:
    return contact.earliest or date.min


def _end(contact: Dated) -> date:
    return contact.latest or date.max


def _at_least(days: int) -> str:
    if days >= MIDDLING:
        years = int(days / DAYS_OF_YEAR)
        return ngettext("at least %(count)d year", "at least %(count)d years", years) % {
            "count": years
        }
    if days >= SHORT:
        months = int(days / DAYS_OF_MONTH)
        return ngettext("at least %(count)d month", "at least %(count)d months", months) % {
            "count": months
        }
    return ngettext("at least %(count)d day", "at least %(count)d days", days) % {"count": days}


def _years(least: int, most: int) -> str:
    if least == most:
        return ngettext("%(count)d year", "%(count)d years", least) % {"count": least}
    said = ngettext("%(least)d to %(most)d year", "%(least)d to %(most)d years", most)
    return said % {"least": least, "most": most}


def _months(least: int, most: int) -> str:
    if least == most:
        return ngettext("%(count)d month", "%(count)d months", least) % {"count": least}
    said = ngettext("%(least)d to %(most)d month", "%(least)d to %(most)d months", most)
    return said % {"least": least, "most": most}


def _days(least: int, most: int) -> str:
    if least == most:
        return ngettext("%(count)d day", "%(count)d days", least) % {"count": least}
    said = ngettext("%(least)d to %(most)d day", "%(least)d to %(most)d days", most)
    return said % {"least": least, "most": most}
