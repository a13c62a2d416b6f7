"""Each rule about order in time, with a case that it finds and one that it leaves alone."""

import pytest

from curation.lint import dates
from tests.agreements.factories import (
    ActFactory,
    AgreementFactory,
    CommitmentFactory,
    ProgressReportFactory,
)
from tests.curation.test_lint import found
from tests.events.factories import EventFactory, OutcomeFactory, ParticipationFactory
from tests.organizations.factories import AppointmentFactory, MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def young():
    """A body founded in 2015 and dissolved in 2018."""
    return OrganizationFactory(slug="young", founded="2015", dissolved="2018")


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2014-12-31", "young did not exist yet: it was founded 2015"),
        ("2015", None),
        ("[2010..2015]", None),
        ("2018-12-31", None),
        ("2019-01", "young did not exist any more: it was dissolved 2018"),
        ("", None),
    ],
)
def test_acts_outside_the_life_of_the_signatory(young, day, message):
    ActFactory(slug="act", signatory__organization=young, date=day)
    expected = [f"error: acts act: {message}"] if message else []
    assert found(dates.did_not_exist_yet) + found(dates.did_not_exist_any_more) == expected


def test_others_who_did_not_exist_yet(young):
    early = {"slug": "early"}
    MembershipFactory(member=young, since="2001", **early)
    MembershipFactory(slug="group", group=young, since="2001")
    AppointmentFactory(organization=young, since="2001", **early)
    ParticipationFactory(organization=young, event__start="2001", event__end="", **early)
    ParticipationFactory(organization=young, event__start="2016", event__end="")
    message = "young did not exist yet: it was founded 2015"
    assert found(dates.did_not_exist_yet) == [
        f"error: {row}: {message}"
        for row in (
            "appointments early",
            "memberships early",
            "memberships group",
            "participations early",
        )
    ]


def signed(day: str, **fields):
    """An agreement signed on a day."""
    return ActFactory(date=day, signatory__agreement=AgreementFactory(**fields)).signatory.agreement


def test_ends_before_it_starts():
    signed("2017-03-08", slug="a", until="2016")
    fine = signed("2017-03-08", until="2017")
    CommitmentFactory(slug="c", agreement=fine, deadline="2016-12")
    CommitmentFactory(agreement=fine, deadline="2017")
    CommitmentFactory(agreement=AgreementFactory(), deadline="1999")
    assert found(dates.ends_before_it_starts) == [
        "error: agreements a: it ended 2016, before it was signed (2017-03-08 at the earliest)",
        "error: commitments c: it was due 2016-12, before the agreement was signed (2017-03-08)",
    ]


def test_an_act_that_may_be_older_proves_nothing():
    agreement = signed("2018", until="2017")
    assert len(found(dates.ends_before_it_starts)) == 1
    ActFactory(signatory__agreement=agreement, date="[..2015]")
    assert found(dates.ends_before_it_starts) == []


def test_in_force_before_it_was_signed():
    signed("2017-03-08", slug="a", in_force_from="2016")
    agreement = signed("2017-03-08", in_force_from="2017")
    signatory = agreement.signatories.get()
    ActFactory(slug="b", signatory=signatory, kind="ratification", date="2019", effective="2018")
    ActFactory(signatory=signatory, kind="accession", date="2018", effective="2018-05")
    assert found(dates.in_force_before_signed) == [
        "warning: acts b: it took effect 2018, before its date 2019",
        "warning: agreements a: it was in force from 2016, before it was signed (2017-03-08)",
    ]


def test_notice_due_before_the_agreement_was_in_force():
    AgreementFactory(slug="hasty", in_force_from="2019-03", until="2019-12-31", notice="P1Y")
    AgreementFactory(in_force_from="2019-03", until="2020-03", notice="P1Y")
    AgreementFactory(in_force_from="2019-03", until="2019-12-31")
    message = "notice would be due 2018-12-31, before it was in force (2019-03)"
    assert found(dates.notice_before_in_force) == [f"warning: agreements hasty: {message}"]


def test_reports_older_than_the_agreement():
    agreement = signed("2017-03-08")
    ProgressReportFactory(slug="r", agreement=agreement, date="2017-02")
    ProgressReportFactory(agreement=agreement, date="2018")
    assert found(dates.reported_before_signed) == [
        (
            "error: progress-reports r: it is dated 2017-02, before the agreement was signed "
            "(2017-03-08)"
        )
    ]


def test_parts_outside_the_whole():
    whole = EventFactory(slug="whole", start="2017-03-08", end="2017-03-10")
    EventFactory(slug="before", part_of=whole, start="2017-03-07", end="")
    EventFactory(slug="after", part_of=whole, start="2017-03-11", end="")
    EventFactory(part_of=whole, start="2017-03-10", end="")
    assert found(dates.part_outside_its_event) == [
        "warning: events after: it took place 2017-03-11, outside whole, of which it is a part",
        "warning: events before: it took place 2017-03-07, outside whole, of which it is a part",
    ]


def test_signed_at_another_time():
    fair = {"event__start": "2017-03-08", "event__end": ""}
    OutcomeFactory(agreement=signed("2017-03-08"), **fair)
    OutcomeFactory(agreement=signed("2017-03"), **fair)
    OutcomeFactory(agreement=signed(""), **fair)
    OutcomeFactory(agreement=AgreementFactory(), **fair)
    OutcomeFactory(agreement=signed("2019"), kind="reviewed", **fair)
    OutcomeFactory(slug="late", agreement=signed("2017-03-09"), **fair)
    assert found(dates.signed_at_another_time) == [
        "warning: outcomes late: no act of signing is dated within the event (2017-03-08)"
    ]
