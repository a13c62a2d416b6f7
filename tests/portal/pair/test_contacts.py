"""First and latest contact, and the longest pause, said no more exactly than it is known."""

from dataclasses import dataclass
from datetime import date

import pytest

from dates.edtf import parse
from portal.pair.contacts import Contacts, length, longest_pause

pytestmark = pytest.mark.once


@dataclass(frozen=True)
class Contact:
    text: str
    earliest: date | None
    latest: date | None


def contacts(*texts: str) -> list[Contact]:
    read = [(text, parse(text)) for text in texts]
    return [Contact(text, each.earliest, each.latest) for text, each in read]


def pause(*texts: str) -> tuple | None:
    found = longest_pause(contacts(*texts))
    return found and (found.after.text, found.before.text, found.least, found.most)


def test_a_pause_between_days_is_exact():
    assert pause("2018-09-04", "2010-05-01", "2018-09-14") == (
        "2010-05-01",
        "2018-09-04",
        3048,
        3048,
    )


def test_a_pause_between_years_lasted_from_to():
    assert pause("2011", "2014") == ("2011", "2014", 732, 1460)


def test_days_that_overlap_are_taken_together():
    # The second can have come before the first, or long after.
    found = pause("2011-06", "2011", "2014-01-01")
    assert found == ("2011", "2014-01-01", 732, 945)


def test_what_has_one_bound_lasts_at_least():
    assert pause("[..2010-06-01]", "2018-09-04") == ("[..2010-06-01]", "2018-09-04", 3017, None)


@pytest.mark.parametrize("texts", [(), ("2011",), ("2011", "2011-06-04"), ("2010", "[2009..]")])
def test_where_none_can_be_told_there_is_none(texts):
    assert pause(*texts) is None


def test_what_has_no_date_is_counted_and_not_placed():
    found = Contacts.of(contacts("2018-09-04", "", "2011", ""))
    assert (found.first.text, found.latest.text, found.vague) == ("2011", "2018-09-04", 2)


def test_without_contacts_there_is_nothing_to_say():
    assert Contacts.of([]) == Contacts(None, None, None, 0)


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (1, 1, "1 day"),
        (40, 61, "40 to 61 days"),
        (70, 70, "2 months"),
        (70, 400, "2 to 13 months"),
        (731, 731, "2 years"),
        (800, 2000, "2 to 5 years"),
        (366, None, "at least 12 months"),
        (3017, None, "at least 8 years"),
        (3, None, "at least 3 days"),
    ],
)
def test_a_length_in_words(least, most, words):
    assert length(least, most) == words
