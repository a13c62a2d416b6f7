"""Who may read what from the pages of other sites: anybody what is public, nobody the rest."""

import pytest

from tests.listings.faces import body

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ELSEWHERE = {"origin": "https://elsewhere.example"}
PUBLIC = ["/agreements.json", "/agreements.csv", "/events.xlsx", "/data/openapi.json"]
OWN = ["/", "/agreements/", "/admin/login/", "/data/api/"]


@pytest.mark.parametrize("address", PUBLIC)
def test_any_site_may_read_public_data(address, client):
    response = client.get(address, headers=ELSEWHERE)
    assert body(response)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Expose-Headers"] == "ETag, Link"
    assert "Access-Control-Allow-Credentials" not in response


def test_it_may_read_why_a_question_is_refused(client):
    response = client.get("/agreements.json?stage=alive", headers=ELSEWHERE)
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (400, "*")


@pytest.mark.parametrize("address", OWN)
def test_pages_are_for_readers(address, client):
    assert "Access-Control-Allow-Origin" not in client.get(address, headers=ELSEWHERE)


def test_the_admin_is_left_out_whatever_its_address_ends_with(client):
    response = client.get("/admin/agreements.json", headers=ELSEWHERE)
    assert "Access-Control-Allow-Origin" not in response


def preflight(client, address, method="GET"):
    asked = {"access-control-request-method": method, "access-control-request-headers": "x-own"}
    return client.options(address, headers=ELSEWHERE | asked)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_preflight_says_that_reading_is_allowed(address, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = preflight(client, address)
    assert response.status_code == 200
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "if-none-match" in response["Access-Control-Allow-Headers"]


def test_a_preflight_for_a_page_allows_nothing(client):
    assert "Access-Control-Allow-Origin" not in preflight(client, "/agreements/")
