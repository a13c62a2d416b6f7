"""Real dirty spreadsheets: imported as they are meant, or refused row by row in plain words."""

import io

import openpyxl
import pytest

from organizations.models import Organization
from records.formats import Csv
from tests.forms import address, confirm, upload
from tests.organizations.factories import OrganizationFactory
from tests.records.spreadsheets import choose, complaints, csv, numbers, workbook

pytestmark = pytest.mark.django_db


def previewed(client, data, kind="csv", **choices):
    return choose(client, Organization, upload(client, Organization, data, kind), **choices)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_names_are_right_whoever_saved_the_file(admin_client, encoding):
    data = csv(
        "Name;Founded", "Órgano de Migración;4 Sep 2018", "São José;c. 1994", encoding=encoding
    )
    confirm(admin_client, Organization, previewed(admin_client, data))
    names = Organization.objects.values_list("name", "founded")
    assert sorted(names) == [("São José", "1994~"), ("Órgano de Migración", "2018-09-04")]


def test_a_dirty_workbook_is_refused_row_by_row_with_the_cell_and_what_to_do(admin_client):
    data = workbook(
        ["Bodies of the region, as of May"],
        [],
        ["Name", "Founded", "Type of body", "Web site", None],
        ["Council\u00a0of\u200b Ports ", "04/09/2018", "organ", "https://ports.example"],
        ["P\u0430cto", "2018", "state", ""],
        ["Isles Bank", "#REF!", "bank", "isles"],
        ["Central America", None, None, None],
        ["Bays", 43347, "State", None],
        [None, None, None, None, None],
        merged=("A1:D1", "A7:D7"),
    )
    page = previewed(admin_client, data, "xlsx", column_2="kind", column_3="website")
    assert numbers(page) == (1, 0, 0, 4)
    found = {cell: said for cell, said in complaints(page)}  # noqa: C416
    assert list(found) == ["B4", "A5", "B6", "C6", "D6", "7"]
    assert found["B4"].startswith("“04/09/2018” may be 4 September 2018 (2018-09-04) or 9 April")
    assert "only looks like the Latin “a”" in found["A5"]
    assert found["B6"].startswith("found “#REF!”, an error of the spreadsheet")
    assert found["C6"].startswith("found “bank”, expected one of: state, ")
    assert "expected an address that starts with https://" in found["D6"]
    assert found["7"] == "the cells A7:D7 are merged, expected one value in each; unmerge them"
    bays = page.context_data["touched"][0]
    assert ("", "2018-09-04") in [tuple(pair) for pair in bays.cells] or "2018-09-04" in bays.cells[
        8
    ]
    assert "confirm_form" not in page.context_data
    assert Organization.objects.count() == 0


def corrections(client, page, **button):
    """The file that a preview sends back."""
    held = page.context_data["held_form"].initial
    response = client.post(address(Organization, "import_rows"), held | button)
    assert response.headers["Content-Disposition"].endswith('-corrections.xlsx"')
    return [row for row in openpyxl.load_workbook(io.BytesIO(response.content)).active.values]  # noqa: C416


def test_the_refused_rows_can_be_taken_home_with_what_to_correct(admin_client):
    data = workbook(["Name", "Type"], ["Ports", "organ"], ["Isles", "bank"], ["Ports", "organ"])
    page = previewed(admin_client, data, "xlsx", column_1="kind")
    header, isles, ports = corrections(admin_client, page, rows="refused")
    assert header == ("Name", "Type", "what to correct")
    assert isles[:2] == ("Isles", "bank")
    assert isles[2].startswith("B3: found “bank”, expected one of: state, ")
    assert ports[2] == "it is the same as row 2; expected each record once"


def test_the_whole_file_comes_back_with_the_column_and_does_no_harm(admin_client):
    data = workbook(["Name", "Type"], ["Ports", "organ"], ["Isles", "bank"])
    page = previewed(admin_client, data, "xlsx", column_1="kind")
    header, ports, isles = corrections(admin_client, page, all="all")
    corrected = workbook(header, ports, ("Isles", "organ", isles[2]))
    again = upload(admin_client, Organization, corrected, "xlsx")
    assert again.context_data["sheet"].header == ["Name", "Type"]
    assert numbers(choose(admin_client, Organization, again)) == (2, 0, 0, 0)


def test_what_a_spreadsheet_would_run_is_defused_in_what_is_sent_back(admin_client):
    page = previewed(admin_client, csv("Name,Type", "=1+1,organ"), column_1="kind")
    held = page.context_data["held_form"].initial
    response = admin_client.post(address(Organization, "import_rows"), held | {"rows": "refused"})
    assert "'=1+1" in response.content.decode("utf-8-sig")


def test_what_is_stored_with_dirt_comes_back_unchanged(admin_client):
    OrganizationFactory(slug="oz", name="P\u0430cto", summary="d’État\u00a0!", kind="other")
    data = Csv().write([["Slug", "Name", "Summary"], ["oz", "P\u0430cto", "d’État\u00a0!"]])
    assert numbers(previewed(admin_client, data)) == (0, 0, 1, 0)


def test_a_file_of_which_nobody_can_tell_the_letters_asks_for_them(admin_client):
    page = upload(admin_client, Organization, b"Name\nPer\x9c\n", "csv")
    assert page.context_data["form"].errors["import_file"] == [
        (
            "The file may come from Windows (“Perœ”) or from a Mac (“Perú”): "
            "choose the encoding in which the words are right."
        )
    ]
    page = upload(admin_client, Organization, b"Name\nPer\x9c\n", "csv", encoding="mac_roman")
    assert page.context_data["sheet"].examples(0) == ["Perú"]


def test_a_file_without_rows_has_nothing_to_write(admin_client):
    page = previewed(admin_client, csv("Name,Kind"))
    assert page.context_data["result"].base_errors == [
        "Found no rows below the names of the columns."
    ]


def test_an_empty_file_is_refused_on_the_form(admin_client):
    page = upload(admin_client, Organization, b"\xef\xbb\xbf\n\n", "csv")
    assert page.context_data["form"].errors["import_file"] == [
        "The file is empty; expected a table with a header."
    ]


def test_what_breaks_further_down_is_told_on_the_first_page(admin_client):
    data = csv("Name,Kind", *("Oz,state" for _ in range(300)), '"Ix,state')
    page = upload(admin_client, Organization, data, "csv")
    response = choose(admin_client, Organization, page)
    assert response.headers["Location"] == address(Organization, "import")


def test_a_new_record_arrives_as_a_draft_though_the_file_says_otherwise(admin_client):
    names = ["slug", "publication", "name", "kind"]
    page = upload(admin_client, Organization, csv(",".join(names), "oz,published,Oz,state"), "csv")
    confirm(admin_client, Organization, choose(admin_client, Organization, page))
    assert Organization.objects.get().publication == "draft"
