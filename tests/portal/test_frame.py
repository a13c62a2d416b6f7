"""What stands around every page: the languages, and which of them an address is in."""

import re

import pytest
from django.conf import settings

from tests.organizations.factories import OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ALTERNATE = re.compile(
    r'<link rel="alternate" hreflang="([\w-]+)" href="http://testserver([^"]+)">'
)


@pytest.fixture(autouse=True)
def harbour():
    return OrganizationFactory(slug="harbour")


def test_there_are_the_languages_of_the_organization_of_american_states():
    assert [code for code, _name in settings.LANGUAGES] == ["en", "es", "fr", "pt"]


@pytest.mark.parametrize("path", ["/", "/organizations/", "/organizations/harbour/", "/data/"])
def test_a_page_says_where_it_stands_in_other_languages(client, path):
    expected = {"en": path, "es": f"/es{path}", "fr": f"/fr{path}", "pt": f"/pt{path}"}
    for language, address in expected.items():
        page = client.get(address).content.decode()
        assert f'<html lang="{language}">' in page
        assert dict(ALTERNATE.findall(page)) == expected | {"x-default": path}


def test_the_menu_of_languages_keeps_the_question(client):
    page = client.get("/es/organizations/?kind=state").content.decode()
    menu = page.partition('<nav class="languages"')[2].partition("</nav>")[0]
    for prefix in ("", "/es", "/fr", "/pt"):
        assert f'href="{prefix}/organizations/?kind=state"' in menu
    assert re.search(r'lang="es"\s+hreflang="es"\s+aria-current="true"', menu)


def test_links_stay_in_the_language(client):
    page = client.get("/fr/organizations/harbour/").content.decode()
    assert 'href="/fr/agreements/"' in page
    assert 'href="/agreements/"' not in page


def test_the_browsers_language_changes_nothing(client):
    page = client.get("/organizations/", headers={"accept-language": "es"})
    assert page["Content-Language"] == "en"


def test_an_address_that_leads_nowhere_offers_the_front_page_in_each_language(client):
    page = client.get("/es/nowhere/")
    assert page.status_code == 404
    menu = page.content.decode().partition('<nav class="languages"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', menu) == ["/", "/es/", "/fr/", "/pt/"]
    assert not ALTERNATE.search(page.content.decode())


def test_a_language_that_is_not_spoken_here_is_no_address(client):
    page = client.get("/de/organizations/")
    assert page.status_code == 404
    assert "There is no published record or page with this address." in page.content.decode()


@pytest.mark.parametrize("path", ["/healthz", "/robots.txt", "/data/openapi.json"])
def test_what_programs_read_is_in_no_language(client, path):
    answer = client.get(path)
    assert (answer.status_code, "html" in answer["Content-Type"]) == (200, False)
    assert client.get(f"/es{path}").status_code == 404
