"""Import by staff: previewed, checked, all or nothing, with who and why in the history."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Signatory
from organizations.models import Organization, OrganizationCitation
from records.columns import column_names
from records.models import Revision
from tests.agreements.factories import AgreementFactory, SignatoryFactory
from tests.forms import address, confirm, export, upload
from tests.organizations.factories import OrganizationCitationFactory, OrganizationFactory
from tests.sources.factories import PassageFactory

pytestmark = pytest.mark.django_db


def file(model, *rows):
    """A CSV file of the table; what a row leaves out is empty."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, column_names(model), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def body(slug, **more):
    return {"slug": slug, "name": slug.title(), "kind": "state", "publication": "published"} | more


def complaints(page):
    """What the page refuses: row, column and message."""
    return [(each.number, each.column, each.message) for each in page.context_data["refused"]]


def base_errors(page):
    return page.context_data["result"].base_errors


def test_the_preview_counts_new_changed_and_unchanged_rows_and_writes_nothing(admin_client):
    OrganizationFactory(slug="freedonia", name="Freedonia", kind="state")
    OrganizationFactory(slug="sylvania", name="Sylvania", kind="state")
    number = Revision.objects.current().number
    data = file(Organization, body("freedonia"), body("sylvania", acronym="SYL"), body("atlantis"))
    page = upload(admin_client, Organization, data, "csv")
    assert page.context_data["numbers"] == {
        "new": 1,
        "changed": 1,
        "unchanged": 1,
        "refused": 0,
    }
    sylvania, atlantis = page.context_data["touched"]
    assert (sylvania.number, atlantis.number) == (3, 4)
    assert [pair for pair in sylvania.cells if pair[0] != pair[1]] == [("", "SYL")]
    assert (sylvania.is_new, atlantis.is_new) == (False, True)
    assert set(Organization.objects.values_list("slug", flat=True)) == {"freedonia", "sylvania"}
    assert Revision.objects.current().number == number


def test_what_is_confirmed_is_written_with_who_and_why(admin_client, admin_user):
    stored = OrganizationFactory(slug="sylvania", name="Sylvania", kind="state")
    data = file(Organization, body("sylvania", founded="1933?"), body("atlantis"))
    page = upload(admin_client, Organization, data, "csv", reason="the register of 2020")
    confirm(admin_client, Organization, page)
    stored.refresh_from_db()
    assert (stored.founded, stored.founded_latest.isoformat()) == ("1933?", "1933-12-31")
    for row in Organization.objects.all():
        change = row.history.first()
        assert change.history_user == admin_user
        assert change.history_change_reason == "the register of 2020"
    assert stored.history.count() == 2


def test_without_a_reason_the_history_names_the_file(admin_client):
    page = upload(admin_client, Organization, file(Organization, body("atlantis")), "csv")
    confirm(admin_client, Organization, page)
    change = Organization.objects.get().history.get()
    assert change.history_change_reason == "import of rows.csv"


def test_an_unchanged_row_is_not_written_and_costs_no_query(admin_client):
    counts = []
    for number in (1, 9):
        OrganizationFactory.create_batch(number)
        data = export(admin_client, Organization, "csv")
        with CaptureQueriesContext(connection) as captured:
            upload(admin_client, Organization, data, "csv")
        # Each row stands in a savepoint of its own.
        counts.append(sum("SAVEPOINT" not in query["sql"] for query in captured))
    assert counts[0] == counts[1]


def test_one_wrong_cell_keeps_the_whole_file_out(admin_client):
    data = file(Organization, body("atlantis"), body("lemuria", founded="soon", kind="realm"))
    page = upload(admin_client, Organization, data, "csv")
    assert "confirm_form" not in page.context_data
    (third, kind, first), (_third, founded, second) = complaints(page)
    assert (third, kind, founded) == (3, "kind", "founded")
    assert first.startswith("found “realm”, expected one of: state, ")
    assert second.startswith("“soon” is not a date that can be read; expected a date such as ")
    assert Organization.objects.count() == 0


def test_a_rule_of_the_database_is_told_before_it_is_broken(admin_client):
    data = file(Organization, body("atlantis", founded="1994", dissolved="1990"))
    page = upload(admin_client, Organization, data, "csv")
    assert complaints(page) == [(2, "", "“dissolved” must not be before “founded”.")]


def test_an_unknown_slug_is_refused_with_what_was_expected(admin_client):
    page = upload(admin_client, Organization, file(Organization, body("a", part_of="oz")), "csv")
    expected = "expected the slug or a name of one of the organizations; record that first"
    assert complaints(page) == [(2, "part_of", f"found “oz”, {expected}")]


def test_a_row_may_name_one_above_it(admin_client):
    data = file(Organization, body("whole"), body("part", part_of="whole"))
    confirm(admin_client, Organization, upload(admin_client, Organization, data, "csv"))
    assert Organization.objects.get(slug="part").part_of.slug == "whole"


def test_rows_that_lead_back_to_themselves_over_others_keep_the_file_out(admin_client):
    OrganizationFactory(
        slug="mid", name="Mid", kind="state", part_of=OrganizationFactory(slug="top")
    )
    data = file(Organization, body("low", part_of="mid"), body("top", part_of="low"))
    page = upload(admin_client, Organization, data, "csv")
    said = "“part_of” leads from a record back to itself: low → mid → top → low."
    assert base_errors(page) == [said]
    assert "confirm_form" not in page.context_data


def test_a_key_of_several_columns_finds_its_row(admin_client):
    citation = OrganizationCitationFactory(field="name", note="")
    other = PassageFactory()
    row = {"record": citation.record.slug, "field": "name", "stance": "supports"}
    data = file(
        OrganizationCitation,
        row | {"passage": citation.passage.slug, "note": "As on the letterhead."},
        row | {"passage": other.slug},
    )
    page = upload(admin_client, OrganizationCitation, data, "csv")
    assert page.context_data["numbers"] == {
        "new": 1,
        "changed": 1,
        "unchanged": 0,
        "refused": 0,
    }
    confirm(admin_client, OrganizationCitation, page)
    citation.refresh_from_db()
    assert citation.note == "As on the letterhead."
    assert OrganizationCitation.objects.get(passage=other).record == citation.record


def test_a_citation_of_a_field_that_is_not_there_is_refused(admin_client):
    citation = OrganizationCitationFactory(field="")
    row = {"record": citation.record.slug, "field": "colour", "stance": "supports"}
    data = file(OrganizationCitation, row | {"passage": citation.passage.slug})
    ((number, column, message),) = complaints(
        upload(admin_client, OrganizationCitation, data, "csv")
    )
    assert (number, column) == (2, "")
    assert "“colour”" in message


def test_columns_may_stand_in_any_order(admin_client):
    names = column_names(Organization)[::-1]
    row = ",".join(
        {"slug": "oz", "name": "Oz", "kind": "other", "publication": "draft"}.get(n, "")
        for n in names
    )
    page = upload(admin_client, Organization, f"{','.join(names)}\n{row}\n".encode(), "csv")
    assert page.context_data["numbers"]["new"] == 1


def test_a_row_that_comes_twice_is_refused(admin_client):
    page = upload(admin_client, Organization, file(Organization, body("a"), body("a")), "csv")
    assert complaints(page) == [(3, "", "it is the same as row 2; expected each record once")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("=1+1", "found the formula “=1+1”"),
        ("<b>bold</b>", "found the HTML “<b>”"),
        ("\x07bell", "found the control character U+0007"),
        ("x" * 200_000, "found 200,000 characters, expected at most 500"),
    ],
)
def test_what_no_text_may_hold_is_refused(admin_client, text, said):
    page = upload(admin_client, Organization, file(Organization, body("a", name=text)), "csv")
    ((number, column, message),) = complaints(page)
    assert (number, column) == (2, "name")
    assert message.startswith(said)


def test_a_file_that_is_no_table_is_refused_on_the_form(admin_client):
    page = upload(admin_client, Organization, b"not a workbook", "xlsx")
    assert page.context_data["form"].errors == {
        "import_file": [
            "Found a file that is not an XLSX workbook; save it as .xlsx and try again."
        ]
    }


def test_an_unforeseen_reader_error_is_told_too(admin_client, monkeypatch):
    monkeypatch.setattr("records.formats.Csv.table", lambda *args: 1 / 0)
    page = upload(admin_client, Organization, b"slug", "csv")
    assert page.context_data["form"].errors["import_file"] == [
        "The file can't be read (ZeroDivisionError); check its format, or save it anew."
    ]


def test_a_record_changed_after_the_preview_keeps_the_file_out(admin_client):
    OrganizationFactory(slug="whole")
    data = file(Organization, body("part", part_of="whole"), body("other"))
    page = upload(admin_client, Organization, data, "csv")
    Organization.objects.get(slug="whole").delete()
    response = confirm(admin_client, Organization, page)
    assert "Nothing was written" in response.content.decode()
    assert Organization.objects.count() == 0


def test_only_uploads_can_be_confirmed(admin_client):
    page = upload(admin_client, Organization, file(Organization, body("a")), "csv")
    initial = page.context_data["confirm_form"].initial
    with tempfile.NamedTemporaryFile() as private:
        sent = initial | {"import_file_name": Path(private.name).name}
        assert admin_client.post(address(Organization, "process_import"), sent).status_code == 403
        assert Path(private.name).exists()


def test_a_confirmed_upload_leaves_no_file_behind(admin_client):
    page = upload(admin_client, Organization, file(Organization, body("a")), "csv")
    name = page.context_data["confirm_form"].initial["import_file_name"]
    assert Path(tempfile.gettempdir(), name).exists()
    confirm(admin_client, Organization, page)
    assert not Path(tempfile.gettempdir(), name).exists()


def test_the_export_is_exactly_the_filtered_list_in_its_order(admin_client):
    agreement = AgreementFactory(slug="pact")
    second = SignatoryFactory(agreement=agreement, position=2)
    first = SignatoryFactory(agreement=agreement, position=1)
    SignatoryFactory()
    text = export(admin_client, Signatory, "csv", "?agreement=pact").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["slug"] for row in rows] == [first.slug, second.slug]
    assert {row["agreement"] for row in rows} == {"pact"}


def test_the_export_keeps_the_search_and_the_order_of_the_list(admin_client):
    for name in ("Port A", "Port C", "Port B", "Bay"):
        OrganizationFactory(name=name)
    text = export(admin_client, Organization, "csv", "?q=port&o=-1").decode("utf-8-sig")
    names = [row["name"] for row in csv.DictReader(io.StringIO(text))]
    assert names == ["Port C", "Port B", "Port A"]


def test_the_file_is_named_after_its_table_and_the_day(admin_client):
    response = admin_client.post(address(Signatory, "export"), {"format": "1", "resource": ""})
    name = response.headers["Content-Disposition"]
    assert name.startswith('attachment; filename="signatories-20')
    assert name.endswith('.xlsx"')


def test_a_filter_that_does_not_exist_exports_nothing(admin_client):
    SignatoryFactory()
    response = admin_client.get(address(Signatory, "export"), {"colour": "red"})
    assert response.headers["Location"] == f"{address(Signatory, 'changelist')}?e=1"


def test_a_file_that_goes_too_deep_is_refused(admin_client):
    page = upload(admin_client, Organization, b"[" * 100_000, "json")
    assert page.context_data["form"].errors
