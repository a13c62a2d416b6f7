"""What became of a record and of what hung on it: told, compared, restored, brought back."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, Signatory, SignatoryCitation
from organizations.models import Organization
from records.admin.history.comparing import marks
from records.changesets import changing
from records.models import ChangeSet, FormerSlug
from tests.agreements.factories import (
    ActFactory,
    AgreementFactory,
    CommitmentFactory,
    SignatoryCitationFactory,
    SignatoryFactory,
)
from tests.forms import address, form_data
from tests.organizations.factories import OrganizationFactory, OrganizationNameFactory

pytestmark = pytest.mark.django_db


def told(client, row) -> list[list[tuple]]:
    """What the history page tells: for each go, latest first, what happened to which table."""
    page = client.get(address(type(row), "history", row.pk))
    return [
        [(entry.kind, str(entry.table)) for entry in group.shown]
        for group in page.context["groups"]
    ]


def changes(client, row) -> list[tuple]:
    """From what to what the latest go changed, in words."""
    group = client.get(address(type(row), "history", row.pk)).context["groups"][0]
    return [(c.name, c.old, c.new) for entry in group.shown for c in entry.changes]


def written(user=None, reason="", kind=ChangeSet.Kind.EDIT):
    return changing(kind, user=user, reason=reason)


def viewer(*codenames: str) -> Client:
    user = User.objects.create_user("vera", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def test_one_save_is_one_go_with_who_and_why(admin_client, admin_user):
    name = OrganizationNameFactory(text="Council")
    body = name.organization
    page = admin_client.get(address(Organization, "change", body.pk))
    data = form_data(page, Organization) | {
        "names-0-text": "Consejo",
        "acronym": "CNS",
        "change_reason": "as in the charter",
    }
    assert admin_client.post(address(Organization, "change", body.pk), data).status_code == 302
    group = admin_client.get(address(Organization, "history", body.pk)).context["groups"][0]
    assert (group.who, group.why) == (admin_user, "as in the charter")
    assert told(admin_client, body)[0] == [("~", "organization"), ("~", "name of an organization")]
    assert ("Text", "Council", "Consejo") in changes(admin_client, body)


def test_what_hangs_on_rows_below_is_told_and_what_has_a_page_of_its_own_only_itself(admin_client):
    act = ActFactory()
    SignatoryCitationFactory(record=act.signatory)
    agreement = act.signatory.agreement
    CommitmentFactory(agreement=agreement)
    tables = [table for group in told(admin_client, agreement) for _kind, table in group]
    assert tables == ["commitment", "citation for a signatory", "act", "signatory", "agreement"]


def test_a_row_that_was_deleted_or_moved_away_is_told_until_then(admin_client):
    gone, moved = SignatoryFactory.create_batch(2, agreement=AgreementFactory())
    agreement, other = gone.agreement, AgreementFactory()
    gone.delete()
    moved.agreement = other
    moved.save()
    moved.position = 9
    moved.save()
    kinds = [kind for group in told(admin_client, agreement) for kind, _table in group]
    assert kinds == ["~", "-", "+", "+", "+"]
    assert changes(admin_client, agreement)[0][0] == "Agreement"


def test_values_are_told_in_words(admin_client):
    parent = OrganizationFactory(name="United Bodies")
    body = OrganizationFactory(founded="", kind="state", part_of=None)
    body.founded, body.kind, body.part_of = "2018-09-04?", "civil-society", parent
    body.save()
    said = changes(admin_client, body)
    assert ("Part of", "", "United Bodies") in said
    assert ("Founded", "", "4 September 2018 (uncertain) (2018-09-04?)") in said


def test_a_period_is_told_in_words(admin_client):
    agreement = AgreementFactory()
    agreement.notice = "P1Y6M"
    agreement.save()
    assert ("Period of notice", "", "1 year and 6 months") in changes(admin_client, agreement)


def test_a_target_that_is_gone_is_named_as_it_was(admin_client):
    parent = OrganizationFactory(name="United Bodies")
    body = OrganizationFactory(part_of=parent)
    body.part_of = None
    body.save()
    parent.delete()
    assert changes(admin_client, body) == [("Part of", "United Bodies (deleted)", "")]


@pytest.mark.once
def test_the_timeline_takes_as_many_queries_for_forty_versions_as_for_four(admin_client):
    agreement = AgreementFactory()
    counts = []
    for number in (1, 12):
        for signatory in SignatoryFactory.create_batch(number, agreement=agreement):
            SignatoryCitationFactory(record=signatory)
            signatory.save()
        url = address(Agreement, "history", agreement.pk)
        admin_client.get(url)
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(url)
        counts.append(len(captured))
    assert counts[0] == counts[1] < 30


def test_who_may_not_see_a_table_is_told_nothing_of_it():
    signatory = SignatoryFactory()
    client = viewer("view_agreement")
    assert told(client, signatory.agreement) == [[("+", "agreement")]]
    assert client.get(address(Signatory, "history", signatory.pk)).status_code == 403


def test_two_versions_stand_side_by_side_the_earlier_on_the_left(admin_client):
    body = OrganizationFactory(name="Council of the Lakes")
    body.name = "Council of the Seas"
    body.save()
    new, old = body.history.all()
    page = admin_client.get(
        address(Organization, "compare", body.pk), {"from": new.pk, "to": old.pk}
    )
    (line,) = [line for line in page.context["lines"] if line.differs]
    assert line.left == "Council of the <del>Lakes</del>"
    assert line.right == "Council of the <ins>Seas</ins>"


@pytest.mark.parametrize("query", [{}, {"from": "x", "to": "1"}, {"from": "1", "to": "99999"}])
def test_versions_that_do_not_exist_are_asked_for_again(admin_client, query):
    body = OrganizationFactory()
    response = admin_client.get(address(Organization, "compare", body.pk), query)
    assert response.url == address(Organization, "history", body.pk)


@pytest.mark.parametrize("version", [0, 99_999, 10**20])
def test_a_version_that_does_not_exist_is_not_found(admin_client, version):
    body = OrganizationFactory()
    response = admin_client.get(address(Organization, "simple_history", body.pk, version))
    assert response.status_code == 404


@pytest.mark.once
def test_marked_texts_are_escaped_and_long_ones_marked_as_a_whole():
    assert marks("a <b>", "a <i>") == ("a <del>&lt;b&gt;</del>", "a <ins>&lt;i&gt;</ins>")
    assert marks("x " * 3000, "y")[1] == "<ins>y</ins>"


# Restoring


def restore(client, row, version, **data):
    sent = {"reason": "it was right", "newest": row.history.first().pk} | data
    return client.post(address(type(row), "simple_history", row.pk, version.pk), sent)


def test_an_earlier_version_is_restored_with_who_and_why(admin_client, admin_user):
    body = OrganizationFactory(name="Council", slug="council")
    body.name, body.slug = "Agency", "agency"
    body.save()
    assert restore(admin_client, body, body.history.last()).status_code == 302
    body.refresh_from_db()
    assert (body.name, body.slug) == ("Council", "council")
    change = body.history.first()
    assert (change.history_user, change.history_change_reason) == (admin_user, "it was right")
    assert (change.change_set.kind, change.change_set.user) == ("restoration", admin_user)
    assert FormerSlug.objects.get().current == "council"


def test_restoring_changes_nothing_about_publication(admin_client):
    body = OrganizationFactory(publication="draft", name="Council")
    body.publication, body.name = "published", "Agency"
    body.save()
    restore(admin_client, body, body.history.last())
    body.refresh_from_db()
    assert (body.name, body.publication) == ("Council", "published")


def test_restoring_wants_a_reason_and_the_newest_version(admin_client):
    body = OrganizationFactory(name="Council")
    old = body.history.first()
    body.name = "Agency"
    body.save()
    assert restore(admin_client, body, old, reason="").context["form"].errors
    response = restore(admin_client, body, old, newest=str(old.pk))
    assert "changed while you looked" in response.content.decode()
    body.refresh_from_db()
    assert body.name == "Agency"


def test_what_named_a_record_that_is_gone_is_not_restored(admin_client):
    parent = OrganizationFactory()
    body = OrganizationFactory(part_of=parent)
    old = body.history.first()
    body.part_of = None
    body.save()
    parent.delete()
    response = restore(admin_client, body, old)
    assert "bring that back first" in response.content.decode()
    assert ChangeSet.objects.filter(kind="restoration").count() == 0


def test_who_may_only_look_restores_nothing():
    body = OrganizationFactory(name="Council")
    old = body.history.first()
    client = viewer("view_organization")
    page = client.get(address(Organization, "simple_history", body.pk, old.pk))
    assert page.context["may_restore"] is False
    assert restore(client, body, old).status_code == 403


# What was deleted


def test_deleted_rows_are_listed_until_they_are_back(admin_client, admin_user):
    kept, gone = OrganizationFactory.create_batch(2)
    gone._history_user = admin_user
    gone.delete()
    page = admin_client.get(address(Organization, "deleted"))
    assert [(v.who, name) for v, name in page.context["rows"]] == [(admin_user, gone.name)]
    assert kept.name not in page.content.decode()


def cells(*models):
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_deleted_record_comes_back_with_all_that_hung_on_it(admin_client, admin_user):
    citation = SignatoryCitationFactory()
    agreement = citation.record.agreement
    commitment = CommitmentFactory(agreement=agreement)
    tables = (Agreement, Signatory, SignatoryCitation, type(commitment))
    before = cells(*tables)
    with written(admin_user, kind=ChangeSet.Kind.DELETION):
        Agreement.objects.get().delete()
    assert cells(*tables) == [[], [], [], []]
    url = address(Agreement, "revive", Agreement.history.first().pk)
    numbers = {str(t["table"]): t["number"] for t in admin_client.get(url).context["tables"]}
    assert numbers["signatories"] == 1
    assert admin_client.post(url, {"reason": ""}).status_code == 200
    response = admin_client.post(url, {"reason": "deleted by mistake"})
    assert response.url == address(Agreement, "change", agreement.pk)
    assert cells(*tables) == before
    assert Agreement.history.first().change_set.reason == "deleted by mistake"


def test_what_was_taken_away_earlier_does_not_come_back(admin_client, admin_user):
    first, second = SignatoryFactory.create_batch(2, agreement=AgreementFactory())
    with written(admin_user):
        Signatory.objects.get(pk=first.pk).delete()
    with written(admin_user, kind=ChangeSet.Kind.DELETION):
        Agreement.objects.get().delete()
    url = address(Agreement, "revive", Agreement.history.first().pk)
    admin_client.post(url, {"reason": "deleted by mistake"})
    assert list(Signatory.objects.all()) == [second]


def test_a_deletion_from_before_there_were_change_sets_comes_back_too(admin_client):
    signatory = SignatoryFactory()
    Agreement.objects.get().delete()
    url = address(Agreement, "revive", Agreement.history.first().pk)
    assert "from before changes were kept together" in admin_client.get(url).content.decode()
    admin_client.post(url, {"reason": "deleted by mistake"})
    assert list(signatory.agreement.signatories.all()) == [signatory]


def test_a_record_whose_address_is_taken_does_not_come_back_and_says_why(admin_client):
    gone = OrganizationFactory(slug="council")
    gone.delete()
    OrganizationFactory(slug="council", name="Another")
    url = address(Organization, "revive", Organization.history.filter(history_type="-").get().pk)
    page = admin_client.post(url, {"reason": "deleted by mistake"}).content.decode()
    assert "“council” belongs to “Another” now" in page
    assert not Organization.objects.filter(pk=gone.pk).exists()


def test_a_row_whose_record_is_gone_comes_back_only_after_it(admin_client):
    signatory = SignatoryFactory()
    signatory.delete()
    signatory.agreement.delete()
    url = address(Signatory, "revive", Signatory.history.first().pk)
    page = admin_client.post(url, {"reason": "deleted by mistake"}).content.decode()
    assert "bring that back first" in page
    assert Signatory.objects.count() == 0


def test_who_may_not_add_brings_nothing_back():
    OrganizationFactory().delete()
    client = viewer("view_organization")
    url = address(Organization, "revive", Organization.history.first().pk)
    assert client.get(url).context["may_revive"] is False
    assert client.post(url, {"reason": "x"}).status_code == 403
    assert viewer_of_nothing().get(address(Organization, "deleted")).status_code == 403


def viewer_of_nothing() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("nora", is_staff=True))
    return client


def test_the_history_of_a_deleted_record_leads_to_bringing_it_back(admin_client):
    body = OrganizationFactory(name="Council")
    page = address(Organization, "history", body.pk)
    body.delete()
    page = admin_client.get(page)
    link = address(Organization, "revive", Organization.history.first().pk)
    assert link in page.content.decode()
    assert admin_client.get(address(Organization, "history", 999999)).status_code == 404


def test_the_public_page_says_when_the_record_was_last_reviewed(client):
    body = OrganizationFactory(reviewed=datetime(2026, 3, 9, 12, tzinfo=UTC))
    assert "Last reviewed on March 9, 2026" in client.get(body.get_absolute_url()).content.decode()
    other = OrganizationFactory(reviewed=None)
    assert "Last reviewed" not in client.get(other.get_absolute_url()).content.decode()
