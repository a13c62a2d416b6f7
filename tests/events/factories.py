"""Published rows of events."""

import factory
from factory.django import DjangoModelFactory

from events import models
from tests.agreements.factories import AgreementFactory
from tests.organizations.factories import OrganizationFactory
from tests.sources.factories import CitationFactory


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = models.Series

    slug = factory.Sequence(lambda n: f"series-{n}")
    name = factory.Sequence(lambda n: f"Ferry Fairs {n}")
    description = "The yearly fair of those who run ferries."
    publication = "published"


class EventFactory(DjangoModelFactory):
    class Meta:
        model = models.Event

    slug = factory.Sequence(lambda n: f"event-{n}")
    title = factory.Sequence(lambda n: f"Ferry Fair {n}")
    kind = models.Event.Kind.CONFERENCE
    start = "2017-03-08"
    end = "2017-03-10"
    place = "Port Royal"
    publication = "published"


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = models.Participation

    slug = factory.Sequence(lambda n: f"participation-{n}")
    event = factory.SubFactory(EventFactory)
    organization = factory.SubFactory(OrganizationFactory)


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = models.Outcome

    slug = factory.Sequence(lambda n: f"outcome-{n}")
    event = factory.SubFactory(EventFactory)
    agreement = factory.SubFactory(AgreementFactory)
    kind = models.Outcome.Kind.SIGNED


class SeriesCitationFactory(CitationFactory):
    class Meta:
        model = models.SeriesCitation

    record = factory.SubFactory(SeriesFactory)


class EventCitationFactory(CitationFactory):
    class Meta:
        model = models.EventCitation

    record = factory.SubFactory(EventFactory)


class ParticipationCitationFactory(CitationFactory):
    class Meta:
        model = models.ParticipationCitation

    record = factory.SubFactory(ParticipationFactory)


class OutcomeCitationFactory(CitationFactory):
    class Meta:
        model = models.OutcomeCitation

    record = factory.SubFactory(OutcomeFactory)
