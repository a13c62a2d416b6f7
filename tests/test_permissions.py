"""Who may do what to a record in which state: every cell of the table, by direct requests.

Nothing here goes by what a page shows: each request is sent as a forged one would be, and what
counts is what is in the database afterwards.
"""

from functools import cached_property
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement, Commitment, Signatory, Theme
from records.changesets import changing
from records.groups import ADMINISTRATOR, CONTRIBUTOR, EDITOR
from records.models import ChangeSet, Publication
from tests.agreements.factories import AgreementFactory, SignatoryFactory, ThemeFactory
from tests.forms import FORMATS, address, confirm, export, form_data, upload
from tests.organizations.factories import OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

D, I, P, W = Publication.values  # noqa: E741
NEVER, ALWAYS = frozenset(), frozenset({D, I, P, W})
ROLES = ("visitor", "staff", CONTRIBUTOR, EDITOR, ADMINISTRATOR)
# The states in which each role may do it: visitors, staff in no group, contributors, and those
# who decide, where editors and administrators may the same.
TABLE = {
    "see": (NEVER, NEVER, ALWAYS, ALWAYS),
    "preview": (NEVER, NEVER, ALWAYS, ALWAYS),
    "export": (NEVER, NEVER, ALWAYS, ALWAYS),
    "history": (NEVER, NEVER, ALWAYS, ALWAYS),
    "change": (NEVER, NEVER, {D}, ALWAYS),
    "import": (NEVER, NEVER, {D}, ALWAYS),
    "delete": (NEVER, NEVER, {D}, {D, I, W}),
    "delete from the list": (NEVER, NEVER, {D}, {D, I, W}),
    "add a row": (NEVER, NEVER, {D}, ALWAYS),
    "change a row": (NEVER, NEVER, {D}, ALWAYS),
    "change a row on its own page": (NEVER, NEVER, {D}, ALWAYS),
    "move a row here": (NEVER, NEVER, {D}, ALWAYS),
    "delete a row": (NEVER, NEVER, {D}, ALWAYS),
    "delete a row on its own page": (NEVER, NEVER, {D}, ALWAYS),
    "submit": (NEVER, NEVER, {D}, {D}),
    "take-back": (NEVER, NEVER, NEVER, {I}),
    "return": (NEVER, NEVER, NEVER, {I}),
    "publish": (NEVER, NEVER, NEVER, {D, I, W}),
    "confirm": (NEVER, NEVER, NEVER, {P}),
    "withdraw": (NEVER, NEVER, NEVER, {P}),
    "reopen": (NEVER, NEVER, NEVER, {W}),
    "copy": (NEVER, NEVER, ALWAYS, ALWAYS),
    "number the rows": (NEVER, NEVER, {D}, ALWAYS),
    "edit together": (NEVER, NEVER, {D}, ALWAYS),
    "restore a version": (NEVER, NEVER, {D}, ALWAYS),
    "merge into it": (NEVER, NEVER, NEVER, ALWAYS),
    "publish by the form": (NEVER, NEVER, NEVER, NEVER),
    "take back what was deleted": (NEVER, NEVER, NEVER, ALWAYS),
}
# What one post of the record's page can do at once.
EDITS = ("change", "add a row", "change a row", "publish by the form")
STEPS = ("submit", "take-back", "return", "publish", "confirm", "withdraw", "reopen")


def allowed(action: str, role: str, state: str) -> bool:
    by_role = dict(zip(ROLES, (*TABLE[action], TABLE[action][-1]), strict=True))
    return state in by_role[role]


class Case:
    """A record in one state, and all that a page about it sends, read once for all who try."""

    def __init__(self, state: str) -> None:
        self.record = AgreementFactory(title="Draft of a memo", publication=state)
        self.record.title = "Memo"
        self.record.save()
        self.row = SignatoryFactory(agreement=self.record, position=3)
        self.twin = AgreementFactory(slug="twin", publication=D)
        self.guest = SignatoryFactory(agreement=self.twin)
        self.body = OrganizationFactory()
        self.root, self.master = User.objects.create_superuser("root"), Client()
        self.master.force_login(self.root)

    def form(self, row) -> dict[str, str]:
        """The form of a row as the page of somebody who may all has it."""
        return form_data(self.master.get(address(type(row), "change", row.pk)), type(row))

    @cached_property
    def forms(self) -> dict[type, dict[str, str]]:
        return {type(row): self.form(row) for row in (self.record, self.row)}

    @cached_property
    def guest_form(self) -> dict[str, str]:
        return self.form(self.guest)

    @cached_property
    def export(self) -> bytes:
        return export(self.master, Agreement, "csv")

    @cached_property
    def plan(self) -> str:
        """What stands on the page that shows what editing together would change."""
        url, sent = address(Agreement, "changelist"), self.together | {"step": "preview"}
        return self.master.post(url, sent).context_data["plan"]

    @property
    def together(self) -> dict[str, Any]:
        chosen = {"action": "edit_together", "_selected_action": [self.record.pk]}
        return chosen | {"reason": "why", "binding": "yes"}

    @property
    def merger(self) -> str:
        return reverse("admin:merge", args=["agreements", self.twin.slug, self.record.slug])

    @cached_property
    def merging(self) -> dict[str, str]:
        form = self.master.get(self.merger).context["form"]
        return {name: form[name].value() for name in form.fields} | {"reason": "why"}


class Attempt:
    """One role's try at the record of a case; each method says whether it succeeded."""

    def __init__(self, role: str, case: Case) -> None:
        self.case, self.record, self.row = case, case.record, case.row
        self.client = Client()
        if role != "visitor":
            user = User.objects.create_user(role, is_staff=True)
            user.groups.set(Group.objects.filter(name=role))
            self.client.force_login(user)

    def opens(self, page: str) -> bool:
        url = address(Agreement, page, self.record.pk)
        return self.client.get(url).status_code == 200

    def tries(self, action: str) -> bool:
        """Whether it succeeds; afterwards all is as it was before."""
        with transaction.atomic():
            name = {"import": "import_"}.get(action, action.replace(" ", "_"))
            if action in EDITS:
                done = self.edits_alone(action)
            else:
                done = self.takes(action) if action in STEPS else getattr(self, name)()
            transaction.set_rollback(True)
        return done

    def sends(self, row, form: dict[str, str], **changed: str) -> None:
        self.client.post(address(type(row), "change", row.pk), form | changed)

    def edits(self) -> dict[str, bool]:
        """Whether each edit succeeds: with the others in one post or, if none does, alone."""
        with transaction.atomic():
            changed = {name: text for edit in EDITS for name, text in self.edit(edit).items()}
            self.sends(self.record, self.case.forms[Agreement], **changed)
            done = {edit: self.edited(edit) for edit in EDITS}
            transaction.set_rollback(True)
        return done if any(done.values()) else {edit: self.tries(edit) for edit in EDITS}

    def edit(self, name: str) -> dict[str, str]:
        """What is sent of the record's page for an edit."""
        match name:
            case "change":
                return {"title": "Treaty"}
            case "change a row":
                return {"signatories-0-position": "7"}
            case "publish by the form":
                return {"publication": D if self.record.publication == P else P}
        new = {"organization": f"{self.case.body.pk}", "position": "2", "capacity": "signatory"}
        new = {f"signatories-1-{name}": text for name, text in new.items()}
        return {"signatories-TOTAL_FORMS": "2"} | new

    def edited(self, name: str) -> bool:
        now = Agreement.objects.get(pk=self.record.pk)
        return {
            "change": now.title == "Treaty",
            "change a row": now.signatories.filter(position=7).exists(),
            "publish by the form": now.publication != self.record.publication,
            "add a row": now.signatories.count() == 2,
        }[name]

    def edits_alone(self, name: str) -> bool:
        self.sends(self.record, self.case.forms[Agreement], **self.edit(name))
        return self.edited(name)

    def now(self) -> Agreement:
        return Agreement.objects.get(pk=self.record.pk)

    def row_now(self) -> Signatory | None:
        return Signatory.objects.filter(pk=self.row.pk).first()

    def takes(self, step: str) -> bool:
        before = self.record.history.count()
        sent = {"ids": [self.record.pk], "confirmed": "yes", "reason": "why"}
        self.client.post(address(Agreement, "publication", step), sent)
        return self.record.history.count() > before

    def see(self) -> bool:
        return self.opens("change")

    def preview(self) -> bool:
        return self.opens("preview")

    def history(self) -> bool:
        return self.opens("history")

    def export(self) -> bool:
        sent = {"format": FORMATS["csv"], "resource": ""}
        response = self.client.post(address(Agreement, "export"), sent)
        return "attachment" in response.headers.get("Content-Disposition", "")

    def copy(self) -> bool:
        before = Agreement.objects.count()
        self.client.post(address(Agreement, "copy", self.record.pk), {"reason": "why"})
        return Agreement.objects.count() > before

    def number_the_rows(self) -> bool:
        url = reverse("admin:agreements_agreement_number", args=[self.record.pk, "signatories"])
        self.client.post(url, {"reason": "why", f"place-{self.row.pk}": 1})
        return self.row_now().position == 1

    def edit_together(self) -> bool:
        sent = self.case.together | {"step": "write", "plan": self.case.plan}
        self.client.post(address(Agreement, "changelist"), sent)
        return self.now().binding == "yes"

    def restore_a_version(self) -> bool:
        newest, oldest = self.record.history.first(), self.record.history.last()
        url = address(Agreement, "simple_history", self.record.pk, oldest.pk)
        self.client.post(url, {"reason": "why", "newest": newest.pk})
        return self.now().title == "Draft of a memo"

    def merge_into_it(self) -> bool:
        self.client.post(self.case.merger, self.case.merging)
        return not Agreement.objects.filter(pk=self.case.twin.pk).exists()

    def import_(self) -> bool:
        changed = self.case.export.replace(b"Memo", b"Treaty")
        try:
            preview = upload(self.client, Agreement, changed, "csv")
            if "confirm_form" in (preview.context_data or {}):
                confirm(self.client, Agreement, preview)
        except AttributeError:
            # No preview: the answer is a refusal or the way to the login.
            pass
        return self.now().title == "Treaty"

    def delete(self) -> bool:
        self.client.post(address(Agreement, "delete", self.record.pk), {"post": "yes"})
        return not Agreement.objects.filter(pk=self.record.pk).exists()

    def delete_from_the_list(self) -> bool:
        sent = {"action": "delete_selected", "_selected_action": [self.record.pk], "post": "yes"}
        self.client.post(address(Agreement, "changelist"), sent)
        return not Agreement.objects.filter(pk=self.record.pk).exists()

    def change_a_row_on_its_own_page(self) -> bool:
        self.sends(self.row, self.case.forms[Signatory], position="7")
        return self.row_now().position == 7

    def move_a_row_here(self) -> bool:
        self.sends(self.case.guest, self.case.guest_form, agreement=f"{self.record.pk}")
        return self.record.signatories.count() == 2

    def delete_a_row(self) -> bool:
        deletion = {"signatories-0-DELETE": "on"}
        self.sends(self.record, self.case.forms[Agreement], **deletion)
        return self.row_now() is None

    def delete_a_row_on_its_own_page(self) -> bool:
        self.client.post(address(Signatory, "delete", self.row.pk), {"post": "yes"})
        return self.row_now() is None

    def take_back_what_was_deleted(self) -> bool:
        with changing(ChangeSet.Kind.DELETION, user=self.case.root) as change_set:
            self.row_now().delete()
        self.client.post(address(ChangeSet, "undo", change_set.pk), {"reason": "why"})
        return self.row_now() is not None


@pytest.mark.parametrize("state", Publication.values)
def test_every_cell_of_the_table(state):
    case = Case(state)
    for role in ROLES:
        attempt = Attempt(role, case)
        others = [action for action in TABLE if action not in EDITS]
        found = attempt.edits() | {action: attempt.tries(action) for action in others}
        assert (role, found) == (role, {action: allowed(action, role, state) for action in TABLE})


def test_subjects_which_are_always_public_are_not_for_contributors():
    case, theme = Case(D), ThemeFactory(name="Ferries")
    form = case.form(theme)
    for role, may in zip(ROLES, (False, False, False, True, True), strict=True):
        Attempt(role, case).sends(theme, form, name=f"Ships of {role}")
        assert (role, Theme.objects.filter(name=f"Ships of {role}").exists()) == (role, may)
        Theme.objects.update(name="Ferries")


def test_what_is_added_is_a_draft():
    case, url = Case(P), address(Commitment, "add")
    form = form_data(case.master.get(url), Commitment)
    for role, may in zip(ROLES, (False, False, True, True, True), strict=True):
        own = {"agreement": f"{case.record.pk}", "text": f"By {role}", "publication": P}
        Attempt(role, case).client.post(url, form | own)
        added = Commitment.objects.filter(text=f"By {role}")
        assert (role, [row.publication for row in added]) == (role, [D] * may)


def test_who_is_in_which_group_is_for_administrators():
    case, url = Case(D), address(User, "add")
    for role, may in zip(ROLES, (False, False, False, False, True), strict=True):
        sent = {"username": f"by-{role}", "usable_password": "false"}
        Attempt(role, case).client.post(url, sent)
        assert (role, User.objects.filter(username=f"by-{role}").exists()) == (role, may)
