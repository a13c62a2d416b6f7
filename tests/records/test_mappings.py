"""Staff's own spreadsheets: which column is which is guessed, asked, remembered and checked."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, Signatory
from organizations.models import Organization, OrganizationName
from records.models import ChangeSet, ColumnMapping
from records.undoing import undo
from tests.agreements.factories import AgreementFactory, SignatoryFactory
from tests.forms import address, confirm, upload
from tests.organizations.factories import OrganizationFactory, OrganizationNameFactory
from tests.records.factories import FormerSlugFactory
from tests.records.spreadsheets import choose, complaints, csv, numbers, taken_for, workbook

pytestmark = pytest.mark.django_db
HEADER = "Organisation name,Acronym,Tipo,Founded,Web site,Remarks"


def bodies(*rows, header=HEADER):
    return csv(header, *rows)


def previewed(client, model, data, kind="csv", **choices):
    """The preview of a file whose columns are as the page suggests, but for the choices."""
    return choose(client, model, upload(client, model, data, kind), **choices)


def import_rows(client, model, *args, **choices):
    """Imports a file; the page that says so."""
    return confirm(client, model, previewed(client, model, *args, **choices))


def test_columns_are_guessed_by_name_label_and_translation(admin_client):
    page = upload(admin_client, Organization, bodies("Oz,,,,,"), "csv")
    guessed = ["name", "acronym", "kind", "founded", "website", ""]
    header = "Name,Acronym,Tipo,Founded,Web site,Remarks"
    page = upload(admin_client, Organization, bodies("Oz,,,,,", header=header), "csv")
    assert taken_for(page) == guessed
    assert ColumnMapping.objects.count() == 0


def test_what_was_chosen_is_offered_for_the_next_file_with_that_header(admin_client, admin_user):
    data = bodies("Oz,,,,,a wizard")
    previewed(admin_client, Organization, data, column_0="name", column_5="summary")
    again = upload(admin_client, Organization, bodies("Ix,,,,,"), "csv")
    assert taken_for(again) == ["name", "acronym", "kind", "founded", "website", "summary"]
    assert again.context_data["before"].user == admin_user
    assert ColumnMapping.objects.count() == 1


def test_a_name_of_a_column_is_known_from_another_file(admin_client):
    data = bodies("Oz,,,,,a wizard")
    previewed(admin_client, Organization, data, column_0="name", column_5="summary")
    other = upload(admin_client, Organization, csv("REMARKS,Name", "x,Oz"), "csv")
    assert taken_for(other) == ["summary", "name"]


def test_rows_become_drafts_with_slugs_made_of_their_names(admin_client):
    data = bodies("Órgano de Oz,OZ,state,4 Sep 1900?,https://oz.example,", "Ix,,Estado,c. 1994,,")
    import_rows(admin_client, Organization, data, column_0="name")
    oz, ix = Organization.objects.order_by("-name")
    assert (oz.slug, oz.acronym, oz.kind, oz.founded) == (
        "organo-de-oz",
        "OZ",
        "state",
        "1900-09-04?",
    )
    assert (ix.slug, ix.kind, ix.founded, ix.publication) == ("ix", "state", "1994~", "draft")


def test_made_slugs_differ_from_each_other_and_from_those_taken(admin_client):
    OrganizationFactory(slug="oz", name="Another")
    FormerSlugFactory(kind="organizations.organization", former="oz-2", current="another")
    data = csv("name,kind", "Oz,state", "Oz,organ")
    import_rows(admin_client, Organization, data, known_by_name="new")
    assert set(Organization.objects.filter(name="Oz").values_list("slug", flat=True)) == {
        "oz-3",
        "oz-4",
    }


def test_a_row_without_a_slug_is_the_record_of_any_name_it_ever_had(admin_client):
    body = OrganizationFactory(name="Council of Ports", acronym="COP", kind="organ")
    OrganizationNameFactory(organization=body, text="Harbour Council")
    data = csv("Name,Kind", "HARBOUR COUNCIL,other", "Isles Bank,other")
    page = previewed(admin_client, Organization, data)
    assert numbers(page) == (1, 1, 0, 0)
    changed = page.context_data["touched"][0]
    # The name found it, and does not become the one in use.
    assert [pair for pair in changed.cells if pair[0] != pair[1]] == [("organ", "other")]


def test_the_same_file_twice_changes_nothing(admin_client):
    data = bodies("Oz,OZ,state,4 Sep 1900,,", "Ix,,state,,,")
    import_rows(admin_client, Organization, data, column_0="name")
    assert numbers(previewed(admin_client, Organization, data)) == (0, 0, 2, 0)


def test_rows_without_a_name_are_known_by_what_no_two_rows_share(admin_client):
    body = OrganizationFactory(slug="oz", name="Oz")
    OrganizationNameFactory(organization=body, text="Land of Oz", kind="variant", language="en")
    data = csv(
        "Body,Name,Language,Kind,Since", "Oz,Land of Oz,en,variant,1900", "oz,Oz-Land,en,variant,"
    )
    choices = {"column_0": "organization", "column_1": "text"}
    page = previewed(admin_client, OrganizationName, data, **choices)
    assert numbers(page) == (1, 1, 0, 0)


def test_an_empty_cell_leaves_the_value_unless_it_was_said_to_empty_it(admin_client):
    OrganizationFactory(slug="oz", name="Oz", acronym="OZ")
    data = csv("Slug,Acronym", "oz,")
    assert numbers(previewed(admin_client, Organization, data, all_name="Oz")) == (0, 0, 1, 0)
    page = previewed(admin_client, Organization, data, all_name="Oz", empties="empty")
    assert numbers(page) == (0, 1, 0, 0)


def test_what_every_row_needs_can_be_given_to_all_at_once(admin_client):
    agreement = AgreementFactory(slug="pact")
    body = OrganizationFactory(name="Oz")
    page = upload(admin_client, Signatory, csv("Organization,Printed as", "Oz,OZ!"), "csv")
    refused = choose(admin_client, Signatory, page, column_1="name_as_printed")
    (said,) = refused.context_data["columns_form"].non_field_errors()
    assert said.startswith("No column is “Agreement”, which every row needs")
    page = choose(admin_client, Signatory, page, column_1="name_as_printed", all_agreement="pact")
    confirm(admin_client, Signatory, page)
    signatory = Signatory.objects.get()
    assert (signatory.agreement, signatory.organization) == (agreement, body)
    assert signatory.name_as_printed == "OZ!"


def test_one_column_of_the_table_takes_one_column_of_the_file(admin_client):
    page = upload(admin_client, Organization, csv("Name,Title", "Oz,Oz"), "csv")
    refused = choose(admin_client, Organization, page, column_1="name")
    assert refused.context_data["columns_form"].non_field_errors() == [
        "“Name” is filled twice; leave one of the columns out."
    ]


def test_a_name_that_several_records_bear_is_refused_with_all_of_them(admin_client):
    OrganizationFactory(slug="idb", name="Development Bank", acronym="IADB")
    OrganizationFactory(slug="iadb", name="Defense Board", acronym="IADB")
    AgreementFactory(slug="pact")
    page = previewed(admin_client, Signatory, csv("Organization", "IADB "), all_agreement="pact")
    assert complaints(page) == [
        (
            "A2",
            (
                "“IADB” may be any of these: Defense Board (iadb), Development Bank (idb); "
                "write the slug of the one meant"
            ),
        )
    ]


def test_a_name_that_nobody_bears_is_refused_with_one_like_it(admin_client):
    OrganizationFactory(name="Council of Ports")
    AgreementFactory(slug="pact")
    data = csv("Organization", "Council of Prots")
    page = previewed(admin_client, Signatory, data, all_agreement="pact")
    assert complaints(page) == [
        (
            "A2",
            (
                "found “Council of Prots”, which none of the organizations is called; "
                "“Council of Ports” may be meant"
            ),
        )
    ]


def test_a_former_slug_is_refused_with_the_one_of_today(admin_client):
    body = OrganizationFactory(slug="ports", name="Ports")
    FormerSlugFactory(kind="organizations.organization", former="harbours", current=body.slug)
    page = previewed(admin_client, Organization, csv("Slug,Name", "harbours,Ports"))
    assert complaints(page) == [("A2", "found “harbours”, a former slug; write “ports”")]


def test_a_row_may_name_one_above_it_by_its_name(admin_client):
    data = csv("Name,Part of", "Whole,", "Part,whole")
    import_rows(admin_client, Organization, data)
    assert Organization.objects.get(slug="part").part_of.slug == "whole"


def test_a_row_that_names_one_below_it_is_told_to_be_moved(admin_client):
    data = csv("Slug,Name,Part of", "part,Part,whole", "whole,Whole,")
    page = previewed(admin_client, Organization, data)
    assert complaints(page) == [
        ("C2", "found “whole”, a row further down; move that row above this one")
    ]


def test_what_may_only_be_a_state_is_held_to_it(admin_client):
    OrganizationFactory(slug="bank", name="Bank", kind="organ")
    page = previewed(admin_client, Organization, csv("Name,Country", "Oz,Bank"))
    ((row, message),) = complaints(page)
    assert (row, message.startswith("“Bank” can't be the country")) == ("2", True)


def test_no_file_changes_what_is_public(admin_client):
    draft = OrganizationFactory(slug="oz", name="Oz", publication="draft")
    page = upload(
        admin_client, Organization, csv("Slug,Name,Publication", "oz,Oz,published"), "csv"
    )
    assert taken_for(page) == ["slug", "name", ""]
    sent = choose(admin_client, Organization, page, column_2="publication")
    assert "column_2" in sent.context_data["columns_form"].errors
    draft.refresh_from_db()
    assert draft.publication == "draft"


def test_below_a_title_the_header_is_found_and_another_row_can_be_named(admin_client):
    data = workbook(["Bodies of the region"], [], ["Name", "Acronym"], ["Oz", "OZ"])
    page = upload(admin_client, Organization, data, "xlsx")
    assert (page.context_data["sheet"].header_row, taken_for(page)) == (3, ["name", "acronym"])
    other = choose(admin_client, Organization, page, header_row="4")
    assert other.context_data["sheet"].header == ["Oz", "OZ"]
    assert numbers(choose(admin_client, Organization, page)) == (1, 0, 0, 0)
    empty = choose(admin_client, Organization, page, header_row="2")
    assert "Row 2 is empty" in empty.content.decode()


def test_a_whole_import_is_one_change_set_and_can_be_taken_back(admin_client, admin_user):
    stored = OrganizationFactory(slug="oz", name="Oz", acronym="")
    page = import_rows(admin_client, Organization, csv("Name,Acronym", "Oz,OZ", "Ix,IX"))
    change_set = ChangeSet.objects.get(kind="import")
    assert (change_set.user, change_set.title) == (admin_user, "rows.csv: organizations")
    assert f"/changeset/{change_set.pk}/undo/" in page.content.decode()
    undo(change_set, admin_user, "the wrong file")
    stored.refresh_from_db()
    assert (stored.acronym, Organization.objects.count()) == ("", 1)


def test_what_changed_since_the_preview_is_previewed_again(admin_client):
    body = OrganizationFactory(slug="oz", name="Oz", acronym="")
    page = previewed(admin_client, Organization, csv("Name,Acronym", "Oz,OZ"))
    body.acronym = "O.Z."
    body.save()
    response = confirm(admin_client, Organization, page)
    assert "the records changed since the preview" in response.content.decode()
    assert (response.context_data["touched"][0].cells[4]) == ("O.Z.", "OZ")
    body.refresh_from_db()
    assert body.acronym == "O.Z."
    confirm(admin_client, Organization, response)
    body.refresh_from_db()
    assert body.acronym == "OZ"


@pytest.fixture
def contributor():
    user = User.objects.create_user("connie", is_staff=True)
    names = ["add_signatory", "change_signatory", "view_signatory"]
    names += ["add_organization", "change_organization", "view_organization"]
    user.user_permissions.set(user.user_permissions.model.objects.filter(codename__in=names))
    client = Client()
    client.force_login(user)
    return client


def test_whoever_may_not_publish_imports_drafts_and_what_hangs_on_them(contributor):
    AgreementFactory(slug="draft", title="Draft", publication="draft")
    AgreementFactory(slug="public", title="Public")
    OrganizationFactory(slug="oz", name="Oz", acronym="")
    data = csv("Agreement,Organization", "Draft,Oz", "Public,Oz")
    ((row, said),) = complaints(previewed(contributor, Signatory, data))
    assert (row, said.endswith("is more than a draft: only an editor may change it.")) == (
        "3",
        True,
    )
    ((row, said),) = complaints(previewed(contributor, Organization, csv("Name,Acronym", "Oz,OZ")))
    assert (row, said) == ("2", "“Oz” is more than a draft: only an editor may change it.")


def test_a_row_cannot_be_moved_out_of_what_one_may_not_write(contributor):
    AgreementFactory(slug="draft", title="Draft", publication="draft")
    signatory = SignatoryFactory(agreement__slug="public", organization__slug="oz")
    data = csv("Slug,Agreement,Organization", f"{signatory.slug},draft,oz")
    ((_row, said),) = complaints(previewed(contributor, Signatory, data))
    assert said.endswith("is more than a draft: only an editor may change it.")


def test_queries_do_not_grow_with_the_rows(admin_client):
    counts = []
    for number in (3, 60):
        data = csv(
            "Name,Part of,Kind",
            "Whole,,state",
            *(f"B{n}x{number},Whole,organ" for n in range(number)),
        )
        with CaptureQueriesContext(connection) as captured:
            import_rows(admin_client, Organization, data)
        counts.append(len([q for q in captured if "SAVEPOINT" not in q["sql"]]))
    assert counts[1] <= counts[0] + 4


def test_what_no_page_sends_is_refused(admin_client):
    page = previewed(admin_client, Agreement, csv("Title", "Pact"))
    sent = page.context_data["confirm_form"].initial
    for wrong in ("", "[]", "{}", '{"columns": ["pk"]}', '{"columns": ["title", "publication"]}'):
        forged = sent | {"mapping": wrong}
        response = admin_client.post(address(Agreement, "process_import"), forged)
        assert response.headers["Location"] == address(Agreement, "import")
    assert admin_client.get(address(Agreement, "process_import")).status_code == 302
    assert Agreement.objects.count() == 0
