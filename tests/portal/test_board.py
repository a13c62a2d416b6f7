"""The progress board: what got how far, what is overdue, what nobody has looked at."""

import pytest
from django.test import Client

from portal import board
from tests.agreements import factories as make

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


def told(client: Client, **query: str) -> dict:
    response = client.get("/board.json", query)
    assert response.status_code == 200, response.content
    return response.json()


def text(client: Client, **query: str) -> str:
    response = client.get("/board/", query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split()).replace("> ", ">").replace(" <", "<")


def slugs(pile: dict) -> list[str]:
    return [card["slug"] for card in pile["results"]]


def stages(answer: dict) -> dict[str, list[str]]:
    """The slugs of each stage that has any."""
    return {pile["stage"]: slugs(pile) for pile in answer["stages"] if pile["count"]}


def looked(slug: str, stage: str, **fields: str) -> None:
    """A commitment that a report of 2019 looked at."""
    commitment = make.CommitmentFactory(slug=slug, **fields)
    make.AssessmentFactory(commitment=commitment, report__date="2019", stage=stage)


def test_commitments_stand_by_stage(client):
    looked("done", "fulfilled")
    looked("unclear", "no-information")
    make.CommitmentFactory(slug="unread")
    answer = told(client)
    assert stages(answer) == {
        "fulfilled": ["done"],
        "no-information": ["unclear"],
        "": ["unread"],
    }
    assert answer["count"] == 3
    assert len(answer["stages"]) == 7


def test_nobody_looked_stands_apart_from_looked_in_vain(client):
    looked("unclear", "no-information")
    page = text(client)
    assert "A report was read, and does not say." in page
    assert "Nobody has looked, as far as is recorded. That is not the same as no progress." in page


def test_what_is_overdue_and_what_is_soon_due_stand_first(client):
    make.CommitmentFactory(slug="late", deadline="2018-05")
    make.CommitmentFactory(slug="later", deadline="2018-04")
    make.CommitmentFactory(slug="coming", deadline="2019-03")
    looked("done", "fulfilled", deadline="2018")
    answer = told(client, as_of="2019-01-15")
    assert slugs(answer["overdue"]) == ["later", "late"]
    assert slugs(answer["soon"]) == ["coming"]


def test_it_is_that_of_the_day(client):
    looked("table", "under-way")
    assert stages(told(client, as_of="2018")) == {"": ["table"]}
    assert stages(told(client, as_of="2019")) == {"under-way": ["table"]}


def test_it_takes_the_filters_of_the_list(client):
    make.CommitmentFactory(slug="ours", agreement__slug="ferries")
    theirs = make.CommitmentFactory(slug="theirs")
    make.ObligationFactory(commitment=theirs, organization__slug="harbour")
    make.CommitmentThemeFactory(commitment=theirs, theme__slug="sea")
    assert stages(told(client, agreement="ferries")) == {"": ["ours"]}
    for query in ({"organization": "harbour"}, {"theme": "sea"}):
        assert stages(told(client, **query)) == {"": ["theirs"]}
    page = text(client, agreement="ferries")
    assert 'aria-label="Remove the filter agreement:' in page
    assert '<a href="/commitments/?agreement=ferries">As a list</a>' in page


def test_a_long_column_leads_to_the_list_with_the_same_question(client, monkeypatch):
    monkeypatch.setattr(board, "MOST", 2)
    agreement = make.AgreementFactory(slug="ferries")
    make.CommitmentFactory.create_batch(3, agreement=agreement)
    never = told(client, agreement="ferries")["stages"][-1]
    assert (len(never["results"]), never["count"]) == (2, 3)
    rows = client.get(never["all"]).json()
    assert rows["count"] == 3
    link = '<a href="/commitments/?agreement=ferries&amp;stage=none">All 3 of them</a>'
    assert link in text(client, agreement="ferries")


@pytest.mark.parametrize(
    "query", [{"page": "2"}, {"stage": "partly"}, {"ordering": "text"}, {"colour": "red"}]
)
def test_it_refuses_what_makes_no_sense_on_it(query, client):
    [name] = query
    response = client.get("/board.json", query)
    assert response.status_code == 400
    assert name in response.json()["errors"][""][0]
    page = client.get("/board/", query)
    assert page.status_code == 400
    assert "This question has no answer" in page.content.decode()


def test_what_is_not_published_does_not_stand_on_it(client):
    make.CommitmentFactory(publication="draft")
    make.CommitmentFactory(agreement__publication="draft")
    assert told(client)["count"] == 0
    assert "Nothing in the record matches." in text(client)


@pytest.mark.once
def test_it_takes_few_queries_whatever_stands_on_it(
    client, settings, django_assert_max_num_queries
):
    settings.SIMPLE_HISTORY_ENABLED = False
    for number in range(30):
        commitment = make.CommitmentFactory(deadline="2018")
        make.ObligationFactory(commitment=commitment)
        if number % 2:
            make.AssessmentFactory(commitment=commitment)
    body, agreement = commitment.obligations.get().organization.slug, commitment.agreement.slug
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get("/fr/board/", {"organization": body, "agreement": agreement})
    with django_assert_max_num_queries(MOST_QUERIES):
        text(client)


def test_shares_make_up_a_whole():
    piles = [
        board.Pile(key, key, "", count, [], "") for key, count in (("a", 1), ("b", 0), ("", 3))
    ]
    assert [(pile.key, begin, part) for pile, begin, part in board.shares(piles)] == [
        ("a", 0.0, 25.0),
        ("", 25.0, 75.0),
    ]
