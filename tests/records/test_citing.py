"""How to cite a record: on its page, and as files at addresses of their own."""

import pytest
from django.urls import reverse

from tests.agreements.factories import AgreementFactory
from tests.listings.crowd import record_views, rows

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ENDS = {
    "bib": ("application/x-bibtex; charset=utf-8", "@misc{entente-"),
    "ris": ("application/x-research-info-systems; charset=utf-8", "TY  - DATA\r\n"),
    "csl.json": ("application/vnd.citationstyles.csl+json; charset=utf-8", '[\n {\n  "id":'),
}
every_kind = pytest.mark.parametrize("view", record_views(), ids=lambda view: view.listing.name)


@every_kind
@pytest.mark.parametrize("end", ENDS)
def test_every_record_has_its_citation_as_a_file(view, end, client):
    [row] = rows(view.model, 1)
    name = view.listing.name
    response = client.get(f"/{name}/{row.slug}.{end}")
    media, beginning = ENDS[end]
    assert response["Content-Type"] == media
    assert response["Content-Disposition"] == (
        f'attachment; filename="entente-{name}-{row.slug}.{end}"'
    )
    said = response.content.decode()
    assert said.startswith(beginning)
    assert f"http://testserver/{name}/{row.slug}/" in said


@every_kind
def test_its_page_leads_to_them(view, client):
    [row] = rows(view.model, 1)
    page = client.get(f"/{view.listing.name}/{row.slug}/").content.decode()
    for end in ENDS:
        assert f'href="/{view.listing.name}/{row.slug}.{end}"' in page
    assert "Entente, “" in page


def test_the_file_is_of_the_language_and_the_day_of_the_page(client):
    AgreementFactory(slug="ferries")
    page = client.get("/fr/agreements/ferries/?as_of=2018").content.decode()
    assert 'href="/fr/agreements/ferries.bib?as_of=2018"' in page
    said = client.get("/fr/agreements/ferries.bib?as_of=2018").content.decode()
    assert "url = {http://testserver/fr/agreements/ferries/?as_of=2018}" in said


@pytest.mark.parametrize("end", ENDS)
def test_an_old_slug_leads_to_the_new_one(end, client):
    agreement = AgreementFactory(slug="old")
    agreement.slug = "new"
    agreement.save()
    response = client.get(f"/agreements/old.{end}")
    assert (response.status_code, response["Location"]) == (301, f"/agreements/new.{end}")


@pytest.mark.parametrize("end", ENDS)
def test_what_is_not_published_cannot_be_cited(end, client):
    AgreementFactory(slug="draft", publication="draft")
    response = client.get(f"/agreements/draft.{end}")
    assert response.status_code == 404
    assert response.json()["detail"] == "There is no published record with this address."


def test_it_takes_two_queries_and_refuses_parameters(client, django_assert_max_num_queries):
    AgreementFactory(slug="ferries")
    with django_assert_max_num_queries(2):
        client.get("/agreements/ferries.ris")
    assert client.get("/agreements/ferries.ris?colour=red").status_code == 400


def test_the_addresses_have_names():
    assert reverse("source-csl", kwargs={"slug": "gazette"}) == "/sources/gazette.csl.json"


def test_readers_may_report_errors_where_the_installation_says(client, settings):
    settings.CORRECTIONS_URL = "mailto:record@entente.example?subject={page}&body=Hello"
    page = client.get("/agreements/?stage=signed").content.decode()
    assert (
        '<a href="mailto:record@entente.example?subject='
        'http%3A%2F%2Ftestserver%2Fagreements%2F%3Fstage%3Dsigned&amp;body=Hello" '
        'rel="nofollow">Report an error</a>'
    ) in page


def test_an_error_page_leads_there_too(client, settings):
    settings.CORRECTIONS_URL = "https://entente.example/report?page={page}"
    response = client.get("/agreements/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert (
        'href="https://entente.example/report?page=%2Fagreements%2F"' in response.content.decode()
    )


def test_without_such_a_place_there_is_no_link(client):
    assert "Report an error" not in client.get("/").content.decode()
