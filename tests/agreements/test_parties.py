"""Who is a party on a day: consent, entry into force, withdrawal and return (VCLT)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agreements.models import Agreement, Signatory
from tests.agreements.factories import AgreementFactory, act

pytestmark = pytest.mark.django_db

DAY = date(2017, 3, 8)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.fixture
def agreement() -> Agreement:
    return AgreementFactory()


def parties(agreement: Agreement, on: date = DAY) -> list[Signatory]:
    return list(agreement.signatories.with_party(on).filter(party=True))


def test_a_signatory_of_a_treaty_in_force_is_no_party_by_its_signature():
    agreement = AgreementFactory(in_force_from="2001")
    act(agreement, "signature", "2000")
    assert parties(agreement) == []


@pytest.mark.parametrize(
    "kind",
    [
        "definitive-signature",
        "ratification",
        "acceptance",
        "approval",
        "accession",
        "formal-confirmation",
    ],
)
def test_a_body_is_a_party_once_it_has_consented(kind):
    agreement = AgreementFactory(in_force_from="2001")
    body = act(agreement, kind)
    assert [parties(agreement, day) for day in (BEFORE, DAY)] == [[], [body]]


def test_a_body_is_no_party_before_the_treaty_is_in_force():
    agreement = AgreementFactory(in_force_from="2017-03-08")
    body = act(agreement, "ratification", "2016")
    assert [parties(agreement, day) for day in (BEFORE, DAY)] == [[], [body]]


def test_a_body_is_no_party_to_a_treaty_that_never_came_into_force(agreement):
    act(agreement, "ratification", "2016")
    assert parties(agreement, timezone.localdate()) == []


def test_a_body_is_a_party_once_the_treaty_is_in_force_for_it(agreement):
    body = act(agreement, "entry-into-force")
    assert [parties(agreement, day) for day in (BEFORE, DAY)] == [[], [body]]


@pytest.mark.parametrize("kind", ["withdrawal", "denunciation"])
def test_a_body_that_left_is_no_party_until_it_comes_back(kind):
    agreement = AgreementFactory(in_force_from="2001")
    body = act(agreement, "ratification", "2000")
    act(agreement, kind, "2017-03-08", signatory=body)
    act(agreement, "accession", "2017-03-09", signatory=body)
    found = [parties(agreement, day) for day in (BEFORE, DAY, AFTER)]
    assert found == [[body], [], [body]]


def test_a_body_that_gave_notice_is_a_party_until_it_takes_effect():
    agreement = AgreementFactory(in_force_from="2001")
    body = act(agreement, "ratification", "2000")
    act(agreement, "denunciation", "2016-03-08", effective="2017-03-08", signatory=body)
    assert [parties(agreement, day) for day in (BEFORE, DAY)] == [[body], []]


def test_one_body_that_leaves_does_not_take_the_others_along():
    agreement = AgreementFactory(in_force_from="2001")
    staying = act(agreement, "ratification", "2000")
    leaving = act(agreement, "ratification", "2000")
    act(agreement, "withdrawal", "2010", signatory=leaving)
    assert parties(agreement) == [staying]


def test_nobody_is_a_party_to_what_has_ended():
    agreement = AgreementFactory(in_force_from="2001", until="2017-03-08")
    body = act(agreement, "ratification", "2000")
    assert [parties(agreement, day) for day in (DAY, AFTER)] == [[body], []]


def test_each_signatory_says_whether_it_is_a_party():
    agreement = AgreementFactory(in_force_from="2001")
    act(agreement, "ratification", "2000")
    act(agreement, "signature", "2000")
    found = agreement.signatories.with_party(DAY).order_by("pk")
    assert [body.party for body in found] == [True, False]
