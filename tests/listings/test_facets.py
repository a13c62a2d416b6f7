"""Facets: every count is the number of rows that its link leads to."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from listings.facets import MOST, TOP, Bucket, Facet, facets
from listings.fields import NONE
from listings.question import Question
from tests.agreements.factories import (
    AgreementFactory,
    CommitmentFactory,
    ObligationFactory,
    SignatoryFactory,
)
from tests.listings import faces
from tests.listings.crowd import crowd
from tests.listings.kept import kept
from tests.listings.world import UNSEEN, World
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
every_listing = pytest.mark.parametrize("name", faces.NAMES)


def asked(name: str, query: str = "") -> Question:
    question = Question(faces.BY_NAME[name], QueryDict(query), "")
    assert question.problems() == {}
    return question


def counted(name: str, query: str = "") -> dict[str, Facet]:
    return {facet.name: facet for facet in facets(asked(name, query))}


def buckets(facet: Facet) -> list[Bucket]:
    return facet.top + facet.more


def told(facet: Facet) -> list[tuple[str, int]]:
    return [(bucket.value, bucket.count) for bucket in buckets(facet)]


class TestEveryListing:
    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def rows(cls, django_db_setup, django_db_blocker) -> Iterator[None]:
        with kept(django_db_blocker):
            crowd(3)
            World().hide_and_refer()
            yield

    @every_listing
    def test_a_count_is_the_number_of_rows_behind_its_link(self, name):
        found = [bucket for facet in counted(name).values() for bucket in buckets(facet)]
        assert len(found) > 3
        for bucket in found:
            assert asked(name, bucket.address[1:]).rows().count() == bucket.count, bucket

    @every_listing
    def test_counts_respect_the_other_filters(self, name):
        first = next(iter(counted(name).values())).top[0]
        narrowed = counted(name, first.address[1:])
        for facet in narrowed.values():
            for bucket in buckets(facet):
                if not bucket.chosen:
                    rows = asked(name, bucket.address[1:]).rows()
                    assert rows.count() == bucket.count, (first, bucket)

    @every_listing
    def test_every_row_is_in_a_bucket(self, name):
        rows = asked(name).rows().count()
        for facet in counted(name).values():
            assert sum(bucket.count for bucket in buckets(facet)) >= rows, facet.name

    @every_listing
    def test_what_is_hidden_has_no_bucket(self, name):
        assert UNSEEN not in str(counted(name))

    @every_listing
    def test_each_takes_one_query(self, name):
        question = asked(name)
        with CaptureQueriesContext(connection) as captured:
            found = facets(question)
        assert len(captured) == len(question.filterset.facets) >= len(found) >= 3


def test_the_most_frequent_come_first_and_none_at_the_end(client):
    one, two = OrganizationFactory(slug="one", name="B"), OrganizationFactory(slug="two", name="A")
    both = AgreementFactory(slug="both")
    for body in (one, two):
        SignatoryFactory(agreement=both, organization=body)
    SignatoryFactory(organization=one)
    for _ in range(3):
        AgreementFactory()
    facet = counted("agreements")["organization"]
    assert told(facet) == [("one", 2), ("two", 1), (NONE, 3)]
    assert [bucket.label for bucket in facet.top] == ["B", "A", "no signatory recorded"]


def test_a_repeated_parameter_narrows_further_and_can_be_taken_away():
    one, two = OrganizationFactory(slug="one", name="A"), OrganizationFactory(slug="two", name="B")
    both = AgreementFactory(slug="both")
    for body in (one, two):
        SignatoryFactory(agreement=both, organization=body)
    SignatoryFactory(organization=one)
    facet = counted("agreements", "organization=one&page=1")["organization"]
    assert [(b.value, b.count, b.chosen, b.address) for b in facet.top] == [
        ("one", 2, True, "?"),
        ("two", 1, False, "?organization=one&organization=two"),
    ]


def test_a_single_parameter_can_be_turned_to_another_value():
    AgreementFactory(instrument="treaty")
    AgreementFactory(instrument="compact")
    facet = counted("agreements", "instrument=treaty&binding=")["instrument"]
    assert [(b.value, b.chosen, b.address) for b in facet.top] == [
        ("compact", False, "?instrument=compact"),
        ("treaty", True, "?"),
    ]


def test_whoever_must_act_is_counted_once_for_each_commitment():
    signatory = SignatoryFactory(organization__slug="all", organization__name="All")
    SignatoryFactory(agreement=signatory.agreement, organization__slug="w", capacity="witness")
    unnamed, named = (CommitmentFactory(agreement=signatory.agreement) for _ in range(2))
    ObligationFactory(commitment=named, organization__slug="one", organization__name="One")
    CommitmentFactory()
    assert told(counted("commitments")["organization"]) == [("all", 1), ("one", 1), (NONE, 1)]
    assert unnamed.obligations.count() == 0


def test_beyond_the_top_values_are_folded_away_and_beyond_those_only_counted():
    shared = AgreementFactory()
    for number in range(MOST + 3):
        body = OrganizationFactory(name=f"Body {number:03}")
        SignatoryFactory(agreement=shared, organization=body)
    facet = counted("agreements")["organization"]
    assert (len(facet.top), len(facet.more), facet.left_out) == (TOP, MOST - TOP, 3)
    assert facet.top[0].label == "Body 000"
    assert facet.more[0].label == f"Body {TOP:03}"


def test_an_empty_list_has_no_facets(client):
    assert counted("agreements") == {}
    assert "Narrow down" not in client.get("/agreements/").content.decode()


def test_the_page_shows_them_as_links(client):
    AgreementFactory(instrument="treaty")
    page = client.get("/agreements/").content.decode()
    assert '<a href="?instrument=treaty">Treaty</a>' in page
    page = client.get("/agreements/?instrument=treaty").content.decode()
    chosen = re.search(r'<a href="\?"\s+aria-current="true">\s*Treaty\b', page)
    assert chosen, page
