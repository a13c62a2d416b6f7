"""Editing many rows of a list at once: over a preview, with a reason, in one change set."""

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.test import Client

from agreements.models import Agreement, AgreementTheme, Commitment, Obligation, Signatory
from organizations.models import Organization
from records.admin import bulk
from records.models import ChangeSet
from records.undoing import undo
from tests.agreements.factories import (
    AgreementFactory,
    AgreementThemeFactory,
    CommitmentFactory,
    ObligationFactory,
    SignatoryFactory,
    ThemeFactory,
)
from tests.forms import address
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def send(client, model, rows, step="", **more):
    """The page after one step of editing rows together."""
    keys = [getattr(row, "pk", row) for row in rows]
    data = {"action": "edit_together", "_selected_action": keys, "step": step, **more}
    return client.post(address(model, "changelist"), data)


def edit(client, model, rows, **more):
    """Looks at what would change, and agrees to it."""
    more = {"reason": "sorted anew"} | more
    page = send(client, model, rows, "preview", **more)
    return send(client, model, rows, "write", plan=page.context_data["plan"], **more)


def planned(page):
    """What a page says would become of each row."""
    return {
        change.row: [(f"{d.label}", f"{d.before}", f"{d.after}") for d in change.differences]
        for change in page.context_data["changes"]
    }


@pytest.fixture
def contributor() -> Client:
    user = User.objects.create_user("carla", is_staff=True)
    user.groups.add(Group.objects.get(name="Contributor"))
    client = Client()
    client.force_login(user)
    return client


def test_it_first_asks_what_to_change_and_writes_nothing(admin_client):
    page = send(admin_client, Agreement, AgreementFactory.create_batch(2))
    names = ["instrument", "binding", "renewal", "add_theme_links", "remove_theme_links", "reason"]
    assert list(page.context_data["form"].fields) == names
    assert page.context_data["shown"] is False


def test_it_shows_what_would_become_of_each_row_and_writes_nothing(admin_client):
    old, theme = ThemeFactory(name="Piers"), ThemeFactory(name="Timetables")
    one = AgreementThemeFactory(theme=old).agreement
    same = AgreementThemeFactory(theme=theme, agreement__binding="yes").agreement
    said = {"binding": "yes", "add_theme_links": [theme.pk], "remove_theme_links": [old.pk]}
    page = send(admin_client, Agreement, [one, same], "preview", reason="why", **said)
    assert planned(page) == {
        one: [("Binding", "not stated", "yes"), ("Themes", "Piers", "Timetables")]
    }
    assert page.context_data["same"] == 1
    assert not ChangeSet.objects.exists()
    one.refresh_from_db()
    assert (one.binding, list(one.themes.all())) == ("not-stated", [old])


def test_what_is_agreed_to_is_written_as_one_change_set_with_who_and_why(admin_client, admin_user):
    old, theme = ThemeFactory(), ThemeFactory()
    one = AgreementThemeFactory(theme=old).agreement
    other = AgreementFactory()
    said = {"binding": "yes", "add_theme_links": [theme.pk], "remove_theme_links": [old.pk]}
    response = edit(admin_client, Agreement, [one, other], **said)
    assert response.status_code == 302
    for row in (one, other):
        row.refresh_from_db()
        assert (row.binding, list(row.themes.all())) == ("yes", [theme])
        version = row.history.first()
        assert (version.history_user, version.history_change_reason) == (admin_user, "sorted anew")
    change_set = ChangeSet.objects.get()
    assert (change_set.kind, change_set.user, change_set.reason) == (
        "bulk",
        admin_user,
        "sorted anew",
    )
    assert change_set.title == "Edit together: agreements, 2 rows"
    (message,) = get_messages(response.wsgi_request)
    assert str(message).startswith("2 rows changed. <a href=")
    assert f"/admin/records/changeset/{change_set.pk}/undo/" in str(message)


def test_all_of_it_can_be_taken_back(admin_client, admin_user):
    old, theme = ThemeFactory(), ThemeFactory()
    row = AgreementThemeFactory(theme=old).agreement
    said = {"binding": "yes", "add_theme_links": [theme.pk], "remove_theme_links": [old.pk]}
    edit(admin_client, Agreement, [row], **said)
    undo(ChangeSet.objects.get(), admin_user, "a mistake")
    row.refresh_from_db()
    assert (row.binding, list(row.themes.all())) == ("not-stated", [old])


def test_bodies_that_must_act_are_added_to_many_commitments(admin_client):
    rows = CommitmentFactory.create_batch(2)
    body = ObligationFactory(commitment=rows[0]).organization
    edit(admin_client, Commitment, rows, add_obligations=[body.pk])
    assert [list(row.obligated.all()) for row in rows] == [[body], [body]]
    assert Obligation.objects.count() == 2


def test_publication_is_no_choice_there(admin_client):
    page = send(admin_client, Organization, [OrganizationFactory()])
    assert "publication" not in page.context_data["form"].fields


def test_nothing_chosen_and_no_reason_is_asked_for_again(admin_client):
    row = AgreementFactory()
    page = send(admin_client, Agreement, [row], "preview")
    assert page.context_data["form"].errors == {
        "reason": ["This field is required."],
    }
    page = send(admin_client, Agreement, [row], "preview", reason="why")
    assert page.context_data["form"].non_field_errors() == [
        "Say what to change: everything is left as it is."
    ]


def test_what_changed_since_it_was_shown_is_shown_again(admin_client):
    row = AgreementFactory()
    said = {"binding": "yes", "reason": "why"}
    page = send(admin_client, Agreement, [row], "preview", **said)
    Agreement.objects.filter(pk=row.pk).update(binding="no")
    page = send(admin_client, Agreement, [row], "write", plan=page.context_data["plan"], **said)
    assert planned(page) == {row: [("Binding", "no", "yes")]}
    assert page.context_data["form"].non_field_errors()
    row.refresh_from_db()
    assert row.binding == "no"


def test_what_would_break_a_rule_is_said_and_nothing_is_written(admin_client):
    one = SignatoryFactory()
    two = SignatoryFactory(
        agreement=one.agreement, organization=one.organization, capacity="witness"
    )
    other = SignatoryFactory()
    page = edit(admin_client, Signatory, [two, other], capacity="depositary")
    assert page.status_code == 302
    page = edit(admin_client, Signatory, [two, other], capacity="signatory")
    (said,) = page.context_data["form"].non_field_errors()
    assert said == f"“{two}”: The body already stands there in this capacity."
    assert set(Signatory.objects.filter(capacity="depositary")) == {two, other}


def test_too_many_rows_are_refused_in_words(admin_client, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 1)
    response = send(admin_client, Agreement, AgreementFactory.create_batch(2))
    assert response.status_code == 302
    (message,) = get_messages(response.wsgi_request)
    assert str(message).startswith("Expected at most 1 rows at a time")


def test_what_is_no_key_is_refused(admin_client):
    row = AgreementFactory()
    assert send(admin_client, Agreement, ["abc", "9" * 30]).status_code == 302
    for key in ("abc", "9" * 30):
        page = send(admin_client, Agreement, [row], "preview", add_theme_links=key, reason="why")
        assert page.context_data["form"].errors.keys() == {"add_theme_links"}
        assert page.rendered_content
    assert not AgreementTheme.objects.exists()


def test_a_contributor_edits_drafts_only(contributor):
    draft, public = AgreementFactory(publication="draft"), AgreementFactory()
    assert edit(contributor, Agreement, [draft], binding="yes").status_code == 302
    page = send(contributor, Agreement, [draft, public], "preview", binding="no", reason="why")
    assert [bool(c.problem) for c in page.context_data["changes"]] == [False, True]
    page = edit(contributor, Agreement, [draft, public], binding="no")
    assert page.status_code == 403
    draft.refresh_from_db()
    assert draft.binding == "yes"


def test_it_takes_as_many_queries_for_six_rows_as_for_two(
    admin_client, django_assert_max_num_queries
):
    said = {"reason": "why", "binding": "yes", "add_theme_links": [ThemeFactory().pk]}
    for number in (2, 6):
        rows = AgreementFactory.create_batch(number)
        with django_assert_max_num_queries(14):
            send(admin_client, Agreement, rows, "preview", **said)
