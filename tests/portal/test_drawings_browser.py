"""The timeline and the network in a real browser: by keyboard, with the slider, without it."""

import pytest
from playwright.sync_api import Page, expect

from tests.access import broken
from tests.agreements import factories as agreements
from tests.events.factories import EventFactory
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def boards() -> None:
    """Three boards: two of them joined in 1994, the third in 2004, and once without a date."""
    bodies = [
        OrganizationFactory(slug=name.lower(), name=f"{name} Board", acronym=name)
        for name in ("Alpha", "Beta", "Gamma")
    ]
    for day, members in (("1994", bodies[:2]), ("2004-05-06?", bodies), ("", bodies[:2])):
        made = agreements.AgreementFactory()
        for body in members:
            place = agreements.SignatoryFactory(agreement=made, organization=body)
            agreements.ActFactory(signatory=place, date=day)


def drawn(page: Page) -> int:
    return page.locator("svg .tie:not(.later)").count()


def test_the_slider_shows_how_the_network_grew(page):
    page.goto("/network/")
    slider = page.get_by_label("As far as they were joined by")
    expect(slider).to_have_value("2004")
    assert drawn(page) == 3
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator(".slider output")).to_have_text("1994: organizations 2, ties 1")
    assert drawn(page) == 1
    expect(page.get_by_role("row", name="Gamma Board").first).to_be_hidden()
    page.locator("summary", has_text="Filter").click()
    expect(page.get_by_label("Signed until")).to_have_value("1994")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**/network/?until=1994")
    assert drawn(page) == 1


def test_without_javascript_there_is_no_slider_but_everything_else(open_page):
    page = open_page(javascript=False)
    page.goto("/network/?until=1994")
    assert drawn(page) == 1
    expect(page.locator(".slider")).to_be_hidden()


def test_each_link_of_a_drawing_is_reached_by_keyboard_and_named(page):
    for address, links in (("/network/", 6), ("/timeline/", 2)):
        page.goto(address)
        reached = []
        past = page.locator("figure .past")
        past.focus()
        assert past.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
        for _number in range(60):
            page.keyboard.press("Tab")
            inside, name = page.evaluate(
                "[Boolean(document.activeElement.closest('svg')),"
                " document.activeElement.getAttribute('aria-label')]"
            )
            if inside:
                reached.append(name)
            elif reached:
                break
        assert len(reached) >= links, address
        assert all(reached)


def test_a_line_leads_to_the_pair_and_years_to_what_lies_in_them(page):
    page.goto("/network/")
    page.get_by_role("link", name="Alpha Board and Gamma Board: 1 agreement").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/organizations/alpha/with/gamma/")
    page.goto("/timeline/")
    page.get_by_role("link", name="1994: 1 for certain, 0 perhaps").click()
    page.wait_for_url("**/timeline/?since=1994&until=1994")


def test_no_word_beside_the_things_of_a_year_is_broken(page):
    EventFactory(start="[..2015]", end="")
    for language in ("", "/es", "/fr", "/pt"):
        page.goto(f"{language}/timeline/")
        heading = page.locator(".years h3").last
        assert heading.evaluate("node => getComputedStyle(node).overflowWrap") == "normal"
        assert heading.evaluate("node => node.scrollWidth <= node.clientWidth")


@pytest.mark.parametrize(("address", "width"), [("/timeline/", 390), ("/network/", 1280)])
def test_the_pages_fit_their_window_and_break_no_rule_of_access(address, width, open_page):
    page = open_page(width=width)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert broken(page) == []
