"""The way of a record to the public: by whom, why, with what, and how it looks before."""

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.test import Client

from agreements.models import Agreement, Commitment
from organizations.models import Organization
from records.companions import companions
from records.groups import CONTRIBUTOR, EDITOR
from records.models import ChangeSet, PublishedRecord, Revision
from records.publication import STEPS, NotTakenError, open_to, take
from search.models import SearchDocument
from tests.agreements.factories import (
    ActFactory,
    AgreementFactory,
    CommitmentFactory,
    SignatoryCitationFactory,
    SignatoryFactory,
)
from tests.forms import address
from tests.organizations.factories import OrganizationFactory, PersonFactory
from tests.sources.factories import PassageFactory
from tests.test_models_contract import factory_of, label

pytestmark = pytest.mark.django_db


def member(name: str, group: str) -> User:
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def at_the_desk(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def clara() -> User:
    """Records drafts."""
    return member("clara", CONTRIBUTOR)


@pytest.fixture
def emil() -> User:
    """Reviews and publishes."""
    return member("emil", EDITOR)


def step(client: Client, model, name: str, *records, **more):
    """Takes a step as its page does."""
    sent = {"ids": [record.pk for record in records], "confirmed": "yes", **more}
    url = address(model, "publication", name)
    return client.post(url, {"reason": "read it", **sent})


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def names(steps) -> set[str]:
    return {each.name for each in steps}


def recorded_by(client: Client) -> Organization:
    """A draft, made on its page."""
    sent = {"name": "Council", "kind": "other", "change_reason": ""}
    for prefix in ("names", "identifiers", "memberships", "members", "appointments", "citations"):
        sent |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    response = client.post(address(Organization, "add"), sent)
    assert response.status_code == 302, response.context_data["errors"]
    return Organization.objects.get(name="Council")


@pytest.mark.parametrize(
    ("state", "contributor", "editor"),
    [
        ("draft", {"submit"}, {"submit", "publish"}),
        ("in-review", set(), {"take-back", "return", "publish"}),
        ("published", set(), {"confirm", "withdraw"}),
        ("withdrawn", set(), {"publish", "reopen"}),
    ],
)
def test_each_state_has_its_steps_for_each_role(state, contributor, editor, clara, emil):
    record = OrganizationFactory(publication=state)
    assert names(open_to(clara, record)) == contributor
    assert names(open_to(emil, record)) == editor


def test_from_draft_to_published_by_two_people(clara, emil):
    council = recorded_by(at_the_desk(clara))
    assert said(step(at_the_desk(clara), Organization, "submit", council)) == [
        "1 record: sent to review."
    ]
    response = step(at_the_desk(emil), Organization, "publish", council)
    assert said(response) == ["1 record: published."]
    council.refresh_from_db()
    assert council.publication == "published"
    assert council.reviewed is not None
    change = council.history.first()
    assert (change.history_user, change.history_change_reason) == (emil, "read it")
    assert (change.change_set.kind, change.change_set.user) == ("publication", emil)


@pytest.mark.parametrize(("allowed", "state"), [(False, "draft"), (True, "published")])
def test_nobody_approves_their_own_first_publication_unless_it_is_allowed(
    allowed, state, emil, settings
):
    settings.SELF_APPROVAL = allowed
    council = recorded_by(at_the_desk(emil))
    step(at_the_desk(emil), Organization, "publish", council)
    council.refresh_from_db()
    assert council.publication == state


def test_who_sent_it_to_review_does_not_approve_it_either(emil):
    draft = OrganizationFactory(publication="draft")
    take(STEPS["submit"], Organization.objects.filter(pk=draft.pk), emil, "")
    with pytest.raises(NotTakenError, match="somebody else must approve"):
        take(STEPS["publish"], Organization.objects.filter(pk=draft.pk), emil, "mine")


def test_what_was_public_once_its_author_may_publish_again(emil):
    council = recorded_by(at_the_desk(emil))
    other = member("edda", EDITOR)
    for who, name in ((other, "publish"), (emil, "withdraw"), (emil, "publish")):
        take(STEPS[name], Organization.objects.filter(pk=council.pk), who, "why")
    council.refresh_from_db()
    assert council.publication == "published"


def test_only_who_sent_it_takes_it_back(clara):
    draft = OrganizationFactory(publication="draft")
    take(STEPS["submit"], Organization.objects.filter(pk=draft.pk), clara, "")
    draft.refresh_from_db()
    assert names(open_to(clara, draft)) == {"take-back"}
    assert names(open_to(member("carl", CONTRIBUTOR), draft)) == set()


def test_all_of_many_take_the_step_or_none(emil):
    draft, public = OrganizationFactory(publication="draft"), OrganizationFactory()
    response = step(at_the_desk(emil), Organization, "publish", draft, public)
    assert "cannot take this step" in response.content.decode()
    draft.refresh_from_db()
    assert draft.publication == "draft"


def test_a_decision_needs_a_reason(emil):
    draft = OrganizationFactory(publication="draft")
    response = step(at_the_desk(emil), Organization, "publish", draft, reason=" ")
    assert response.context_data["form"].errors["reason"]
    draft.refresh_from_db()
    assert draft.publication == "draft"


def test_the_list_asks_why_for_those_that_were_chosen(emil):
    drafts = OrganizationFactory.create_batch(2, publication="draft")
    sent = {"action": "publish", "_selected_action": [row.pk for row in drafts]}
    response = at_the_desk(emil).post(address(Organization, "changelist"), sent)
    assert set(response.context_data["records"]) == set(drafts)
    assert not Organization.objects.published().exists()


@pytest.mark.parametrize("query", ["", "?ids=0", "?ids=x&ids=99999999999999999999", "?ids=²"])
def test_a_step_with_no_record_says_so(query, emil):
    client = at_the_desk(emil)
    response = client.get(address(Organization, "publication", "publish") + query)
    assert said(response) == ["None of the records was found; choose some in the list."]


def test_a_step_that_is_none_is_not_found(emil):
    url = address(Organization, "publication", "burn")
    assert at_the_desk(emil).get(url).status_code == 404


@pytest.fixture
def memo() -> Agreement:
    """A draft with a commitment, a signatory, who signed, and a source: drafts all."""
    agreement = AgreementFactory(title="Ferry memorandum", publication="draft")
    CommitmentFactory(agreement=agreement, publication="draft")
    body = OrganizationFactory(name="Council of Ferries", publication="draft")
    signatory = SignatoryFactory(agreement=agreement, organization=body)
    ActFactory(signatory=signatory, person=PersonFactory(publication="draft"))
    passage = PassageFactory(source__publication="draft")
    SignatoryCitationFactory(record=signatory, passage=passage)
    OrganizationFactory(publication="draft")
    return agreement


def test_what_hangs_on_it_and_what_it_stands_on_goes_along(memo, emil):
    along = companions([memo])
    assert {row._meta.model_name for row in along} == {
        "commitment",
        "organization",
        "person",
        "source",
    }
    keys = [f"{row._meta.label_lower}.{row.pk}" for row in along]
    response = step(at_the_desk(emil), Agreement, "publish", memo, along=keys)
    assert said(response) == ["5 records: published."]
    assert {type(row).objects.published().filter(pk=row.pk).count() for row in along} == {1}
    assert ChangeSet.objects.filter(kind="publication").count() == 1
    assert Organization.objects.filter(publication="draft").count() == 1


def test_what_is_left_out_stays_hidden(memo, emil):
    step(at_the_desk(emil), Agreement, "publish", memo)
    assert Agreement.objects.published().count() == 1
    assert not Commitment.objects.published().exists()


def test_the_preview_is_the_public_page_and_publishes_nothing(memo, clara, client):
    revision, documents = Revision.objects.current().number, SearchDocument.objects.count()
    response = at_the_desk(clara).get(address(Agreement, "preview", memo.pk))
    page = response.content.decode()
    assert "Preview: this page is not public." in page
    assert "Council of Ferries" in page
    assert "no-store" in response.headers["Cache-Control"]
    memo.refresh_from_db()
    assert memo.publication == "draft"
    assert Revision.objects.current().number == revision
    assert SearchDocument.objects.count() == documents
    assert client.get(memo.get_absolute_url()).status_code == 404


def test_the_preview_is_for_those_who_may_see_it(memo, client):
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    assert client.get(address(Agreement, "preview", memo.pk)).status_code == 403
    assert client.get(address(Agreement, "preview", 0)).status_code == 403


@pytest.mark.parametrize("model", PublishedRecord.__subclasses__(), ids=label)
def test_a_preview_is_offered_of_what_has_a_page_only(model, admin_client):
    record = factory_of(model)(publication="draft")
    form = admin_client.get(address(model, "change", record.pk))
    preview = address(model, "preview", record.pk)
    paged = hasattr(model, "get_absolute_url")
    assert (f'href="{preview}"' in form.content.decode()) == paged
    assert admin_client.get(preview).status_code == (200 if paged else 404)
    assert admin_client.get(address(model, "preview", 0)).status_code == 404
