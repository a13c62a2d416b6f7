"""What holds for the admin page of every table: it opens, saves, searches, remembers, exports."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.contenttypes.models import ContentType
from django.core.checks import run_checks
from django.db import connection, models
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from agreements.models import Act
from records.models import PublishedRecord, Revision
from records.naming import foreign_keys, naming_paths, target_paths
from records.resources import resource_for
from sources.admin import CitationAdmin
from tests.forms import FORMATS, address, errors_of, export, form_data, upload
from tests.test_models_contract import CITATIONS, MODELS, factory_of, label

every_model = pytest.mark.parametrize("model", MODELS, ids=label)
# Citations share one page, and one base: what holds for one of them holds for all.
DESKS = [model for model in MODELS if model not in CITATIONS[1:]]
every_desk = pytest.mark.parametrize("model", DESKS, ids=label)
# Widgets, and how many queries there are, no database changes: what these ask, it may.
once = pytest.mark.once
pytestmark = pytest.mark.django_db


def cells(row):
    """The row's stored values, by column."""
    return type(row).objects.filter(pk=row.pk).values().get()


def measured(client, url):
    """How many queries the page takes, and the page."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return len(captured), response


@once
def test_django_finds_no_fault_with_it():
    assert run_checks(tags=["admin"]) == []


@once
@every_model
def test_it_has_an_admin_page_with_a_search(model):
    desk = admin.site.get_model_admin(model)
    assert desk.search_fields
    assert desk.__class__.__doc__


@once
def test_citations_share_one_page():
    assert {type(admin.site.get_model_admin(model)) for model in CITATIONS} == {CitationAdmin}


@once
@every_model
def test_every_foreign_key_is_a_search_box(model):
    desk = admin.site.get_model_admin(model)
    keys = {key.name for key in foreign_keys(model)}
    assert set(desk.get_autocomplete_fields(None)) == keys
    for key in foreign_keys(model):
        assert admin.site.get_model_admin(key.related_model).search_fields


@once
@every_model
def test_the_form_shows_every_field_that_staff_fill_in(model, admin_user):
    request = RequestFactory().get("/")
    request.user = admin_user
    desk = admin.site.get_model_admin(model)
    shown = set(flatten_fieldsets(desk.get_fieldsets(request)))
    editable = {f.name for f in model._meta.fields if f.editable and not f.primary_key}
    # Which changes by steps on pages of their own.
    assert editable - shown - {"publication"} == set()


@every_model
def test_the_list_shows_rows_by_every_column_by_their_words_and_under_a_record(admin_client, model):
    row, other = factory_of(model).create_batch(2)
    url = address(model, "changelist")
    columns = range(1, len(admin.site.get_model_admin(model).list_display) + 1)
    found = {"o": ".".join(f"-{number}" for number in columns)}, {"q": "zyzzyva qwertz"}
    listed = [admin_client.get(url, query).context["cl"].result_list for query in found]
    assert [set(rows) for rows in listed] == [{row, other}, set()]
    for key in foreign_keys(model):
        if target := getattr(row, key.name):
            response = admin_client.get(url, {key.name: target.slug})
            assert list(response.context["cl"].result_list) == [row]


@once
@every_desk
def test_the_list_takes_as_many_queries_for_six_rows_as_for_one(admin_client, model):
    url = address(model, "changelist")
    factory_of(model)()
    one, _ = measured(admin_client, url)
    factory_of(model).create_batch(5)
    six, response = measured(admin_client, url)
    assert (six, len(response.context["cl"].result_list)) == (one, 6)


@once
@every_desk
def test_the_empty_form_opens(admin_client, model):
    response = admin_client.get(address(model, "add"))
    assert response.context["adminform"].form.instance.pk is None


@every_model
def test_the_form_saves_what_it_shows_with_who_and_why_and_changes_nothing(
    admin_client, admin_user, model
):
    row = factory_of(model)()
    before = cells(row)
    url = address(model, "change", row.pk)
    data = form_data(admin_client.get(url), model) | {"change_reason": "read again"}
    response = admin_client.post(url, data)
    assert errors_of(response) == []
    assert response.status_code == 302
    assert cells(row) == before
    change, _made = row.history.all()
    assert (change.history_user, change.history_change_reason) == (admin_user, "read again")


@once
@every_desk
def test_its_history_page_shows_who_and_when_without_a_query_per_version(admin_client, model):
    row = factory_of(model)()
    url = address(model, "history", row.pk)
    row.save()
    two, _ = measured(admin_client, url)
    for _ in range(4):
        row.save()
    six, response = measured(admin_client, url)
    assert (six, len(response.context["page_obj"].object_list)) == (two, 6)


@once
@every_desk
def test_an_earlier_version_opens(admin_client, model):
    row = factory_of(model)()
    version = row.history.get()
    response = admin_client.get(address(model, "simple_history", row.pk, version.pk))
    assert response.context["original"] == row


@every_desk
def test_deleting_it_says_what_goes_with_it(admin_client, model):
    hidden = {"publication": "draft"} if issubclass(model, PublishedRecord) else {}
    row = factory_of(model)(**hidden)
    page = admin_client.get(address(model, "delete", row.pk))
    assert page.context["protected"] == []
    assert admin_client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 302
    assert not model.objects.filter(pk=row.pk).exists()
    assert model.history.first().history_type == "-"


def refused_or_changed(client, model, kind):
    """What importing the export of the whole table would do, apart from nothing."""
    context = upload(client, model, export(client, model, kind), kind).context_data
    complaints = [context["form"].errors, context["result"].base_errors]
    complaints += [context["refused"], context["touched"]]
    assert context["numbers"]["unchanged"] == model.objects.count()
    return [complaint for complaint in complaints if complaint]


@once
@every_desk
def test_what_is_exported_comes_back_unchanged(admin_client, model):
    factory_of(model).create_batch(2)
    number = Revision.objects.current().number
    for kind in FORMATS:
        assert refused_or_changed(admin_client, model, kind) == []
    assert Revision.objects.current().number == number


@once
@every_model
def test_a_file_has_no_database_id_and_no_derived_day(model):
    columns = resource_for(model)().get_export_headers()
    fields = [model._meta.get_field(name) for name in columns]
    assert columns[: len(model.key_fields)] == list(model.key_fields)
    assert all(field.editable and not field.primary_key for field in fields)


@once
@every_desk
def test_export_takes_as_many_queries_for_four_rows_as_for_one(admin_client, model):
    factory_of(model)()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            export(admin_client, model, "csv")
        counts.append(len(captured))
        factory_of(model).create_batch(3)
    assert counts[0] == counts[1]


@once
@every_model
def test_a_row_that_knows_its_targets_says_its_name_without_a_query(
    model, django_assert_num_queries
):
    factory_of(model)()
    row = model.objects.select_related(*naming_paths(model)).get()
    with django_assert_num_queries(0):
        str(row)


@once
@every_model
def test_a_search_box_tells_rows_apart_without_a_query_per_row(model, django_assert_num_queries):
    rows = factory_of(model).create_batch(2)
    known = model.objects.select_related(*target_paths(model))
    desk = admin.site.get_model_admin(model)
    found = list(known.filter(pk__in=[row.pk for row in rows]))
    with django_assert_num_queries(0):
        labels = {desk.choice_label(row) for row in found}
    assert len(labels) == 2


def add_below(row, child, name, number):
    """Hangs that many rows of another table on a record."""
    for date in range(number):
        # Two acts of one signatory differ in their date, everything else in its targets.
        own = {"date": f"{1950 + date + 10 * number}"} if child is Act else {}
        factory_of(child)(**{name: row}, **own)


def children(model):
    """The inlines of the model's page, each with its foreign key to the page's record."""
    desk = admin.site.get_model_admin(model)
    for inline in desk.inlines:
        keys = [k for k in foreign_keys(inline.model) if issubclass(model, k.related_model)]
        named = [key for key in keys if key.name == (inline.fk_name or key.name)]
        if named:
            yield inline.model, named[0].name


PARENTS = [model for model in MODELS if admin.site.get_model_admin(model).inlines]


@once
@pytest.mark.parametrize("model", PARENTS, ids=label)
def test_a_page_takes_as_many_queries_for_four_rows_below_as_for_one(admin_client, model):
    row = factory_of(model)()
    url = address(model, "change", row.pk)
    # Django asks for these once, and not again for the second page.
    ContentType.objects.get_for_models(*MODELS)
    counts = []
    for number in (1, 3):
        for child, name in children(model):
            add_below(row, child, name, number)
        counts.append(measured(admin_client, url)[0])
    assert counts[0] == counts[1]


@pytest.mark.parametrize("model", PARENTS, ids=label)
def test_a_page_with_rows_below_saves_what_it_shows(admin_client, model):
    row = factory_of(model)()
    for child, name in children(model):
        factory_of(child)(**{name: row})
    before = [cells(child) for child in below(row)]
    url = address(model, "change", row.pk)
    response = admin_client.post(url, form_data(admin_client.get(url), model))
    assert errors_of(response) == []
    assert response.status_code == 302
    assert [cells(child) for child in below(row)] == before
    assert all(child.history.count() == 1 for child in below(row))


def below(row: models.Model) -> list[models.Model]:
    """The rows that the page of a record shows below it."""
    return [
        child
        for model, name in children(type(row))
        for child in model.objects.filter(**{name: row}).order_by("pk")
    ]
