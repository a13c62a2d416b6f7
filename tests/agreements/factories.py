"""Published rows of agreements, without dates, acts or sources until a test adds them."""

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from agreements import models
from tests.organizations.factories import OrganizationFactory
from tests.sources.factories import CitationFactory


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.Theme

    slug = factory.Sequence(lambda n: f"theme-{n}")
    name = factory.Sequence(lambda n: f"Ferries {n}")


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = models.Agreement

    slug = factory.Sequence(lambda n: f"agreement-{n}")
    title = factory.Sequence(lambda n: f"Memorandum of Understanding on Ferries {n}")
    instrument = models.Agreement.Instrument.MEMORANDUM
    summary = "The two councils tell each other their timetables."
    languages = "en es"
    publication = "published"


class AgreementThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.AgreementTheme

    agreement = factory.SubFactory(AgreementFactory)
    theme = factory.SubFactory(ThemeFactory)


class AgreementLinkFactory(DjangoModelFactory):
    class Meta:
        model = models.AgreementLink

    slug = factory.Sequence(lambda n: f"agreement-link-{n}")
    from_agreement = factory.SubFactory(AgreementFactory)
    kind = models.AgreementLink.Kind.SUPPLEMENTS
    to_agreement = factory.SubFactory(AgreementFactory)


class SignatoryFactory(DjangoModelFactory):
    class Meta:
        model = models.Signatory

    slug = factory.Sequence(lambda n: f"signatory-{n}")
    agreement = factory.SubFactory(AgreementFactory)
    organization = factory.SubFactory(OrganizationFactory)
    position = factory.Sequence(lambda n: n % 1000 + 1)


class ActFactory(DjangoModelFactory):
    class Meta:
        model = models.Act

    slug = factory.Sequence(lambda n: f"act-{n}")
    signatory = factory.SubFactory(SignatoryFactory)
    kind = models.Act.Kind.SIGNATURE
    date = "2017-03-08"


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Commitment

    slug = factory.Sequence(lambda n: f"commitment-{n}")
    agreement = factory.SubFactory(AgreementFactory)
    locator = factory.Sequence(lambda n: f"Article {n + 1}")
    position = factory.Sequence(lambda n: n % 1000 + 1)
    text = "Publish a common timetable."
    publication = "published"


class ObligationFactory(DjangoModelFactory):
    class Meta:
        model = models.Obligation

    commitment = factory.SubFactory(CommitmentFactory)
    organization = factory.SubFactory(OrganizationFactory)


class CommitmentThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.CommitmentTheme

    commitment = factory.SubFactory(CommitmentFactory)
    theme = factory.SubFactory(ThemeFactory)


class ProgressReportFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgressReport

    slug = factory.Sequence(lambda n: f"progress-report-{n}")
    reporter = factory.SubFactory(OrganizationFactory)
    agreement = factory.SubFactory(AgreementFactory)
    basis = models.ProgressReport.Basis.SELF_REPORT
    date = "2018-11"
    text = "The timetable of the northern lines is public."
    publication = "published"


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Assessment

    slug = factory.Sequence(lambda n: f"assessment-{n}")
    report = factory.SubFactory(ProgressReportFactory)
    commitment = factory.SubFactory(CommitmentFactory)
    stage = models.Assessment.Stage.UNDER_WAY


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = models.Figure

    slug = factory.Sequence(lambda n: f"figure-{n}")
    report = factory.SubFactory(ProgressReportFactory)
    label = "Ferries with a timetable"
    qualifier = models.Figure.Qualifier.ABOUT
    value = Decimal("57.5")
    unit = "per cent"


class AgreementCitationFactory(CitationFactory):
    class Meta:
        model = models.AgreementCitation

    record = factory.SubFactory(AgreementFactory)


class AgreementLinkCitationFactory(CitationFactory):
    class Meta:
        model = models.AgreementLinkCitation

    record = factory.SubFactory(AgreementLinkFactory)


class SignatoryCitationFactory(CitationFactory):
    class Meta:
        model = models.SignatoryCitation

    record = factory.SubFactory(SignatoryFactory)


class ActCitationFactory(CitationFactory):
    class Meta:
        model = models.ActCitation

    record = factory.SubFactory(ActFactory)


class CommitmentCitationFactory(CitationFactory):
    class Meta:
        model = models.CommitmentCitation

    record = factory.SubFactory(CommitmentFactory)


class ProgressReportCitationFactory(CitationFactory):
    class Meta:
        model = models.ProgressReportCitation

    record = factory.SubFactory(ProgressReportFactory)


class AssessmentCitationFactory(CitationFactory):
    class Meta:
        model = models.AssessmentCitation

    record = factory.SubFactory(AssessmentFactory)


class FigureCitationFactory(CitationFactory):
    class Meta:
        model = models.FigureCitation

    record = factory.SubFactory(FigureFactory)


def act(
    agreement: models.Agreement,
    kind: str,
    day: str = "2017-03-08",
    signatory: models.Signatory | None = None,
    **fields: str,
) -> models.Signatory:
    """Adds an act in the agreement, of a new signatory unless one is given, and returns whose."""
    signatory = signatory or SignatoryFactory(agreement=agreement)
    return ActFactory(signatory=signatory, kind=kind, date=day, **fields).signatory
