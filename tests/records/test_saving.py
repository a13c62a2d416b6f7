"""Two people on one page: nothing that either saves gets lost, and nothing is overwritten."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.models import Act
from organizations.models import Organization, OrganizationName
from tests.agreements.factories import ActFactory, AgreementFactory, SignatoryFactory
from tests.forms import address, errors_of, form_data
from tests.organizations.factories import OrganizationFactory, OrganizationNameFactory

pytestmark = pytest.mark.django_db


def officer(name: str) -> Client:
    """Somebody who may do everything, signed in."""
    client = Client()
    client.force_login(User.objects.create_superuser(name))
    return client


@pytest.fixture
def ana() -> Client:
    return officer("ana")


@pytest.fixture
def ben() -> Client:
    return officer("ben")


class Page:
    """A record's page as one person has it open."""

    def __init__(self, client: Client, row, model=None) -> None:
        self.client, self.model = client, model or type(row)
        self.url = address(self.model, "change", row.pk)
        self.data = form_data(client.get(self.url), self.model)

    def send(self, **changes):
        """Sends the page with changes; what comes back is the page from then on."""
        sent = self.data | {name.replace("__", "-"): text for name, text in changes.items()}
        response = self.client.post(self.url, {k: v for k, v in sent.items() if v is not None})
        if response.status_code == 200:
            self.data = form_data(response, self.model)
        return response


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def answers(response, key: str) -> dict[str, str]:
    """The answers that the page offers to a question, by “mine” and “theirs”."""
    found = re.findall(
        rf'name="{key}-choice"\s+value="((mine|theirs)-\d+)"', response.content.decode()
    )
    return {name: value for value, name in found}


def stored(row):
    row.refresh_from_db()
    return row


def test_fields_that_different_people_changed_are_both_kept(ana, ben):
    body = OrganizationFactory(name="Council", acronym="C", website="")
    hers, his = Page(ana, body), Page(ben, body)
    assert his.send(acronym="CNCL", change_reason="as printed").status_code == 302
    response = hers.send(name="Council of the Seas")
    assert response.status_code == 302
    assert (stored(body).name, body.acronym) == ("Council of the Seas", "CNCL")
    assert "Meanwhile others changed this too, and that is kept: Acronym." in said(response)


def test_the_same_change_by_both_is_one_change(ana, ben):
    body = OrganizationFactory(name="Council")
    hers, his = Page(ana, body), Page(ben, body)
    his.send(name="Council of the Seas")
    assert hers.send(name="Council of the Seas").status_code == 302
    assert stored(body).name == "Council of the Seas"


def test_where_both_changed_a_field_the_form_shows_both_and_writes_nothing(ana, ben):
    body = OrganizationFactory(name="Council", acronym="C")
    hers, his = Page(ana, body), Page(ben, body)
    his.send(name="Council of the Lakes", change_reason="as in the charter")
    response = hers.send(name="Council of the Seas", acronym="CS")
    page = response.content.decode()
    assert response.status_code == 200
    assert (stored(body).name, body.acronym) == ("Council of the Lakes", "C")
    assert hers.data["name"] == "Council of the Seas"
    assert "ben changed this on" in page
    assert '<q class="question-theirs">Council of the Lakes</q>' in page
    assert "Why: as in the charter" in page


def test_a_question_that_is_not_answered_is_asked_again(ana, ben):
    body = OrganizationFactory(name="Council")
    hers, his = Page(ana, body), Page(ben, body)
    his.send(name="Council of the Lakes")
    hers.send(name="Council of the Seas")
    for _ in range(2):
        response = hers.send()
        assert set(answers(response, "name")) == {"mine", "theirs"}
    assert stored(body).name == "Council of the Lakes"


@pytest.mark.parametrize(
    ("answer", "name"), [("mine", "Council of the Seas"), ("theirs", "Council of the Lakes")]
)
def test_the_answer_decides_and_everything_else_is_kept(ana, ben, answer, name):
    body = OrganizationFactory(name="Council", acronym="C", website="")
    hers, his = Page(ana, body), Page(ben, body)
    his.send(name="Council of the Lakes", website="https://example.org/")
    asked = answers(hers.send(name="Council of the Seas", acronym="CS"), "name")
    assert hers.send(name__choice=asked[answer]).status_code == 302
    assert (stored(body).name, body.acronym) == (name, "CS")
    assert body.website == "https://example.org/"


def test_an_answer_to_what_has_changed_again_since_is_no_answer(ana, ben):
    body = OrganizationFactory(name="Council")
    hers, his = Page(ana, body), Page(ben, body)
    his.send(name="Council of the Lakes")
    asked = answers(hers.send(name="Council of the Seas"), "name")
    Page(ben, body).send(name="Council of the Ponds")
    response = hers.send(name__choice=asked["mine"])
    assert "Council of the Ponds</q>" in response.content.decode()
    assert stored(body).name == "Council of the Ponds"


def test_a_page_that_does_not_say_what_it_showed_overwrites_nothing(ana):
    body = OrganizationFactory(name="Council", acronym="C")
    page = Page(ana, body)
    assert errors_of(page.send(loaded=None, name="Council of the Seas"))
    assert errors_of(page.send(loaded="[[", name="Council of the Seas"))
    assert stored(body).name == "Council"
    assert page.send(loaded=None, name="Council").status_code == 302


@pytest.mark.parametrize(
    "loaded", ["{", '{"": 3}', '{"": {"x": "y"}}', "[" * 90_000, '{"":{"1":1e99}}']
)
def test_nonsense_in_the_hidden_field_is_as_good_as_none(ana, loaded):
    body = OrganizationFactory(name="Council")
    assert errors_of(Page(ana, body).send(loaded=loaded, name="Other"))
    assert stored(body).name == "Council"


def test_line_ends_that_a_browser_makes_are_no_change(ana, ben):
    body = OrganizationFactory(summary="One\nTwo")
    hers, his = Page(ana, body), Page(ben, body)
    his.send(summary="One\r\nThree")
    assert hers.send(summary="One\r\nTwo", acronym="CS").status_code == 302
    assert stored(body).summary.splitlines() == ["One", "Three"]


def test_a_target_that_others_chose_is_kept(ana, ben):
    body, parent = OrganizationFactory(), OrganizationFactory()
    hers, his = Page(ana, body), Page(ben, body)
    his.send(part_of=str(parent.pk))
    assert hers.send(acronym="CS").status_code == 302
    assert (stored(body).part_of, body.acronym) == (parent, "CS")


def test_a_target_of_others_is_named_where_both_chose_one(ana, ben):
    body, theirs, mine = OrganizationFactory.create_batch(3)
    hers, his = Page(ana, body), Page(ben, body)
    his.send(part_of=str(theirs.pk))
    response = hers.send(part_of=str(mine.pk))
    assert f'<q class="question-theirs">{theirs}</q>' in response.content.decode()
    assert stored(body).part_of == theirs


# Rows below


def test_rows_that_different_people_changed_are_both_kept(ana, ben):
    body = OrganizationFactory()
    first, second = OrganizationNameFactory.create_batch(2, organization=body)
    hers, his = Page(ana, body), Page(ben, body)
    rows = [hers.data["names-0-id"], hers.data["names-1-id"]]
    assert rows == [str(first.pk), str(second.pk)]
    his.send(names__0__text="Consejo")
    response = hers.send(names__1__text="Conseil")
    assert response.status_code == 302
    assert (stored(first).text, stored(second).text) == ("Consejo", "Conseil")


def test_two_fields_of_one_row_are_both_kept(ana, ben):
    row = OrganizationNameFactory(text="Council", language="en")
    hers, his = Page(ana, row.organization), Page(ben, row.organization)
    his.send(names__0__text="Conseil")
    assert hers.send(names__0__language="fr").status_code == 302
    assert (stored(row).text, row.language) == ("Conseil", "fr")


def test_one_field_of_a_row_that_both_changed_is_asked_about(ana, ben):
    row = OrganizationNameFactory(text="Council")
    hers, his = Page(ana, row.organization), Page(ben, row.organization)
    his.send(names__0__text="Conseil")
    response = hers.send(names__0__text="Consejo")
    assert "Conseil</q>" in response.content.decode()
    assert stored(row).text == "Conseil"
    mine = answers(response, "names-0-text")["mine"]
    assert hers.send(names__0__text__choice=mine).status_code == 302
    assert stored(row).text == "Consejo"


def test_what_a_row_s_own_page_changed_is_kept_by_the_page_above(ana, ben):
    row = SignatoryFactory(name_as_printed="")
    hers, his = Page(ana, row.agreement), Page(ben, row)
    his.send(name_as_printed="The Council")
    assert hers.send(signatories__0__position="3").status_code == 302
    assert (stored(row).name_as_printed, row.position) == ("The Council", 3)


def test_a_row_that_others_added_stays_and_is_on_the_page_that_comes_back(ana, ben):
    body = OrganizationFactory()
    hers, his = Page(ana, body), Page(ben, body)
    his.send(names__TOTAL_FORMS="1", names__0__text="Consejo", names__0__kind="variant")
    assert errors_of(hers.send(founded="long ago"))
    assert (hers.data["names-INITIAL_FORMS"], hers.data["names-0-text"]) == ("1", "Consejo")
    assert hers.send(founded="1994").status_code == 302
    assert [name.text for name in body.names.all()] == ["Consejo"]


def test_the_same_row_added_by_both_is_added_once(ana, ben):
    agreement, body = AgreementFactory(), OrganizationFactory()
    hers, his = Page(ana, agreement), Page(ben, agreement)
    row = {
        "signatories__TOTAL_FORMS": "1",
        "signatories__0__organization": str(body.pk),
        "signatories__0__capacity": "signatory",
        "signatories__0__position": "1",
    }
    his.send(**row)
    assert hers.send(**row, reference="A/1").status_code == 302
    assert [row.organization for row in agreement.signatories.all()] == [body]
    assert stored(agreement).reference == "A/1"


def test_a_row_that_only_they_deleted_stays_deleted(ana, ben):
    body = OrganizationFactory()
    kept, gone = OrganizationNameFactory.create_batch(2, organization=body)
    hers, his = Page(ana, body), Page(ben, body)
    his.send(names__1__DELETE="on")
    assert hers.send(names__0__text="Consejo").status_code == 302
    assert [name.text for name in body.names.all()] == ["Consejo"]
    assert kept.history.count() == 2
    assert gone.history.count() == 2


def changed_while_deleted(ana, ben):
    """A page that comes back since somebody deleted the row that was changed on it."""
    body = OrganizationFactory()
    row = OrganizationNameFactory(organization=body, text="Council")
    hers, his = Page(ana, body), Page(ben, body)
    his.send(names__0__DELETE="on")
    response = hers.send(names__0__text="Consejo", acronym="CS")
    assert "ben deleted this row on" in response.content.decode()
    assert hers.data["names-0-text"] == "Consejo"
    assert not OrganizationName.objects.filter(pk=row.pk).exists()
    return body, hers, answers(response, "names-0-row")


def test_a_row_that_they_deleted_and_i_changed_can_be_added_again(ana, ben):
    body, hers, asked = changed_while_deleted(ana, ben)
    assert errors_of(hers.send())
    assert hers.send(names__0__row__choice=asked["mine"]).status_code == 302
    assert [name.text for name in body.names.all()] == ["Consejo"]
    assert stored(body).acronym == "CS"


def test_a_row_that_they_deleted_and_i_changed_can_be_left_out(ana, ben):
    body, hers, asked = changed_while_deleted(ana, ben)
    assert hers.send(names__0__row__choice=asked["theirs"]).status_code == 302
    assert body.names.count() == 0
    assert stored(body).acronym == "CS"


def test_a_row_that_they_moved_elsewhere_is_not_brought_back(ana, ben):
    row, other = SignatoryFactory(), AgreementFactory()
    hers, his = Page(ana, row.agreement), Page(ben, row)
    his.send(agreement=str(other.pk))
    assert hers.send(reference="A/1").status_code == 302
    assert (stored(row).agreement, row.history.count()) == (other, 2)


@pytest.mark.parametrize(("answer", "left"), [("mine", []), ("theirs", ["Conseil"])])
def test_a_row_that_they_changed_is_not_deleted_unseen(ana, ben, answer, left):
    row = OrganizationNameFactory(text="Council")
    hers, his = Page(ana, row.organization), Page(ben, row.organization)
    his.send(names__0__text="Conseil")
    response = hers.send(names__0__DELETE="on")
    assert stored(row).text == "Conseil"
    assert "It stands here as it is now" in response.content.decode()
    assert errors_of(hers.send())
    asked = answers(response, "names-0-row")
    assert hers.send(names__0__row__choice=asked[answer]).status_code == 302
    assert [name.text for name in row.organization.names.all()] == left


def test_acts_are_laid_together_although_they_hang_on_signatories(ana, ben):
    act = ActFactory(date="2018", note="")
    hers = Page(ana, act.signatory.agreement)
    his = Page(ben, act.signatory.agreement)
    his.send(acts__0__date="2018-09-04")
    assert hers.send(acts__0__note="In the morning.").status_code == 302
    assert (stored(act).date, act.note) == ("2018-09-04", "In the morning.")
    assert Act.objects.count() == 1


def test_a_key_that_never_was_on_the_page_is_refused(ana):
    row, foreign = OrganizationNameFactory.create_batch(2)
    assert errors_of(Page(ana, row.organization).send(names__0__id="999999", names__0__text="X"))
    response = Page(ana, row.organization).send(names__0__id=str(foreign.pk), names__0__text="X")
    assert response.status_code == 200
    assert stored(foreign).text != "X"


@pytest.mark.once
def test_saving_takes_as_many_queries_when_others_wrote_thirty_rows(ana, ben):
    counts = []
    for number in (2, 30):
        agreement = AgreementFactory()
        SignatoryFactory.create_batch(number, agreement=agreement)
        hers, his = Page(ana, agreement), Page(ben, agreement)
        his.send(**{f"signatories__{row}__position": "7" for row in range(number)})
        with CaptureQueriesContext(connection) as captured:
            assert hers.send(reference="A/1").status_code == 302
        counts.append(len(captured))
    assert counts[0] == counts[1]


# A record that is gone


def test_what_was_typed_for_a_record_that_is_gone_is_shown_and_can_be_sent_again(ana, ben):
    body = OrganizationFactory(name="Council", publication="draft")
    hers = Page(ana, body)
    ben.post(address(Organization, "delete", body.pk), {"post": "yes"})
    response = hers.send(name="Council of the Seas", summary="One\nTwo")
    page = response.content.decode()
    assert response.status_code == 409
    assert "ben deleted it on" in page
    assert {"Council of the Seas", "One\nTwo"} <= {text for _, text in response.context["sent"]}
    back = body.history.first().instance
    back.save(force_insert=True)
    again = ana.post(hers.url, dict(response.context["sent"]))
    assert again.status_code == 302
    assert stored(body).name == "Council of the Seas"


def test_what_a_contributor_typed_is_shown_when_the_draft_went_to_review_meanwhile():
    user = User.objects.create_user("cora", is_staff=True)
    user.groups.add(Group.objects.get(name="Contributor"))
    cora = Client()
    cora.force_login(user)
    body = OrganizationFactory(name="Council", publication="draft")
    page = Page(cora, body)
    Organization.objects.update(publication="in-review")
    response = page.send(name="Council of the Seas")
    assert response.status_code == 403
    assert ("name", "Council of the Seas") in response.context["sent"]
    assert stored(body).name == "Council"
