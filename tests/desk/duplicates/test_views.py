"""The pages of possible duplicates: what they show to whom, and what is remembered."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.duplicates.models import NotDuplicate
from records.groups import CONTRIBUTOR
from tests.organizations.factories import OrganizationFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAGE = reverse("admin:duplicates")
JUDGED = reverse("admin:duplicates_judged")
JUDGE = reverse("admin:duplicates_judge")


@pytest.fixture
def two():
    return OrganizationFactory.create_batch(2, name="Council of Ports")


def judgement(one, other, **more):
    sent = {"kind": "organizations", "first": one.pk, "second": other.pk, "reason": "two seats"}
    return sent | more


def pairs(response):
    return [(shown.first.record, shown.second.record) for shown in response.context["pairs"]]


def test_pairs_are_shown_by_kind(admin_client, two):
    people = PersonFactory.create_batch(2, name="Julia Prado")
    every = pairs(admin_client.get(PAGE))
    assert every == [tuple(two), tuple(people)]
    assert pairs(admin_client.get(PAGE, {"kind": "persons"})) == [tuple(people)]
    assert pairs(admin_client.get(PAGE, {"kind": "events"})) == []


def test_two_that_are_two_are_remembered_with_the_reason_and_can_be_taken_back(
    admin_client, admin_user, two
):
    answer = admin_client.post(JUDGE, judgement(*two, next=f"{PAGE}?kind=organizations"))
    assert answer.headers["Location"] == f"{PAGE}?kind=organizations"
    assert pairs(admin_client.get(PAGE)) == []
    said = NotDuplicate.objects.get()
    assert (said.reason, said.user) == ("two seats", admin_user)
    listed = admin_client.get(JUDGED)
    assert pairs(listed) == [tuple(two)]
    assert "two seats" in listed.content.decode()
    admin_client.post(reverse("admin:duplicates_withdraw", args=[said.pk]))
    assert pairs(admin_client.get(PAGE)) == [tuple(two)]


def test_it_does_not_matter_which_of_the_two_is_named_first(admin_client, two):
    admin_client.post(JUDGE, judgement(two[1], two[0]))
    admin_client.post(JUDGE, judgement(*two, reason="another reason"))
    said = NotDuplicate.objects.get()
    assert (said.first, said.second, said.reason) == (two[0].pk, two[1].pk, "another reason")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "themes"},
        {"first": 0},
        {"first": "x"},
        {"first": 2**70},
        {"second": 999_999},
        {"reason": ""},
        {"reason": "x" * 501},
    ],
)
def test_what_makes_no_sense_is_refused_with_a_message(admin_client, two, wrong):
    response = admin_client.post(JUDGE, judgement(*two, **wrong), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not NotDuplicate.objects.exists()


def test_a_record_is_no_pair_by_itself(admin_client, two):
    admin_client.post(JUDGE, judgement(two[0], two[0]))
    assert not NotDuplicate.objects.exists()


@pytest.mark.parametrize("query", [{"kind": "themes"}, {"page": "x"}, {"page": "99"}])
def test_an_unknown_kind_or_page_shows_a_list_all_the_same(admin_client, two, query):
    assert pairs(admin_client.get(PAGE, query)) == [tuple(two)]


def test_it_leads_to_no_other_site(admin_client, two):
    answer = admin_client.post(JUDGE, judgement(*two, next="https://elsewhere.example/"))
    assert answer.headers["Location"] == PAGE


def test_a_contributor_sees_the_pairs_and_may_not_judge(client, two):
    user = User.objects.create(username="contributor", is_staff=True)
    user.groups.add(Group.objects.get(name=CONTRIBUTOR))
    client.force_login(user)
    shown = client.get(PAGE)
    assert pairs(shown) == [tuple(two)]
    assert JUDGE not in shown.content.decode()
    said = NotDuplicate.objects.create(
        kind="organizations", first=two[0].pk, second=two[1].pk, reason="two seats"
    )
    assert client.post(JUDGE, judgement(*two)).status_code == 403
    withdraw = reverse("admin:duplicates_withdraw", args=[said.pk])
    assert client.post(withdraw).status_code == 403
    assert NotDuplicate.objects.count() == 1


def test_staff_see_the_kinds_that_they_may_see(client, two):
    user = User.objects.create(username="reader", is_staff=True)
    client.force_login(user)
    assert client.get(PAGE).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_person"))
    assert pairs(client.get(PAGE)) == []
    assert client.get(PAGE, {"kind": "organizations"}).status_code == 403


def test_judging_takes_a_post_and_a_login(client, admin_client, two):
    assert admin_client.get(JUDGE).status_code == 405
    for pk in (1, 2**70):
        withdraw = reverse("admin:duplicates_withdraw", args=[pk])
        assert admin_client.post(withdraw).status_code == 404
    answer = client.post(JUDGE, judgement(*two))
    assert answer.headers["Location"] == f"/admin/login/?next={JUDGE}"
    assert not NotDuplicate.objects.exists()


def test_twenty_five_pairs_take_as_many_queries_as_one(admin_client):
    counts = []
    for number in (1, 24):
        for each in range(number):
            OrganizationFactory.create_batch(2, name=f"Council {number}-{each} of Ports")
        admin_client.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            response = admin_client.get(PAGE)
        counts.append(len(captured))
    assert len(pairs(response)) == 25
    assert counts[0] == counts[1] < 15
