"""How many rows of a list have which value."""

from dataclasses import dataclass

import pytest
from django.http import QueryDict

from listings.facets import Bucket, facets
from listings.question import Question
from tests.listings.faces import BY_NAME
from tests.questions.asking import asked_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


@dataclass(frozen=True)
class Count:
    """A question in words, the listing and filters, the facet, and the rows with each value.

    The most frequent values come first, among equals the names decide; those without one are last.
    """

    words: str
    address: str
    facet: str
    counts: dict[str, int]


# Of the agreements that stand as signed; one may have several.
SIGNED_THEMES = {
    "research-and-information": 2,
    "democracy": 1,
    "migrants-rights": 1,
    "labour-migration": 1,
    "migration-governance": 1,
    "technical-cooperation": 1,
    "human-trafficking": 1,
}
OFFICER = [
    Count(
        "How many agreements are about what?",
        "agreements?",
        "theme",
        {
            "migration-governance": 5,
            "technical-cooperation": 3,
            "human-trafficking": 3,
            "corruption": 2,
            "migrants-rights": 2,
            "research-and-information": 2,
            "democracy": 1,
            "gender": 1,
            "labour-migration": 1,
            "sustainable-development": 1,
            "xenophobia": 1,
            "none": 1,
        },
    ),
    Count(
        "And of those that stand as signed?",
        "agreements?stage=signed",
        "theme",
        SIGNED_THEMES,
    ),
    Count(
        "Does a theme that is chosen still show the others?",
        "agreements?stage=signed&theme=human-trafficking",
        "theme",
        SIGNED_THEMES,
    ),
    Count(
        "Where did the agreements stand on the day before the ceremony?",
        "agreements?as_of=2018-09-03",
        "stage",
        {"not-known": 10, "announced": 1},
    ),
    Count(
        "How many commitments have been looked at?",
        "commitments?",
        "stage",
        {"under-way": 1, "none": 19},
    ),
]

DELEGATE = [
    Count(
        "Who has most to do?",
        "commitments?",
        "organization",
        {
            "iom": 13,
            "oas": 7,
            "rcm": 3,
            "cabei": 2,
            "caf": 2,
            "eclac": 2,
            "idb": 2,
            "iica": 2,
            "world-bank": 2,
            "ilo": 2,
            "jswg": 2,
            "paho": 2,
            "undp": 2,
            "none": 3,
        },
    ),
    Count(
        "Who else was there when the IOM and the OAS met?",
        "events?organization=iom&organization=oas&kind=meeting",
        "organization",
        {"iom": 1, "oas": 1},
    ),
    Count(
        "In how many groups are the bodies?",
        "organizations?",
        "member_of",
        {"jswg": 12, "rcm": 2, "un-system": 1, "none": 30},
    ),
]

RESEARCHER = [
    Count(
        "How many events of which kind?",
        "events?",
        "kind",
        {"summit": 3, "signing": 2, "conference": 1, "meeting": 1, "training": 1},
    ),
    Count(
        "How many of them where?",
        "events?",
        "country",
        {"honduras": 1, "peru": 1, "none": 6},
    ),
    Count(
        "Who publishes?",
        "sources?",
        "publisher",
        {
            "International Organization for Migration": 3,
            "Organization of American States": 1,
            "none": 1,
        },
    ),
]


@asked_by(an_officer=OFFICER, a_delegate=DELEGATE, a_researcher=RESEARCHER)
def test_it_counts(case):
    assert list(counted(case.address, case.facet).items()) == list(case.counts.items())


def counted(address: str, facet: str) -> dict[str, int]:
    """Value and number of rows, as the page shows them; without a value last."""
    name, _, query = address.partition("?")
    question = Question(BY_NAME[name], QueryDict(query), "")
    assert question.problems() == {}
    [found] = [each for each in facets(question) if each.name == facet]
    buckets: list[Bucket] = sorted([*found.top, *found.more], key=lambda each: each.value == "none")
    return {each.value: each.count for each in buckets}


def test_a_facet_that_would_have_nothing_to_offer_is_left_out():
    before_any_report = Question(BY_NAME["commitments"], QueryDict("as_of=2011-06-20"), "")
    assert before_any_report.problems() == {}
    assert "stage" not in [each.name for each in facets(before_any_report)]
