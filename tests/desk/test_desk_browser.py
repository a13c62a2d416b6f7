"""The desk and bulk work in a real browser, under the strict policy, at both widths."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.agreements.factories import AgreementFactory, CommitmentFactory, ThemeFactory
from tests.forms import address

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def test_themes_are_added_to_what_the_desk_leads_to(staff_page):
    theme = ThemeFactory(name="Timetables")
    drafts = AgreementFactory.create_batch(2, publication="in-review")
    staff_page.goto(reverse("admin:index"))
    staff_page.locator(".desk tr", has_text="Agreements").get_by_role(
        "link", name="2"
    ).first.click()
    # Each by itself: the box for all works only once its script is there.
    for number in range(len(drafts)):
        staff_page.locator(".action-select").nth(number).check()
    staff_page.locator("select[name=action]").select_option("edit_together")
    staff_page.get_by_role("button", name="Go").click()
    staff_page.locator(".select2-selection").first.click()
    staff_page.keyboard.type("timet")
    staff_page.locator(".select2-results__option", has_text="Timetables").click()
    staff_page.get_by_label("Reason").fill("About when ferries leave")
    staff_page.get_by_role("button", name="Show what would change").click()
    expect(staff_page.locator(".planned ins")).to_have_text(["Timetables", "Timetables"])
    staff_page.get_by_role("button", name="Change them").click()
    expect(staff_page.locator(".messagelist")).to_contain_text("2 rows changed.")
    assert {*theme.agreements.all()} == {*drafts}
    staff_page.get_by_role("link", name="Take it back").click()
    expect(staff_page).to_have_url(re.compile("/undo/$"))


def test_the_pages_fit_the_window(staff_page):
    row = CommitmentFactory()
    for page in (
        reverse("admin:index"),
        reverse("admin:agreements_commitment_split", args=[row.pk]),
        reverse("admin:agreements_agreement_number", args=[row.agreement.pk, "commitments"]),
        address(type(row.agreement), "copy", row.agreement.pk),
    ):
        staff_page.goto(page)
        for width in (1280, 390):
            staff_page.set_viewport_size({"width": width, "height": 844})
            assert (page, width, staff_page.evaluate(TOO_WIDE)) == (page, width, False)
