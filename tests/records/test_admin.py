"""The admin's shared ground: publication, evidence, dates, rows, permissions, history, deletion."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, Signatory
from events.models import Event
from organizations.models import Membership, Organization, OrganizationName
from records.models import FormerSlug
from tests.agreements.factories import (
    AgreementCitationFactory,
    AgreementFactory,
    SignatoryCitationFactory,
    SignatoryFactory,
)
from tests.events.factories import EventFactory
from tests.forms import address, errors_of, form_data
from tests.organizations.factories import (
    MembershipFactory,
    OrganizationFactory,
    OrganizationNameFactory,
)
from tests.records.factories import FormerSlugFactory

pytestmark = pytest.mark.django_db


def listed(client, model, **query):
    """The rows of the list, as the query leaves them."""
    return list(client.get(address(model, "changelist"), query).context["cl"].result_list)


def act(client, model, action, *rows):
    """Lets an action of the list loose on the rows; returns what it says."""
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    response = client.post(address(model, "changelist"), data)
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def viewer() -> Client:
    """Somebody who may look at agreements and their signatories, and change nothing."""
    user = User.objects.create_user("vera", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["view_agreement", "view_signatory"])
    )
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.once
def test_who_may_only_look_sees_the_record_and_its_rows_without_a_form(viewer):
    signatory = SignatoryFactory(name_as_printed="The Council")
    response = viewer.get(address(Agreement, "change", signatory.agreement.pk))
    assert "The Council" in response.content.decode()
    sent = form_data(response, Agreement)
    assert {"title", "act_kind", "signatories-0-organization"} & set(sent) == set()


@pytest.mark.once
def test_who_may_only_look_may_export_but_not_import(viewer):
    assert viewer.get(address(Agreement, "export")).status_code == 200
    assert viewer.get(address(Agreement, "import")).status_code == 403
    assert viewer.post(address(Agreement, "process_import")).status_code == 403
    assert viewer.get(address(Organization, "export")).status_code == 403


@pytest.mark.once
def test_who_may_not_see_a_table_cannot_search_it(viewer):
    OrganizationFactory()
    query = {"app_label": "agreements", "model_name": "signatory", "field_name": "organization"}
    assert viewer.get(address(Organization, "choices"), query).status_code == 403


def test_the_evidence_filter_finds_what_no_passage_speaks_of(admin_client):
    cited, uncited = AgreementCitationFactory().record, AgreementFactory()
    denied = AgreementCitationFactory(stance="contradicts").record
    assert listed(admin_client, Agreement, evidence="uncited") == [uncited]
    assert set(listed(admin_client, Agreement, evidence="cited")) == {cited, denied}
    assert listed(admin_client, Agreement, evidence="contradicted") == [denied]


def test_dates_are_filtered_by_whether_they_are_known(admin_client):
    known = EventFactory(start="1994", end="")
    unknown = EventFactory(start="", end="")
    assert listed(admin_client, Event, start_known="yes") == [known]
    assert listed(admin_client, Event, start_known="no") == [unknown]


def test_a_date_without_an_end_is_neither_known_nor_unknown(admin_client):
    lasting, ended = MembershipFactory(until=".."), MembershipFactory(until="2015")
    unknown = MembershipFactory(until="")
    assert listed(admin_client, Membership, until_known="open") == [lasting]
    assert listed(admin_client, Membership, until_known="yes") == [ended]
    assert listed(admin_client, Membership, until_known="no") == [unknown]


def test_a_date_stands_in_words_and_unknown_dates_come_last_either_way(admin_client):
    unknown = EventFactory(start="", end="")
    early = EventFactory(start="1994", end="")
    late = EventFactory(start="2018-09-04?", end="")
    response = admin_client.get(address(Event, "changelist"), {"o": "2"})
    assert list(response.context["cl"].result_list) == [early, late, unknown]
    assert "4 September 2018 (uncertain)" in response.content.decode()
    assert listed(admin_client, Event, o="-2") == [late, early, unknown]


@pytest.mark.once
def test_a_count_leads_to_the_list_of_what_it_counts(admin_client):
    signatory = SignatoryFactory()
    SignatoryFactory()
    page = admin_client.get(address(Agreement, "changelist"), {"q": signatory.agreement.slug})
    link = f"{address(Signatory, 'changelist')}?agreement={signatory.agreement.slug}"
    assert f'<a href="{link}">1</a>' in page.content.decode()
    assert list(admin_client.get(link).context["cl"].result_list) == [signatory]


@pytest.mark.once
def test_the_link_to_the_site_is_there_once_the_public_sees_the_record(admin_client):
    draft = AgreementFactory(publication="draft")
    url = address(Agreement, "change", draft.pk)
    assert admin_client.get(url).context["has_absolute_url"] is False
    Agreement.objects.filter(pk=draft.pk).update(publication="published")
    page = admin_client.get(url)
    assert page.context["absolute_url"] == draft.get_absolute_url()


@pytest.mark.once
def test_the_reason_is_kept_for_the_rows_below_too(admin_client):
    name = OrganizationNameFactory()
    url = address(Organization, "change", name.organization.pk)
    data = form_data(admin_client.get(url), Organization)
    data |= {"names-0-text": "Consejo de los Mares", "change_reason": "as in the charter"}
    assert admin_client.post(url, data).status_code == 302
    assert name.history.first().history_change_reason == "as in the charter"
    assert name.history.first().text == "Consejo de los Mares"


def test_a_row_below_is_deleted_with_its_history(admin_client, admin_user):
    name = OrganizationNameFactory()
    url = address(Organization, "change", name.organization.pk)
    data = form_data(admin_client.get(url), Organization) | {"names-0-DELETE": "on"}
    assert admin_client.post(url, data).status_code == 302
    last = OrganizationName.history.first()
    assert (last.history_type, last.history_user) == ("-", admin_user)


@pytest.mark.once
def test_two_new_rows_that_say_the_same_are_refused(admin_client):
    agreement, body = AgreementFactory(), OrganizationFactory()
    url = address(Agreement, "change", agreement.pk)
    data = form_data(admin_client.get(url), Agreement) | {"signatories-TOTAL_FORMS": "2"}
    for row in range(2):
        data |= {
            f"signatories-{row}-organization": str(body.pk),
            f"signatories-{row}-capacity": "signatory",
            f"signatories-{row}-position": "1",
        }
    response = admin_client.post(url, data)
    assert errors_of(response) == ["The body already stands there in this capacity."]
    assert agreement.signatories.count() == 0


@pytest.mark.once
def test_a_wrong_date_is_refused_in_words(admin_client):
    body = OrganizationFactory()
    url = address(Organization, "change", body.pk)
    data = form_data(admin_client.get(url), Organization) | {"founded": "long ago"}
    (messages,) = errors_of(admin_client.post(url, data))
    assert messages[0].startswith("“long ago” is not a date that can be read; expected a date")


@pytest.mark.once
def test_an_end_before_its_start_is_refused_in_words(admin_client):
    body = OrganizationFactory(founded="1994")
    url = address(Organization, "change", body.pk)
    data = form_data(admin_client.get(url), Organization) | {"dissolved": "1990"}
    assert errors_of(admin_client.post(url, data)) == [
        ["“dissolved” must not be before “founded”."]
    ]
    assert body.history.count() == 1


def test_renaming_the_slug_keeps_the_old_address(admin_client):
    body = OrganizationFactory(slug="old-name")
    url = address(Organization, "change", body.pk)
    data = form_data(admin_client.get(url), Organization) | {"slug": "new-name"}
    assert admin_client.post(url, data).status_code == 302
    former = FormerSlug.objects.get()
    assert (former.former, former.current) == ("old-name", "new-name")


@pytest.mark.once
def test_of_a_former_slug_only_where_it_leads_can_be_changed(admin_client):
    former = FormerSlugFactory(former="then", current="now")
    url = address(FormerSlug, "change", former.pk)
    page = admin_client.get(url)
    assert {"current", "change_reason"} == set(page.context["adminform"].form.fields)
    data = form_data(page, FormerSlug) | {"former": "elsewhere", "current": "newer"}
    assert admin_client.post(url, data).status_code == 302
    former.refresh_from_db()
    assert (former.former, former.current) == ("then", "newer")


@pytest.mark.once
def test_the_history_names_a_target_deleted_since_without_its_id(admin_client):
    body = OrganizationFactory(name="Council of the Seas")
    signatory = SignatoryFactory(on_behalf_of=body)
    signatory.on_behalf_of = None
    signatory.save()
    body.delete()
    page = admin_client.get(address(Signatory, "history", signatory.pk)).content.decode()
    assert "Council of the Seas (deleted)" in page
    assert "pk=" not in page


@pytest.mark.once
def test_what_hangs_on_a_deleted_record_is_listed_in_as_many_queries_for_thirty_rows(admin_client):
    agreement = AgreementFactory(publication="draft")
    counts = []
    for number in (1, 29):
        for signatory in SignatoryFactory.create_batch(number, agreement=agreement):
            SignatoryCitationFactory(record=signatory)
        url = address(Agreement, "delete", agreement.pk)
        admin_client.get(url)
        with CaptureQueriesContext(connection) as captured:
            page = admin_client.get(url)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert dict(page.context["model_count"])["signatories"] == 30


def test_what_stands_in_the_way_of_deletion_is_named(admin_client):
    signatory = SignatoryFactory(organization=OrganizationFactory(publication="draft"))
    page = admin_client.get(address(Organization, "delete", signatory.organization.pk))
    assert [str(signatory) in link for link in page.context["protected"]] == [True]


def test_the_second_page_goes_on_where_the_first_ended(admin_client, monkeypatch):
    monkeypatch.setattr(admin.site.get_model_admin(Agreement), "list_per_page", 2)
    agreements = AgreementFactory.create_batch(5)
    for number, agreement in enumerate(agreements):
        SignatoryFactory.create_batch(number, agreement=agreement)
    by_signatories = {"o": "-5"}
    pages = [listed(admin_client, Agreement, p=str(page), **by_signatories) for page in (1, 2, 3)]
    assert pages == [agreements[:2:-1], agreements[2:0:-1], agreements[:1]]
    assert [row.signatories_count for page in pages for row in page] == [4, 3, 2, 1, 0]


def test_a_search_box_goes_on_where_its_first_page_ended(admin_client, monkeypatch):
    monkeypatch.setattr("records.admin.autocomplete.ChoicesView.paginate_by", 2)
    bodies = [OrganizationFactory(name=f"Body {number}") for number in range(3)]
    query = {"app_label": "agreements", "model_name": "signatory", "field_name": "organization"}
    answers = [
        admin_client.get(address(Organization, "choices"), query | {"page": page}).json()
        for page in ("1", "2")
    ]
    assert [row["id"] for answer in answers for row in answer["results"]] == [
        str(body.pk) for body in bodies
    ]
    assert [answer["pagination"]["more"] for answer in answers] == [True, False]


def test_a_form_that_is_refused_comes_back_whatever_became_of_the_slug(admin_client):
    body = OrganizationFactory(slug="harbour")
    url = address(Organization, "change", body.pk)
    data = form_data(admin_client.get(url), Organization)
    for slug in ("", "quay"):
        response = admin_client.post(url, data | {"slug": slug, "founded": "nonsense"})
        assert [*response.context["adminform"].form.errors] == ["founded"]
        assert 'href="/organizations/harbour/"' in response.content.decode()


@pytest.mark.parametrize("query", ["q=%00", "slug__contains=a%00", "%00=1"])
def test_a_nul_in_a_question_is_refused_in_words(admin_client, query):
    response = admin_client.get(f"{address(Organization, 'changelist')}?{query}")
    assert response.status_code == 400
    assert "Found a NUL in the address, expected text." in response.content.decode()


def test_a_nul_in_a_reason_is_told_beside_it(admin_client):
    body = OrganizationFactory()
    url = address(Organization, "change", body.pk)
    data = form_data(admin_client.get(url), Organization) | {"change_reason": "a\x00b"}
    errors = admin_client.post(url, data).context["adminform"].form.errors
    assert errors == {"change_reason": ["Null characters are not allowed."]}


def test_a_row_with_a_key_that_no_row_can_have_is_refused(admin_client):
    name = OrganizationNameFactory()
    url = address(Organization, "change", name.organization_id)
    data = form_data(admin_client.get(url), Organization) | {"names-0-id": "9" * 22}
    response = admin_client.post(url, data)
    assert response.status_code == 200
    assert OrganizationName.objects.get() == name


def test_the_old_slugs_of_records_go_with_them_in_a_list_too(admin_client):
    body = OrganizationFactory(slug="before", publication="draft")
    body.slug = "after"
    body.save()
    chosen = {"action": "delete_selected", "_selected_action": [body.pk], "post": "yes"}
    admin_client.post(address(Organization, "changelist"), chosen)
    assert not Organization.objects.exists()
    assert not FormerSlug.objects.exists()
