"""Recording from a source: what one page writes, what it asks, what it refuses; no browser."""

from hashlib import sha256

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agreements.models import Act, Agreement, Commitment, Signatory
from organizations.models import Organization, OrganizationName, Person
from records.groups import CONTRIBUTOR
from records.models import ChangeSet, Publication
from records.undoing import undo
from sources.fingerprints import fingerprint
from sources.models import Passage, Source
from tests.agreements.factories import AgreementFactory, SignatoryFactory
from tests.forms import FormReader
from tests.organizations.factories import OrganizationFactory, PersonFactory
from tests.sources.factories import PassageFactory, SourceFactory

pytestmark = pytest.mark.django_db
DOCUMENT = "Ports sign\nThe Council and the\nBank signed.\nThey build piers."
LINES = "Council of Ports (CoP) | signatory | Ana Pérez, Secretary\nIsles Bank\nIsles Ferry Board"


@pytest.fixture
def clara() -> User:
    user = User.objects.create_user("clara", is_staff=True)
    user.groups.add(Group.objects.get(name=CONTRIBUTOR))
    return user


@pytest.fixture
def desk(clara) -> Client:
    client = Client()
    client.force_login(clara)
    return client


def address(source: Source | None = None) -> str:
    return reverse("admin:recording_source", args=[source.pk]) if source else "/admin/record/"


def sent_by(response) -> dict[str, str]:
    """What a browser without JavaScript would send of the page."""
    reader = FormReader("recording_form")
    # Rows to come stand in templates, which no browser sends.
    reader.feed(response.content.decode())
    left_out = ("__prefix__", "csrfmiddlewaretoken")
    return {
        name: text
        for name, text in reader.data.items()
        if not any(part in name for part in left_out)
    }


BLANK: dict[str, str] = {}


def fill(desk: Client, source: Source | None = None, **fields: str) -> dict[str, str]:
    """What is sent of a page with these fields filled in; “__” stands for a hyphen."""
    if source is None and not BLANK:
        BLANK.update(sent_by(desk.get(address())))
    blank = sent_by(desk.get(address(source))) if source else BLANK
    typed = {name.replace("__", "-"): text for name, text in fields.items()}
    return blank | typed


MEMO = {
    "source__title": "Ports sign",
    "source__published": "early 2019",
    "document__text": DOCUMENT,
    "passages__0__locator": "lines 2-3",
    "passages__0__gist": "That the two signed.",
    "passages__1__locator": "last paragraph",
    "passages__1__text": "They build\n piers.",
    "agreement__title": "Memorandum on Piers",
    "signatories__lines": LINES,
    "signatories__act": "signature",
    "signatories__date": "4 Sep 2018?",
    "commitments__0__text": "Build piers.",
    "commitments__0__who": "2; CoP",
    "commitments__0__deadline": "before 2025",
    "commitments__0__cites": "2",
    "commitments__1__text": "Paint them.",
    "kind-of-all": "other",
    "reason": "From the release.",
}


@pytest.fixture
def bank() -> Organization:
    return OrganizationFactory(name="Isles Bank", publication="published")


def test_one_page_records_it_all(desk, bank):
    response = desk.post(address(), fill(desk, **MEMO))
    agreement = Agreement.objects.get()
    assert response.status_code == 302
    assert list(agreement.signatories.order_by("position").values_list(
        "position", "organization__name", "organization__acronym", "name_as_printed"
    )) == [
        (1, "Council of Ports", "CoP", "Council of Ports (CoP)"),
        (2, "Isles Bank", "", "Isles Bank"),
        (3, "Isles Ferry Board", "", "Isles Ferry Board"),
    ]  # fmt: skip
    assert {(act.kind, act.date) for act in Act.objects.all()} == {("signature", "2018-09-04?")}
    signed = Act.objects.get(person__isnull=False)
    assert (signed.person.name, signed.title_as_printed) == ("Ana Pérez", "Secretary")
    first, second = agreement.commitments.order_by("position")
    assert (first.deadline, {body.name for body in first.obligated.all()}) == (
        "[..2024]",
        {"Isles Bank", "Council of Ports"},
    )
    assert not second.obligated.exists()


@pytest.mark.once
def test_the_text_is_not_kept_but_its_fingerprints_are(desk, bank):
    desk.post(address(), fill(desk, **MEMO))
    source = Source.objects.get()
    assert source.sha256 == sha256(DOCUMENT.encode()).hexdigest()
    assert dict(source.passages.values_list("locator", "fingerprint")) == {
        "lines 2-3": fingerprint("The Council and the Bank signed."),
        "last paragraph": fingerprint("They build piers."),
    }


def test_each_fact_has_the_passage_that_was_named_for_it(desk, bank):
    desk.post(address(), fill(desk, **MEMO))
    for model in (Agreement, Signatory, Act, Commitment, Person):
        assert not model.objects.uncited().exists()
    new = Organization.objects.exclude(pk=bank.pk)
    assert {row.citations.get().passage.locator for row in new} == {"lines 2-3"}
    cited = Commitment.objects.get(position=1).citations.get()
    assert cited.passage.locator == "last paragraph"


def test_everything_is_a_draft_in_one_change_set_that_can_be_taken_back(desk, bank, clara):
    desk.post(address(), fill(desk, **MEMO))
    for model in (Source, Agreement, Commitment, Person):
        assert {row.publication for row in model.objects.all()} == {Publication.DRAFT}
    change_set = ChangeSet.objects.get()
    assert (change_set.kind, change_set.user, change_set.reason, change_set.title) == (
        "recording",
        clara,
        "From the release.",
        "agreement: Memorandum on Piers",
    )
    undo(change_set, clara, "By mistake.")
    assert [Source.objects.count(), Agreement.objects.count(), Person.objects.count()] == [0] * 3
    assert list(Organization.objects.all()) == [bank]


@pytest.mark.once
def test_without_a_script_the_page_comes_back_with_what_is_asked(desk, bank):
    OrganizationFactory(name="Isles Ferries Board", slug="ferries")
    typed = fill(desk, **MEMO)
    del typed["kind-of-all"]
    asked = desk.post(address(), typed)
    content = asked.content.decode()
    assert not Agreement.objects.exists()
    assert "Some names are not clear yet" in content
    assert "Already recorded under a name like this?" in content
    again = sent_by(asked)
    assert {name: again.get(name) for name in typed} == typed
    board = asked.context_data["page"].names.of("body", "Isles Ferry Board")
    again |= {board.key: f"{Organization.objects.get(slug='ferries').pk}"}
    council = asked.context_data["page"].names.of("body", "CoP")
    again |= {f"{council.key}-kind": "intergovernmental"}
    assert desk.post(address(), again).status_code == 302
    assert Organization.objects.get(name="Council of Ports").kind == "intergovernmental"
    # The editor's own record is not a contributor's to add a name to.
    assert not OrganizationName.objects.exists()


def test_a_name_as_printed_is_added_to_a_body_that_one_may_change(admin_client):
    body = OrganizationFactory(name="Isles Ferries Board")
    typed = fill(admin_client, **MEMO | {"signatories__lines": "Isles Ferry Board (IFB)"})
    typed |= {"commitments-0-who": ""}
    page = admin_client.post(address(), typed).context_data["page"]
    key = page.names.of("body", "IFB").key
    admin_client.post(address(), typed | {key: f"{body.pk}"})
    assert set(body.names.values_list("text", "kind")) == {
        ("Isles Ferry Board", "as-printed"),
        ("IFB", "acronym"),
    }
    assert not OrganizationName.objects.uncited().exists()


@pytest.mark.once
def test_a_file_is_read_once_and_need_not_be_sent_again(desk, bank):
    typed = fill(desk, **MEMO | {"document__text": "", "agreement__title": ""})
    file = SimpleUploadedFile("release.txt", DOCUMENT.encode())
    asked = desk.post(address(), typed | {"document-file": file})
    assert "“release.txt” was read" in asked.content.decode()
    again = sent_by(asked) | {"agreement-title": "Memorandum on Piers"}
    assert desk.post(address(), again).status_code == 302
    assert Source.objects.get().sha256 == sha256(DOCUMENT.encode()).hexdigest()
    assert Passage.objects.filter(fingerprint=fingerprint("The Council and the Bank signed."))


def test_a_recorded_source_is_added_to(desk):
    passage = PassageFactory(source__publication="draft", locator="line 1")
    agreement = AgreementFactory(publication="draft")
    SignatoryFactory(agreement=agreement, position=4)
    typed = fill(desk, passage.source, **{
        "agreement__existing": f"{agreement.pk}",
        "signatories__lines": "Isles Ferry Board",
        "signatories__cites": "1",
        "kind-of-all": "other",
    })  # fmt: skip
    assert desk.post(address(passage.source), typed).status_code == 302
    added = Signatory.objects.get(name_as_printed="Isles Ferry Board")
    assert (added.agreement, added.position) == (agreement, 5)
    assert added.citations.get().passage == passage


def test_an_act_is_recorded_for_those_who_stand_there_already(desk):
    passage = PassageFactory(source__publication="draft")
    agreement = AgreementFactory(publication="draft")
    SignatoryFactory.create_batch(2, agreement=agreement)
    SignatoryFactory(agreement=agreement, capacity="witness")
    typed = fill(
        desk,
        passage.source,
        agreement__existing=f"{agreement.pk}",
        signatories__act="ratification",
        signatories__date="2020",
        signatories__cites="1",
    )
    desk.post(address(passage.source), typed)
    assert Act.objects.filter(kind="ratification", date="2020").count() == 2


@pytest.mark.once
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"signatories__date": "04/09/2018"}, "may be 4 September 2018 (2018-09-04) or 9 April"),
        ({"signatories__cites": ""}, "Say which passage says so"),
        ({"commitments__0__cites": "7"}, "There is no passage 7 above"),
        ({"commitments__0__who": "9"}, "There is no signatory 9 above"),
        ({"passages__0__locator": "lines 9-12"}, "is not in the document, which has 4 lines"),
        ({"passages__0__text": "Nobody signed."}, "the text is not what stands in “lines 2-3”"),
        (
            {"passages__1__locator": "lines 2-3", "passages__1__text": ""},
            "Passage 1 is “lines 2-3” already",
        ),
        ({"signatories__act": ""}, "Say which act it was that Ana Pérez did."),
        ({"agreement__title": ""}, "Say which agreement this is about"),
        ({"signatories__lines": "CoP\nCoP"}, "Line 2: “CoP” stands there already"),
        ({"signatories__lines": "CoP | chairman | Ana"}, "“chairman” is no capacity"),
        ({"signatories__lines": "CoP | witness | Ana"}, "performs no act of its own"),
        ({"source__title": ""}, "This field is required."),
        ({"commitments__0__recurrence": "yearly"}, "has a deadline or recurs, not both"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost_or_recorded(desk, bank, fields, said):
    typed = fill(desk, **MEMO | fields)
    response = desk.post(address(), typed)
    content = response.content.decode().replace("&#x27;", "'")
    assert (response.status_code, said in content) == (200, True), content
    again = sent_by(response)
    assert {name: again.get(name) for name in typed} == typed
    assert not Source.objects.exists()


@pytest.mark.once
def test_a_document_that_is_recorded_already_leads_to_its_source(desk):
    source = SourceFactory(sha256=sha256(DOCUMENT.encode()).hexdigest())
    content = desk.post(address(), fill(desk, **MEMO)).content.decode()
    assert address(source) in content
    assert Source.objects.count() == 1


@pytest.mark.once
def test_an_empty_page_records_nothing(desk):
    source = SourceFactory(publication="draft")
    response = desk.post(address(source), fill(desk, source))
    assert "There is nothing to record yet." in response.content.decode()
    assert not ChangeSet.objects.exists()


@pytest.mark.once
def test_a_contributor_adds_nothing_to_what_is_published(desk):
    passage = PassageFactory()
    agreement = AgreementFactory()
    typed = fill(
        desk,
        passage.source,
        passages__1__locator="line 9",
        agreement__existing=f"{agreement.pk}",
    )
    content = desk.post(address(passage.source), typed).content.decode()
    assert "only an editor may add passages to it" in content
    assert "only an editor may add to it" in content
    assert passage.source.passages.count() == 1


def test_a_contributor_cites_a_published_source_in_a_draft(desk):
    passage = PassageFactory()
    typed = fill(desk, passage.source, agreement__title="Memo", agreement__cites="1")
    assert desk.post(address(passage.source), typed).status_code == 302
    assert Agreement.objects.get().citations.get().passage == passage


@pytest.mark.once
def test_staff_without_a_group_and_visitors_record_nothing(client, bank):
    assert client.get(address()).status_code == 302
    client.force_login(User.objects.create_user("otto", is_staff=True))
    assert client.get(address()).status_code == 403
    assert client.post(address(), {"source-title": "x"}).status_code == 403
    assert client.post(reverse("admin:recording_names"), {}).status_code == 403


def test_garbage_is_no_error_of_the_server(desk):
    for sent in ({}, {"passages-TOTAL_FORMS": "many"}, {"commitments-TOTAL_FORMS": "999999"}):
        assert desk.post(address(), sent).status_code == 200
        assert desk.post(reverse("admin:recording_names"), sent).status_code == 200
    assert desk.get("/admin/sources/source/999999/record/").status_code == 404
    assert not Source.objects.exists()


@pytest.mark.once
def test_there_is_room_for_more_rows_without_a_script(desk):
    typed = fill(desk, source__title="Ports sign") | {"_more": "passages"}
    response = desk.post(address(), typed)
    again = sent_by(response)
    assert (again["passages-TOTAL_FORMS"], again["source-title"]) == ("6", "Ports sign")
    assert "Nothing is recorded yet" not in response.content.decode()


@pytest.mark.once
def test_the_page_costs_the_same_for_a_source_with_many_passages(
    desk, django_assert_max_num_queries
):
    source = SourceFactory(publication="draft")
    PassageFactory.create_batch(45, source=source)
    with django_assert_max_num_queries(15):
        content = desk.get(address(source)).content.decode()
    assert content.count("recorded already") == 41


@pytest.mark.once
def test_a_date_is_told_as_one_types(desk):
    url = reverse("admin:date_said")
    assert desk.get(url, {"date": "early 2016"}).json() == {
        "edtf": "[2016-01..2016-06]",
        "words": "between January 2016 and June 2016",
    }
    assert "9 April 2018" in desk.get(url, {"date": "04/09/2018"}).json()["error"]


def test_a_person_who_is_known_is_not_made_again(desk, bank):
    ana = PersonFactory(name="Ana Pérez")
    desk.post(address(), fill(desk, **MEMO))
    assert Act.objects.get(person__isnull=False).person == ana


@pytest.mark.once
def test_looking_names_up_and_writing_cost_what_they_hold(
    desk, bank, django_assert_max_num_queries
):
    typed = fill(desk, **MEMO)
    with django_assert_max_num_queries(12):
        assert "Isles Ferry Board" in desk.post(reverse("admin:recording_names"), typed).text
    with django_assert_max_num_queries(300):
        assert desk.post(address(), typed).status_code == 302


def test_a_passage_that_is_gone_meanwhile_is_not_made_again(desk):
    passage = PassageFactory(source__publication="draft")
    typed = fill(desk, passage.source, agreement__title="Memo", agreement__cites="1")
    passage.delete()
    content = desk.post(address(passage.source), typed).content.decode()
    assert "was deleted or renamed meanwhile" in content
    assert not Agreement.objects.exists()


@pytest.mark.once
def test_the_page_of_a_source_leads_here(admin_client):
    source = SourceFactory()
    page = admin_client.get(reverse("admin:sources_source_change", args=[source.pk]))
    assert f'href="{address(source)}"' in page.content.decode()
    assert f'href="{address()}"' in admin_client.get("/admin/sources/source/add/").content.decode()
    assert f'href="{address()}"' in admin_client.get("/admin/").content.decode()
