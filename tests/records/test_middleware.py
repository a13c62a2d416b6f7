"""A public answer is a function of revision, address, language and day; so it can be cached."""

from datetime import date

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from records.models import Revision
from tests.events.factories import EventFactory
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/events/",
    "/events.json",
    "/events.csv",
    "/events.xlsx",
    "/events.atom",
    "/events.ics",
    "/sitemap-events.xml",
    "/events/fair/",
    "/events/fair.json",
]
every_address = pytest.mark.parametrize("address", ADDRESSES)


@pytest.fixture(autouse=True)
def fair():
    return EventFactory(slug="fair")


def etag(client, address: str, **headers: str) -> str:
    response = client.get(address, **headers)
    if response.streaming:
        b"".join(response.streaming_content)
    return response["ETag"]


@pytest.mark.once
@every_address
def test_an_answer_says_how_it_may_be_cached(address, client):
    response = client.get(address)
    if response.streaming:
        b"".join(response.streaming_content)
    assert response["ETag"].startswith('"')
    assert response["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in response
    assert "Cookie" not in response.get("Vary", "")


@every_address
def test_what_has_not_changed_costs_one_query(address, client):
    tag = etag(client, address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers={"If-None-Match": tag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    assert [query["sql"].count("records_revision") > 0 for query in queries] == [True]


@every_address
def test_a_write_makes_the_very_next_answer_new(address, client):
    tag = etag(client, address)
    OrganizationFactory()
    response = client.get(address, headers={"If-None-Match": tag})
    if response.streaming:
        b"".join(response.streaming_content)
    assert response.status_code == 200
    assert response["ETag"] != tag


@pytest.mark.once
def test_the_same_question_has_the_same_tag(client):
    assert etag(client, "/events.json") == etag(client, "/events.json")


@pytest.mark.once
@pytest.mark.parametrize(
    "other", ["/events.csv", "/events.json?q=", "/events.json?q=a", "/events/"]
)
def test_another_address_has_another_tag(other, client):
    assert etag(client, "/events.json") != etag(client, other)


@pytest.mark.once
def test_another_host_has_another_tag(client):
    assert etag(client, "/events.json") != etag(client, "/events.json", HTTP_HOST="localhost")


@pytest.mark.once
def test_another_language_has_another_tag(client):
    before = etag(client, "/events.json")
    with override_settings(LANGUAGE_CODE="es"):
        assert etag(client, "/events.json") != before


@pytest.mark.once
def test_another_release_has_another_tag(client, settings):
    before = etag(client, "/events.json")
    settings.VERSION = "next"
    assert etag(client, "/events.json") != before


@pytest.mark.once
def test_another_day_has_another_tag(client, monkeypatch):
    before = etag(client, "/events.json")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2030, 1, 1))
    assert etag(client, "/events.json") != before


def test_a_restored_database_with_the_same_number_has_another_tag(client):
    before = etag(client, "/events.json")
    Revision.objects.update(changed="2020-01-01T00:00Z")
    assert etag(client, "/events.json") != before


@pytest.mark.once
def test_nothing_is_ever_unchanged_while_templates_are_written(client, settings):
    settings.DEBUG = True
    assert etag(client, "/events.json") != etag(client, "/events.json")


def test_before_the_first_write_there_is_a_revision_too(client):
    Revision.objects.all()._raw_delete("default")
    assert client.get("/events.json").json()["revision"] == 0
    assert etag(client, "/events.json")


@pytest.mark.once
def test_head_carries_the_tag_and_no_body(client):
    response = client.head("/events.json")
    assert (response["ETag"], response.content) == (etag(client, "/events.json"), b"")
    again = client.head("/events.json", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.once
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/events.json?page=0", 400),
        ("/events/?page=0", 400),
        ("/events.json?page=9", 404),
        ("/events/never-was.json", 404),
        ("/nowhere/", 404),
    ],
)
def test_a_refusal_carries_no_tag(address, status, client):
    response = client.get(address)
    assert response.status_code == status
    assert "ETag" not in response
    assert "public" not in response.get("Cache-Control", "")


@pytest.mark.once
def test_a_redirect_carries_no_tag(client, fair):
    fair.slug = "new"
    fair.save()
    response = client.get("/events/fair/")
    assert response.status_code == 301
    assert "ETag" not in response


@pytest.mark.once
def test_writing_is_not_for_the_public_and_is_not_cached(client):
    response = client.post("/events.json")
    assert response.status_code == 405
    assert "ETag" not in response


@pytest.mark.once
@pytest.mark.parametrize("address", ["/admin/", "/admin/login/"])
def test_the_admin_is_left_alone(address, client):
    response = client.get(address)
    assert "ETag" not in response
    assert "public" not in response.get("Cache-Control", "")


@pytest.mark.once
def test_the_admin_is_left_alone_by_whoever_is_logged_in(admin_client):
    response = admin_client.get("/admin/")
    assert response.status_code == 200
    assert "ETag" not in response


@pytest.mark.once
@every_address
def test_staff_see_what_everybody_sees(address, client, admin_client):
    answers = [client.get(address), admin_client.get(address)]
    first, second = (b"".join(a.streaming_content) if a.streaming else a.content for a in answers)
    assert answers[0]["ETag"] == answers[1]["ETag"]
    if not address.endswith("xlsx"):  # a workbook holds the time at which it was made
        assert first == second
