"""The page that shows every component, to developers only."""

import re

import pytest
from django.conf import settings
from django.utils.html import escape

from portal.style import views as style
from tests.validator import complaints

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STATIC = settings.BASE_DIR / "static"


@pytest.fixture
def page(client, settings) -> str:
    settings.DEBUG = True
    return client.get("/style/").content.decode()


def test_it_is_not_there_in_production(client):
    assert client.get("/style/").status_code == 404
    assert "/style/" not in client.get("/sitemap-pages.xml").content.decode()


def test_it_shows_each_component_twice_with_its_markup(page):
    components = [*style.stages(), *style.words(), *style.records(), *style.lists(), *style.times()]
    assert len(components) == 19
    for component in components:
        assert page.count(f'id="{component.slug}"') == 1
        assert escape(component.markup) in page
        assert f"<code>{component.template}</code>" in page


def test_it_is_valid_html(page, tmp_path):
    assert complaints({"style": page}, tmp_path) == []


def test_every_token_that_the_sheets_use_is_declared_and_the_other_way_round():
    sheets = [path for path in STATIC.rglob("*.css") if "admin" not in path.parts]
    used = {name for path in sheets for name in re.findall(r"var\(--([\w-]+)", path.read_text())}
    declared = {name for path in sheets for name in re.findall(r"--([\w-]+):", path.read_text())}
    assert used ^ declared == set()
