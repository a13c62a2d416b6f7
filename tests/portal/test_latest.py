"""What happened last and what is to come, as of a day."""

from datetime import date

import pytest
from django.utils import timezone

from portal import latest
from portal.latest import LATEST
from tests.agreements.factories import (
    ActFactory,
    AgreementFactory,
    AssessmentFactory,
    CommitmentFactory,
    ProgressReportFactory,
)
from tests.events.factories import EventFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = date(2018, 6, 30)


def titles(entries) -> list[str]:
    return [entry.title for entry in entries]


def test_agreements_signed_last_come_first_and_are_few():
    for year in range(2000, 2000 + LATEST + 3):
        ActFactory(date=str(year), signatory__agreement__title=f"In {year}")
    ActFactory(date="", signatory__agreement__title="undated")
    assert titles(latest.agreements(TODAY)) == [f"In {y}" for y in (2007, 2006, 2005, 2004, 2003)]
    assert titles(latest.agreements(date(2001, 1, 1))) == ["In 2001", "In 2000"]


def test_an_agreement_has_its_stage_on_the_day():
    AgreementFactory(title="Ferries", in_force_from="2019")
    assert [entry.stage for entry in latest.agreements(TODAY)] == ["in-effect"]
    ActFactory(date="2017", signatory__agreement__title="Piers")
    assert [entry.stage for entry in latest.agreements(DAY)] == ["signed"]


def test_an_event_is_over_or_to_come():
    EventFactory(title="over", start="2018-06-29", end="")
    EventFactory(title="long over", start="2017", end="")
    EventFactory(title="under way", start="2018-06-28", end="2018-07-02")
    EventFactory(title="today", start="2018-06-30", end="")
    EventFactory(title="some day of the year", start="2018", end="")
    EventFactory(title="next year", start="2019", end="")
    EventFactory(title="undated", start="", end="")
    assert titles(latest.events(DAY)) == ["over", "long over"]
    assert titles(latest.coming_events(DAY)) == [
        "some day of the year",
        "under way",
        "today",
        "next year",
    ]
    assert titles(latest.events(TODAY))[-1:] == ["undated"] or len(latest.events(TODAY)) == LATEST


def test_a_report_tells_who_reports_on_what_that_is_public():
    ProgressReportFactory(reporter__name="Harbour", agreement__title="Ferries", date="2018-01")
    hidden = AgreementFactory(title="Hidden", publication="draft")
    ProgressReportFactory(reporter__name="Pier", agreement=hidden, date="2017")
    assert [(entry.title, entry.remark) for entry in latest.reports(TODAY)] == [
        ("Harbour reports", "Ferries"),
        ("Pier reports", ""),
    ]


def test_deadlines_are_those_of_commitments_and_of_terms_the_next_one_first():
    CommitmentFactory(text="Publish it.", deadline="2018-12", agreement__title="Ferries")
    CommitmentFactory(text="Missed.", deadline="2018-05")
    CommitmentFactory(text="Some day.", deadline="")
    AgreementFactory(title="Piers", until="2018-08-31")
    AgreementFactory(title="Without end", until="..")
    AgreementFactory(title="Hidden", until="2018-08-31", publication="draft")
    assert [(entry.title, entry.when, entry.remark) for entry in latest.deadlines(DAY)] == [
        ("Piers", "2018-08-31", "The term of the agreement ends."),
        ("Publish it.", "2018-12", "Ferries"),
    ]


def test_what_is_settled_or_over_falls_due_no_more():
    done = AssessmentFactory(stage="fulfilled", commitment__deadline="2999").commitment
    AssessmentFactory(stage="under-way", commitment__deadline="2998", commitment__text="Go on.")
    ended = AgreementFactory(until="2999")
    ActFactory(kind="termination", date="2017", signatory__agreement=ended)
    assert done.deadline == ended.until == "2999"
    assert titles(latest.deadlines(TODAY)) == ["Go on."]


def test_what_nobody_may_see_is_neither_last_nor_to_come():
    AgreementFactory(publication="draft")
    EventFactory(start="2017", end="", publication="draft")
    EventFactory(start="2999", end="", publication="draft")
    ProgressReportFactory(publication="draft")
    CommitmentFactory(deadline="2999", publication="draft")
    found = (
        latest.agreements,
        latest.events,
        latest.coming_events,
        latest.reports,
        latest.deadlines,
    )
    # The factory of a report makes the agreement that it is about.
    shown = [entry for each in found for entry in each(TODAY) if "agreements/" not in entry.address]
    assert shown == []
