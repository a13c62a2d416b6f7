"""Which records are suggested as duplicates, why, and how that follows what is written."""

import pytest

from desk.duplicates import finding
from desk.duplicates.finding import catch_up, suggestions
from desk.duplicates.models import Likeness, NotDuplicate, Suggestion
from tests.agreements.factories import ActFactory, AgreementFactory, SignatoryFactory
from tests.events.factories import EventFactory, SeriesFactory
from tests.organizations.factories import (
    AppointmentFactory,
    IdentifierFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
    StateFactory,
)
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db


def found(kind):
    """The pairs of a kind, each with what speaks for it."""
    assert catch_up()
    return [
        ({each.first, each.second}, {sort for sort, _text in each.reasons})
        for each in suggestions(kind)
    ]


def of(*records):
    return {record.pk for record in records}


def test_bodies_by_any_of_their_names():
    one = OrganizationFactory(name="Council of Ports", publication="draft")
    other = OrganizationFactory(name="Something else")
    assert found("organizations") == []
    OrganizationNameFactory(organization=other, text="COUNCIL OF PÓRTS", kind="former")
    assert found("organizations") == [(of(one, other), {"name"})]


def test_bodies_by_acronyms_with_and_without_points_and_in_brackets():
    one = OrganizationFactory(name="Council of Ports", acronym="C.o.P.")
    other = OrganizationFactory(name="Consejo de Puertos (COP)")
    assert found("organizations") == [(of(one, other), {"acronym"})]


@pytest.mark.once
def test_a_state_is_no_body_of_one_acronym():
    StateFactory(name="Freedonia", acronym="FR")
    OrganizationFactory(name="Ferry Register", acronym="FR", kind="organ")
    assert found("organizations") == []


@pytest.mark.once
def test_bodies_by_identifiers_written_in_two_ways():
    one = IdentifierFactory(scheme="wikidata", value="Q42")
    other = IdentifierFactory(scheme="Wikidata", value="https://list.example/Q42")
    assert found("organizations") == [(of(one.organization, other.organization), {"identifier"})]


@pytest.mark.once
def test_persons_by_names_in_any_order_and_by_initials_in_one_office():
    one, other = PersonFactory(name="Julia Prado"), PersonFactory(name="Prado, Julia")
    short = PersonFactory(name="J. Prado")
    assert found("persons") == [(of(one, other), {"words"})]
    office = AppointmentFactory(person=one)
    AppointmentFactory(person=short, organization=office.organization)
    assert (of(one, short), {"initial"}) in found("persons")


@pytest.mark.once
def test_agreements_of_one_title_by_who_signed_when():
    one = ActFactory(date="2017-03-08", signatory__agreement__title="Joint Statement")
    body = one.signatory.organization
    other, third = AgreementFactory.create_batch(2, title="Joint statement")
    for agreement, date in ((other, "2017-03-08"), (third, "2019-05-01")):
        ActFactory(date=date, signatory__agreement=agreement, signatory__organization=body)
    pairs = {frozenset(pair): why for pair, why in found("agreements")}
    assert pairs[frozenset(of(one.signatory.agreement, other))] == {"name", "party", "dated"}
    assert frozenset(of(other, third)) not in pairs


@pytest.mark.once
def test_agreements_signed_by_the_same_bodies_on_one_day():
    agreements = AgreementFactory.create_batch(2)
    bodies = OrganizationFactory.create_batch(2)
    for agreement in agreements:
        for body in bodies:
            signatory = SignatoryFactory(agreement=agreement, organization=body)
            ActFactory(signatory=signatory, date="2017-03-08")
    assert ({*of(*agreements)}, {"signed"}) in [
        (pair, why - {"look"}) for pair, why in found("agreements")
    ]


@pytest.mark.once
def test_sources_by_address_and_not_by_one_title_on_other_days():
    one = SourceFactory(title="A", document_url="https://www.coast.example/1/")
    other = SourceFactory(title="B", document_url="http://coast.example/1")
    SourceFactory(title="Press release", published="2017-01-01")
    SourceFactory(title="Press release", published="2018-01-01")
    assert found("sources") == [(of(one, other), {"address"})]


@pytest.mark.once
def test_events_of_one_series_on_one_day():
    series = SeriesFactory()
    one = EventFactory(series=series, title="First meeting", start="2017-03-08")
    other = EventFactory(series=series, title="Reunión", start="2017-03-08")
    EventFactory(series=series, title="Ferry fair", start="2016-03-08")
    assert (of(one, other), {"series"}) in [(p, why - {"place"}) for p, why in found("events")]


def test_suggestions_follow_changes_and_deletions():
    one, other = OrganizationFactory.create_batch(2, name="Council of Ports")
    assert len(found("organizations")) == 1
    other.name = "Bank of the Americas"
    other.save()
    assert found("organizations") == []
    other.name = "Council of Ports"
    other.save()
    assert len(found("organizations")) == 1
    one.delete()
    assert found("organizations") == []
    assert set(Likeness.objects.values_list("record", flat=True)) == {other.pk}


def test_what_was_said_to_be_two_is_not_suggested():
    one, other = OrganizationFactory.create_batch(2, name="Council of Ports")
    assert len(found("organizations")) == 1
    said = NotDuplicate.objects.create(
        kind="organizations", first=one.pk, second=other.pk, reason="one is a port"
    )
    assert found("organizations") == []
    said.delete()
    assert len(found("organizations")) == 1


@pytest.mark.once
def test_a_name_that_many_share_says_nothing(monkeypatch):
    monkeypatch.setattr(finding, "MOST_MATES", 3)
    OrganizationFactory.create_batch(4, name="Council of Ports")
    assert found("organizations") == []


@pytest.mark.once
def test_many_new_records_are_compared_a_few_at_a_time():
    OrganizationFactory.create_batch(5, name="Council of Ports")
    assert not catch_up(2)
    assert not catch_up(2)
    assert catch_up(2)
    assert Suggestion.objects.count() == 10


@pytest.mark.once
def test_many_changes_are_looked_at_a_few_at_a_time(monkeypatch):
    monkeypatch.setattr(finding, "OVERLAP", 0)
    bodies = OrganizationFactory.create_batch(3)
    assert catch_up()
    for body in bodies:
        body.name = "Council of Ports"
        body.save()
    assert not catch_up(2)
    assert catch_up(2)
    assert Suggestion.objects.count() == 3


@pytest.mark.once
def test_nothing_is_asked_twice_where_nothing_was_written(django_assert_num_queries):
    OrganizationFactory.create_batch(2, name="Council of Ports")
    assert catch_up()
    with django_assert_num_queries(3):
        assert len(found("organizations")) == 1


@pytest.mark.once
def test_one_change_is_followed_in_few_queries(django_assert_max_num_queries):
    body, _other = OrganizationFactory.create_batch(2, name="Council of Ports")
    assert catch_up()
    body.save()
    with django_assert_max_num_queries(26):
        assert len(found("organizations")) == 1
