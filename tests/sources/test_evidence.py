"""The citations of all that a page shows: by two queries, and of public sources only."""

import pytest

from sources.evidence import attach_citations
from tests.agreements.factories import AgreementCitationFactory, AgreementFactory
from tests.organizations.factories import OrganizationCitationFactory, OrganizationFactory
from tests.sources.factories import PassageFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts():
    """An agreement with two citations, a body with one, a body with none."""
    agreement, body, bare = AgreementFactory(), OrganizationFactory(), OrganizationFactory()
    cited = [
        AgreementCitationFactory(record=agreement, field="title"),
        AgreementCitationFactory(record=agreement, field="", value="a memo"),
        OrganizationCitationFactory(record=body),
    ]
    return [agreement, body, bare], cited


def test_each_row_gets_its_citations_by_two_queries(facts, django_assert_num_queries):
    rows, cited = facts
    with django_assert_num_queries(2):
        attach_citations(rows)
    with django_assert_num_queries(0):
        assert [list(row.citations.all()) for row in rows] == [cited[:2], cited[2:], []]
        assert rows[0].citations.all()[1].value == "a memo"
        shown = [str(c.passage.source) for row in rows for c in row.citations.all()]
    assert shown == [str(citation.passage.source) for citation in cited]


def test_a_row_in_hand_twice_gets_them_twice(facts):
    [agreement, *_others], cited = facts
    again = type(agreement).objects.get(pk=agreement.pk)
    attach_citations([agreement, again])
    assert list(again.citations.all()) == list(agreement.citations.all()) == cited[:2]


def test_a_source_that_is_not_public_says_nothing(facts):
    rows, cited = facts
    hidden = PassageFactory(source=SourceFactory(publication="draft"))
    AgreementCitationFactory(record=rows[0], passage=hidden)
    attach_citations(rows)
    assert list(rows[0].citations.all()) == cited[:2]


def test_nothing_in_hand_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        attach_citations([])
