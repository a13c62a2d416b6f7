"""The desk for agreements: acts on the agreement's page, one act of every signatory, lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Act, Agreement, Commitment, Signatory
from tests.agreements.factories import (
    ActFactory,
    AgreementCitationFactory,
    AgreementFactory,
    AssessmentFactory,
    CommitmentFactory,
    ProgressReportFactory,
    SignatoryFactory,
)
from tests.forms import address, errors_of, form_data
from tests.organizations.factories import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(admin_client):
    """Sends an agreement's page as it stands but for what is given; returns the response."""

    def send(agreement, **changes):
        url = address(Agreement, "change", agreement.pk)
        data = form_data(admin_client.get(url), Agreement)
        return admin_client.post(url, data | changes)

    return send


def new_act(number, signatory, **more):
    """The fields of another row in the table of acts."""
    row = {"signatory": str(signatory.pk), "kind": "signature", "date": "", **more}
    return {"acts-TOTAL_FORMS": str(number + 1)} | {
        f"acts-{number}-{name}": value for name, value in row.items()
    }


@pytest.mark.once
def test_the_agreement_shows_the_acts_of_its_own_signatories(admin_client):
    second = SignatoryFactory(position=2)
    first = SignatoryFactory(agreement=second.agreement, position=1)
    acts = [ActFactory(signatory=second), ActFactory(signatory=first)]
    ActFactory()
    page = admin_client.get(address(Agreement, "change", second.agreement.pk))
    (shown,) = [f.formset for f in page.context["inline_admin_formsets"] if f.opts.model is Act]
    assert [form.instance for form in shown.initial_forms] == acts[::-1]


def test_an_act_is_added_on_the_page_of_its_agreement(desk, admin_user):
    signatory, person = SignatoryFactory(), PersonFactory()
    row = new_act(0, signatory, date="2018-09-04?", person=str(person.pk))
    assert desk(signatory.agreement, **row).status_code == 302
    act = Act.objects.get()
    assert (act.signatory, act.person, act.date) == (signatory, person, "2018-09-04?")
    assert act.date_latest.isoformat() == "2018-09-04"
    assert act.slug == f"{signatory.slug}-signature-2018-09-04"
    assert act.history.get().history_user == admin_user


@pytest.mark.once
def test_an_act_is_changed_on_the_page_of_its_agreement(desk):
    act, other = ActFactory(), ActFactory()
    changes = {"acts-0-kind": "ratification", "change_reason": "misread"}
    assert desk(act.signatory.agreement, **changes).status_code == 302
    act.refresh_from_db()
    assert act.kind == "ratification"
    assert act.history.first().history_change_reason == "misread"
    assert other.history.count() == 1


def test_an_act_is_deleted_on_the_page_of_its_agreement(desk, admin_user):
    act, other = ActFactory(), ActFactory()
    assert desk(act.signatory.agreement, **{"acts-0-DELETE": "on"}).status_code == 302
    assert list(Act.objects.all()) == [other]
    last = Act.history.first()
    assert (last.history_type, last.history_user) == ("-", admin_user)


@pytest.mark.once
def test_an_act_of_somebody_elses_signatory_is_refused(desk):
    own, other = SignatoryFactory(), SignatoryFactory()
    response = desk(own.agreement, **new_act(0, other))
    expected = "Select a valid choice. That choice is not one of the available choices."
    assert errors_of(response) == [[expected]]
    assert Act.objects.count() == 0


@pytest.mark.once
def test_an_act_of_another_agreement_cannot_be_reached_from_this_one(desk):
    own, foreign = ActFactory(), ActFactory(kind="signature")
    changes = {"acts-0-id": str(foreign.pk), "acts-0-kind": "denunciation"}
    desk(own.signatory.agreement, **changes)
    foreign.refresh_from_db()
    assert foreign.kind == "signature"


def test_the_same_act_twice_is_refused(desk):
    act = ActFactory()
    response = desk(act.signatory.agreement, **new_act(1, act.signatory, date=act.date))
    assert errors_of(response) == [["This act is already recorded for that date."]]


@pytest.mark.once
def test_two_new_acts_that_say_the_same_are_refused(desk):
    signatory = SignatoryFactory()
    rows = new_act(0, signatory) | new_act(1, signatory)
    response = desk(signatory.agreement, **rows)
    assert response.status_code == 200
    assert Act.objects.count() == 0


@pytest.mark.once
def test_the_search_for_a_signatory_stays_within_the_agreement(admin_client):
    own, other = SignatoryFactory(), SignatoryFactory()
    page = admin_client.get(address(Agreement, "change", own.agreement.pk)).content.decode()
    url = address(Signatory, "choices")
    assert f'data-ajax--url="{url}?agreement={own.agreement.slug}"' in page
    query = {"app_label": "agreements", "model_name": "act", "field_name": "signatory"}
    within = query | {"agreement": own.agreement.slug}
    found = admin_client.get(url, within).json()["results"]
    assert [row["id"] for row in found] == [str(own.pk)]
    assert str(other.organization) not in found[0]["text"]


def test_a_new_agreement_with_its_signatories_and_their_signature_is_one_page(admin_client):
    url = address(Agreement, "add")
    bodies = OrganizationFactory.create_batch(3)
    data = form_data(admin_client.get(url), Agreement)
    data |= {
        "title": "Memorandum on the Mandates",
        "act_kind": "signature",
        "act_date": "2018-09-04",
        "change_reason": "press release",
        "signatories-TOTAL_FORMS": "3",
    }
    for number, body in enumerate(bodies):
        data |= {
            f"signatories-{number}-organization": str(body.pk),
            f"signatories-{number}-position": str(number + 1),
            f"signatories-{number}-capacity": "witness" if number == 2 else "signatory",
        }
    page = admin_client.post(url, data, follow=True)
    assert errors_of(page) == []
    assert "2 acts recorded." in page.content.decode()
    agreement = Agreement.objects.get()
    assert agreement.slug == "memorandum-on-the-mandates"
    acts = Act.objects.filter(signatory__agreement=agreement, kind="signature", date="2018-09-04")
    assert {act.signatory.organization for act in acts} == set(bodies[:2])
    assert {act.history.get().history_change_reason for act in acts} == {"press release"}


def test_one_act_of_every_signatory_is_for_those_that_lack_it(desk):
    act = ActFactory(date="2018")
    other = SignatoryFactory(agreement=act.signatory.agreement)
    assert desk(other.agreement, act_kind="signature", act_date="2018").status_code == 302
    assert Act.objects.filter(signatory=act.signatory).count() == 1
    assert Act.objects.get(signatory=other).date == "2018"
    assert desk(other.agreement, act_kind="signature", act_date="2018").status_code == 302
    assert Act.objects.count() == 2


@pytest.mark.once
def test_a_date_without_the_act_and_a_date_that_cannot_be_read_are_refused(desk):
    agreement = SignatoryFactory().agreement
    response = desk(agreement, act_date="2018")
    assert errors_of(response) == [["Say which act it was on that date."]]
    ((message,),) = errors_of(desk(agreement, act_kind="signature", act_date="soon"))
    assert message.startswith("“soon” is not a date that can be read")
    assert Act.objects.count() == 0


def sign(agreement, number):
    """Lets that many bodies sign the agreement, each for another body and through a person."""
    for _row in range(number):
        signatory = SignatoryFactory(agreement=agreement, on_behalf_of=OrganizationFactory())
        ActFactory(signatory=signatory, person=PersonFactory())


def count(client, method, url, data=None):
    with CaptureQueriesContext(connection) as captured:
        getattr(client, method)(url, data)
    return len(captured)


@pytest.mark.once
def test_the_page_takes_as_many_queries_for_thirty_signatories_as_for_one(admin_client):
    agreement = AgreementFactory()
    url = address(Agreement, "change", agreement.pk)
    counts = []
    for number in (1, 29):
        sign(agreement, number)
        data = form_data(admin_client.get(url), Agreement)
        counts.append((count(admin_client, "get", url), count(admin_client, "post", url, data)))
    assert counts[0] == counts[1]


@pytest.mark.once
def test_the_list_takes_as_many_queries_for_thirty_agreements_as_for_one(admin_client):
    url = address(Agreement, "changelist")
    counts = []
    for number in (1, 29):
        for act in ActFactory.create_batch(number):
            AgreementCitationFactory(record=act.signatory.agreement)
        admin_client.get(url)
        counts.append(count(admin_client, "get", url))
    assert counts[0] == counts[1]


def test_the_list_says_the_stage_and_when_it_was_signed(admin_client):
    act = ActFactory(date="2018-09")
    page = admin_client.get(address(Agreement, "changelist")).content.decode()
    assert "September 2018" in page
    assert "signed" in page
    assert str(act.signatory.agreement) in page


def test_an_agreement_is_found_by_the_acronym_of_a_signatory_and_comes_once(admin_client):
    signatory = SignatoryFactory(organization__acronym="CCT", name_as_printed="CCT Council")
    SignatoryFactory(agreement=signatory.agreement, organization__acronym="CCTV")
    AgreementFactory()
    page = admin_client.get(address(Agreement, "changelist"), {"q": "cct"})
    assert list(page.context["cl"].result_list) == [signatory.agreement]


@pytest.mark.once
def test_the_page_leads_to_reports_and_outcomes(admin_client):
    report = ProgressReportFactory()
    page = admin_client.get(address(Agreement, "change", report.agreement.pk)).content.decode()
    link = f"/admin/agreements/progressreport/?agreement={report.agreement.slug}"
    assert f'<a href="{link}">progress reports (1)</a>' in page


@pytest.mark.once
def test_a_commitment_says_its_stage_or_that_nobody_checked(admin_client):
    CommitmentFactory(text="Publish a timetable.")
    AssessmentFactory(commitment__text="Paint the ferries.", stage="under-way")
    page = admin_client.get(address(Commitment, "changelist")).content.decode()
    assert page.count(">not checked<") == 1
    assert page.count(">under way<") == 1


@pytest.mark.once
def test_search_boxes_tell_agreements_of_one_title_apart(admin_client):
    AgreementFactory.create_batch(2, title="Joint Statement", instrument="joint-statement")
    query = {"app_label": "agreements", "model_name": "signatory", "field_name": "agreement"}
    found = admin_client.get(address(Agreement, "choices"), query | {"term": "joint"}).json()
    labels = {row["text"] for row in found["results"]}
    assert len(labels) == 2
    assert all(label.startswith("Joint Statement · joint statement · ") for label in labels)
