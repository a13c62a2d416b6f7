"""Deleting: what goes is said before, nothing goes unseen, and what the public sees stays."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from agreements.models import Agreement
from organizations.models import Organization
from records.models import ChangeSet
from tests.agreements.factories import AgreementFactory, CommitmentFactory, SignatoryFactory
from tests.forms import address
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def contributor() -> Client:
    user = User.objects.create_user("cora", is_staff=True)
    user.groups.add(Group.objects.get(name="Contributor"))
    client = Client()
    client.force_login(user)
    return client


def test_the_reason_and_who_are_kept_and_what_goes_is_said(admin_client, admin_user):
    signatory = SignatoryFactory(agreement=AgreementFactory(publication="draft"))
    url = address(Agreement, "delete", signatory.agreement.pk)
    page = admin_client.get(url)
    assert str(signatory) in page.content.decode()
    data = {"post": "yes", "seen": page.context["seen"], "change_reason": "a duplicate"}
    assert admin_client.post(url, data).status_code == 302
    gone = Agreement.history.first().change_set
    assert (gone.kind, gone.user, gone.reason) == ("deletion", admin_user, "a duplicate")


def test_what_others_changed_or_added_meanwhile_is_shown_before_it_goes(admin_client):
    agreement = AgreementFactory(publication="draft")
    url = address(Agreement, "delete", agreement.pk)
    for change in (agreement.save, lambda: SignatoryFactory(agreement=agreement)):
        seen = admin_client.get(url).context["seen"]
        change()
        response = admin_client.post(url, {"post": "yes", "seen": seen}, follow=True)
        assert "Others changed it while you looked" in response.content.decode()
    assert Agreement.objects.filter(pk=agreement.pk).exists()


def test_a_published_record_is_not_deleted_but_can_be_withdrawn(admin_client):
    body = OrganizationFactory(publication="published")
    url = address(Organization, "delete", body.pk)
    for response in (admin_client.get(url), admin_client.post(url, {"post": "yes"})):
        assert response.status_code == 403
        assert "Withdraw it first" in response.content.decode()
    assert Organization.objects.filter(pk=body.pk).exists()


def test_a_published_record_below_keeps_the_one_above(admin_client):
    commitment = CommitmentFactory(
        agreement=AgreementFactory(publication="draft"), publication="published"
    )
    url = address(Agreement, "delete", commitment.agreement.pk)
    page = admin_client.get(url).content.decode()
    assert "published: withdraw it first" in page
    assert address(type(commitment), "change", commitment.pk) in page
    admin_client.post(url, {"post": "yes"})
    assert Agreement.objects.count() == 1


def test_what_stands_on_a_record_keeps_it_and_is_linked(admin_client):
    signatory = SignatoryFactory(organization=OrganizationFactory(publication="draft"))
    url = address(Organization, "delete", signatory.organization.pk)
    page = admin_client.get(url).content.decode()
    assert "It cannot be deleted as long as these are there" in page
    assert address(type(signatory), "change", signatory.pk) in page
    admin_client.post(url, {"post": "yes"})
    assert Organization.objects.filter(pk=signatory.organization.pk).exists()


def test_a_contributor_deletes_no_draft_with_what_is_in_review_below(client):
    commitment = CommitmentFactory(
        agreement=AgreementFactory(publication="draft"), publication="in-review"
    )
    url = address(Agreement, "delete", commitment.agreement.pk)
    cora = contributor()
    assert cora.get(url).context["perms_lacking"] == {"commitment"}
    assert cora.post(url, {"post": "yes"}).status_code == 403
    assert Agreement.objects.count() == 1


def test_of_many_none_goes_where_one_is_published(admin_client):
    drafts = [OrganizationFactory(publication=state) for state in ("draft", "published")]
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in drafts]}
    page = admin_client.post(address(Organization, "changelist"), data)
    assert "published: withdraw it first" in page.content.decode()
    admin_client.post(address(Organization, "changelist"), data | {"post": "yes"})
    assert Organization.objects.count() == 2
    assert ChangeSet.objects.filter(kind="deletion").count() == 0
