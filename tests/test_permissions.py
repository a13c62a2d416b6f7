"""Who may do what to a record in which state: every cell of the table, by direct requests.

Nothing here goes by what a page shows: each request is sent as a forged one would be, and what
counts is what is in the database afterwards.
"""

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement, Commitment, Signatory, Theme
from records.groups import ADMINISTRATOR, CONTRIBUTOR, EDITOR
from records.models import ChangeSet, Publication
from tests.agreements.factories import AgreementFactory, SignatoryFactory, ThemeFactory
from tests.forms import FORMATS, address, confirm, form_data, upload
from tests.organizations.factories import OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.unmeasured]

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
STEPS = ("submit", "take-back", "return", "publish", "confirm", "withdraw", "reopen")


def allowed(action: str, role: str, state: str) -> bool:
    by_role = dict(zip(ROLES, (*TABLE[action], TABLE[action][-1]), strict=True))
    return state in by_role[role]


class Attempt:
    """One role's try at one record; each method says whether it succeeded."""

    def __init__(self, role: str, state: str) -> None:
        self.record = AgreementFactory(title="Draft of a memo", publication=state)
        self.record.title = "Memo"
        self.record.save()
        self.row = SignatoryFactory(agreement=self.record, position=3)
        self.forms: dict[str, dict[str, str]] = {}
        self.client, self.master = Client(), Client()
        self.master.force_login(User.objects.create_superuser("root"))
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
            done = self.takes(action) if action in STEPS else getattr(self, name)()
            transaction.set_rollback(True)
        return done

    def sends(self, model, row, **changed: str) -> None:
        """Sends the form of a row as the page of somebody who may all has it."""
        url = address(model, "change", row.pk)
        if url not in self.forms:
            self.forms[url] = form_data(self.master.get(url), model)
        self.client.post(url, self.forms[url] | changed)

    def now(self) -> Agreement:
        return Agreement.objects.get(pk=self.record.pk)

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

    def change(self) -> bool:
        self.sends(Agreement, self.record, title="Treaty")
        return self.now().title == "Treaty"

    def copy(self) -> bool:
        self.client.post(address(Agreement, "copy", self.record.pk), {"reason": "why"})
        return Agreement.objects.count() == 2

    def number_the_rows(self) -> bool:
        url = reverse("admin:agreements_agreement_number", args=[self.record.pk, "signatories"])
        self.client.post(url, {"reason": "why", f"place-{self.row.pk}": 1})
        return Signatory.objects.get().position == 1

    def edit_together(self) -> bool:
        url, keys = address(Agreement, "changelist"), [self.record.pk]
        sent = {"action": "edit_together", "_selected_action": keys, "binding": "yes"}
        sent |= {"reason": "why", "step": "preview"}
        plan = self.master.post(url, sent).context_data["plan"]
        self.client.post(url, sent | {"step": "write", "plan": plan})
        return self.now().binding == "yes"

    def restore_a_version(self) -> bool:
        newest, oldest = self.record.history.first(), self.record.history.last()
        url = address(Agreement, "simple_history", self.record.pk, oldest.pk)
        self.client.post(url, {"reason": "why", "newest": newest.pk})
        return self.now().title == "Draft of a memo"

    def merge_into_it(self) -> bool:
        twin = AgreementFactory(slug="twin", publication=D)
        url = reverse("admin:merge", args=["agreements", twin.slug, self.record.slug])
        form = self.master.get(url).context["form"]
        chosen = {name: form[name].value() for name in form.fields}
        self.client.post(url, chosen | {"reason": "why"})
        return not Agreement.objects.filter(pk=twin.pk).exists()

    def publish_by_the_form(self) -> bool:
        before = self.record.publication
        other = D if before == P else P
        self.sends(Agreement, self.record, publication=other)
        return self.now().publication != before

    def import_(self) -> bool:
        sent = {"format": FORMATS["csv"], "resource": ""}
        export = self.master.post(address(Agreement, "export"), sent).content
        changed = export.replace(b"Memo", b"Treaty")
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
        return not Agreement.objects.exists()

    def delete_from_the_list(self) -> bool:
        sent = {"action": "delete_selected", "_selected_action": [self.record.pk], "post": "yes"}
        self.client.post(address(Agreement, "changelist"), sent)
        return not Agreement.objects.exists()

    def add_a_row(self) -> bool:
        body = OrganizationFactory()
        new = {"signatories-TOTAL_FORMS": "2", "signatories-1-organization": f"{body.pk}"}
        new |= {"signatories-1-position": "2", "signatories-1-capacity": "signatory"}
        self.sends(Agreement, self.record, **new)
        return self.record.signatories.count() == 2

    def change_a_row(self) -> bool:
        self.sends(Agreement, self.record, **{"signatories-0-position": "7"})
        return Signatory.objects.get().position == 7

    def change_a_row_on_its_own_page(self) -> bool:
        self.sends(Signatory, self.row, position="7")
        return Signatory.objects.get().position == 7

    def move_a_row_here(self) -> bool:
        row = SignatoryFactory(agreement__publication=D)
        self.sends(Signatory, row, agreement=f"{self.record.pk}")
        return self.record.signatories.count() == 2

    def delete_a_row(self) -> bool:
        self.sends(Agreement, self.record, **{"signatories-0-DELETE": "on"})
        return not Signatory.objects.exists()

    def delete_a_row_on_its_own_page(self) -> bool:
        self.client.post(address(Signatory, "delete", self.row.pk), {"post": "yes"})
        return not Signatory.objects.exists()

    def take_back_what_was_deleted(self) -> bool:
        self.master.post(address(Signatory, "delete", self.row.pk), {"post": "yes"})
        url = address(ChangeSet, "undo", ChangeSet.objects.get().pk)
        self.client.post(url, {"reason": "why"})
        return Signatory.objects.exists()


@pytest.mark.parametrize("state", Publication.values)
@pytest.mark.parametrize("role", ROLES)
def test_every_cell_of_the_table(role, state):
    attempt = Attempt(role, state)
    found = {action: attempt.tries(action) for action in TABLE}
    assert found == {action: allowed(action, role, state) for action in TABLE}


@pytest.mark.parametrize(
    ("role", "may"), [*zip(ROLES, (False, False, False, True, True), strict=True)]
)
def test_subjects_which_are_always_public_are_not_for_contributors(role, may):
    attempt, theme = Attempt(role, D), ThemeFactory(name="Ferries")
    attempt.sends(Theme, theme, name="Ships")
    assert (Theme.objects.get(pk=theme.pk).name == "Ships") == may


@pytest.mark.parametrize(
    ("role", "may"), [*zip(ROLES, (False, False, True, True, True), strict=True)]
)
def test_what_is_added_is_a_draft(role, may):
    attempt = Attempt(role, P)
    url = address(Commitment, "add")
    data = form_data(attempt.master.get(url), Commitment)
    sent = data | {"agreement": f"{attempt.record.pk}", "text": "To build", "publication": P}
    attempt.client.post(url, sent)
    assert list(Commitment.objects.values_list("publication", flat=True)) == [D] * may


@pytest.mark.parametrize(
    ("role", "may"), [*zip(ROLES, (False, False, False, False, True), strict=True)]
)
def test_who_is_in_which_group_is_for_administrators(role, may):
    attempt = Attempt(role, D)
    url = address(User, "add")
    sent = {"username": "new", "usable_password": "false"}
    attempt.client.post(url, sent)
    assert User.objects.filter(username="new").exists() == may
