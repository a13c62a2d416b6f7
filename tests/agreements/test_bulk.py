"""Many commitments at once: moved, judged, split and numbered; and an agreement saved as new."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from agreements.admin.splitting import split
from agreements.models import Act, Agreement, AgreementCitation, Assessment, Commitment, Signatory
from records.models import ChangeSet, Revision
from records.undoing import undo
from tests.agreements.factories import (
    ActFactory,
    AgreementCitationFactory,
    AgreementFactory,
    AgreementThemeFactory,
    AssessmentFactory,
    CommitmentCitationFactory,
    CommitmentFactory,
    CommitmentThemeFactory,
    ObligationFactory,
    ProgressReportFactory,
    SignatoryFactory,
)
from tests.forms import address

pytestmark = pytest.mark.django_db


def together(client, action, rows, **more):
    """Lets an action of the list of commitments loose on the rows, over its preview."""
    url, more = address(Commitment, "changelist"), {"reason": "sorted anew"} | more
    data = {"action": action, "_selected_action": [row.pk for row in rows], **more}
    page = client.post(url, data | {"step": "preview"})
    plan = page.context_data["plan"]
    return page, client.post(url, data | {"step": "write", "plan": plan})


def places(agreement):
    return [(row.position, row.text) for row in agreement.commitments.order_by("position", "pk")]


@pytest.fixture
def contributor() -> Client:
    user = User.objects.create_user("carla", is_staff=True)
    user.groups.add(Group.objects.get(name="Contributor"))
    client = Client()
    client.force_login(user)
    return client


def test_commitments_move_to_the_end_of_another_agreement_with_their_parts(
    admin_client, admin_user
):
    target = CommitmentFactory(position=3, text="Its own.").agreement
    whole = CommitmentFactory(position=1, text="The whole.")
    other = CommitmentFactory(position=7, text="Stays.", agreement=whole.agreement)
    part = CommitmentFactory(position=2, text="A part.", agreement=whole.agreement, part_of=whole)
    _page, response = together(admin_client, "move", [whole], agreement=target.pk)
    assert response.status_code == 302
    assert places(target) == [(3, "Its own."), (4, "The whole."), (5, "A part.")]
    assert places(other.agreement) == [(7, "Stays.")]
    assert part.history.first().history_change_reason == "sorted anew"
    undo(ChangeSet.objects.get(), admin_user, "a mistake")
    assert places(target) == [(3, "Its own.")]
    assert places(other.agreement) == [(1, "The whole."), (2, "A part."), (7, "Stays.")]


def test_a_part_does_not_move_without_its_whole(admin_client):
    target, part = AgreementFactory(), CommitmentFactory(part_of=CommitmentFactory())
    page, response = together(admin_client, "move", [part], agreement=target.pk)
    (change,) = page.context_data["changes"]
    assert change.problem.startswith("it is a part of")
    assert response.status_code == 200
    assert not target.commitments.exists()


def test_where_they_stand_already_nothing_moves(admin_client):
    row = CommitmentFactory()
    page, _again = together(admin_client, "move", [row], agreement=row.agreement.pk)
    assert (page.context_data["changes"], page.context_data["same"]) == ([], 1)


@pytest.mark.parametrize("key", ["", "abc", "9" * 30])
def test_an_agreement_that_is_none_is_refused(admin_client, key):
    page, _again = together(admin_client, "move", [CommitmentFactory()], agreement=key)
    assert page.context_data["form"].errors.keys() == {"agreement"}
    assert page.rendered_content


def test_one_report_says_of_many_commitments_how_far_they_got(admin_client, admin_user):
    report = ProgressReportFactory()
    known = AssessmentFactory(report=report, stage="under-way")
    new = CommitmentFactory()
    rows = [known.commitment, new]
    together(admin_client, "assess", rows, report=report.pk, stage="fulfilled")
    stored = Assessment.objects.filter(report=report, stage="fulfilled")
    assert {each.commitment for each in stored} == {*rows}
    assert stored.get(commitment=new).history.get().history_change_reason == "sorted anew"
    page, _again = together(admin_client, "assess", rows, report=report.pk, stage="fulfilled")
    assert page.context_data["same"] == 2
    undo(ChangeSet.objects.get(), admin_user, "a mistake")
    assert Assessment.objects.get().stage == "under-way"


def test_a_contributor_judges_by_drafts_of_reports_only(contributor):
    row, public = CommitmentFactory(), ProgressReportFactory()
    said = {"report": public.pk, "stage": "fulfilled"}
    page, response = together(contributor, "assess", [row], **said)
    assert page.context_data["problems"] is True
    assert response.status_code == 403
    draft = ProgressReportFactory(publication="draft")
    _page, response = together(contributor, "assess", [row], **said | {"report": draft.pk})
    assert response.status_code == 302
    assert Assessment.objects.get().report == draft


# Splitting


def divide(client, row, text, **more):
    """The answer to a text that has been divided."""
    data = {"text": text, "whole": "stays", "reason": "two promises", "step": "write", **more}
    return client.post(reverse("admin:agreements_commitment_split", args=[row.pk]), data)


@pytest.fixture
def promise():
    row = CommitmentFactory(
        text="Do one. Do two.", locator="Article 5", position=4, deadline="2030"
    )
    ObligationFactory(commitment=row)
    CommitmentThemeFactory(commitment=row)
    CommitmentCitationFactory(record=row, field="deadline", note="as read")
    return row


def test_parts_stand_under_the_whole_with_bodies_themes_and_evidence(admin_client, promise):
    response = divide(admin_client, promise, "Do one.\r\n \r\nDo two.")
    assert response.status_code == 302
    parts = list(promise.parts.order_by("pk"))
    assert [part.text for part in parts] == ["Do one.", "Do two."]
    for part in parts:
        assert (part.position, part.locator, part.deadline) == (4, "Article 5", "2030")
        assert part.publication == "draft"
        assert [*part.obligated.all()] == [*promise.obligated.all()]
        assert [*part.themes.all()] == [*promise.themes.all()]
        (cited,) = part.citations.all()
        kept = promise.citations.get()
        assert (cited.passage, cited.field, cited.note) == (kept.passage, "deadline", "as read")
    promise.refresh_from_db()
    assert promise.text == "Do one. Do two."


def test_the_first_part_may_take_the_place_of_the_whole(admin_client, admin_user, promise):
    divide(admin_client, promise, "Do one.\n\nDo two.", whole="first")
    assert places(promise.agreement) == [(4, "Do one."), (4, "Do two.")]
    assert promise.parts.count() == 0
    undo(ChangeSet.objects.get(), admin_user, "a mistake")
    assert places(promise.agreement) == [(4, "Do one. Do two.")]


def test_what_was_assessed_as_a_whole_stays_whole(admin_client, promise):
    AssessmentFactory(commitment=promise)
    page = divide(admin_client, promise, "Do one.\n\nDo two.", whole="first")
    assert page.context_data["form"].errors.keys() == {"whole"}
    assert divide(admin_client, promise, "Do one.\n\nDo two.").status_code == 302


def test_the_parts_are_shown_before_anything_is_written(admin_client, promise):
    page = divide(admin_client, promise, "Do one.\n\n\n\nDo two.", step="preview")
    assert page.context_data["parts"] == ["Do one.", "Do two."]
    assert Commitment.objects.count() == 1
    page = divide(admin_client, promise, "Do one.\nDo two.")
    assert page.context_data["form"].errors.keys() == {"text"}
    assert "Do one.\nDo two.</textarea>" in page.rendered_content.replace("\r\n", "\n")


def test_splitting_leaves_evidence_that_a_later_change_does_not_touch(promise):
    (one, _two) = split(promise, ["Do one.", "Do two."], stays=True, reason="")
    one.citations.all().delete()
    assert promise.citations.count() == 1


def test_a_split_starts_from_what_another_has_saved_meanwhile(admin_client, promise, monkeypatch):
    manager = type(Revision.objects)
    held = manager.hold

    def saved_by_another_first(self):
        Commitment.objects.filter(pk=promise.pk).update(deadline="2040")
        return held(self)

    monkeypatch.setattr(manager, "hold", saved_by_another_first)
    sent = divide(admin_client, promise, "Do one.\n\nDo two.", whole="first")
    assert sent.status_code == 302
    assert {row.deadline for row in Commitment.objects.all()} == {"2040"}


def test_a_contributor_splits_drafts_only(contributor, promise):
    assert divide(contributor, promise, "Do one.\n\nDo two.").status_code == 403
    Commitment.objects.update(publication="draft")
    assert divide(contributor, promise, "Do one.\n\nDo two.").status_code == 302


# Numbering


def number(client, agreement, relation="commitments", **sent):
    """The answer to places that were sent."""
    url = reverse("admin:agreements_agreement_number", args=[agreement.pk, relation])
    return client.post(url, {"reason": "as printed", **sent})


def test_rows_are_numbered_from_one_in_the_order_asked_for(admin_client, admin_user):
    a = CommitmentFactory(position=0, text="A")
    b = CommitmentFactory(position=0, text="B", agreement=a.agreement)
    c = CommitmentFactory(position=9, text="C", agreement=a.agreement)
    sent = {f"place-{a.pk}": 5, f"place-{b.pk}": 5, f"place-{c.pk}": 1}
    assert number(admin_client, a.agreement, **sent).status_code == 302
    assert places(a.agreement) == [(1, "C"), (2, "A"), (3, "B")]
    undo(ChangeSet.objects.get(), admin_user, "a mistake")
    assert places(a.agreement) == [(0, "A"), (0, "B"), (9, "C")]


def test_signatories_are_numbered_alike_and_other_rows_not(admin_client):
    one = SignatoryFactory(position=40)
    sent = {f"place-{one.pk}": 1}
    assert number(admin_client, one.agreement, "signatories", **sent).status_code == 302
    assert Signatory.objects.get().position == 1
    assert number(admin_client, one.agreement, "citations", **sent).status_code == 404


def test_a_place_that_is_no_number_is_refused_with_what_was_typed(admin_client):
    row = CommitmentFactory(position=3)
    page = number(admin_client, row.agreement, **{f"place-{row.pk}": "first"})
    assert page.context_data["form"].errors.keys() == {f"place-{row.pk}"}
    assert 'value="first"' in page.rendered_content


def test_a_contributor_numbers_no_published_commitments(contributor):
    row = CommitmentFactory(position=3, agreement__publication="draft")
    assert number(contributor, row.agreement, **{f"place-{row.pk}": 1}).status_code == 403
    row.refresh_from_db()
    assert row.position == 3


# Saving as new


def save_as_new(client, row, *rows):
    url = reverse("admin:agreements_agreement_copy", args=[row.pk])
    return client.post(url, {"rows": rows, "reason": "the same every year"})


def test_a_copy_has_what_belongs_to_it_but_no_evidence_nor_acts(admin_client, admin_user):
    old = AgreementThemeFactory(agreement__binding="yes", agreement__until="2030").agreement
    AgreementCitationFactory(record=old)
    ActFactory(signatory__agreement=old)
    whole = CommitmentFactory(agreement=old)
    CommitmentFactory(agreement=old, part_of=whole)
    ObligationFactory(commitment=whole)
    AssessmentFactory(commitment=whole)
    every = ("theme_links", "signatories", "commitments", "commitments__obligations")
    response = save_as_new(admin_client, old, *every)
    new = Agreement.objects.order_by("pk").last()
    assert response.url == address(Agreement, "change", new.pk)
    assert (new.title, new.binding, new.until) == (old.title, "yes", "2030")
    assert (new.publication, new.reviewed) == ("draft", None)
    assert new.slug not in ("", old.slug)
    assert [*new.themes.all()] == [*old.themes.all()]
    copied, part = new.commitments.order_by("pk")
    assert part.part_of == copied
    assert {copied.publication, part.publication} == {"draft"}
    assert [*copied.obligated.all()] == [*whole.obligated.all()]
    assert new.signatories.get().organization == old.signatories.get().organization
    assert (AgreementCitation.objects.count(), Act.objects.count()) == (1, 1)
    assert Assessment.objects.count() == 1
    undo(ChangeSet.objects.get(), admin_user, "a mistake")
    assert list(Agreement.objects.filter(title=old.title)) == [old]


def test_rows_that_are_left_out_take_along_what_hangs_on_them(admin_client):
    old = ObligationFactory().commitment.agreement
    save_as_new(admin_client, old, "commitments__obligations")
    new = Agreement.objects.order_by("pk").last()
    assert not new.commitments.exists()


def test_a_contributor_copies_what_is_published_into_a_draft(contributor):
    old = SignatoryFactory().agreement
    assert save_as_new(contributor, old, "signatories").status_code == 302
    assert Agreement.objects.order_by("pk").last().publication == "draft"
    assert save_as_new(contributor, old, "citations").status_code == 200
