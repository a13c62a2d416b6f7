"""Published rows of organizations: bodies, their names and groups, persons in office."""

import factory
from factory.django import DjangoModelFactory

from organizations import models
from tests.sources.factories import CitationFactory


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = models.Organization

    slug = factory.Sequence(lambda n: f"organization-{n}")
    name = factory.Sequence(lambda n: f"Council for Coastal Transport {n}")
    kind = models.Organization.Kind.INTERGOVERNMENTAL
    publication = "published"


class StateFactory(OrganizationFactory):
    slug = factory.Sequence(lambda n: f"state-{n}")
    name = factory.Sequence(lambda n: f"Kingdom of Freedonia {n}")
    kind = models.Organization.Kind.STATE


class OrganizationNameFactory(DjangoModelFactory):
    class Meta:
        model = models.OrganizationName

    slug = factory.Sequence(lambda n: f"name-{n}")
    organization = factory.SubFactory(OrganizationFactory)
    text = factory.Sequence(lambda n: f"Consejo de Transporte Costero {n}")
    language = "es"
    kind = models.OrganizationName.Kind.TRANSLATION


class IdentifierFactory(DjangoModelFactory):
    class Meta:
        model = models.Identifier

    slug = factory.Sequence(lambda n: f"identifier-{n}")
    organization = factory.SubFactory(OrganizationFactory)
    scheme = "wikidata"
    value = factory.Sequence(lambda n: f"Q{n + 1}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership

    slug = factory.Sequence(lambda n: f"membership-{n}")
    member = factory.SubFactory(OrganizationFactory)
    group = factory.SubFactory(OrganizationFactory)
    since = "2001"


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = models.Person

    slug = factory.Sequence(lambda n: f"person-{n}")
    name = factory.Sequence(lambda n: f"Rufus Firefly {n}")
    publication = "published"


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Appointment

    slug = factory.Sequence(lambda n: f"appointment-{n}")
    person = factory.SubFactory(PersonFactory)
    organization = factory.SubFactory(OrganizationFactory)
    title = "Secretary-General"
    since = "2015-06"
    until = ".."


class OrganizationCitationFactory(CitationFactory):
    class Meta:
        model = models.OrganizationCitation

    record = factory.SubFactory(OrganizationFactory)


class OrganizationNameCitationFactory(CitationFactory):
    class Meta:
        model = models.OrganizationNameCitation

    record = factory.SubFactory(OrganizationNameFactory)


class IdentifierCitationFactory(CitationFactory):
    class Meta:
        model = models.IdentifierCitation

    record = factory.SubFactory(IdentifierFactory)


class MembershipCitationFactory(CitationFactory):
    class Meta:
        model = models.MembershipCitation

    record = factory.SubFactory(MembershipFactory)


class PersonCitationFactory(CitationFactory):
    class Meta:
        model = models.PersonCitation

    record = factory.SubFactory(PersonFactory)


class AppointmentCitationFactory(CitationFactory):
    class Meta:
        model = models.AppointmentCitation

    record = factory.SubFactory(AppointmentFactory)
