"""The admin in a real browser, under the strict policy: what scripts do there works.

The fixtures fail a test whose page breaks the content security policy or throws.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from agreements.models import Act, Agreement
from organizations.models import Organization
from tests.agreements.factories import ActFactory, SignatoryFactory
from tests.forms import address
from tests.organizations.factories import OrganizationFactory, OrganizationNameFactory

pytestmark = pytest.mark.django_db
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def choose(page: Page, box: str, text: str) -> None:
    """Types into a search box and takes the first row that it offers."""
    page.locator(box).click()
    page.locator(".select2-search__field").fill(text)
    option = page.locator(".select2-results__option").filter(
        has_text=re.compile(text, re.IGNORECASE)
    )
    option.first.click()


def test_an_act_is_added_with_a_search_box_on_the_page_of_the_agreement(staff_page):
    act = ActFactory(signatory__organization__name="Council of Ports")
    agreement = act.signatory.agreement
    SignatoryFactory(agreement=agreement, organization__name="Isles Bank")
    staff_page.goto(address(Agreement, "change", agreement.pk))
    staff_page.get_by_text("Add another Act").click()
    choose(staff_page, "#acts-1 .field-signatory .select2-selection", "isles")
    staff_page.locator("#acts-1 select[name$=kind]").select_option("ratification")
    staff_page.locator("#acts-1 input[name$='-date']").fill("2019-05")
    staff_page.locator("[name=_continue]").first.click()
    expect(staff_page.locator(".messagelist .success")).to_be_visible()
    added = Act.objects.get(kind="ratification")
    assert (added.signatory.organization.name, added.date) == ("Isles Bank", "2019-05")


def test_a_folded_part_of_the_form_opens(staff_page):
    body = OrganizationFactory()
    staff_page.goto(address(Organization, "change", body.pk))
    expect(staff_page.locator("#id_slug")).to_be_hidden()
    staff_page.get_by_text("Address and history").click()
    expect(staff_page.locator("#id_slug")).to_have_value(body.slug)


def test_a_list_is_exported_and_comes_back_unchanged(staff_page, tmp_path):
    OrganizationFactory.create_batch(2)
    staff_page.goto(address(Organization, "export"))
    staff_page.locator("select[name=format]").select_option(label="xlsx")
    with staff_page.expect_download() as download:
        staff_page.locator(".submit-row input[type=submit]").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    staff_page.goto(address(Organization, "import"))
    staff_page.locator("input[type=file]").set_input_files(path)
    staff_page.locator(".submit-row input[type=submit]").click()
    expect(staff_page.locator(".numbers")).to_contain_text("2 unchanged")


def test_a_changed_file_is_previewed_and_confirmed(staff_page, tmp_path):
    OrganizationFactory(slug="ports", name="Council of Ports")
    path = tmp_path / "organizations.csv"
    staff_page.goto(address(Organization, "import"))
    columns = staff_page.locator("code").text_content().strip().split(", ")
    row = {
        "slug": "ports",
        "name": "Council of Havens",
        "kind": "other",
        "publication": "published",
    }
    cells = ",".join(row.get(name, "") for name in columns)
    path.write_text(f"{','.join(columns)}\n{cells}\n")
    staff_page.locator("input[type=file]").set_input_files(path)
    staff_page.locator(".submit-row input[type=submit]").click()
    expect(staff_page.locator("del").first).to_have_text("Council of Ports")
    staff_page.get_by_text("Confirm import").click()
    expect(staff_page.locator(".messagelist .success")).to_be_visible()
    assert Organization.objects.get().name == "Council of Havens"


def test_every_kind_of_page_fits_the_window(staff_page):
    name = OrganizationNameFactory()
    body = name.organization
    body.save()
    version = body.history.last()
    pages = [address(Organization, page) for page in ("changelist", "add", "import", "export")]
    pages += [address(Organization, page, body.pk) for page in ("change", "history", "delete")]
    pages += [address(Organization, "simple_history", body.pk, version.pk)]
    for page in pages:
        staff_page.goto(page)
        for width in (1280, 390):
            staff_page.set_viewport_size({"width": width, "height": 844})
            assert (page, width, staff_page.evaluate(TOO_WIDE)) == (page, width, False)
