"""When an agreement was signed, and the day of its last evidence."""

from datetime import date

import pytest

from agreements.models import Agreement
from tests.agreements.factories import (
    ActCitationFactory,
    AgreementCitationFactory,
    AgreementFactory,
    CommitmentCitationFactory,
    ProgressReportCitationFactory,
    ProgressReportFactory,
    SignatoryCitationFactory,
    SignatoryFactory,
    act,
)
from tests.events.factories import OutcomeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement() -> Agreement:
    return AgreementFactory()


# Signed when


def signed(agreement: Agreement) -> tuple[str, str, str]:
    """The EDTF text of the signing and its bounds, as text."""
    row = Agreement.objects.with_signed().get(pk=agreement.pk)
    return row.signed, str(row.signed_earliest or ""), str(row.signed_latest or "")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], ("", "", "")),
        ([""], ("", "", "")),
        (["2017-03-08"], ("2017-03-08", "2017-03-08", "2017-03-08")),
        (["2017-03-08", "2017-03-08"], ("2017-03-08", "2017-03-08", "2017-03-08")),
        (["2017-03-08", ""], ("2017-03-08", "2017-03-08", "2017-03-08")),
        (["2017-03-10", "2017-03-08"], ("2017-03-08/2017-03-10", "2017-03-08", "2017-03-10")),
        (["2016", "2017-03-08"], ("2016/2017-03-08", "2016-01-01", "2017-03-08")),
        (["2017", "2017-03-08"], ("2017", "2017-01-01", "2017-12-31")),
        (["2017-03?"], ("2017-03?", "2017-03-01", "2017-03-31")),
        (["[2016..2017]"], ("[2016..2017]", "2016-01-01", "2017-12-31")),
        (["[2016..2017]", "2018"], ("2016-01-01/2018-12-31", "2016-01-01", "2018-12-31")),
        (["[2010..2015]", "2012"], ("2010-01-01/2015-12-31", "2010-01-01", "2015-12-31")),
        (["XXXX-03-08"], ("XXXX-03-08", "", "")),
        (["XXXX-03-08", "2018"], ("", "", "")),
        (["[..2015]", "[..2015]"], ("[..2015]", "", "2015-12-31")),
        (["[..2015]", "2018"], ("/2018-12-31", "", "2018-12-31")),
        (["[2015..]", "2018"], ("2015-01-01/", "2015-01-01", "")),
        (["[..2015]", "[2018..]"], ("", "", "")),
    ],
)
def test_it_is_signed_from_the_first_signature_to_the_last(agreement, dates, expected):
    for text in dates:
        act(agreement, "signature", text)
    assert signed(agreement) == expected


def test_adoption_is_a_signing_and_ratification_is_not(agreement):
    act(agreement, "adoption", "2017-03-08")
    act(agreement, "ratification", "2018-03-08")
    assert signed(agreement) == ("2017-03-08", "2017-03-08", "2017-03-08")


def test_a_body_that_is_hidden_has_not_signed(agreement):
    hidden = SignatoryFactory(agreement=agreement, organization__publication="draft")
    act(agreement, "signature", signatory=hidden)
    assert signed(agreement) == ("", "", "")


# Last evidence


def last_evidence(agreement: Agreement) -> date | None:
    return Agreement.objects.with_last_evidence().get(pk=agreement.pk).last_evidence


def test_there_is_no_evidence_without_a_source(agreement):
    assert last_evidence(agreement) is None


@pytest.mark.parametrize(
    ("make", "record"),
    [
        (AgreementCitationFactory, {"record": ""}),
        (SignatoryCitationFactory, {"record__agreement": ""}),
        (ActCitationFactory, {"record__signatory__agreement": "", "record__date": ""}),
        (CommitmentCitationFactory, {"record__agreement": ""}),
        (ProgressReportCitationFactory, {"record__agreement": "", "record__date": ""}),
    ],
)
def test_the_newest_source_is_the_last_evidence(agreement, make, record):
    for day in ("2015", "2018-05", ""):
        citing = {
            key: value if key.endswith("date") else agreement for key, value in record.items()
        }
        make(**citing, passage__source__published=day)
    assert last_evidence(agreement) == date(2018, 5, 31)


def test_a_dated_act_is_evidence_of_its_day(agreement):
    act(agreement, "signature", "2018-09-04?")
    assert last_evidence(agreement) == date(2018, 9, 4)


def test_a_published_report_is_evidence_of_its_day(agreement):
    ProgressReportFactory(agreement=agreement, date="2018-03-16")
    ProgressReportFactory(agreement=agreement, date="2020", publication="draft")
    assert last_evidence(agreement) == date(2018, 3, 16)


def test_an_event_that_did_something_with_it_is_evidence_of_its_day(agreement):
    OutcomeFactory(agreement=agreement, event__start="2018-04", event__end="")
    hidden = {"event__start": "2020", "event__end": "", "event__publication": "draft"}
    OutcomeFactory(agreement=agreement, kind="reviewed", **hidden)
    assert last_evidence(agreement) == date(2018, 4, 30)


def test_a_source_without_a_date_is_no_evidence_of_a_day(agreement):
    AgreementCitationFactory(record=agreement, passage__source__published="")
    assert last_evidence(agreement) is None


def test_a_source_that_is_hidden_is_no_evidence(agreement):
    AgreementCitationFactory(record=agreement, passage__source__publication="draft")
    assert last_evidence(agreement) is None
