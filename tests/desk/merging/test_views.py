"""The pages of a merge: what they show and refuse, and that a direct post gets no further."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.duplicates.models import NotDuplicate
from organizations.models import Organization
from records.groups import CONTRIBUTOR, EDITOR
from records.models import ChangeSet, FormerSlug
from tests.agreements.factories import SignatoryFactory
from tests.forms import address
from tests.organizations.factories import (
    MembershipFactory,
    OrganizationFactory,
    OrganizationNameFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def two():
    return (
        OrganizationFactory(slug="ports-council", name="Ports Council"),
        OrganizationFactory(slug="ports", name="Council of Ports"),
    )


@pytest.fixture
def login(client):
    """Logs somebody of the group in."""

    def login(group):
        user = User.objects.create(username=group.lower(), is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return login


def page(goes="ports-council", stays="ports", kind="organizations"):
    return reverse("admin:merge", args=[kind, goes, stays])


def sent(response, **more):
    """What the form would send, with a reason."""
    form = response.context["form"]
    chosen = {name: form[name].value() for name in form.fields if name != "reason"}
    return chosen | {"reason": "one and the same"} | more


def test_the_page_shows_what_differs_what_moves_and_what_is_there_already(admin_client, two):
    goes, stays = two
    there = SignatoryFactory(organization=stays)
    SignatoryFactory(organization=goes, agreement=there.agreement)
    name = OrganizationNameFactory(organization=goes)
    context = admin_client.get(page()).context
    assert [option["label"] for option in context["options"]] == ["name"]
    assert [(part["name"], part["rows"]) for part in context["parts"]] == [
        ("organizations.organizationname.organization", [name])
    ]
    assert [twin["row"] for join in context["joins"] for twin in join["twins"]] == [there]


def test_the_two_become_one_and_the_message_leads_to_the_way_back(admin_client, two):
    goes, stays = two
    response = admin_client.post(page(), sent(admin_client.get(page())), follow=True)
    assert response.redirect_chain == [(address(Organization, "change", stays.pk), 302)]
    change_set = ChangeSet.objects.get(kind=ChangeSet.Kind.MERGE)
    undo = reverse("admin:records_changeset_undo", args=[change_set.pk])
    assert undo in str(next(iter(response.context["messages"])))
    assert change_set.reason == "one and the same"
    public = admin_client.get(goes.get_absolute_url())
    assert (public.status_code, public.headers["Location"]) == (301, stays.get_absolute_url())


def test_a_merge_that_is_sent_twice_happens_once(admin_client, two):
    data = sent(admin_client.get(page()))
    admin_client.post(page(), data)
    again = admin_client.post(page(), data)
    assert again.headers["Location"] == address(Organization, "change", two[1].pk)
    assert ChangeSet.objects.filter(kind=ChangeSet.Kind.MERGE).count() == 1
    assert FormerSlug.objects.count() == 1


def test_without_a_reason_nothing_happens_and_what_was_chosen_is_still_there(admin_client, two):
    data = sent(admin_client.get(page())) | {"reason": " ", "stays-name": "goes"}
    response = admin_client.post(page(), data)
    assert [*response.context["form"].errors] == ["reason"]
    assert response.context["options"][0]["sides"][1]["checked"]
    assert Organization.objects.count() == 2


def test_what_changed_since_the_page_was_opened_is_shown_first(admin_client, two):
    goes, _stays = two
    data = sent(admin_client.get(page()))
    OrganizationNameFactory(organization=goes)
    response = admin_client.post(page(), data)
    assert "look again" in str(response.context["form"].non_field_errors())
    assert Organization.objects.count() == 2
    admin_client.post(page(), sent(response))
    assert Organization.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"stays-name": "neither"}, {"stays-name": "both"}, {"token": ""}, {"reason": "x" * 501}],
)
def test_what_can_not_be_chosen_is_refused(admin_client, two, wrong):
    response = admin_client.post(page(), sent(admin_client.get(page())) | wrong)
    assert [*response.context["form"].errors] == [*wrong]
    assert Organization.objects.count() == 2


def test_what_stands_in_the_way_is_shown_and_holds_against_a_direct_post(admin_client, two):
    goes, stays = two
    data = sent(admin_client.get(page()))
    tie = MembershipFactory(member=goes, group=stays)
    shown = admin_client.get(page())
    assert [each.row for each in shown.context["plan"].obstacles] == [tie]
    assert "submit-row" not in shown.content.decode()
    admin_client.post(page(), data | {"token": shown.context["plan"].token})
    assert Organization.objects.count() == 2


def test_values_that_do_not_go_together_come_back_with_what_is_wrong(admin_client, two):
    goes, stays = two
    Organization.objects.filter(pk=goes.pk).update(founded="1990", dissolved="1995")
    Organization.objects.filter(pk=stays.pk).update(founded="2001", dissolved="2005")
    response = admin_client.post(
        page(), sent(admin_client.get(page())) | {"stays-dissolved": "goes"}
    )
    assert response.context["form"].non_field_errors()
    assert Organization.objects.count() == 2


def test_somebody_said_that_they_are_two(admin_client, two):
    NotDuplicate.objects.create(
        kind="organizations", first=two[0].pk, second=two[1].pk, reason="one is a port"
    )
    assert "one is a port" in admin_client.get(page()).content.decode()


def test_a_contributor_may_not_merge_and_an_editor_may(login, two):
    client = login(CONTRIBUTOR)
    for answer in (client.get(page()), client.post(page(), {"reason": "one"})):
        assert answer.status_code == 403
    assert (
        client.get(reverse("admin:merge_choose", args=["organizations", "ports"])).status_code
        == 403
    )
    client = login(EDITOR)
    client.post(page(), sent(client.get(page())))
    assert Organization.objects.count() == 1


def test_the_page_of_a_record_leads_to_it_for_who_may(login, two):
    url = reverse("admin:merge_choose", args=["organizations", "ports"])
    form = address(Organization, "change", two[1].pk)
    for group, leads in ((CONTRIBUTOR, False), (EDITOR, True)):
        assert (url in login(group).get(form).content.decode()) is leads


def test_who_is_not_staff_is_asked_to_log_in(client, two):
    assert "/login/" in client.post(page(), {"reason": "one"}).headers["Location"]


@pytest.mark.parametrize(
    ("goes", "stays", "kind"),
    [
        ("ports", "ports", "organizations"),
        ("nobody", "ports", "organizations"),
        ("ports", "nobody", "organizations"),
        ("ports-council", "ports", "users"),
        ("ports-council", "ports", "events"),
    ],
)
def test_what_is_not_there_is_not_found(admin_client, two, goes, stays, kind):
    assert admin_client.get(page(goes, stays, kind)).status_code == 404


def test_all_rows_of_one_sort_are_on_pages_of_their_own(admin_client, two):
    OrganizationNameFactory.create_batch(7, organization=two[0])
    part = "organizations.organizationname.organization"
    url = reverse("admin:merge_rows", args=["organizations", "ports-council", "ports", part])
    assert url in admin_client.get(page()).content.decode()
    assert len(admin_client.get(url, {"page": "x"}).context["page"]) == 7
    assert admin_client.get(url.replace(part, "auth.user.groups")).status_code == 404


def test_the_other_record_is_chosen_in_a_search_box(admin_client, two):
    goes, stays = two
    url = reverse("admin:merge_choose", args=["organizations", goes.slug])
    assert admin_client.get(url).context["form"].errors == {}
    assert admin_client.get(url, {"other": stays.pk}).headers["Location"] == page()
    for wrong in (goes.pk, "x", 2**70):
        assert admin_client.get(url, {"other": wrong}).context["form"].errors


def test_the_page_takes_as_many_queries_for_thirty_rows_as_for_one(admin_client, two):
    counts = []
    for number in (1, 29):
        OrganizationNameFactory.create_batch(number, organization=two[0])
        SignatoryFactory.create_batch(number, organization=two[0])
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(page())
        counts.append(len(captured))
    assert counts[0] == counts[1] < 60
