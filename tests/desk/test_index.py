"""The desk: every number on it is the number of rows of the list that it leads to."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement
from desk import counting
from desk.visits import Visit
from records.changesets import changing
from records.models import ChangeSet
from tests.agreements.factories import (
    ActFactory,
    AgreementCitationFactory,
    AgreementFactory,
    AssessmentFactory,
    CommitmentFactory,
    SignatoryFactory,
)
from tests.events.factories import ParticipationFactory
from tests.organizations.factories import OrganizationFactory, OrganizationNameFactory
from tests.sources.factories import PassageFactory, SourceFactory

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")


def in_days(number: int) -> str:
    return f"{timezone.localdate() + timedelta(number)}"


def cells(client: Client) -> dict[str, dict[str, list]]:
    """The numbers of the desk by table and line."""
    tables = client.get(INDEX).context["desk"]
    return {table.title: {line.label: line.cells for line in table.lines} for table in tables}


def numbers(client: Client, title: str) -> dict[str, list[int]]:
    """The numbers of one table, each of which is found to be that of its list."""
    lines = cells(client)[title]
    for line in lines.values():
        for cell in line:
            listed = client.get(cell.address).context["cl"]
            assert listed.result_count == cell.number, cell.address
    return {label: [cell.number for cell in line] for label, line in lines.items()}


def test_what_is_on_its_way_to_the_public(admin_client):
    AgreementFactory.create_batch(2, publication="in-review")
    AgreementFactory(publication="draft")
    OrganizationFactory(publication="withdrawn")
    assert numbers(admin_client, "On the way to the public") == {"Agreements": [2, 1]}


def test_agreements_whose_term_ends_by_how_soon_and_how_they_go_on(admin_client):
    AgreementFactory(until=in_days(0))
    AgreementFactory(until=in_days(20), renewal="express")
    AgreementFactory(until=in_days(60), renewal="tacit")
    AgreementFactory(until=f"[{in_days(-9)}..{in_days(170)}]")
    for day in ("", "..", in_days(-1), in_days(181)):
        AgreementFactory(until=day)
    assert numbers(admin_client, "Agreements: what comes") == {
        "Their term ends": [3, 4, 4],
        "… to be renewed expressly": [1, 1, 1],
        "… go on unless notice is given": [0, 1, 1],
    }


def test_agreements_of_which_notice_must_be_given_or_they_go_on(admin_client):
    AgreementFactory(until=in_days(200), notice="P200D", renewal="tacit")
    AgreementFactory(until=in_days(200), notice="P110D")
    AgreementFactory(until=f"[{in_days(300)}..{in_days(700)}]", notice="P20W")
    for until, notice in [(199, "P200D"), (400, "P219D"), (400, "")]:
        AgreementFactory(until=in_days(until), notice=notice)
    for until in ("", ".."):
        AgreementFactory(until=until, notice="P200D")
    found = numbers(admin_client, "Agreements: what comes")
    assert found["The last day to give notice"] == [1, 2, 3]


@pytest.mark.once
def test_an_agreement_that_is_over_already_does_not_end_again(admin_client):
    over = SignatoryFactory(agreement__until=in_days(10), agreement__notice="P3D")
    ActFactory(signatory=over, kind="termination", date=in_days(-10))
    assert numbers(admin_client, "Agreements: what comes") == {}


def test_agreements_of_which_a_notice_takes_effect(admin_client):
    ActFactory(kind="denunciation", date=in_days(-300), effective=in_days(65))
    ActFactory(kind="withdrawal", date=in_days(-300), effective=in_days(-1))
    ActFactory(kind="ratification", date=in_days(-3), effective=in_days(5))
    ActFactory(kind="withdrawal", date=in_days(-3))
    found = numbers(admin_client, "Agreements: what comes")
    assert found == {"A notice takes effect": [0, 1, 1]}


def test_commitments_that_are_late_or_that_nobody_looked_at(admin_client):
    CommitmentFactory.create_batch(2, deadline=in_days(-1))
    AssessmentFactory(commitment__deadline=in_days(-1), stage="fulfilled")
    AssessmentFactory(commitment__deadline=in_days(-1), stage="under-way")
    AssessmentFactory(stage="under-way", report__publication="draft")
    CommitmentFactory(deadline=f"[{in_days(-9)}..{in_days(9)}]")
    found = numbers(admin_client, "Commitments")
    assert found == {"Overdue": [3], "Never checked": [4]}


def test_printed_names_that_nobody_can_resolve(admin_client):
    body = OrganizationFactory(name="Board of Ferries", acronym="BF")
    OrganizationNameFactory(organization=body, text="Ferry Board")
    known = ("board  of ferries", "BF", "Ferry Board", "Ferry board (BF)", "Board of Ferries (bf)")
    for printed in known:
        SignatoryFactory(organization=body, name_as_printed=printed)
    for printed in ("Board", "Ferry Board (FB)", "(BF)", "Board of Ferries ("):
        SignatoryFactory(organization=body, name_as_printed=printed)
    ParticipationFactory(organization=body, name_as_printed="The Board")
    PassageFactory(source__archive_url="https://archive.example/1")
    SourceFactory()
    assert [*numbers(admin_client, "Names and sources").values()] == [[4], [1], [1]]


def test_records_that_may_be_one_and_the_same(admin_client):
    OrganizationFactory.create_batch(2, name="Board of Ferries", acronym="BF")
    (cell,) = cells(admin_client)["Possible duplicates"]["Organizations"]
    page = admin_client.get(cell.address).context["page"]
    assert cell.number == page.paginator.count == 1


def test_facts_without_evidence_and_with_a_single_source(admin_client):
    AgreementFactory()
    twice = PassageFactory()
    one = AgreementCitationFactory(passage=twice).record
    AgreementCitationFactory(record=one, passage__source=twice.source)
    AgreementCitationFactory(record=one, stance="contradicts")
    several = AgreementCitationFactory(passage=twice).record
    AgreementCitationFactory(record=several)
    AgreementCitationFactory(stance="contradicts")
    assert numbers(admin_client, "Evidence")["Agreements"] == [1, 1]
    assert list(Agreement.objects.single_sourced()) == [one]


def test_what_others_wrote_since_the_visit_before(admin_client, admin_user):
    assert "Since your last visit" not in cells(admin_client)
    other = User.objects.create_user("vera")
    for who in (admin_user, other):
        with changing(ChangeSet.Kind.EDIT, user=who):
            AgreementFactory()
    hour = timedelta(hours=1)
    Visit.objects.update(latest=timezone.now() - hour)
    for _ in range(2):
        assert numbers(admin_client, "Since your last visit") == {"Changes by others": [1]}
    Visit.objects.update(before=timezone.now(), latest=timezone.now())
    assert numbers(admin_client, "Since your last visit") == {}


@pytest.mark.once
def test_the_list_of_changes_refuses_a_moment_that_is_none(admin_client):
    address = reverse("admin:records_changeset_changelist")
    for text in ("yesterday", "0001-01-01T00:00:00+14:00"):
        response = admin_client.get(address, {"since": text})
        assert response.status_code == 302
        assert response.url.endswith("?e=1")


@pytest.mark.once
def test_counting_stops_where_nobody_would_read_on(admin_client, monkeypatch):
    monkeypatch.setattr(counting, "ENOUGH", 2)
    monkeypatch.setattr("desk.index.ENOUGH", 2)
    AgreementFactory.create_batch(4, publication="draft")
    response = admin_client.get(INDEX)
    assert ">2+</a>" in "".join(response.content.decode().split())


@pytest.mark.once
def test_nobody_is_told_of_what_they_may_not_see():
    user = User.objects.create_user("ivo", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_commitment"))
    CommitmentFactory()
    client = Client()
    client.force_login(user)
    tables = cells(client)
    assert tables.keys() == {"On the way to the public", "Commitments", "Evidence"}
    assert tables["Evidence"].keys() == {"Commitments"}


@pytest.mark.once
def test_the_desk_takes_few_queries_however_much_waits(admin_client):
    admin_client.get(INDEX)
    AgreementFactory.create_batch(3)
    with CaptureQueriesContext(connection) as captured:
        admin_client.get(INDEX)
    assert len(captured) < 30
