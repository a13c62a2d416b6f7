"""Pictures for the guide for staff, docs/staff.md: what script/screenshots calls besides.

Each task of the guide is played up to the page that shows it best, in a database of its own.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import FLAGS, find_browser
from tests.screenshots import KEPT_AS, KEPT_FOLDER, open_page, served

FOLDER = KEPT_FOLDER / "staff"
SIZE = {"x": 0, "y": 0, "width": 1280, "height": 900}
PASSWORD = "only-for-these-pictures"
SHEET = """\
Name;Acronym;What it is;Founded
Council of Harbour Towns;CHT;inter-agency group;early 2016
Ferry Commission;FC;inter-agency group;4 Sep 2018?
"""


def prepare() -> dict[str, int]:
    """Two officers, a draft, a change and a duplicate; the keys of what the pictures show."""
    from django.contrib.auth.models import Group, User

    from agreements.models import Agreement
    from organizations.models import Organization
    from records.changesets import changing

    for name, group in (("clara", "Contributor"), ("emil", "Editor")):
        user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
    clara = User.objects.get(username="clara")
    with changing("edit", user=clara, reason="second reading", title="agreement: memorandum") as it:
        memo = Agreement.objects.get(slug="jswg-mou")
        memo.publication = "draft"
        memo.note = f"{memo.note} Read again in November."
        memo.save()
    Organization.objects.create(name="Organisation of American States", acronym="OAS")
    kept = {slug: Organization.objects.get(slug=slug).pk for slug in ("oas", "iom")}
    return kept | {"memo": memo.pk, "set": it.pk}


def record(page: Page, kept: dict[str, int]) -> None:
    page.goto("/admin/record/")
    page.get_by_label("Title").first.fill("Partners sign a memorandum on ferries")
    page.get_by_label("Publisher").fill("Council of Harbour Towns")


def review(page: Page, kept: dict[str, int]) -> None:
    page.goto(f"/admin/agreements/agreement/{kept['memo']}/change/")


def publish(page: Page, kept: dict[str, int]) -> None:
    page.goto(f"/admin/agreements/agreement/publication/publish/?ids={kept['memo']}")
    page.get_by_label("Reason").fill("Compared with the release, line by line.")


def correct(page: Page, kept: dict[str, int]) -> None:
    page.goto(f"/admin/organizations/organization/{kept['iom']}/change/")


def history(page: Page, kept: dict[str, int]) -> None:
    page.goto(f"/admin/agreements/agreement/{kept['memo']}/history/")


def undo(page: Page, kept: dict[str, int]) -> None:
    page.goto(f"/admin/records/changeset/{kept['set']}/undo/")


def merge(page: Page, kept: dict[str, int]) -> None:
    page.goto("/admin/merge/organizations/organisation-of-american-states/into/oas/")


def bring_in(page: Page, kept: dict[str, int]) -> None:
    page.goto("/admin/organizations/organization/import/")
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder, "bodies.csv")
        sheet.write_text(SHEET)
        page.locator("input[type=file]").set_input_files(sheet)
        page.locator("input[type=submit]").first.click()


def bulk(page: Page, kept: dict[str, int]) -> None:
    page.goto("/admin/agreements/agreement/")
    page.locator("input.action-select").nth(0).check()
    page.locator("input.action-select").nth(1).check()
    page.locator("select[name=action]").select_option("edit_together")
    page.locator("button[name=index]").first.click()


def export(page: Page, kept: dict[str, int]) -> None:
    page.goto("/admin/organizations/organization/export/?kind__exact=state")


SCENES: dict[str, tuple[str, Callable[[Page, dict[str, int]], None]]] = {
    "record": ("clara", record),
    "review": ("clara", review),
    "publish": ("emil", publish),
    "correct": ("emil", correct),
    "history": ("emil", history),
    "undo": ("emil", undo),
    "merge": ("emil", merge),
    "import": ("clara", bring_in),
    "bulk": ("emil", bulk),
    "export": ("clara", export),
}


def log_in(page: Page, name: str) -> None:
    page.goto("/admin/login/")
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("[type=submit]").click()


def main() -> int:
    path = find_browser()
    if path is None:
        print("No Chromium found: install one to take pictures.", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as base, sync_playwright() as playwright:
        kept = prepare()
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, (who, scene) in SCENES.items():
            page = open_page(browser, base, SIZE["width"], "light")
            log_in(page, who)
            scene(page, kept)
            target = FOLDER / f"{name}.jpg"
            print(target)
            page.screenshot(path=target, full_page=True, clip=SIZE, **KEPT_AS)
            page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
