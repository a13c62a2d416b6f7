"""Why an agreement stands where it stands, in a sentence, as of a day."""

from datetime import date

import pytest
from django.utils import timezone

from agreements.grounds import ground
from agreements.models import Agreement
from agreements.stages import Stage
from tests.agreements.factories import AgreementFactory, AgreementLinkFactory, SignatoryFactory, act
from tests.events.factories import OutcomeFactory

pytestmark = pytest.mark.django_db


def told(agreement: Agreement, on: date | None = None) -> tuple[str, str]:
    """Stage and sentence."""
    day = on or timezone.localdate()
    row = Agreement.objects.with_stage(day).get(pk=agreement.pk)
    return row.stage, ground(row, day, row.outcomes.all()).text


def port(agreement: Agreement) -> SignatoryFactory:
    return SignatoryFactory(agreement=agreement, organization__name="The Port")


def test_a_signature_is_named_with_body_and_date():
    agreement = AgreementFactory()
    act(agreement, "signature", "2018")
    act(agreement, "signature", "2017-03-08?", signatory=port(agreement))
    said = "Follows from an act: signature, The Port, 8 March 2017 (uncertain)."
    assert told(agreement) == (Stage.SIGNED, said)


@pytest.mark.parametrize(
    ("kind", "stage", "name"),
    [
        ("entry-into-force", Stage.IN_EFFECT, "entry into force"),
        ("suspension", Stage.SUSPENDED, "suspension"),
        ("termination", Stage.ENDED, "termination"),
    ],
)
def test_the_effective_day_of_an_act_is_told(kind, stage, name):
    agreement = AgreementFactory()
    body = port(agreement)
    act(agreement, "signature", "2016", signatory=body)
    act(agreement, kind, "2017", signatory=body, effective="2018-02")
    assert told(agreement) == (stage, f"Follows from an act: {name}, The Port, February 2018.")
    assert told(agreement, date(2017, 12, 31))[0] == Stage.SIGNED


def test_dates_of_the_agreement_itself_are_told():
    agreement = AgreementFactory(in_force_from="2017", until="2019-05")
    in_force = "The record gives the day of its entry into force: 2017."
    assert told(agreement, date(2019, 1, 1)) == (Stage.IN_EFFECT, in_force)
    assert told(agreement) == (Stage.ENDED, "The record gives the end of its term: May 2019.")


def test_of_suspensions_the_last_that_lasts_is_named():
    agreement = AgreementFactory()
    body = act(agreement, "suspension", "2014", signatory=port(agreement), effective="2016")
    other = act(agreement, "suspension", "2015")
    assert told(agreement)[1] == "Follows from an act: suspension, The Port, 2016."
    act(agreement, "resumption", "2017", signatory=body)
    said = f"Follows from an act: suspension, {other.organization}, 2015."
    assert told(agreement) == (Stage.SUSPENDED, said)


def test_where_all_have_left_the_last_is_named_and_a_termination_before_them():
    agreement = AgreementFactory(in_force_from="2001", until="2010", renewal="tacit")
    act(agreement, "withdrawal", "2015")
    body = act(agreement, "withdrawal", "2016", signatory=port(agreement))
    assert told(agreement) == (
        Stage.ENDED,
        "Follows from an act: withdrawal, The Port, 2016.",
    )
    act(agreement, "termination", "2018", signatory=body)
    assert told(agreement)[1] == "Follows from an act: termination, The Port, 2018."


def test_a_ground_that_is_told_comes_before_one_who_left():
    agreement = AgreementFactory(in_force_from="2001", ending_ground="Consent")
    for _ in range(2):
        act(agreement, "signature", "2000")
    act(agreement, "withdrawal", "2015")
    told_so = "The record gives a ground of ending, without a date: Consent."
    assert told(agreement) == (Stage.ENDED, told_so)
    act(agreement, "termination", "2018", signatory=port(agreement))
    assert told(agreement)[1] == "Follows from an act: termination, The Port, 2018."


def test_an_instrument_that_supersedes_it_is_named():
    agreement = AgreementFactory()
    newer = AgreementFactory(title="The Newer Memorandum")
    AgreementLinkFactory(from_agreement=newer, kind="supersedes", to_agreement=agreement)
    act(newer, "signature", "2019", signatory=port(newer))
    stage, text = told(agreement)
    assert stage == Stage.ENDED
    assert text == (
        "Another instrument supersedes it, by an act of The Port: The Newer Memorandum, 2019."
    )


def test_an_event_is_named_where_no_act_is_recorded():
    agreement = AgreementFactory()
    OutcomeFactory(
        agreement=agreement, kind="announced", event__title="Ferry Fair", event__start="2010"
    )
    said = "Follows from what an event did with it: announced, Ferry Fair, 2010."
    assert told(agreement) == (Stage.ANNOUNCED, said)


def test_a_ground_without_a_date_is_told_in_its_own_words():
    agreement = AgreementFactory(ending_ground="expiry")
    assert told(agreement) == (
        Stage.ENDED,
        "The record gives a ground of ending, without a date: expiry.",
    )


def test_where_nothing_is_known_that_is_said():
    assert told(AgreementFactory()) == (
        Stage.NOT_KNOWN,
        "No act, event or date on record says where it stood on the day.",
    )


def test_what_is_hidden_decides_nothing():
    agreement = AgreementFactory()
    hidden = SignatoryFactory(agreement=agreement, organization__publication="draft")
    act(agreement, "signature", signatory=hidden)
    assert told(agreement)[0] == Stage.NOT_KNOWN
