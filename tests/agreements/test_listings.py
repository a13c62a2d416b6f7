"""The lists of agreements, signatories, commitments and progress reports: their columns."""

import pytest

from tests.agreements.factories import (
    ActFactory,
    AgreementFactory,
    AgreementThemeFactory,
    AssessmentFactory,
    CommitmentFactory,
    CommitmentThemeFactory,
    FigureFactory,
    ObligationFactory,
    ProgressReportFactory,
    SignatoryCitationFactory,
    SignatoryFactory,
)
from tests.listings.faces import results, slugs
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def day(name: str, text: str, earliest: str | None, latest: str | None) -> dict[str, str | None]:
    return {name: text, f"{name}_earliest": earliest, f"{name}_latest": latest}


def unknown(name: str) -> dict[str, str | None]:
    return day(name, "", None, None)


def test_an_agreement_tells_who_signed_it_when_and_where_it_stands(client):
    agreement = AgreementFactory(slug="it", title="Memo", until="..")
    for name, date in [("Beta", "2018-09-04"), ("Alpha", "2018-09-06")]:
        body = OrganizationFactory(name=name, slug=name.lower())
        ActFactory(signatory__agreement=agreement, signatory__organization=body, date=date)
    AgreementThemeFactory(agreement=agreement, theme__name="Ports")
    CommitmentFactory.create_batch(2, agreement=agreement)
    [row] = results(client, "agreements")
    assert row == {
        "slug": "it",
        "title": "Memo",
        "instrument": "memorandum-of-understanding",
        "binding": "not-stated",
        **day("signed", "2018-09-04/2018-09-06", "2018-09-04", "2018-09-06"),
        "stage": "signed",
        "last_evidence": "2018-09-06",
        **unknown("in_force_from"),
        **day("until", "..", None, None),
        **unknown("notice"),
        "signatories": ["Alpha", "Beta"],
        "organizations": ["alpha", "beta"],
        "themes": ["Ports"],
        "reference": "",
        "languages": "en es",
        "commitments": 2,
        "sources": [],
        "url": "http://testserver/agreements/it/",
    }


def test_a_signatory_tells_what_it_did(client):
    signatory = SignatoryFactory(
        slug="it",
        organization__slug="oas",
        organization__name="OAS",
        agreement__slug="memo",
        agreement__title="Memo",
        on_behalf_of=OrganizationFactory(slug="member"),
        name_as_printed="The O.A.S.",
        position=3,
    )
    ActFactory(signatory=signatory, date="2018-09-04?")
    ActFactory(signatory=signatory, kind="entry-into-force", date="")
    SignatoryCitationFactory(record=signatory, passage__source__title="Release")
    [row] = results(client, "signatories")
    assert row == {
        "slug": "it",
        "organization": "oas",
        "organization_name": "OAS",
        "name_as_printed": "The O.A.S.",
        "agreement": "memo",
        "agreement_title": "Memo",
        "capacity": "signatory",
        "on_behalf_of": "member",
        "position": 3,
        **day("signed", "2018-09-04?", "2018-09-04", "2018-09-04"),
        "acts": ["entry-into-force", "signature 2018-09-04?"],
        "party": True,
        "sources": ["Release"],
        "url": "http://testserver/agreements/memo/#it",
    }


def test_a_commitment_tells_who_must_do_what_by_when(client):
    commitment = CommitmentFactory(
        slug="it", agreement__slug="memo", agreement__title="Memo", locator="Article 51",
        position=2, deadline="2020",
    )  # fmt: skip
    for slug in ("oas", "iom"):
        ObligationFactory(commitment=commitment, organization__slug=slug)
    CommitmentThemeFactory(commitment=commitment, theme__name="Ports")
    AssessmentFactory(commitment=commitment, stage="partly")
    [row] = results(client, "commitments")
    assert row == {
        "slug": "it",
        "text": "Publish a common timetable.",
        "agreement": "memo",
        "agreement_title": "Memo",
        "locator": "Article 51",
        "position": 2,
        "obligated": ["iom", "oas"],
        "themes": ["Ports"],
        **day("deadline", "2020", "2020-01-01", "2020-12-31"),
        "recurrence": "",
        "stage": "partly",
        "sources": [],
        "url": "http://testserver/commitments/it/",
    }


def test_a_report_tells_what_it_is_about(client):
    report = ProgressReportFactory(
        slug="it", reporter__slug="iom", reporter__name="IOM", agreement__slug="memo",
        agreement__title="Memo", period="2014/2016", limitations="Few.", next_steps="More.",
    )  # fmt: skip
    AssessmentFactory(report=report, commitment__slug="duty")
    FigureFactory.create_batch(2, report=report)
    [row] = results(client, "progress")
    assert row == {
        "slug": "it",
        **day("date", "2018-11", "2018-11-01", "2018-11-30"),
        "reporter": "iom",
        "reporter_name": "IOM",
        "agreement": "memo",
        "agreement_title": "Memo",
        "basis": "self-report",
        **day("period", "2014/2016", "2014-01-01", "2016-12-31"),
        "text": "The timetable of the northern lines is public.",
        "limitations": "Few.",
        "next_steps": "More.",
        "commitments": ["duty"],
        "figures": 2,
        "sources": [],
        "url": "http://testserver/progress/it/",
    }


def test_a_report_on_no_agreement_says_so(client):
    ProgressReportFactory(agreement=None)
    [row] = results(client, "progress")
    assert (row["agreement"], row["agreement_title"]) == (None, None)


def test_two_bodies_of_one_name_are_one_name_and_two_slugs(client):
    agreement = AgreementFactory()
    for slug in ("one", "two"):
        body = OrganizationFactory(slug=slug, name="Council")
        SignatoryFactory(agreement=agreement, organization=body)
    [row] = results(client, "agreements")
    assert (row["signatories"], row["organizations"]) == (["Council"], ["one", "two"])


def test_lists_sort_by_the_letters_codes_alike_on_every_database(client):
    agreement = AgreementFactory()
    for name in ("b", "Á", "a", "B", "Z"):
        SignatoryFactory(agreement=agreement, organization__name=name)
    assert results(client, "agreements")[0]["signatories"] == ["B", "Z", "a", "b", "Á"]


def test_agreements_of_one_date_go_by_slug(client):
    for slug in ("c", "a", "b"):
        ActFactory(signatory__agreement__slug=slug)
    assert slugs(client, "agreements") == ["a", "b", "c"]
    assert slugs(client, "agreements", ordering="signed") == ["a", "b", "c"]
