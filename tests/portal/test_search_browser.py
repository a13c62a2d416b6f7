"""Searching in a real browser: suggestions by keyboard and mouse, and without any."""

import pytest
from playwright.sync_api import Page, expect

from tests.access import broken
from tests.browser import wider
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
UNREAD = "?q=ferry&since=never"


@pytest.fixture(autouse=True)
def bodies() -> None:
    OrganizationFactory(slug="ferry-board", name="Ferry Board")
    OrganizationFactory(slug="ferry-fund", name="Ferry Fund")


def suggested(page: Page, text: str) -> list[str]:
    """What is suggested once the text has been typed."""
    page.get_by_role("combobox").press_sequentially(text)
    expect(page.get_by_role("listbox")).to_be_visible()
    texts = page.get_by_role("listbox").get_by_role("option").all_inner_texts()
    return [text.split("\n")[0] for text in texts]


@pytest.mark.parametrize("address", ["/", "/search/", "/agreements/"])
def test_a_suggestion_is_chosen_by_keyboard(address, page):
    page.goto(address)
    assert suggested(page, "fer") == ["Ferry Board", "Ferry Fund"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("listbox").get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Ferry Fund")
    field = page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/organizations/ferry-fund/")


def test_a_suggestion_is_chosen_by_mouse(page):
    page.goto("/events/")
    suggested(page, "ferry")
    page.get_by_role("option", name="Ferry Fund").click()
    page.wait_for_url("**/organizations/ferry-fund/")


def test_escape_puts_the_suggestions_away_and_enter_asks_for_everything(page):
    page.goto("/events/")
    suggested(page, "ferry")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=ferry")
    expect(page.get_by_role("heading", name="Ferry Board")).to_be_visible()


def test_words_that_find_nothing_suggest_nothing(page):
    page.goto("/")
    with page.expect_response("**/search.json*"):
        page.get_by_role("combobox").press_sequentially("zeppelin")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_it_works_without_javascript(open_page):
    page = open_page(javascript=False)
    page.goto("/agreements/")
    page.get_by_label("Search everything").fill("ferry")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=ferry")
    expect(page.locator("mark").first).to_have_text("Ferry")


@pytest.mark.parametrize("query", ["", "?q=ferry", "?q=zeppelin", UNREAD])
def test_the_page_fits_its_window_and_breaks_no_rule_of_access(query, page):
    page.goto(f"/search/{query}")
    assert wider(page) == []
    assert broken(page) == []


def test_suggestions_fit_the_window_and_break_no_rule_of_access(page):
    page.goto("/agreements/")
    suggested(page, "ferry")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        box = page.get_by_role("listbox").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert broken(page) == []
