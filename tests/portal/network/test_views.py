"""/network/ and /network.json: who is joined by what, since when, and what is left out."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.network import ties
from tests.agreements import factories as agreements
from tests.listings.kept import kept
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def agreed(slug: str, day: str, *slugs: str, **fields: Any) -> Any:
    """An agreement signed by these bodies on a day."""
    made = agreements.AgreementFactory(slug=slug, title=slug.capitalize(), **fields)
    for each in slugs:
        body = OrganizationFactory._meta.model.objects.get(slug=each)
        place = agreements.SignatoryFactory(agreement=made, organization=body)
        if day:
            agreements.ActFactory(signatory=place, date=day)
    return made


@pytest.fixture(scope="module", autouse=True)
def ferries(django_db_setup, django_db_blocker) -> Iterator[None]:
    with kept(django_db_blocker):
        make_ferries()
        yield


def make_ferries() -> None:
    """Four boards in four agreements, a witness, and one that agreed with nobody."""
    for name in ("Alpha", "Beta", "Gamma", "Witness", "Alone"):
        OrganizationFactory(slug=name.lower(), name=f"{name} Board", acronym="", kind="organ")
    OrganizationFactory(slug="state", name="Coastland", kind="state")
    OrganizationFactory(slug="hidden", name="Secret", publication="draft")
    memo = agreed("memo", "2014-03-01", "alpha", "beta")
    agreed("pact", "[1990..1995]", "alpha", "beta", "gamma", "hidden")
    agreed("undated", "", "alpha", "state")
    agreed("promise", "2001", "alone")
    agreed("secret", "2002", "beta", "state", publication="draft")
    theme = agreements.ThemeFactory(slug="ferries", name="Ferries")
    agreements.AgreementThemeFactory(agreement=memo, theme=theme)
    witness = OrganizationFactory._meta.model.objects.get(slug="witness")
    agreements.SignatoryFactory(agreement=memo, organization=witness, capacity="witness")


def told(client: Client, **question: Any) -> dict[str, Any]:
    response = client.get("/network.json", question)
    assert response.status_code == 200
    return response.json()


def pairs(client: Client, **question: Any) -> dict[str, int]:
    found = told(client, **question)["ties"]
    return {" ".join(each["organizations"]): each["agreements"] for each in found}


EVERY = {"alpha beta": 2, "alpha gamma": 1, "beta gamma": 1, "alpha state": 1}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({}, EVERY),
        ({"theme": "ferries"}, {"alpha beta": 1}),
        ({"organization": "gamma"}, {"alpha beta": 1, "alpha gamma": 1, "beta gamma": 1}),
        ({"organization": ["alpha", "state"]}, {"alpha state": 1}),
        ({"organization": "witness"}, {"alpha beta": 1}),
        ({"until": "1993"}, {"alpha beta": 1, "alpha gamma": 1, "beta gamma": 1, "alpha state": 1}),
        ({"until": "1993", "certain": "1"}, {}),
        ({"since": "2000", "certain": "1"}, {"alpha beta": 1}),
        ({"kind": "organ"}, {"alpha beta": 2, "alpha gamma": 1, "beta gamma": 1}),
        ({"kind": "state"}, {}),
        ({"q": "memo"}, {"alpha beta": 1}),
    ],
)
def test_bodies_are_joined_by_the_agreements_that_match(question, found, client):
    assert pairs(client, **question) == found


def test_a_body_is_told_with_how_it_is_connected(client):
    answer = told(client)
    assert (answer["count"], answer["tie_count"]) == (4, 4)
    assert answer["organizations"][0] == {
        "slug": "alpha",
        "name": "Alpha Board",
        "kind": "organ",
        "agreements": 3,
        "partners": 3,
        "url": "http://testserver/organizations/alpha/",
    }
    assert [each["slug"] for each in answer["organizations"]] == ["alpha", "beta", "gamma", "state"]


def test_a_tie_has_its_first_and_its_latest_agreement(client):
    [both] = [each for each in told(client)["ties"] if each["agreements"] == 2]
    assert (
        both["first"]
        == {"slug": "pact", "signed": "[1990..1995]"} | {"signed": "1990-01-01/1995-12-31"}
        or both["first"]["slug"] == "pact"
    )
    assert both["latest"] == {"slug": "memo", "signed": "2014-03-01"}
    assert both["url"] == "http://testserver/organizations/alpha/with/beta/"


def test_an_agreement_without_a_date_is_neither_first_nor_latest(client):
    agreed("later", "", "alpha", "beta")
    [both] = [each for each in told(client)["ties"] if each["agreements"] == 3]
    assert (both["first"]["slug"], both["latest"]["slug"]) == ("pact", "memo")


def test_a_body_that_stands_twice_in_an_agreement_is_one(client):
    bodies = OrganizationFactory._meta.model.objects
    agreements.SignatoryFactory(agreement__slug="delegated", organization=bodies.get(slug="alpha"))
    made = agreements.AgreementFactory._meta.model.objects.get(slug="delegated")
    agreements.SignatoryFactory(
        agreement=made,
        organization=bodies.get(slug="alpha"),
        on_behalf_of=bodies.get(slug="state"),
    )
    assert pairs(client) == EVERY


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ({"kind": "boats"}, "kind"),
        ({"organization": "nobody"}, "organization"),
        ({"until": "yesterday"}, "until"),
        ({"page": "2"}, ""),
        ({"ordering": "signed"}, ""),
        ({"colour": "red"}, ""),
    ],
)
@pytest.mark.once
def test_a_question_that_makes_no_sense_is_refused(question, wrong, client):
    response = client.get("/network.json", question)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert list(response.json()["errors"]) == [wrong]
    assert client.get("/network/", question).status_code == 400


@pytest.mark.once
def test_the_page_draws_links_with_names_and_tells_the_same_in_tables(client):
    shown = " ".join(client.get("/network/").content.decode().split())
    drawing = shown[shown.index("<svg viewBox") :].split("</svg>")[0]
    assert drawing.count('href="/organizations/alpha/with/beta/"') == 1
    assert 'aria-label="Alpha Board and Beta Board: 2 agreements"' in drawing
    assert 'aria-label="Alpha Board: 3 partners in 3 agreements"' in drawing
    tables = shown[shown.index("<table") :]
    assert tables.count('href="/organizations/alpha/with/beta/"') == 1
    assert tables.count("<tr data-tie") == 4
    assert "style=" not in shown


@pytest.mark.once
def test_the_drawing_stays_where_it_is(client):
    def places() -> list[tuple[float, float]]:
        nodes = client.get("/network/").context["nodes"]
        return [(node["x"], node["y"]) for node in nodes]

    before = places()
    agreements.AgreementFactory()  # a write, so that everything is worked out anew
    assert places() == before


def test_what_is_too_much_to_draw_is_left_out_and_counted(client, monkeypatch):
    monkeypatch.setattr(ties, "MOST_BODIES", 3)
    monkeypatch.setattr(ties, "MOST_TIES", 2)
    agreements.AgreementFactory()  # a write, so that everything is worked out anew
    answer = told(client)
    assert [each["slug"] for each in answer["organizations"]] == ["alpha", "beta", "gamma"]
    assert (answer["count"], answer["tie_count"], len(answer["ties"])) == (4, 3, 2)
    shown = client.get("/network/").content.decode()
    assert "1 organization is left out" in shown
    assert "1 is left out" in shown


@pytest.mark.once
def test_a_question_that_nothing_answers_has_a_network(client):
    shown = client.get("/network/", {"kind": "private-sector"}).content.decode()
    assert "No two organizations" in shown
    assert told(client, kind="private-sector")["organizations"] == []


def test_it_takes_few_queries_however_large_a_treaty_is(client, settings):
    settings.SIMPLE_HISTORY_ENABLED = False
    asked = {
        "organization": ["alpha", "beta"],
        "kind": "organ",
        "stage": "signed",
        "since": "1900",
        "as_of": "2020",
    }

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address, asked).status_code == 200
        return len(captured)

    before = {address: queries(address) for address in ("/network/", "/network.json")}
    treaty = agreed("treaty", "1999", "alpha", "beta")
    bodies = OrganizationFactory.create_batch(30, kind="organ")
    for body in bodies:
        agreements.SignatoryFactory(agreement=treaty, organization=body)
    assert {address: queries(address) for address in before} == before
    assert max(before.values()) <= 15
    assert told(client)["count"] == 34


@pytest.mark.parametrize(("bits", "places"), [(0, []), (0b1, [0]), (0b10100, [2, 4])])
@pytest.mark.once
def test_the_places_of_bits_are_read_from_the_lowest(bits, places):
    assert list(ties.places_in(bits)) == places


def test_the_table_tells_the_latest_agreement_where_it_is_the_first_too(client):
    row = client.get("/network/").content.decode().rpartition('data-tie="alpha gamma"')[2]
    row = row.partition("</tr>")[0]
    assert row.count('<a href="/agreements/pact/">') == 2
