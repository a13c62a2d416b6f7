"""The page that shows every component, to developers only."""

import re

import pytest
from django.conf import settings
from django.utils.html import escape

from portal.style import views as style
from tests.test_architecture import FLOORS
from tests.validator import complaints

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STATIC = settings.BASE_DIR / "static"
LONGEST_SHEET = 300
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CLASS = re.compile(r"\.([a-z][a-z-]+)(?=[\s,:.>{)\[+~])")
MAKERS = (".html", ".py", ".js")


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


def test_no_sheet_is_too_long_to_be_read():
    lengths = {path.name: len(path.read_text().splitlines()) for path in STATIC.rglob("*.css")}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_SHEET} == {}


def test_every_class_that_the_sheets_know_is_somewhere_on_a_page():
    sheets = [path for path in STATIC.rglob("*.css") if "admin" not in path.parts]
    bare = (COMMENT.sub("", path.read_text()) for path in sheets)
    known = {name for sheet in bare for name in CLASS.findall(sheet)}
    folders = [settings.BASE_DIR / name for name in (*FLOORS, "templates", "static")]
    makers = (path for folder in folders for path in folder.rglob("*") if path.suffix in MAKERS)
    pages = "\n".join(path.read_text() for path in makers)
    words = set(re.findall(r"[a-z][a-z-]+", pages))
    # Of columns and colours pages make the names of classes themselves.
    assert {name for name in known - words if not name.startswith(("col-", "of-"))} == set()
