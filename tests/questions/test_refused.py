"""Questions that make no sense are refused, and with the reason."""

import pytest

from tests.questions.asking import Refusal, asked_by, check_refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

A_DAY = "expected a day, month or year such as 2018-09-04 or 2018"
A_RECORD = "expected the slug or the name of an existing record"
PARAMETERS = (
    "as_of, certain, country, kind, ordering, organization, page, page_size, q, series, "
    "since, until"
)
STAGES = "not-started, under-way, partly, fulfilled, abandoned, no-information, none"

DELEGATE = [
    Refusal(
        "What have we signed with the Atlantis Council?",
        "agreements?organization=oas&organization=Atlantis Council",
        {"organization": [f"found “Atlantis Council”, {A_RECORD}"]},
    ),
    Refusal(
        "What happened in the country called IOM?",
        "events?country=iom",
        {"country": [f"found “iom”, {A_RECORD}"]},
    ),
    Refusal(
        "Who belonged to the group yesterday?",
        "organizations?member_of=jswg&as_of=yesterday",
        {"as_of": [f"found “yesterday”, {A_DAY}"]},
    ),
]

OFFICER = [
    Refusal(
        "Which events are blue?",
        "events?colour=blue",
        {
            "": [f"“colour” is not a parameter here; expected one of: {PARAMETERS}"],
        },
    ),
    Refusal(
        "What is lost?",
        "commitments?stage=lost",
        {
            "stage": [f"found “lost”, expected one of: {STAGES}"],
        },
    ),
    Refusal(
        "What is about two themes?",
        "agreements?theme=gender&theme=corruption",
        {"": ["“theme” is given 2 times; expected once"]},
    ),
    Refusal(
        "What is due before a day that no calendar has?",
        "commitments?due_before=2018-02-30",
        {"due_before": [f"found “2018-02-30”, {A_DAY}"]},
    ),
]

RESEARCHER = [
    Refusal(
        "What was signed since the day printed as “04/09”?",
        "signatories?since=04/09",
        {"since": [f"found “04/09”, {A_DAY}"]},
    ),
    Refusal(
        "Two things at once?",
        "progress?basis=hearsay&since=last week",
        {
            "basis": [
                "found “hearsay”, expected one of: self-report, independent, press, not-stated"
            ],
            "since": [f"found “last week”, {A_DAY}"],
        },
    ),
    Refusal(
        "Which sources are in Spanish?",
        "sources?language=es",
        {"language": ["found “es”, expected one that stands in the record, such as: en"]},
    ),
    Refusal(
        "Everything at once?",
        "organizations?page_size=501",
        {"page_size": ["found “501”, expected a whole number from 1 to 500"]},
    ),
    Refusal(
        "What stands on the second of one page?",
        "agreements?page=2",
        {"": ["There is no page 2; the last one is 1."]},
        status=404,
    ),
    Refusal(
        "What stands on the second page of an empty answer?",
        "agreements?binding=yes&page=2",
        {"": ["There is no page 2; the last one is 1."]},
        status=404,
    ),
]


@asked_by(a_delegate=DELEGATE, an_officer=OFFICER, a_researcher=RESEARCHER)
def test_it_says_why_not(case, client):
    check_refused(client, case)
