"""Change sets: what was written in one go, and the way back."""

import pytest
from django.contrib.auth.models import Group, User
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from agreements.models import Act, Agreement, Signatory
from organizations.models import Organization
from records.changesets import changing
from records.groups import CONTRIBUTOR
from records.models import ChangeSet, FormerSlug
from records.undoing import NotUndoableError, obstacles, touched, undo
from search.models import SearchDocument
from tests.agreements.factories import ActFactory, AgreementFactory, SignatoryFactory
from tests.forms import address
from tests.organizations.factories import OrganizationFactory, OrganizationNameFactory

pytestmark = pytest.mark.django_db


def contents() -> dict:
    """What the tables hold."""
    models = (Agreement, Signatory, Act, Organization, FormerSlug)
    documents = SearchDocument.objects.order_by("kind", "record_id")
    found = {model: list(model.objects.order_by("pk").values()) for model in models}
    return found | {SearchDocument: list(documents.values("kind", "record_id", "title", "names"))}


@pytest.fixture
def memo() -> Agreement:
    """An agreement with two signatories who signed."""
    agreement = AgreementFactory(title="Memo", slug="memo")
    for name in ("Council", "Union"):
        body = OrganizationFactory(name=name)
        ActFactory(signatory=SignatoryFactory(agreement=agreement, organization=body))
    return agreement


def make(memo):
    made = bulk_create_with_history([Organization(name="New", slug="new")], Organization)
    Signatory.objects.create(agreement=memo, organization=made[0])


def change(memo):
    memo.title, memo.slug = "Treaty", "treaty"
    memo.save()
    bodies = list(Organization.objects.all())
    for body in bodies:
        body.acronym = "X"
    bulk_update_with_history(bodies, Organization, ["acronym"])


def move(memo):
    first, second = memo.signatories.order_by("pk")
    body = Organization.objects.create(name="Third")
    first.organization = body
    first.save()
    second.delete()


def delete(memo):
    memo.delete()


def come_and_go(memo):
    Organization.objects.create(name="Passing").delete()
    memo.note = "seen"
    memo.save()


@pytest.mark.parametrize("write", [make, change, move, delete, come_and_go])
def test_all_of_it_is_taken_back(write, memo):
    before = contents()
    user = User.objects.create_user("emil")
    with changing("bulk", user=user, title="a test") as change_set:
        write(memo)
    assert contents() != before
    undone = undo(change_set, user, "a mistake")
    assert contents() == before
    change_set.refresh_from_db()
    assert change_set.undone_by == undone
    # And the way back can be gone back too.
    undo(undone, user, "no mistake")
    assert contents() != before


@pytest.mark.once
def test_every_version_written_inside_belongs_to_it(memo):
    with changing("bulk") as outer, changing("edit") as inner:
        change(memo)
    assert inner == outer
    kinds = {each.model: len(each.every()) for each in touched(outer)}
    assert kinds == {FormerSlug: 1, Agreement: 1, Organization: 2}


@pytest.mark.once
def test_one_that_wrote_nothing_is_forgotten(memo):
    with changing("edit"):
        pass
    assert not ChangeSet.objects.exists()


def test_what_was_changed_since_stays(memo):
    with changing("edit") as change_set:
        change(memo)
    memo.title = "Convention"
    memo.save()
    with pytest.raises(NotUndoableError, match="it was changed again since"):
        undo(change_set, None, "why")
    memo.refresh_from_db()
    assert memo.title == "Convention"
    assert Organization.objects.filter(acronym="X").count() == 2


def test_what_was_changed_and_taken_back_since_stands_in_no_way(memo):
    before = contents()
    with changing("edit") as first:
        memo.title = "Treaty"
        memo.save()
    with changing("edit") as second:
        memo.title = "Convention"
        memo.save()
    undo(second, None, "why")
    undo(first, None, "why")
    assert contents() == before


def test_what_others_point_to_stays(memo):
    with changing("edit") as change_set:
        body = Organization.objects.create(name="Third")
    SignatoryFactory(agreement=memo, organization=body)
    (found,) = obstacles(change_set)
    assert "it points to what would be taken back" in str(found)


def test_it_is_taken_back_once(memo):
    with changing("edit") as change_set:
        change(memo)
    undo(change_set, None, "why")
    with pytest.raises(NotUndoableError, match="taken back already"):
        undo(change_set, None, "why")


def test_a_save_on_a_page_is_a_change_set_and_its_page_takes_it_back(admin_client, memo):
    url = address(Agreement, "delete", memo.pk)
    memo.publication = "draft"
    memo.save()
    before = contents()
    admin_client.post(url, {"post": "yes", "change_reason": "twice"})
    change_set = ChangeSet.objects.get()
    assert (change_set.kind, change_set.reason) == ("deletion", "twice")
    assert change_set.title == "agreement: Memo"
    page = admin_client.get(address(ChangeSet, "undo", change_set.pk))
    assert "Council" in page.content.decode()
    response = admin_client.post(address(ChangeSet, "undo", change_set.pk), {"reason": "not twice"})
    assert response.status_code == 302
    assert contents() == before


@pytest.mark.once
def test_the_page_of_one_that_cannot_be_taken_back_says_why(admin_client, memo):
    with changing("edit") as change_set:
        change(memo)
    memo.title = "Convention"
    memo.save()
    url = address(ChangeSet, "undo", change_set.pk)
    response = admin_client.post(url, {"reason": "why"})
    assert "it was changed again since" in response.content.decode()
    memo.refresh_from_db()
    assert memo.title == "Convention"


@pytest.mark.once
def test_the_list_of_change_sets_opens(admin_client, memo):
    with changing("edit", title="A change of names"):
        change(memo)
    page = admin_client.get(address(ChangeSet, "changelist")).content.decode()
    assert "A change of names" in page


@pytest.mark.once
@pytest.mark.parametrize(
    ("own", "state", "status"),
    [(True, "draft", 302), (True, "in-review", 403), (False, "draft", 403)],
)
def test_contributors_take_back_their_own_as_long_as_it_is_draft(own, state, status, client):
    clara, other = (User.objects.create_user(name, is_staff=True) for name in ("clara", "carl"))
    clara.groups.add(Group.objects.get(name=CONTRIBUTOR))
    with changing("recording", user=clara if own else other) as change_set:
        body = OrganizationFactory(publication="draft")
        OrganizationNameFactory(organization=body)
    if state != "draft":
        Organization.objects.filter(pk=body.pk).update(publication=state)
        with changing("publication", user=clara):
            body.refresh_from_db()
            body.save()
    client.force_login(clara)
    url = address(ChangeSet, "undo", change_set.pk)
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": "a slip"}).status_code == status
    assert Organization.objects.exists() == (status != 302)
