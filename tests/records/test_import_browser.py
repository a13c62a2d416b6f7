"""The importer's story: a dirty spreadsheet becomes drafts, and is taken back whole."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Locator, Page, expect

from organizations.models import Organization
from records.models import ChangeSet
from tests.forms import address
from tests.organizations.factories import OrganizationFactory, OrganizationNameFactory
from tests.records.spreadsheets import workbook

pytestmark = pytest.mark.django_db
TITLE = ["Bodies of the region, as of May"]
HEADER = ["Name", "Acronym", "Tipo", "Founded in", "Remarks"]
PORTS = ["Council\u00a0of Ports ", "CoP", "órgano", "4 Sep 2018?", "Meets each spring."]
WRONG = ["Isles B\u0430nk", "IB", "bank", "04/09/2018", ""]
RIGHT = ["Isles Bank", "IB", "intergovernmental", "early 2016", ""]
KNOWN = ["Harbour League", "HU", "", "", "Known already."]


class Importer:
    """Brings files to the table of organizations and counts the clicks."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder, self.clicks = page, folder, 0

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def bring(self, *rows: list[str]) -> None:
        path = self.folder / "bodies.xlsx"
        path.write_bytes(workbook(TITLE, [], HEADER, *rows, merged=("A1:E1",)))
        self.clicks += 1
        self.page.locator("input[type=file]").set_input_files(path)
        self.click(self.page.get_by_role("button", name="Preview"))

    def cell(self, row: str, column: str) -> Locator:
        """What is wrong with a cell of the file."""
        rows = self.page.locator("tr.refused")
        return rows.filter(has=self.page.get_by_role("cell", name=f"{column}{row}", exact=True))


@pytest.mark.both
def test_a_dirty_spreadsheet_becomes_drafts_and_is_taken_back_whole(staff_page, tmp_path):
    union = OrganizationFactory(name="Harbour Union", acronym="", summary="")
    OrganizationNameFactory(organization=union, text="Harbour League")
    page, importer = staff_page, Importer(staff_page, tmp_path)
    page.goto(address(Organization, "changelist"))
    importer.click(page.get_by_role("link", name="Import"))

    # The columns are guessed but for one, and wrong rows are told with what to do.
    importer.bring(PORTS, WRONG, KNOWN)
    expect(page.get_by_label("Founded in")).to_have_value("founded")
    importer.clicks += 1
    page.get_by_label("Remarks").select_option("summary")
    importer.click(page.get_by_role("button", name="Preview"))
    expect(importer.cell("5", "A")).to_contain_text("only looks like the Latin “a”")
    expect(importer.cell("5", "C")).to_contain_text("expected one of: state, ")
    expect(importer.cell("5", "D")).to_contain_text("may be 4 September 2018")
    expect(page.get_by_role("button", name="Confirm import")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the refused rows").click()
    assert download.value.suggested_filename == "bodies-corrections.xlsx"

    # Corrected, the file is mapped as before; what it would do is shown, then done.
    importer.click(page.get_by_role("link", name="Another file"))
    importer.bring(PORTS, RIGHT, KNOWN)
    expect(page.get_by_label("Remarks")).to_have_value("summary")
    importer.click(page.get_by_role("button", name="Preview"))
    expect(page.locator(".numbers")).to_contain_text("2 new records")
    expect(page.locator("tr.changed ins")).to_have_text(["HU", "Known already."])
    with CaptureQueriesContext(connection) as written:
        importer.click(page.get_by_role("button", name="Confirm import"))
        expect(page.locator(".messagelist .success")).to_contain_text("2 new and 1 changed")
    assert len(written) < 60
    assert importer.clicks <= 10
    ports = Organization.objects.get(name="Council of Ports")
    assert (ports.publication, ports.kind, ports.founded) == ("draft", "organ", "2018-09-04?")

    # One way back for all of it.
    page.get_by_role("link", name="View or undo").click()
    page.get_by_label("Reason").fill("The wrong file.")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Taken back")
    union.refresh_from_db()
    assert (union.acronym, union.summary) == ("", "")
    assert list(Organization.objects.all()) == [union]
    assert ChangeSet.objects.get(kind="import").undone_by.reason == "The wrong file."
