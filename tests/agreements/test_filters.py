"""Questions to the lists of agreements, signatories, commitments and progress reports."""

import pytest

from agreements.models import Act, Agreement, Assessment, Commitment, ProgressReport
from organizations.models import Organization
from tests.agreements.factories import (
    ActFactory,
    AgreementFactory,
    AgreementThemeFactory,
    AssessmentFactory,
    CommitmentFactory,
    CommitmentThemeFactory,
    ObligationFactory,
    ProgressReportFactory,
    SignatoryFactory,
    ThemeFactory,
)
from tests.listings.faces import errors, results, slugs
from tests.listings.kept import kept
from tests.organizations.factories import OrganizationFactory, OrganizationNameFactory

pytestmark = pytest.mark.django_db
Kind = Act.Kind


def make_bodies() -> dict[str, Organization]:
    slugs = ("oas", "iom", "idb")
    bodies = {slug: OrganizationFactory(slug=slug, name=slug.title()) for slug in slugs}
    OrganizationNameFactory(organization=bodies["iom"], text="Migration Agency", kind="former")
    return bodies


def sign(agreement: Agreement, body: Organization, *acts: tuple[str, str], **fields: str) -> None:
    """Puts a body into an agreement, with acts as kind and date."""
    signatory = SignatoryFactory(agreement=agreement, organization=body, **fields)
    for kind, day in acts:
        ActFactory(signatory=signatory, kind=kind, date=day)


class TestAgreements:
    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def agreements(cls, django_db_setup, django_db_blocker):
        with kept(django_db_blocker):
            cls.make(make_bodies())
            yield

    @staticmethod
    def make(bodies: dict[str, Organization]) -> None:
        memo = AgreementFactory(
            slug="memo", title="B Memo", binding="no", reference="R-1", summary="Ferries."
        )
        treaty = AgreementFactory(
            slug="treaty", title="A Treaty", instrument="treaty", binding="yes", summary="Ports."
        )
        AgreementFactory(slug="undated", title="C Undated", instrument="declaration", summary="")
        migration = ThemeFactory(slug="migration", name="Migration and labour")
        AgreementThemeFactory(agreement=memo, theme=migration)
        sign(memo, bodies["oas"], (Kind.SIGNATURE, "2018-09-04"), name_as_printed="O.A.S.")
        sign(memo, bodies["iom"], (Kind.SIGNATURE, "2018-09-04"))
        sign(treaty, bodies["oas"], (Kind.SIGNATURE, "2015"), (Kind.ENTRY_INTO_FORCE, "2016-05"))
        sign(treaty, bodies["idb"], (Kind.WITHDRAWAL, "2019-07"), capacity="witness")

    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ({}, ["memo", "treaty", "undated"]),
            ({"organization": "oas"}, ["memo", "treaty"]),
            ({"organization": ["oas", "iom"]}, ["memo"]),
            ({"organization": ["Oas", "migration agency"]}, ["memo"]),
            ({"organization": ["oas", "iom", "idb"]}, []),
            ({"organization": ["oas", "idb"]}, ["treaty"]),
            ({"organization": ["", "idb"]}, ["treaty"]),
            ({"theme": "migration"}, ["memo"]),
            ({"theme": "migration and LABOUR"}, ["memo"]),
            ({"instrument": "treaty"}, ["treaty"]),
            ({"binding": "no"}, ["memo"]),
            ({"binding": "not-stated"}, ["undated"]),
            ({"q": "memo"}, ["memo"]),
            ({"q": "r-1 ferries"}, ["memo"]),
            ({"q": "o.a.s."}, ["memo"]),
            ({"q": "ports ferries"}, []),
            ({"since": "2018"}, ["memo", "undated"]),
            ({"since": "2018", "certain": "1"}, ["memo"]),
            ({"until": "2015-06"}, ["treaty", "undated"]),
            ({"until": "2015-06", "certain": "1"}, []),
            ({"until": "2015", "certain": "1"}, ["treaty"]),
            ({"since": "2018-09-04", "until": "2018-09-04", "certain": "1"}, ["memo"]),
            ({"since": "2018-09-05"}, ["undated"]),
            ({"stage": "signed"}, ["memo"]),
            ({"stage": "in-effect"}, ["treaty"]),
            ({"stage": "not-known"}, ["undated"]),
            ({"stage": "in-effect", "as_of": "2016-04"}, []),
            ({"stage": "signed", "as_of": "2016-04"}, ["treaty"]),
            ({"stage": "signed", "as_of": "2018-09-03"}, []),
            ({"stage": "not-known", "as_of": "2014"}, ["memo", "treaty", "undated"]),
            ({"ordering": "signed"}, ["treaty", "memo", "undated"]),
            ({"ordering": "-signed"}, ["memo", "treaty", "undated"]),
            ({"ordering": "title"}, ["treaty", "memo", "undated"]),
            ({"ordering": "-title"}, ["undated", "memo", "treaty"]),
            ({"ordering": "stage"}, ["treaty", "undated", "memo"]),
            ({"ordering": "slug"}, ["memo", "treaty", "undated"]),
        ],
    )
    def test_it_finds(self, question, found, client):
        assert slugs(client, "agreements", **question) == found

    def test_rows_tell_their_stage_on_the_day(self, client):
        stages = {
            day: {row["slug"]: row["stage"] for row in results(client, "agreements", as_of=day)}
            for day in ("2016-12-31", "")
        }
        assert stages == {
            "2016-12-31": {"memo": "not-known", "treaty": "in-effect", "undated": "not-known"},
            "": {"memo": "signed", "treaty": "in-effect", "undated": "not-known"},
        }

    def test_an_ambiguous_acronym_names_the_bodies(self, client):
        for slug in ("bank", "board"):
            OrganizationFactory(slug=slug, acronym="IADB", name=slug.title())
        [message] = errors(client, "agreements", organization=["oas", "IADB"])["organization"]
        assert message.endswith("expected one of: bank (Bank), board (Board)")

    def test_two_agreements_of_one_title_are_ambiguous(self, client):
        AgreementFactory(slug="other", title="B Memo")
        [message] = errors(client, "commitments", agreement="b memo")["agreement"]
        assert message.endswith("expected one of: memo (B Memo), other (B Memo)")
        assert slugs(client, "commitments", agreement="memo") == []


class TestSignatories:
    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def signatories(cls, django_db_setup, django_db_blocker):
        with kept(django_db_blocker):
            cls.make(make_bodies())
            yield

    @staticmethod
    def make(bodies: dict[str, Organization]) -> None:
        treaty = AgreementFactory(slug="treaty", title="Treaty", in_force_from="2012")
        memo = AgreementFactory(slug="memo", title="Memo")
        sign(
            treaty,
            bodies["oas"],
            (Kind.SIGNATURE, "2010-05"),
            (Kind.RATIFICATION, "2012"),
            (Kind.WITHDRAWAL, "2020-01-31"),
            slug="oas-treaty",
        )
        sign(
            treaty,
            bodies["iom"],
            (Kind.SIGNATURE, "2010-05"),
            (Kind.RATIFICATION, "2018-02"),
            slug="iom-treaty",
        )
        sign(memo, bodies["idb"], slug="idb-memo", capacity="witness", name_as_printed="The Bank")

    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ({}, ["idb-memo", "oas-treaty", "iom-treaty"]),
            ({"organization": "oas"}, ["oas-treaty"]),
            ({"agreement": "memo"}, ["idb-memo"]),
            ({"agreement": "TREATY"}, ["oas-treaty", "iom-treaty"]),
            ({"capacity": "witness"}, ["idb-memo"]),
            ({"act": "ratification"}, ["oas-treaty", "iom-treaty"]),
            ({"act": "withdrawal"}, ["oas-treaty"]),
            ({"act": "accession"}, []),
            ({"act": "ratification", "since": "2015"}, ["iom-treaty"]),
            ({"act": "ratification", "until": "2011"}, []),
            ({"act": "signature", "since": "2018"}, []),
            ({"since": "2018"}, ["oas-treaty", "iom-treaty"]),
            ({"since": "2013", "until": "2017"}, []),
            ({"since": "2012-06", "until": "2012-06"}, ["oas-treaty"]),
            ({"since": "2012-06", "until": "2012-06", "certain": "1"}, []),
            ({"since": "2012", "until": "2012", "certain": "1"}, ["oas-treaty"]),
            ({"q": "the bank"}, ["idb-memo"]),
            ({"q": "migration treaty"}, ["iom-treaty"]),
            ({"q": "memo oas"}, []),
            ({"ordering": "organization_name"}, ["idb-memo", "iom-treaty", "oas-treaty"]),
            ({"ordering": "-organization_name"}, ["oas-treaty", "iom-treaty", "idb-memo"]),
            ({"ordering": "signed"}, ["oas-treaty", "iom-treaty", "idb-memo"]),
        ],
    )
    def test_it_finds(self, question, found, client):
        assert slugs(client, "signatories", **question) == found

    @pytest.mark.parametrize(
        ("day", "parties"),
        [
            ("2011", []),
            ("2012-12-31", ["oas-treaty"]),
            ("2018-02-28", ["iom-treaty", "oas-treaty"]),
            ("2020-01-31", ["iom-treaty"]),
            ("", ["iom-treaty"]),
        ],
    )
    def test_who_is_a_party_depends_on_the_day(self, day, parties, client):
        found = [row["slug"] for row in results(client, "signatories", as_of=day) if row["party"]]
        assert sorted(found) == parties

    def test_an_act_without_a_date_is_possibly_at_any_time(self, client):
        sign(AgreementFactory(), OrganizationFactory(), (Kind.ACCESSION, ""), slug="undated")
        assert slugs(client, "signatories", act="accession", since="2018") == ["undated"]
        assert slugs(client, "signatories", act="accession", since="2018", certain="1") == []


class TestCommitments:
    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def commitments(cls, django_db_setup, django_db_blocker):
        with kept(django_db_blocker):
            cls.make(make_bodies())
            yield

    @staticmethod
    def make(bodies: dict[str, Organization]) -> None:
        memo = AgreementFactory(slug="memo", title="Memo")
        plan = AgreementFactory(slug="plan", title="Plan")
        sign(memo, bodies["oas"])
        sign(memo, bodies["iom"])
        sign(plan, bodies["oas"])
        every = CommitmentFactory(
            slug="everybody", agreement=memo, position=1, deadline="2019", text="Ferries run."
        )
        named = CommitmentFactory(
            slug="named", agreement=memo, position=2, deadline="2020-06-30", locator="Article 51"
        )
        ObligationFactory(commitment=named, organization=bodies["idb"])
        ObligationFactory(commitment=named, organization=bodies["iom"])
        CommitmentFactory(slug="yearly", agreement=plan, recurrence="every year")
        CommitmentThemeFactory(commitment=every, theme=ThemeFactory(slug="ports", name="Ports"))

    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ({"organization": "oas"}, ["everybody", "yearly"]),
            ({"organization": "iom"}, ["everybody", "named"]),
            ({"organization": "idb"}, ["named"]),
            ({"organization": ["oas", "iom"]}, ["everybody"]),
            ({"organization": ["iom", "idb"]}, ["named"]),
            ({"agreement": "plan"}, ["yearly"]),
            ({"theme": "ports"}, ["everybody"]),
            ({"due_after": "2019-07"}, ["everybody", "named"]),
            ({"due_after": "2020"}, ["named"]),
            ({"due_before": "2019-07"}, ["everybody"]),
            ({"due_before": "2019-07", "certain": "1"}, []),
            ({"due_after": "2019", "certain": "1"}, ["everybody", "named"]),
            ({"due_after": "2000", "due_before": "2100"}, ["everybody", "named"]),
            ({"stage": "none"}, ["everybody", "named", "yearly"]),
            ({"stage": "fulfilled"}, []),
            ({"q": "ferries"}, ["everybody"]),
            ({"q": "article 51 memo"}, ["named"]),
            ({"ordering": "deadline"}, ["everybody", "named", "yearly"]),
            ({"ordering": "-deadline"}, ["named", "everybody", "yearly"]),
            ({"ordering": "-agreement_title"}, ["yearly", "everybody", "named"]),
        ],
    )
    def test_it_finds(self, question, found, client):
        assert slugs(client, "commitments", **question) == found

    @pytest.fixture
    def assessed(self):
        commitment = Commitment.objects.get(slug="everybody")
        for day, stage in [("2018", "not-started"), ("2019-03", "under-way"), ("", "abandoned")]:
            AssessmentFactory(report__date=day, commitment=commitment, stage=stage)

    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ({"stage": "under-way"}, ["everybody"]),
            ({"stage": "not-started"}, []),
            ({"stage": "not-started", "as_of": "2018-06"}, ["everybody"]),
            ({"stage": "under-way", "as_of": "2019-02"}, []),
            ({"stage": "none"}, ["named", "yearly"]),
        ],
    )
    def test_the_stage_is_that_of_the_latest_report(self, question, found, assessed, client):
        assert slugs(client, "commitments", **question) == found

    def test_every_stage_of_assessment_can_be_asked_for(self, client):
        for stage in Assessment.Stage.values:
            commitment = CommitmentFactory(slug=stage)
            AssessmentFactory(commitment=commitment, stage=stage)
            assert slugs(client, "commitments", stage=stage) == [stage]


class TestProgress:
    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def reports(cls, django_db_setup, django_db_blocker):
        with kept(django_db_blocker):
            cls.make(make_bodies())
            yield

    @staticmethod
    def make(bodies: dict[str, Organization]) -> None:
        commitment = CommitmentFactory(slug="duty", agreement__slug="memo")
        first = ProgressReportFactory(
            slug="first", reporter=bodies["oas"], agreement=commitment.agreement, date="2016",
            basis="independent", text="Ferries run.", limitations="Not on Sundays.",
        )  # fmt: skip
        ProgressReportFactory(
            slug="second", reporter=bodies["iom"], agreement=None, date="2018-11", text="Ports.",
            next_steps="Sundays too.",
        )  # fmt: skip
        ProgressReportFactory(
            slug="undated", reporter=bodies["iom"], date="", text="Press.", basis="press"
        )
        AssessmentFactory(report=first, commitment=commitment, stage="partly")

    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ({}, ["second", "first", "undated"]),
            ({"organization": "iom"}, ["second", "undated"]),
            ({"organization": "migration agency"}, ["second", "undated"]),
            ({"agreement": "memo"}, ["first"]),
            ({"commitment": "duty"}, ["first"]),
            ({"stage": "partly"}, ["first"]),
            ({"stage": "fulfilled"}, []),
            ({"basis": "press"}, ["undated"]),
            ({"basis": "self-report"}, ["second"]),
            ({"since": "2016-07"}, ["second", "first", "undated"]),
            ({"since": "2016-07", "certain": "1"}, ["second"]),
            ({"until": "2016"}, ["first", "undated"]),
            ({"until": "2016", "certain": "1"}, ["first"]),
            ({"q": "sundays"}, ["second", "first"]),
            ({"q": "sundays oas"}, ["first"]),
            ({"ordering": "date"}, ["first", "second", "undated"]),
            ({"ordering": "-reporter_name"}, ["first", "second", "undated"]),
            (
                {"ordering": "-agreement_title", "until": "2018", "certain": "1"},
                ["first", "second"],
            ),
            ({"ordering": "agreement_title", "until": "2018", "certain": "1"}, ["first", "second"]),
        ],
    )
    def test_it_finds(self, question, found, client):
        assert slugs(client, "progress", **question) == found

    def test_every_basis_can_be_asked_for(self, client):
        ProgressReport.objects.all().delete()
        for basis in ProgressReport.Basis.values:
            ProgressReportFactory(slug=basis, basis=basis)
            assert slugs(client, "progress", basis=basis) == [basis]
