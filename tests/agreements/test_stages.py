"""The stage of an agreement as of a day: what follows from its acts, dates, links and sources."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agreements.models import Agreement
from agreements.stages import Stage
from tests.agreements.factories import (
    AgreementCitationFactory,
    AgreementFactory,
    AgreementLinkFactory,
    SignatoryFactory,
    act,
)
from tests.events.factories import OutcomeFactory

pytestmark = pytest.mark.django_db

DAY = date(2017, 3, 8)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.fixture
def agreement() -> Agreement:
    return AgreementFactory()


def stage(agreement: Agreement, on: date | None = None) -> str:
    """The stage on a day, today unless told otherwise."""
    return Agreement.objects.with_stage(on or timezone.localdate()).get(pk=agreement.pk).stage


def stages(agreement: Agreement) -> list[str]:
    """The stage on the day before, on the day and on the day after."""
    return [stage(agreement, day) for day in (BEFORE, DAY, AFTER)]


def test_nothing_is_known_of_a_bare_agreement(agreement):
    assert stages(agreement) == [Stage.NOT_KNOWN] * 3
    assert stage(agreement) == Stage.NOT_KNOWN


# Announced


def test_it_is_announced_from_the_day_of_the_event(agreement):
    OutcomeFactory(agreement=agreement, kind="announced", event__start="2017-03-08")
    assert stages(agreement) == [Stage.NOT_KNOWN, Stage.ANNOUNCED, Stage.ANNOUNCED]


def test_an_event_without_a_date_announces_it_today_only(agreement):
    OutcomeFactory(agreement=agreement, kind="announced", event__start="", event__end="")
    assert (stage(agreement, AFTER), stage(agreement)) == (Stage.NOT_KNOWN, Stage.ANNOUNCED)


def test_it_is_not_announced_by_a_mere_mention(agreement):
    AgreementCitationFactory(record=agreement)
    OutcomeFactory(agreement=agreement, kind="reviewed")
    assert stage(agreement) == Stage.NOT_KNOWN


def test_it_is_not_announced_by_an_event_that_is_hidden(agreement):
    OutcomeFactory(agreement=agreement, kind="announced", event__publication="draft")
    assert stage(agreement) == Stage.NOT_KNOWN


@pytest.mark.parametrize("kind", ["signed", "adopted"])
def test_an_event_that_adopts_it_counts_as_a_signing(agreement, kind):
    OutcomeFactory(agreement=agreement, kind=kind, event__start="2017-03-08")
    assert stages(agreement) == [Stage.NOT_KNOWN, Stage.SIGNED, Stage.SIGNED]


# Signed


@pytest.mark.parametrize(
    "kind", ["signature", "definitive-signature", "adoption", "ratification", "accession"]
)
def test_it_is_signed_from_the_day_of_the_act(agreement, kind):
    act(agreement, kind)
    assert stages(agreement) == [Stage.NOT_KNOWN, Stage.SIGNED, Stage.SIGNED]


@pytest.mark.parametrize("kind", ["reservation", "resumption", "withdrawal"])
def test_it_is_not_signed_by_another_act(agreement, kind):
    act(agreement, kind)
    assert stage(agreement) == Stage.NOT_KNOWN


def test_a_signature_without_a_date_counts_today_only(agreement):
    act(agreement, "signature", "")
    assert (stage(agreement, AFTER), stage(agreement)) == (Stage.NOT_KNOWN, Stage.SIGNED)


@pytest.mark.parametrize("text", ["2017-03", "2017", "[2017-03-08..2018]", "[..2018]", "2017?"])
def test_an_uncertain_signature_counts_from_the_first_day_that_is_possible(agreement, text):
    act(agreement, "signature", text)
    assert stage(agreement, DAY) == Stage.SIGNED


@pytest.mark.parametrize("text", ["2017-04", "2018", "[2017-03-09..]"])
def test_an_uncertain_signature_does_not_count_before_it_is_possible(agreement, text):
    act(agreement, "signature", text)
    assert stage(agreement, DAY) == Stage.NOT_KNOWN


def test_a_signature_of_a_body_that_is_hidden_does_not_count(agreement):
    hidden = SignatoryFactory(agreement=agreement, organization__publication="draft")
    act(agreement, "signature", signatory=hidden)
    assert stage(agreement) == Stage.NOT_KNOWN


def test_an_act_in_another_agreement_does_not_count(agreement):
    act(AgreementFactory(), "signature")
    assert stage(agreement) == Stage.NOT_KNOWN


# In effect


def test_it_is_in_effect_from_its_day(agreement):
    act(agreement, "signature", "2016")
    Agreement.objects.update(in_force_from="2017-03-08")
    assert stages(agreement) == [Stage.SIGNED, Stage.IN_EFFECT, Stage.IN_EFFECT]


@pytest.mark.parametrize("kind", ["entry-into-force", "provisional-application"])
def test_it_is_in_effect_from_the_first_act_that_makes_it_so(agreement, kind):
    act(agreement, kind)
    assert stages(agreement) == [Stage.NOT_KNOWN, Stage.IN_EFFECT, Stage.IN_EFFECT]


def test_an_act_takes_effect_on_its_effective_day(agreement):
    act(agreement, "entry-into-force", "2017-01-01", effective="2017-03-08")
    assert stages(agreement) == [Stage.NOT_KNOWN, Stage.IN_EFFECT, Stage.IN_EFFECT]


def test_ratification_alone_does_not_put_it_into_effect(agreement):
    act(agreement, "ratification")
    assert stage(agreement) == Stage.SIGNED


@pytest.mark.parametrize("until", ["..", "2017-03-08", "2017", "[2017..]"])
def test_it_is_in_effect_on_the_last_day_that_is_possible(until):
    agreement = AgreementFactory(in_force_from="2001", until=until)
    assert stage(agreement, DAY) == Stage.IN_EFFECT


def test_what_is_in_effect_is_found(agreement):
    current = AgreementFactory(in_force_from="2001")
    AgreementFactory(in_force_from="2001", until="2010")
    assert list(Agreement.objects.with_stage(DAY).filter(stage=Stage.IN_EFFECT)) == [current]


# Suspended


def test_it_is_suspended_until_it_is_resumed():
    agreement = AgreementFactory(in_force_from="2001")
    body = act(agreement, "suspension", "2017-03-08")
    act(agreement, "resumption", "2017-03-09", signatory=body)
    assert stages(agreement) == [Stage.IN_EFFECT, Stage.SUSPENDED, Stage.IN_EFFECT]


def test_it_stays_suspended_while_one_body_suspends_it():
    agreement = AgreementFactory(in_force_from="2001")
    act(agreement, "suspension")
    body = act(agreement, "suspension")
    act(agreement, "resumption", signatory=body)
    assert stage(agreement, DAY) == Stage.SUSPENDED


def test_it_is_suspended_anew_after_several_bodies_resumed_it():
    agreement = AgreementFactory(in_force_from="2001")
    body = act(agreement, "suspension", "2014")
    act(agreement, "resumption", "2015", signatory=body)
    act(agreement, "resumption", "2015")
    act(agreement, "suspension", "2017-03-08", signatory=body)
    assert stages(agreement) == [Stage.IN_EFFECT, Stage.SUSPENDED, Stage.SUSPENDED]


def test_a_resumption_without_a_day_ends_every_suspension_by_today():
    agreement = AgreementFactory(in_force_from="2001")
    body = act(agreement, "suspension")
    act(agreement, "resumption", "", signatory=body)
    assert (stage(agreement, AFTER), stage(agreement)) == (Stage.SUSPENDED, Stage.IN_EFFECT)


# Ended


@pytest.mark.parametrize(
    ("renewal", "found"),
    [
        ("tacit", Stage.IN_EFFECT),
        ("express", Stage.ENDED),
        ("none", Stage.ENDED),
        ("not-stated", Stage.ENDED),
    ],
)
def test_a_term_ends_it_unless_it_is_renewed_tacitly(renewal, found):
    agreement = AgreementFactory(in_force_from="2001", until="2017-03-07", renewal=renewal)
    assert stages(agreement) == [Stage.IN_EFFECT, found, found]


def test_what_is_renewed_tacitly_ends_by_an_act():
    agreement = AgreementFactory(in_force_from="2001", until="2010", renewal="tacit")
    act(agreement, "termination")
    assert stages(agreement) == [Stage.IN_EFFECT, Stage.ENDED, Stage.ENDED]


def test_it_has_ended_on_the_day_after_its_last():
    agreement = AgreementFactory(in_force_from="2001", until="2017-03-08")
    assert stages(agreement) == [Stage.IN_EFFECT, Stage.IN_EFFECT, Stage.ENDED]


def test_it_has_ended_when_it_is_terminated():
    agreement = AgreementFactory(in_force_from="2001")
    act(agreement, "termination")
    assert stages(agreement) == [Stage.IN_EFFECT, Stage.ENDED, Stage.ENDED]


def test_it_has_ended_when_the_termination_takes_effect():
    agreement = AgreementFactory(in_force_from="2001")
    act(agreement, "termination", "2016", effective="2017-03-08")
    assert stages(agreement) == [Stage.IN_EFFECT, Stage.ENDED, Stage.ENDED]


@pytest.mark.parametrize("kind", ["withdrawal", "denunciation"])
def test_it_does_not_end_when_one_body_leaves(kind):
    agreement = AgreementFactory(in_force_from="2001")
    act(agreement, kind)
    assert stage(agreement) == Stage.IN_EFFECT


@pytest.mark.parametrize(
    ("kind", "found"), [("withdrawal", Stage.IN_EFFECT), ("denunciation", Stage.ENDED)]
)
def test_it_has_ended_when_one_of_two_denounces_it(kind, found):
    agreement = AgreementFactory(in_force_from="2001")
    act(agreement, "signature", "2000")
    act(agreement, kind)
    SignatoryFactory(agreement=agreement, capacity="witness")
    assert stages(agreement) == [Stage.IN_EFFECT, found, found]


def test_it_goes_on_between_the_two_that_are_left():
    agreement = AgreementFactory(in_force_from="2001")
    for _ in range(2):
        act(agreement, "signature", "2000")
    act(agreement, "denunciation")
    assert stage(agreement) == Stage.IN_EFFECT


def test_it_has_ended_when_nobody_is_left_in_it():
    agreement = AgreementFactory(in_force_from="2001")
    for day in ("2015", "2016", "2017-03-08"):
        act(agreement, "withdrawal", day)
    assert stages(agreement) == [Stage.IN_EFFECT, Stage.ENDED, Stage.ENDED]


def test_it_goes_on_where_one_of_two_has_come_back():
    agreement = AgreementFactory(in_force_from="2001")
    act(agreement, "signature", "2000")
    body = act(agreement, "denunciation", "2010")
    act(agreement, "accession", "2017-03-08", signatory=body)
    assert stages(agreement) == [Stage.ENDED, Stage.IN_EFFECT, Stage.IN_EFFECT]


def test_it_has_ended_when_one_that_supersedes_it_is_signed():
    agreement = AgreementFactory(in_force_from="2001")
    newer = AgreementLinkFactory(kind="supersedes", to_agreement=agreement).from_agreement
    act(newer, "signature")
    assert stages(agreement) == [Stage.IN_EFFECT, Stage.ENDED, Stage.ENDED]
    assert stage(newer) == Stage.SIGNED


def test_it_has_not_ended_while_one_that_supersedes_it_is_unsigned(agreement):
    agreement = AgreementFactory(in_force_from="2001")
    AgreementLinkFactory(kind="supersedes", to_agreement=agreement)
    assert stage(agreement) == Stage.IN_EFFECT


def test_it_is_not_ended_by_an_instrument_that_is_hidden():
    agreement = AgreementFactory(in_force_from="2001")
    newer = AgreementFactory(publication="draft")
    AgreementLinkFactory(kind="supersedes", from_agreement=newer, to_agreement=agreement)
    act(newer, "signature")
    assert stage(agreement) == Stage.IN_EFFECT


@pytest.mark.parametrize("kind", ["amends", "supplements", "renews", "implements", "under"])
def test_it_does_not_end_by_another_link(kind):
    agreement = AgreementFactory(in_force_from="2001")
    act(AgreementLinkFactory(kind=kind, to_agreement=agreement).from_agreement, "signature")
    assert stage(agreement) == Stage.IN_EFFECT


def test_a_ground_without_a_day_ends_it_today_only():
    agreement = AgreementFactory(in_force_from="2001", ending_ground="Termination by consent")
    assert (stage(agreement, AFTER), stage(agreement)) == (Stage.IN_EFFECT, Stage.ENDED)


def test_a_ground_with_a_day_ends_it_after_that_day():
    agreement = AgreementFactory(in_force_from="2001", until="2017-03-08", ending_ground="Expiry")
    assert stages(agreement) == [Stage.IN_EFFECT, Stage.IN_EFFECT, Stage.ENDED]


def test_what_has_ended_is_not_suspended():
    agreement = AgreementFactory(in_force_from="2001", until="2010")
    act(agreement, "suspension", "2009")
    assert stage(agreement) == Stage.ENDED
