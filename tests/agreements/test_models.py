"""Agreements, commitments and reports: their words, their order and what is asked of them."""

from datetime import date, timedelta

import pytest

from agreements.models import (
    Agreement,
    AgreementLink,
    Assessment,
    Commitment,
    ProgressReport,
    Signatory,
    Theme,
)
from tests.agreements.factories import (
    ActFactory,
    AgreementFactory,
    AgreementLinkFactory,
    AgreementThemeFactory,
    AssessmentFactory,
    CommitmentFactory,
    CommitmentThemeFactory,
    FigureFactory,
    ObligationFactory,
    ProgressReportFactory,
    SignatoryFactory,
    ThemeFactory,
)
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

DAY = date(2018, 6, 15)


@pytest.fixture
def commitment() -> Commitment:
    return CommitmentFactory()


def test_rows_speak_for_themselves():
    pact = AgreementFactory(title="Pact")
    council = OrganizationFactory(name="Council")
    signatory = SignatoryFactory(agreement=pact, organization=council)
    promise = CommitmentFactory(agreement=pact, locator="Article 1")
    report = ProgressReportFactory(reporter=council, date="2018-11")
    assert str(signatory) == "Council (Pact)"
    assert str(ActFactory(signatory=signatory)) == "Council (Pact): signature"
    assert str(promise) == "Pact, Article 1"
    assert str(ObligationFactory(commitment=promise, organization=council)) == (
        "Council: Pact, Article 1"
    )
    assert str(report) == "Council, 2018-11"
    assert str(AssessmentFactory(report=report, commitment=promise)) == (
        "Pact, Article 1: under way"
    )


def test_a_promise_without_a_locator_speaks_in_its_first_words():
    text = "Publish timetables of all the ferries that call at either port, before the season."
    promise = CommitmentFactory(agreement__title="Pact", locator="", text=text)
    assert str(promise) == "Pact, Publish timetables of all the ferries that call at either…"
    promise.text = "Publish timetables."
    assert str(promise) == "Pact, Publish timetables."


def test_a_theme_speaks_of_what_it_is_given_to():
    theme = ThemeFactory(name="Ferries")
    pact = AgreementFactory(title="Pact")
    promise = CommitmentFactory(agreement=pact, locator="Article 1")
    assert str(AgreementThemeFactory(agreement=pact, theme=theme)) == "Pact: Ferries"
    assert str(CommitmentThemeFactory(commitment=promise, theme=theme)) == (
        "Pact, Article 1: Ferries"
    )


def test_a_link_speaks_of_both_its_ends():
    old, new = AgreementFactory(title="Old pact"), AgreementFactory(title="New pact")
    link = AgreementLinkFactory(from_agreement=new, to_agreement=old, kind="supersedes")
    assert str(link) == "New pact supersedes Old pact"


def test_a_report_without_a_date_goes_by_its_reporter():
    assert str(ProgressReportFactory(reporter__name="Council", date="")) == "Council"


@pytest.mark.parametrize(
    ("printed", "said"), [("", "Ferries: 57.5"), ("57½ per cent", "Ferries: 57½ per cent")]
)
def test_a_figure_is_said_as_printed(printed, said):
    assert str(FigureFactory(label="Ferries", value_as_printed=printed)) == said


def test_a_commitment_names_the_bodies_and_themes_that_its_rows_name(commitment):
    body = ObligationFactory(commitment=commitment).organization
    theme = CommitmentThemeFactory(commitment=commitment).theme
    assert list(commitment.obligated.all()) == [body]
    assert list(commitment.themes.all()) == [theme]


# Slugs


def test_the_slugs_of_what_stands_in_an_agreement_start_with_it():
    pact = AgreementFactory(slug="pact")
    body = SignatoryFactory(slug="", agreement=pact, organization__slug="council")
    act = ActFactory(slug="", signatory=body, date="2017-03-08")
    promise = CommitmentFactory(slug="", agreement=pact, locator="Article 1")
    link = AgreementLinkFactory(slug="", from_agreement=pact, to_agreement__slug="old")
    assert [row.slug for row in (body, act, promise, link)] == [
        "pact-council",
        "pact-council-signature-2017-03-08",
        "pact-article-1",
        "pact-supplements-old",
    ]


def test_the_slugs_of_what_a_report_says_start_with_it():
    report = ProgressReportFactory(slug="", reporter__slug="council", date="2018-11")
    seen = AssessmentFactory(slug="", report=report, commitment__slug="pact-article-1")
    figure = FigureFactory(slug="", report=report, label="Ferries")
    assert [row.slug for row in (report, seen, figure)] == [
        "council-2018-11",
        "council-2018-11-pact-article-1",
        "council-2018-11-ferries",
    ]


# Links between agreements


@pytest.mark.parametrize("kind", AgreementLink.Kind)
def test_every_link_can_be_said_from_the_other_end(kind):
    link = AgreementLink(kind=kind.value)
    assert str(link.inverse) not in ("", str(kind.label))


# By when notice must be given


@pytest.mark.parametrize(
    ("until", "notice", "days"),
    [
        ("2018-12-15", "P6M", 0),
        ("2018-12-14", "P6M", None),
        ("2018-12-16", "P6M", 1),
        ("2018-12-31", "P184D", 15),
        ("2019-12-15", "P1Y6M", 0),
        ("2018-12-XX", "P6M", 0),
        ("2018-12-16?", "P6M", 1),
        ("[2018-12-20..2021]", "P6M", 5),
        ("[2018-12-20..]", "P6M", 5),
        ("[..2019]", "P6M", 0),
        ("[..2018-11]", "P6M", None),
        ("2018-12-15", "", None),
        ("", "P6M", None),
        ("..", "P6M", None),
        ("XXXX-12-15", "P6M", None),
    ],
)
def test_the_last_day_for_notice_possibly_comes_within_so_many_days(until, notice, days):
    AgreementFactory(until=until, notice=notice)
    found = [n for n in range(40) if Agreement.objects.notice_due(DAY, n).exists()]
    assert found == ([] if days is None else list(range(days, 40)))


@pytest.mark.parametrize(
    ("until", "notice", "last"),
    [
        ("2024-08-31", "P6M", date(2024, 2, 29)),
        ("2023-08-31", "P6M", date(2023, 2, 28)),
        ("2024-02-29", "P1Y", date(2023, 2, 28)),
        ("2024-03-31", "P1M", date(2024, 2, 29)),
    ],
)
def test_notice_of_months_ends_with_a_month_that_is_too_short(until, notice, last):
    AgreementFactory(until=until, notice=notice)
    assert Agreement.objects.notice_due(last, 0).exists()
    assert not Agreement.objects.notice_due(last + timedelta(1), 400).exists()


def test_no_notice_is_due_of_an_agreement_that_is_over():
    over = AgreementFactory(until="2019", notice="P6M")
    assert Agreement.objects.notice_due(DAY, 0).exists() is False
    assert Agreement.objects.notice_due(DAY, 30).get() == over
    ActFactory(signatory__agreement=over, kind="termination", date="2018-01")
    assert not Agreement.objects.notice_due(DAY, 30).exists()


def test_looking_ahead_stops_where_the_calendar_ends():
    AgreementFactory(until="9999-12-31", notice="P1D")
    assert Agreement.objects.notice_due(date.max - timedelta(1), 180).exists()


# Found by


@pytest.mark.parametrize("text", ["pact", "A PACT", "A Pact"])
def test_an_agreement_is_called_by_its_slug_or_title(text):
    pact = AgreementFactory(slug="pact", title="A Pact")
    AgreementFactory(title="A Pact of Another Kind")
    assert list(Agreement.objects.called(text)) == [pact]


def test_a_theme_is_called_by_its_slug_or_name():
    theme = ThemeFactory(slug="ferries", name="Ferries and ports")
    assert list(Theme.objects.called("ferries")) == [theme]
    assert list(Theme.objects.called("FERRIES AND PORTS")) == [theme]
    assert list(Theme.objects.called("ferry")) == []


# When a signatory signed


@pytest.mark.parametrize(
    ("dates", "first"),
    [([], ""), ([""], ""), (["2017-03-08", "2016-01-02"], "2016-01-02"), (["", "2017"], "2017")],
)
def test_a_signatory_signed_when_it_first_did(dates, first):
    body = SignatoryFactory()
    for text in dates:
        ActFactory(signatory=body, date=text)
    ActFactory(signatory=body, kind="ratification", date="2001")
    row = Signatory.objects.with_signing().get()
    assert row.signed == first
    assert (row.signed_earliest is None) == (first == "")


# The stage of a commitment


def stage(commitment: Commitment, on: date | None = None) -> str:
    return Commitment.objects.with_stage(on).get(pk=commitment.pk).stage


def assess(commitment: Commitment, stage: str, day: str, **fields) -> Assessment:
    return AssessmentFactory(commitment=commitment, stage=stage, report__date=day, **fields)


def test_nobody_looked_is_not_that_nothing_was_found(commitment):
    assert stage(commitment) == ""
    assess(commitment, "no-information", "2018")
    assert stage(commitment) == Assessment.Stage.NO_INFORMATION


def test_its_stage_is_the_latest_assessment(commitment):
    assess(commitment, "partly", "2019-05")
    assess(commitment, "not-started", "2018-11")
    assess(commitment, "abandoned", "")
    assert stage(commitment) == Assessment.Stage.PARTLY


def test_of_two_assessments_of_a_day_the_later_entry_counts(commitment):
    assess(commitment, "under-way", "2018-11", report__slug="a")
    assess(commitment, "partly", "2018-11", report__slug="b")
    assert stage(commitment) == Assessment.Stage.PARTLY


@pytest.mark.parametrize("hidden", ["report__publication", "report__reporter__publication"])
def test_an_assessment_that_is_not_published_does_not_count(commitment, hidden):
    assess(commitment, "under-way", "2018-11")
    assess(commitment, "fulfilled", "2019", **{hidden: "withdrawn"})
    assert stage(commitment) == Assessment.Stage.UNDER_WAY


@pytest.mark.parametrize(
    ("day", "expected"), [("2018-06-15", "partly"), ("2018", "partly"), ("2018-06-16", "")]
)
def test_its_stage_on_a_day_goes_by_the_reports_until_then(commitment, day, expected):
    assess(commitment, "partly", day)
    assert stage(commitment, DAY) == expected


def test_an_assessment_of_another_commitment_does_not_count(commitment):
    assess(CommitmentFactory(), "fulfilled", "2019")
    assert stage(commitment) == ""


# Who owes it


def owed_by(organization) -> list[Commitment]:
    return list(Commitment.objects.owed_by(organization))


def test_a_commitment_that_names_nobody_is_owed_by_every_signatory(commitment):
    one = SignatoryFactory(agreement=commitment.agreement)
    other = SignatoryFactory(agreement=commitment.agreement, capacity="adopting")
    assert owed_by(one.organization) == owed_by(other.organization) == [commitment]
    assert owed_by(OrganizationFactory()) == []


def test_a_commitment_that_names_a_body_is_owed_by_that_alone(commitment):
    signatory = SignatoryFactory(agreement=commitment.agreement)
    named = ObligationFactory(commitment=commitment)
    assert owed_by(named.organization) == [commitment]
    assert owed_by(signatory.organization) == []


@pytest.mark.parametrize("capacity", ["witness", "facilitator", "depositary"])
def test_a_body_that_stands_by_owes_nothing(commitment, capacity):
    bystander = SignatoryFactory(agreement=commitment.agreement, capacity=capacity)
    assert owed_by(bystander.organization) == []


# Order


def test_reports_come_newest_first_and_those_without_a_date_last():
    for day in ["2018", "", "2019-05", "2018-06"]:
        ProgressReportFactory(date=day)
    assert [report.date for report in ProgressReport.objects.all()] == [
        "2019-05",
        "2018",
        "2018-06",
        "",
    ]


def test_signatories_come_in_the_order_in_which_they_are_printed():
    pact = AgreementFactory()
    for position in (3, 1, 2):
        SignatoryFactory(agreement=pact, position=position)
    assert [body.position for body in pact.signatories.all()] == [1, 2, 3]
