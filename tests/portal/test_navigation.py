"""The way around the site, which needs no JavaScript on any window."""

import pytest
from playwright.sync_api import expect

from tests.events.factories import EventFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_on_a_phone_the_menu_opens_and_closes_without_javascript(open_page):
    phone = open_page(width=390, javascript=False)
    phone.goto("/agreements/")
    menu = phone.get_by_role("navigation", name="The record")
    expect(menu).to_be_hidden()
    phone.get_by_role("button", name="Menu").press("Enter")
    expect(menu.get_by_role("link")).to_have_count(12)
    expect(menu.locator("[aria-current]")).to_have_text("Agreements")
    phone.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(phone.get_by_role("button", name="Menu")).to_be_focused()
    phone.get_by_role("button", name="Menu").click()
    menu.get_by_role("link", name="Timeline").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Timeline")


@pytest.mark.parametrize("width", [768, 1280])
def test_where_there_is_room_every_link_is_there_and_no_button(width, open_page):
    page = open_page(width=width)
    page.goto("/agreements/")
    menu = page.get_by_role("navigation", name="The record")
    for link in menu.get_by_role("link").all():
        expect(link).to_be_in_viewport()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()


def test_the_bars_of_the_front_page_are_for_the_eye_and_the_table_for_everybody(page):
    EventFactory(start="2018", end="")
    page.goto("/")
    expect(page.locator(".activity svg")).to_have_attribute("aria-hidden", "true")
    page.get_by_text("The same as a table").press("Enter")
    page.get_by_role("table").get_by_role("link", name="1", exact=True).click()
    expect(page).to_have_url(
        f"{page.url.split('/events')[0]}/events/?since=2018&until=2018&certain=1"
    )
    expect(page.get_by_role("row")).to_have_count(2)
