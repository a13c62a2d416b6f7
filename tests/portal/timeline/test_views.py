"""/timeline/ and /timeline.json: what stands there, when, how sure, and what is left out."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.agreements import factories as agreements
from tests.events import factories as events
from tests.listings.kept import kept
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def ferries(django_db_setup, django_db_blocker) -> Iterator[None]:
    with kept(django_db_blocker):
        make_ferries()
        yield


def make_ferries() -> None:
    """An agreement of two boards with all that follows from it, and things of others."""
    board = OrganizationFactory(slug="board", name="Ferry Board")
    fund = OrganizationFactory(slug="fund", name="Ferry Fund")
    state = OrganizationFactory(slug="coastland", name="Coastland", kind="state")
    theme = agreements.ThemeFactory(slug="ferries", name="Ferries")
    memo = agreements.AgreementFactory(slug="memo", title="Memorandum")
    agreements.AgreementThemeFactory(agreement=memo, theme=theme)
    for body, day in ((board, "2014-03-01"), (fund, "2014-05-01?")):
        place = agreements.SignatoryFactory(agreement=memo, organization=body)
        agreements.ActFactory(signatory=place, date=day)
    agreements.ActFactory(slug="approval", signatory=place, kind="approval", date="2015")
    owed = agreements.CommitmentFactory(slug="quay", agreement=memo, deadline="2017-06")
    agreements.CommitmentThemeFactory(commitment=owed, theme=theme)
    agreements.CommitmentFactory(slug="endless", agreement=memo)
    agreements.ProgressReportFactory(slug="told", reporter=board, agreement=memo, date="2016-02-01")
    series = events.SeriesFactory(slug="fairs", name="Fairs")
    fair = events.EventFactory(
        slug="fair", start="[2012..2013]", end="", series=series, country=state
    )
    events.ParticipationFactory(event=fair, organization=board)
    events.OutcomeFactory(event=fair, agreement=memo)
    other = agreements.AgreementFactory(slug="other", title="Another, without a date")
    agreements.SignatoryFactory(agreement=other)
    agreements.AgreementFactory(slug="secret", publication="draft")
    events.EventFactory(slug="early", start="[..2011]", end="")


def told(client: Client, **question: Any) -> dict[str, Any]:
    response = client.get("/timeline.json", question)
    assert response.status_code == 200
    return response.json()


def slugs(client: Client, **question: Any) -> list[str]:
    return [row["slug"] for row in told(client, **question)["results"]]


def page(client: Client, **question: Any) -> str:
    response = client.get("/timeline/", question)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


ALL = ["fair", "memo", "approval", "told", "quay", "early", "other"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({}, ALL),
        ({"kind": "acts"}, ["approval"]),
        ({"kind": "agreements"}, ["memo", "other"]),
        ({"kind": "commitments"}, ["quay"]),
        ({"organization": "fund"}, ["memo", "approval", "quay"]),
        ({"organization": ["board", "Ferry Fund"]}, ["memo", "approval", "told", "quay"]),
        ({"theme": "ferries"}, ["fair", "memo", "approval", "told", "quay"]),
        ({"series": "fairs"}, ["fair"]),
        ({"country": "coastland"}, ["fair"]),
        ({"country": "coastland", "kind": "acts"}, []),
        ({"since": "2013", "until": "2014"}, ["fair", "memo", "other"]),
        ({"since": "2012", "until": "2014", "certain": "1"}, ["fair", "memo"]),
        ({"until": "2011"}, ["early", "other"]),
        ({"since": "2014-05-02"}, ["approval", "told", "quay", "other"]),
        ({"theme": "ferries", "organization": "board", "since": "2016"}, ["told", "quay"]),
    ],
)
def test_it_is_filtered_as_the_listings_are(question, found, client):
    assert slugs(client, **question) == found


def test_a_thing_is_told_with_its_bounds_and_what_it_is_about(client):
    rows = {row["slug"]: row for row in told(client)["results"]}
    assert rows["memo"] | {"detail": ""} == {
        "kind": "agreements",
        "slug": "memo",
        "title": "Memorandum",
        "detail": "",
        "date": "2014-03-01/2014-05-01?",
        "date_earliest": "2014-03-01",
        "date_latest": "2014-05-01",
        "end": "",
        "organization": "",
        "agreement": "",
        "url": "http://testserver/agreements/memo/",
    }
    assert rows["approval"]["url"] == "http://testserver/agreements/memo/#approval"
    assert (rows["told"]["organization"], rows["told"]["agreement"]) == ("board", "memo")


def test_years_are_counted_for_certain_and_perhaps(client):
    years = {each["since"]: each for each in told(client)["years"]}
    certain = {year: each["certain"] for year, each in years.items() if each["certain"]}
    assert certain == {2014: 1, 2015: 1, 2016: 1, 2017: 1}
    perhaps = {year: each["perhaps"] for year, each in years.items() if each["perhaps"]}
    assert perhaps == {2011: 1, 2012: 1, 2013: 1}
    assert told(client)["undated"] == 1


def test_each_count_is_what_its_link_leads_to(client):
    chart = client.get("/timeline/").context["chart"]
    years = told(client)["years"]
    for column, year in zip(chart["columns"], years, strict=True):
        found = client.get(f"/timeline.json{column['address']}").json()
        assert found["count"] - found["undated"] == year["certain"] + year["perhaps"]


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ({"kind": "boats"}, "kind"),
        ({"organization": "nobody"}, "organization"),
        ({"theme": "none"}, "theme"),
        ({"since": "yesterday"}, "since"),
        ({"page_size": "0"}, "page_size"),
        ({"colour": "red"}, ""),
        ({"q": "ferry"}, ""),
    ],
)
@pytest.mark.once
def test_a_question_that_makes_no_sense_is_refused(question, wrong, client):
    response = client.get("/timeline.json", question)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert list(response.json()["errors"]) == [wrong]
    shown = client.get("/timeline/", question)
    assert shown.status_code == 400
    assert "This question has no answer" in shown.content.decode()


def test_parts_follow_each_other_without_gap_or_overlap(client):
    parts = [slugs(client, page_size=2, page=number) for number in (1, 2, 3, 4)]
    assert [slug for part in parts for slug in part] == ALL
    assert told(client, page_size=2, page=2)["previous"].endswith("?page_size=2&page=1")
    assert client.get("/timeline.json", {"page_size": 2, "page": 5}).status_code == 404
    assert client.get("/timeline/", {"page": 9}).status_code == 404


@pytest.mark.once
def test_a_part_is_called_by_its_years(client):
    shown = client.get("/timeline/", {"page_size": 2}).context["parts"]
    assert [(part["first"], part["last"]) for part in shown] == [
        (2012, 2014),
        (2015, 2016),
        (2017, None),
        (None, None),
    ]


@pytest.mark.once
def test_the_page_draws_doubt_and_lists_what_has_no_date(client):
    shown = page(client)
    assert "<h3> 2012 </h3>" in shown
    assert "Beginning not known" in shown
    undated = shown[shown.index('id="undated"') :]
    assert "Another, without a date" in undated
    assert "Memorandum" not in undated
    assert shown.count('class="span"') == 6
    assert "2014: 1 for certain, 0 perhaps" in shown
    assert 'href="/agreements/memo/#approval"' in shown
    assert "style=" not in shown


@pytest.mark.once
def test_names_are_those_of_the_day(client):
    body = OrganizationFactory(slug="pier", name="Pier Trust")
    made = OrganizationFactory._meta.model._meta.get_field("names").related_model
    made.objects.create(organization=body, text="Jetty Trust", kind="former", until="2000")
    agreements.ProgressReportFactory(reporter=body, date="1999")
    assert "Pier Trust" in page(client, organization="pier")
    assert "Jetty Trust" in page(client, organization="pier", as_of="1999")


@pytest.mark.once
def test_a_question_that_nothing_answers_has_a_timeline(client):
    nothing = {"until": "1900", "certain": "1"}
    assert "Nothing in the record matches" in page(client, **nothing)
    assert told(client, **nothing)["years"] == []


def test_it_takes_few_queries_whatever_is_asked_and_however_much_there_is(client, settings):
    settings.SIMPLE_HISTORY_ENABLED = False
    asked = {
        "organization": ["board", "fund"],
        "theme": "ferries",
        "since": "1900",
        "until": "2100",
        "as_of": "2020",
    }

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address, asked).status_code == 200
        return len(captured)

    before = {address: queries(address) for address in ("/timeline/", "/timeline.json")}
    for _number in range(30):
        agreements.ActFactory(kind="accession")
        events.EventFactory()
    after = {address: queries(address) for address in before}
    assert after == before
    assert max(after.values()) <= 15


def test_what_was_counted_is_counted_anew_after_a_write(client):
    assert told(client)["count"] == len(ALL)
    events.EventFactory(start="2019", end="")
    assert told(client)["count"] == len(ALL) + 1


def test_agreements_stand_where_their_list_says_that_they_were_signed(client):
    listed = {row["slug"]: row for row in client.get("/agreements.json").json()["results"]}
    placed = told(client, kind="agreements")["results"]
    assert {row["slug"] for row in placed} == listed.keys()
    for row in placed:
        same = listed[row["slug"]]
        assert [row["date"], row["date_earliest"], row["date_latest"]] == [
            same["signed"],
            same["signed_earliest"],
            same["signed_latest"],
        ]
