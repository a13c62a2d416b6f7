"""The public pages in a real browser: on a phone, by keyboard, on paper, without JavaScript."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from organizations.models import Organization
from tests.access import broken
from tests.browser import wider
from tests.organizations.factories import OrganizationFactory
from tests.portal import pages

pytestmark = pytest.mark.django_db

EMPTY = "/agreements/?q=zeppelin"
WRONG = "/agreements/?stage=alive"
MISSING = "/agreements/none/"
BEYOND = "/organizations/?page_size=2&page=2"
REFUSED = (EMPTY, WRONG, MISSING, BEYOND)
LINES = ("tagline", "name")
PRESSED = ("input", "button")


@pytest.fixture(autouse=True)
def record() -> pages.Record:
    return pages.record()


def focused(page: Page, attribute: str) -> str:
    return page.evaluate(f"document.activeElement.{attribute}")


def tab_to(page: Page, attribute: str, value: str) -> None:
    """Presses Tab until the focus is there, or fails after forty times."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page, attribute) == value:
            return
    pytest.fail(f"Tab does not reach {attribute} = {value}")


@pytest.mark.long
def test_every_page_breaks_no_rule_and_is_gone_through(open_page):
    """In English: by keyboard, by pointer, in three widths, and by the rules of accessibility."""
    page, said = open_page(width=390), []
    page.on("console", lambda message: said.append(message.text))
    for address, heading in pages.PAGES.items():
        page.goto(address)
        expect(title_of(page)).to_contain_text(heading)
        assert (address, broken(page)) == (address, [])
        assert (address, *by_keyboard(page)) == (address, "main", True)
        assert (address, *wider(page)) == (address,)
        by_pointer(page)
    assert said == []
    # Of an answer that is no success Chromium speaks on its console.
    for address in REFUSED:
        page.goto(address)
        assert (address, broken(page)) == (address, [])
        assert (address, *wider(page)) == (address,)


@pytest.mark.long
@pytest.mark.parametrize("language", ["es", "fr", "pt"])
def test_every_page_fits_in_the_other_languages_too(language, open_page):
    page = open_page()
    for address in (*pages.PAGES, *REFUSED):
        page.goto(f"/{language}{address}")
        expect(title_of(page)).to_be_visible()
        assert (address, *wider(page)) == (address,)


def title_of(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("heading", level=1)


def by_keyboard(page: Page) -> tuple[str, bool]:
    """Where the first link of the page leads, and whether the next stop shows its focus."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first = focused(page, "id")
    page.keyboard.press("Tab")
    return first, focused(page, "matches('main :focus-visible')")


def by_pointer(page: Page) -> None:
    """Follows the first link to another page, of the content or else of what stands below it."""
    to_page = 'a[href^="/"][href$="/"]:visible'
    link = page.locator(f"main {to_page}, footer {to_page}").first
    target = link.get_attribute("href")
    link.click()
    expect(page).to_have_url(re.compile(f"^http://[^/]+{target}$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_pages_need_no_javascript(open_page):
    page = open_page(javascript=False)
    for address, heading in (pages.HOME | pages.DRAWN | pages.TRACE | pages.PAIR).items():
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    page.goto("/organizations/")
    page.get_by_label("Words").fill("HBR")
    page.get_by_label("Words").press("Enter")
    expect(page.get_by_role("row", name=pages.SCRIPT)).to_have_count(1)


def test_an_accessibility_rule_that_is_broken_is_told(page):
    page.goto("/organizations/")
    page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet(), cells = document.querySelectorAll("td")
            sheet.replaceSync("@media (prefers-color-scheme: dark) { #pale { color: #333 } }")
            document.adoptedStyleSheets = [sheet]
            cells[cells.length - 1].replaceChildren("Pale words")
            cells[cells.length - 1].id = "pale"
            document.querySelector("main").append(document.createElement("img"))
        }"""
    )
    found = [(scheme, rule) for scheme, rule, _where in broken(page)]
    assert found == [("any", "image-alt"), ("dark", "color-contrast")]


def test_the_first_tab_skips_to_the_content(page):
    page.goto("/agreements/ferries/")
    page.keyboard.press("Tab")
    assert focused(page, "textContent") == "Skip to the content"
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert focused(page, "id") == "main"


def test_the_filters_work_by_keyboard(page):
    OrganizationFactory(name="Kingdom of the Isles", kind=Organization.Kind.STATE)
    page.goto("/organizations/")
    tab_to(page, "textContent.trim()", "Filter and sort")
    page.keyboard.press("Enter")
    tab_to(page, "name", "kind")
    page.keyboard.type("state")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=state**")
    expect(page.get_by_role("rowheader")).to_have_text(["Kingdom of the Isles"])
    page.get_by_role("link", name="Remove the filter kind: state").press("Enter")
    expect(page.get_by_role("rowheader").nth(1)).to_be_visible()


def test_the_front_page_searches_the_list_whose_button_is_pressed(page):
    page.goto("/")
    page.get_by_label("Look for words in").fill("HBR")
    page.get_by_role("button", name="Organizations").press("Enter")
    expect(page).to_have_url(f"{page.url.split('/organizations')[0]}/organizations/?q=HBR")
    expect(page.get_by_role("rowheader")).to_have_text([pages.SCRIPT])


def test_a_footnote_leads_to_its_source_and_back(page):
    page.goto("/agreements/ferries/")
    page.get_by_role("link", name="note 1", exact=True).first.press("Enter")
    expect(page.locator("#note-1")).to_be_in_viewport()
    page.get_by_role("link", name="Back from note 1, place 1", exact=True).press("Enter")
    expect(page.locator("#mark-1-1")).to_be_in_viewport()


@pytest.mark.parametrize("language", ["", "/es", "/fr", "/pt"])
def test_a_list_shows_its_last_column_on_a_desk_whatever_words_there_are(language, page):
    for name in ("agreements", "events"):
        page.goto(f"{language}/{name}/")
        frame = page.locator(".scroll")
        assert frame.evaluate("node => node.scrollWidth - node.clientWidth") == 0


@pytest.mark.parametrize("width", [640, 768, 1023])
def test_the_masthead_of_a_tablet_has_its_words_in_one_line(width, open_page):
    page = open_page(width=width)
    page.goto("/fr/agreements/")
    tagline, name = (page.locator(f".masthead .{each}").bounding_box() for each in LINES)
    assert tagline["height"] < 40
    assert tagline["y"] >= name["y"] + name["height"]


def test_a_mark_of_a_stage_stays_with_its_word(page):
    page.goto("/fr/commitments/")
    stage = page.locator("td .stage").first
    assert stage.evaluate("node => getComputedStyle(node, '::before').position") == "absolute"


def test_the_button_that_compares_stands_beside_its_field(page):
    page.goto("/organizations/harbour/with/")
    field, button = (page.locator(f"main .compare {each}").bounding_box() for each in PRESSED)
    assert abs(field["y"] - button["y"]) < 3


def test_a_label_of_a_row_begins_with_a_capital_on_a_phone(phone):
    phone.goto("/agreements/ferries/")
    label = phone.locator(".rows .label").first
    assert label.evaluate("node => getComputedStyle(node).display") == "block"


def test_a_wide_list_scrolls_in_its_own_frame_and_by_keyboard(open_page):
    page = open_page(width=900)
    page.goto("/agreements/")
    tab_to(page, "className", "scroll")
    page.keyboard.press("ArrowRight")
    # By attribute, since the content security policy lets no test wait for an expression.
    expect(page.locator(".scroll")).not_to_have_js_property("scrollLeft", 0)


def test_paper_has_the_facts_and_the_footnotes_and_nothing_to_press(page):
    page.goto("/agreements/ferries/")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.locator(".footnotes")).to_be_visible()
    expect(page.locator(".printed-from")).to_have_text(page.url)
    page.goto("/agreements/")
    for form in page.locator("form").all():
        expect(form).to_be_hidden()
    expect(page.get_by_role("table")).to_be_visible()
    page.goto("/board/")
    expect(page.locator(".facets")).to_be_hidden()


def test_what_is_wrong_stands_beside_the_field(page):
    page.goto("/agreements/?since=yesterday")
    expect(page.get_by_role("alert")).to_contain_text("yesterday")
    expect(page.get_by_label("Signed since", exact=True)).to_have_accessible_description(
        "found “yesterday”, expected a day, month or year such as 2018-09-04 or 2018"
    )
    expect(page.get_by_role("table")).to_have_count(0)
