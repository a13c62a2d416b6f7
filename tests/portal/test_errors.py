"""Errors in words: a page for readers, problem details where a file was asked for."""

import pytest
from django.core.exceptions import BadRequest, DisallowedHost
from django.http import Http404
from django.test import Client

from portal import errors
from tests.agreements.factories import AgreementFactory
from tests.organizations.factories import OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOTHING = "There is no published record or page with this address."

NOWHERE = [
    "/nowhere/",
    "/organizations/a/b/",
    "/organizations.pdf",
    "/organizations.json/",
    "/organizations.JSON",
    "/signatories/someone/",
    "/%00",
    "/%ff%fe/",
    "/..%2f..%2fetc%2fpasswd",
    "/" + "a" * 10_000 + "/",
    "/organizations%0d%0aSet-Cookie:a=b/",
    "/админ/",
    "/.json",
    "/nowhere.csv",
    "/<script>.xlsx",
]


@pytest.mark.parametrize("address", NOWHERE)
def test_an_unknown_address_is_not_found_in_words(address, client):
    response = client.get(address)
    assert response.status_code == 404
    if address.endswith(errors.FILES):
        assert response.json() == {
            "type": "about:blank",
            "title": "Not Found",
            "status": 404,
            "detail": NOTHING,
            "errors": {"": [NOTHING]},
        }
    else:
        assert NOTHING in response.content.decode()
        assert "<script>" not in response.content.decode()


def test_a_slash_that_is_missing_is_put_right(client):
    response = client.get("/organizations?kind=state")
    assert (response.status_code, response["Location"]) == (301, "/organizations/?kind=state")


@pytest.mark.parametrize("address", ["/", "/organizations/", "/organizations.json"])
def test_a_host_that_is_not_ours_is_refused_without_advice(address, client):
    response = client.get(address, HTTP_HOST="evil.example")
    text = response.content.decode()
    assert response.status_code == 400
    assert "The question could not be understood." in text
    assert "ALLOWED_HOSTS" not in text
    assert "evil.example" not in text


@pytest.mark.parametrize("end", ["/", ".json"])
def test_an_error_of_ours_says_so_and_no_more(end, client, monkeypatch):
    OrganizationFactory(slug="it")
    visitor = Client(raise_request_exception=False)

    def fail(*args, **kwargs):
        raise RuntimeError("the secret inside")

    monkeypatch.setattr("records.views.Published.get_queryset", fail)
    response = visitor.get(f"/organizations/it{end}")
    text = response.content.decode()
    assert response.status_code == 500
    assert "The error has been logged." in text
    assert "secret" not in text
    assert "ETag" not in response


def test_an_error_page_asks_nothing_of_the_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = errors.server_error(rf.get("/organizations/"))
    assert "Something went wrong" in response.content.decode()


@pytest.mark.parametrize(
    ("handler", "exception", "status", "reason"),
    [
        (errors.bad_request, BadRequest("Say it otherwise."), 400, "Say it otherwise."),
        (errors.bad_request, BadRequest(), 400, "The question could not be understood."),
        (errors.bad_request, DisallowedHost("evil"), 400, "The question could not be understood."),
        (errors.page_not_found, Http404("It was never there."), 404, "It was never there."),
        (errors.page_not_found, Http404(), 404, NOTHING),
        (errors.page_not_found, Http404({"tried": []}), 404, NOTHING),
        (
            errors.permission_denied,
            PermissionError(),
            403,
            "This needs a login with the right to it.",
        ),
    ],
)
def test_the_reason_is_told_on_pages_and_in_json(handler, exception, status, reason, rf):
    page = handler(rf.get("/somewhere/"), exception)
    file = handler(rf.get("/somewhere.csv"), exception)
    assert (page.status_code, file.status_code) == (status, status)
    assert reason in page.content.decode()
    assert reason in file.content.decode()
    assert file["Content-Type"] == "application/problem+json"


def test_a_wrong_question_is_told_by_parameter(client):
    response = client.get("/agreements.csv?stage=alive&page=0")
    told = response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert (told["type"], told["title"], told["status"]) == ("about:blank", "Bad Request", 400)
    assert set(told["errors"]) == {"stage", "page"}
    assert told["detail"] == "; ".join(
        f"{name}: {told['errors'][name][0]}" for name in told["errors"]
    )


WRITING = ["POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY", "BREW"]
ADDRESSES = ["/", "/agreements/", "/agreements.json", "/agreements.csv", "/agreements/it.json"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", WRITING)
def test_nothing_can_be_written(method, address):
    AgreementFactory(slug="it")
    # As from another site: without the token that forms carry.
    response = Client(enforce_csrf_checks=True).generic(method, address)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "This address is for reading only" in response.content.decode()
    wanted = "text/html" if address.endswith("/") else "application/problem+json"
    assert response["Content-Type"].startswith(wanted)


@pytest.mark.parametrize("address", ADDRESSES)
def test_options_are_told(address, client):
    response = client.options(address)
    assert (response.status_code, response["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert response.content == b""


def test_the_admin_takes_forms(client):
    assert client.post("/admin/login/").status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [("/agreements.json?stage=alive", 400), ("/agreements/none.json", 404)],
)
def test_a_program_is_answered_as_such_in_debug_too(address, status, client, settings):
    settings.DEBUG = True
    response = client.get(address)
    assert (response.status_code, response.json()["status"]) == (status, status)


def test_what_makes_no_sense_is_never_unchanged(client):
    anything = {"if-none-match": "*"}
    assert client.get("/agreements.json?stage=alive", headers=anything).status_code == 400
    assert client.get("/agreements/none.json", headers=anything).status_code == 404
    assert client.get("/agreements.json", headers=anything).status_code == 304


@pytest.mark.parametrize("name", ["agreements", "search", "timeline"])
def test_beyond_the_last_page_the_way_back_keeps_the_question(name, client):
    page = client.get(f"/{name}/?page=99&since=2018&until=2019")
    assert page.status_code == 404
    assert f'<a href="/{name}/?since=2018&amp;until=2019">' in page.content.decode()


def test_where_there_is_no_list_there_is_no_way_back_to_one(client):
    page = client.get("/nowhere/?page=99").content.decode()
    assert "To the front page" in page
    assert "To the first page of the list" not in page
