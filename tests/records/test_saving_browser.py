"""The form of a record in a browser: it warns of unsaved work, and asks where two wrote."""

import pytest
from playwright.sync_api import Page, expect

from organizations.models import Organization
from tests.forms import address
from tests.organizations.factories import OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_leaving_unsaved_work_warns_and_saving_does_not(staff_page: Page):
    body = OrganizationFactory(name="Council", publication="draft")
    asked: list[str] = []
    staff_page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    staff_page.goto(address(Organization, "change", body.pk))
    staff_page.fill("#id_name", "Council of the Seas")
    staff_page.click(".object-tools .historylink")
    assert asked == ["beforeunload"]
    expect(staff_page.locator("#id_name")).to_have_value("Council of the Seas")
    staff_page.locator("input[name=_continue]").first.click()
    staff_page.wait_for_selector(".messagelist .success")
    staff_page.click(".object-tools .historylink")
    staff_page.wait_for_selector("#change-history")
    staff_page.wait_for_load_state("networkidle")
    assert asked == ["beforeunload"]


def test_where_two_wrote_the_page_asks_and_the_answer_is_written(staff_page: Page):
    body = OrganizationFactory(name="Council", publication="draft")
    asked: list[str] = []
    staff_page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    staff_page.goto(address(Organization, "change", body.pk))
    staff_page.fill("#id_name", "Council of the Seas")
    body.name, body.acronym = "Council of the Lakes", "CL"
    body.save()
    staff_page.locator("input[name=_save]").first.click()
    question = staff_page.locator(".question")
    expect(question.locator("q")).to_have_text("Council of the Lakes")
    question.get_by_label("Mine").check()
    staff_page.locator("input[name=_save]").first.click()
    staff_page.wait_for_selector("#result_list")
    staff_page.wait_for_load_state("networkidle")
    body.refresh_from_db()
    assert (body.name, body.acronym) == ("Council of the Seas", "CL")
    assert asked == []
