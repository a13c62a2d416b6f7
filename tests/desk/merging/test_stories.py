"""The merger's story and the undoer's, in a browser, with what they take in clicks and queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import expect

from organizations.models import Organization
from tests.agreements.factories import SignatoryCitationFactory, SignatoryFactory
from tests.browser import Page
from tests.desk.merging.rows import contents
from tests.organizations.factories import OrganizationCitationFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def clicks(staff_page):
    """Clicks an element, and counts."""
    made = []

    def click(name: str, role: str = "button") -> None:
        made.append(name)
        staff_page.get_by_role(role, name=name, exact=True).first.click()

    click.made = made
    return click


def recorded_twice():
    """A body that was recorded twice, each with an agreement and evidence, and one of both."""
    stays = OrganizationFactory(slug="ports", name="Council of Ports", founded="")
    goes = OrganizationFactory(slug="ports-2", name="COUNCIL OF PÓRTS", founded="1948")
    OrganizationCitationFactory(record=goes, field="founded")
    SignatoryCitationFactory(record__organization=goes)
    there = SignatoryFactory(organization=stays)
    SignatoryFactory(organization=goes, agreement=there.agreement, name_as_printed="The Ports")
    return goes, stays


@pytest.mark.both
def test_the_merger_finds_compares_and_merges_and_the_undoer_takes_it_back(
    staff_page: Page, clicks
):
    goes, stays = recorded_twice()
    before = contents()
    with CaptureQueriesContext(connection) as asked:
        staff_page.goto(reverse("admin:duplicates"))
    # Four kinds of new records are compared on the way.
    assert len(asked) < 70
    with CaptureQueriesContext(connection) as asked:
        clicks("Compare and merge", "link")
        staff_page.wait_for_url("**/into/**")
    assert len(asked) < 90
    expect(staff_page.get_by_role("heading", name="What stays")).to_be_visible()
    staff_page.get_by_label("Reason").fill("Recorded twice from one import.")
    clicks("Merge")
    expect(staff_page.locator(".messagelist .success")).to_contain_text("was merged into")
    assert len(clicks.made) == 2

    staff_page.goto(goes.get_absolute_url())
    assert staff_page.url.endswith(stays.get_absolute_url())
    body = Organization.objects.get(slug="ports")
    assert (body.founded, body.signatories.count()) == ("1948", 2)
    assert set(body.names.values_list("text", flat=True)) == {"COUNCIL OF PÓRTS", "The Ports"}

    staff_page.goto(reverse("admin:records_changeset_changelist"))
    clicks("View or undo", "link")
    expect(staff_page.get_by_role("heading", name="merge of duplicates")).to_be_visible()
    staff_page.locator("[name=reason]").fill("They are two after all.")
    clicks("Take back")
    expect(staff_page.locator(".messagelist .success")).to_contain_text("Taken back")
    assert len(clicks.made) == 4
    assert contents() == before
    staff_page.goto(reverse("admin:duplicates"))
    expect(staff_page.locator(".pairs > li")).to_have_count(1)


@pytest.mark.once
def test_two_that_are_two_are_suggested_no_more(staff_page: Page, clicks):
    OrganizationFactory.create_batch(2, name="Council of Ports")
    staff_page.goto(reverse("admin:duplicates"))
    staff_page.get_by_text("Not a duplicate").click()
    staff_page.locator("[name=reason]").fill("One is the council of the other coast.")
    clicks("Remember")
    expect(staff_page.locator(".messagelist .success")).to_be_visible()
    expect(staff_page.get_by_role("link", name="Compare and merge")).to_have_count(0)
    clicks("Pairs that are not duplicates", "link")
    expect(staff_page.get_by_text("One is the council of the other coast.")).to_be_visible()
    clicks("Take it back")
    expect(staff_page.locator(".pairs details")).to_have_count(0)


@pytest.mark.once
def test_the_pages_fit_a_narrow_window_and_the_other_record_is_searched_for(staff_page: Page):
    goes, stays = recorded_twice()
    staff_page.set_viewport_size({"width": 390, "height": 844})
    merge = ["organizations", goes.slug, stays.slug]
    for address in (reverse("admin:duplicates"), reverse("admin:merge", args=merge)):
        staff_page.goto(address)
        assert staff_page.evaluate(TOO_WIDE) is False
    staff_page.goto(reverse("admin:merge_choose", args=merge[:2]))
    assert staff_page.evaluate(TOO_WIDE) is False
    staff_page.locator(".select2-selection").click()
    staff_page.locator(".select2-search__field").fill("council")
    staff_page.locator(".select2-results__option").filter(has_text="Council of Ports").first.click()
    staff_page.get_by_role("button", name="Compare", exact=True).click()
    expect(staff_page).to_have_url(
        f"{staff_page.url.split('/admin/')[0]}{reverse('admin:merge', args=merge)}"
    )
