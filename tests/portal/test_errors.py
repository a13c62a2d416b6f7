"""Errors in words: a page for readers, JSON where a file was asked for."""

import pytest
from django.core.exceptions import BadRequest, DisallowedHost
from django.http import Http404
from django.test import Client

from portal import errors
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
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
        assert response.json() == {"errors": {"": [NOTHING]}}
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

    monkeypatch.setattr("records.views.RecordView.get_object", fail)
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
    assert file["Content-Type"] == "application/json"
