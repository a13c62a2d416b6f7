"""Everything between two bodies: what is told, in what order, of which day, and what it costs."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements.models import (
    Act,
    Agreement,
    Assessment,
    Commitment,
    Obligation,
    ProgressReport,
    Signatory,
)
from events.models import Event, Participation
from organizations.models import Membership, Organization
from portal.pair import between
from search.tables import refresh_statistics
from tests.agreements import factories as agreements
from tests.events import factories as events
from tests.listings.crowd import hang, rows
from tests.organizations.factories import MembershipFactory, OrganizationFactory, PersonFactory
from tests.sources.factories import PassageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAGE, JSON = "/organizations/council/with/port/", "/organizations/council/with/port.json"


@pytest.fixture
def pair() -> tuple[Any, Any]:
    return (
        OrganizationFactory(slug="council", name="Council of Coasts", acronym="COC"),
        OrganizationFactory(slug="port", name="Port Authority", acronym=""),
    )


def sign(pair: Any, day: str = "2017-03-08", **given: Any) -> Any:
    """An agreement that both signed."""
    agreement = agreements.AgreementFactory(**given)
    for body in pair:
        place = agreements.SignatoryFactory(agreement=agreement, organization=body)
        agreements.ActFactory(signatory=place, date=day)
    return agreement


def meet(pair: Any, start: str = "2017-03-08", **given: Any) -> Any:
    """An event in which both took part."""
    event = events.EventFactory(start=start, end="", **given)
    for body in pair:
        events.ParticipationFactory(event=event, organization=body)
    return event


def told(client: Any, **query: str) -> dict[str, Any]:
    response = client.get(JSON, query)
    assert response.status_code == 200, response.content.decode()
    return response.json()


def text(client: Any, **query: str) -> str:
    response = client.get(PAGE, query)
    assert response.status_code == 200
    return response.content.decode()


def entries(client: Any, **query: str) -> list[str]:
    return [each["slug"] for each in told(client, **query)["entries"]]


def test_all_of_it_stands_in_time_order_and_what_has_no_date_last(pair, client):
    agreement = sign(pair, "2011", slug="signed")
    meet(pair, "", slug="undated")
    meet(pair, "2010-05-01", slug="met")
    agreements.ProgressReportFactory(
        slug="told", reporter=pair[0], agreement=agreement, date="2018-11"
    )
    MembershipFactory(slug="joined", member=pair[1], group=pair[0], since="2001")
    assert entries(client) == ["joined", "met", "signed", "told", "undated"]
    page = text(client)
    assert page.index("Without a date") > page.index("In time order")


def test_what_is_not_of_both_is_not_told(pair, client):
    alone = sign(pair[:1], slug="alone")
    meet(pair[:1])
    agreements.ProgressReportFactory(reporter=pair[1], agreement=alone)
    agreements.CommitmentFactory(agreement=alone)
    MembershipFactory(member=pair[0])
    answer = told(client)
    assert (answer["entries"], answer["groups"]) == ([], [])
    assert set(answer["counts"].values()) == {0}


def test_nothing_recorded_is_not_nothing(pair, client):
    page = text(client)
    assert "Nothing is recorded between Council of Coasts and Port Authority" in page
    assert "That is what this record holds, not what there is." in page


def test_it_says_as_what_each_stands_in_an_agreement(pair, client):
    agreement = sign(pair[:1], slug="signed", in_force_from="2017-04")
    behind = OrganizationFactory(slug="behind")
    agreements.SignatoryFactory(
        agreement=agreement,
        organization=pair[1],
        capacity=Signatory.Capacity.WITNESS,
        on_behalf_of=behind,
    )
    [entry] = told(client)["entries"]
    assert (entry["kind"], entry["date"], entry["stage"]) == (
        "agreement",
        "2017-03-08",
        "in-effect",
    )
    assert sorted(entry["parts"], key=lambda part: part["organization"]) == [
        {
            "organization": "council",
            "role": "signatory",
            "on_behalf_of": None,
            "acts": [{"kind": "signature", "date": "2017-03-08"}],
        },
        {"organization": "port", "role": "witness", "on_behalf_of": "behind", "acts": []},
    ]
    assert told(client)["in_effect"] == ["signed"]


def test_commitments_are_owed_until_a_report_settles_them(pair, client):
    agreement = sign(pair)
    other = agreements.SignatoryFactory(agreement=agreement).organization
    promise = agreements.CommitmentFactory
    late = promise(slug="late", agreement=agreement, deadline="2018")
    promise(slug="soon", agreement=agreement, deadline="2017-12")
    done = promise(slug="done", agreement=agreement)
    theirs = promise(slug="theirs", agreement=agreement)
    agreements.ObligationFactory(commitment=theirs, organization=other)
    agreements.ObligationFactory(commitment=late, organization=pair[1])
    agreements.AssessmentFactory(commitment=done, stage="fulfilled", report__date="2018-11")
    answer = told(client)
    assert answer["counts"]["commitments"] == 3
    assert answer["owed"] == ["soon", "late"]
    assert told(client, as_of="2018-10")["owed"] == ["soon", "late", "done"]
    [entry] = answer["entries"]
    named = {each["slug"]: each["obligated"] for each in entry["commitments"]}
    assert named == {"late": ["port"], "soon": [], "done": []}
    assert text(client).count(">overdue<") == 2


def test_a_witness_owes_nothing(pair, client):
    agreement = agreements.AgreementFactory()
    for body in pair:
        agreements.SignatoryFactory(agreement=agreement, organization=body, capacity="witness")
    agreements.CommitmentFactory(agreement=agreement)
    assert told(client)["counts"] == {"agreements": 1, "events": 0, "commitments": 0, "reports": 0}


def test_the_day_decides_on_what_has_come_and_where_it_stands(pair, client):
    sign(pair, "2011-05-01", slug="first", until="2015")
    meet(pair, "2018-09-04", slug="second")
    now, then = told(client), told(client, as_of="2012")
    assert [now["contacts"][end]["slug"] for end in ("first", "latest")] == ["first", "second"]
    assert [then["contacts"][end]["slug"] for end in ("first", "latest")] == ["first", "first"]
    assert [(each["slug"], each["later"]) for each in then["entries"]] == [
        ("first", False),
        ("second", True),
    ]
    assert [now["entries"][0]["stage"], then["entries"][0]["stage"]] == ["ended", "signed"]
    assert (now["as_of"], then["as_of"]) == (str(timezone.localdate()), "2012-12-31")
    assert "After 31 December 2012" in text(client, as_of="2012")


def test_the_longest_pause_is_told_where_dates_allow(pair, client):
    for slug, start in (("a", "2010"), ("b", "2011-05-01"), ("c", "2018-09-04")):
        meet(pair, start, slug=slug)
    assert told(client)["contacts"]["longest_pause"] == {
        "after": "b",
        "before": "c",
        "least_days": 2683,
        "most_days": 2683,
    }
    page = text(client)
    assert page.count("7 years") == 2
    assert "without a recorded contact" in page


def test_groups_are_those_that_both_belong_to_on_the_day(pair, client):
    group = OrganizationFactory(slug="group", name="Group of Coasts")
    MembershipFactory(member=pair[0], group=group, capacity="chair", since="2001")
    MembershipFactory(member=pair[1], group=group, since="2001", until="2005")
    [found] = told(client, as_of="2004")["groups"]
    assert (found["slug"], found["capacities"]) == ("group", {"council": "chair", "port": "member"})
    assert told(client)["groups"] == []
    assert "Council" in text(client, as_of="2004")


def test_everything_bears_the_passages_that_say_so(pair, client):
    agreement, event = sign(pair, slug="signed"), meet(pair)
    promise = agreements.CommitmentFactory(agreement=agreement)
    passage = PassageFactory(slug="here", gist="Both of them signed.")
    for place in agreement.signatories.all():
        agreements.SignatoryCitationFactory(record=place, passage=passage)
        agreements.ActCitationFactory(record=place.acts.get(), passage=passage)
    agreements.AgreementCitationFactory(record=agreement, passage=passage)
    agreements.CommitmentCitationFactory(record=promise, passage=passage)
    for part in event.participations.all():
        events.ParticipationCitationFactory(record=part, passage=passage)
    answer = told(client)
    assert [each["passages"] for each in answer["entries"]] == [["here"], ["here"]]
    assert [each["gist"] for each in answer["passages"]] == ["Both of them signed."]
    page = text(client)
    assert page.count("Both of them signed.") == 1
    # What nobody is cited for: the event itself.
    assert page.count("no source") == 1


class TestAddress:
    @pytest.mark.parametrize("end", ["/", ".json"])
    def test_the_other_order_leads_to_the_one_address(self, end, pair, client):
        response = client.get(f"/organizations/port/with/council{end}?as_of=2012")
        wanted = f"/organizations/council/with/port{end}?as_of=2012"
        assert (response.status_code, response["Location"]) == (301, wanted)

    @pytest.mark.parametrize("end", ["/", ".json"])
    def test_former_slugs_lead_there_in_one_step(self, end, pair, client):
        pair[0].slug = "zone"
        pair[0].save()
        response = client.get(f"/organizations/council/with/port{end}")
        assert (response.status_code, response["Location"]) == (
            301,
            f"/organizations/port/with/zone{end}",
        )
        assert client.get(f"/organizations/council/with/zone{end}").status_code == 404

    @pytest.mark.parametrize("end", ["/", ".json"])
    def test_a_body_with_itself_is_no_pair(self, end, pair, client):
        response = client.get(f"/organizations/port/with/port{end}")
        assert response.status_code == 404
        assert "a pair needs two" in response.content.decode()

    @pytest.mark.parametrize("other", ["never-was", "hidden"])
    def test_what_is_not_public_is_not_found(self, other, pair, client):
        OrganizationFactory(slug="hidden", publication="draft")
        for end in ("/", ".json"):
            response = client.get(f"/organizations/council/with/{other}{end}")
            assert response.status_code == 404
            assert "There is no published record" in response.content.decode()

    @pytest.mark.parametrize(
        ("query", "word"), [({"colour": "blue"}, "colour"), ({"as_of": "soon"}, "soon")]
    )
    def test_a_question_that_makes_no_sense_is_refused_in_words(self, query, word, pair, client):
        for address in (PAGE, JSON):
            response = client.get(address, query)
            assert response.status_code == 400
            assert word in response.content.decode()
        assert response["Content-Type"] == "application/problem+json"


def test_how_much_is_on_record_leads_to_the_lists_and_to_nothing_beside(pair, client):
    sign(pair)
    meet(pair)
    page = client.get(PAGE).content.decode()
    both = "?organization=council&amp;organization=port"
    assert f'<a href="/agreements/{both}">1 agreement</a>' in page
    assert f'<a href="/events/{both}">1 event</a>' in page


class TestCompare:
    def test_a_name_leads_to_the_pair(self, pair, client):
        response = client.get("/organizations/port/with/", {"organization": "COC", "as_of": "2012"})
        assert (response.status_code, response["Location"]) == (302, f"{PAGE}?as_of=2012")

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ("zeppelin", "found “zeppelin”"),
            ("port", "both are the same organization"),
            ("", "required"),
        ],
    )
    def test_a_name_that_leads_nowhere_is_asked_again(self, asked, said, pair, client):
        response = client.get("/organizations/port/with/", {"organization": asked})
        assert response.status_code == 400
        assert said in response.content.decode()

    def test_a_name_of_two_offers_both(self, pair, client):
        for slug in ("isles-bank", "isles-board"):
            OrganizationFactory(slug=slug, acronym="IB")
        page = client.get("/organizations/port/with/", {"organization": "IB"}).content.decode()
        assert page.count("?organization=isles-b") == 2

    def test_it_lists_everybody_with_whom_the_body_has_to_do(self, pair, client):
        sign(pair, "2017")
        meet((pair[1], OrganizationFactory(slug="isles", name="Isles")), "2010")
        OrganizationFactory(name="Stranger")
        page = client.get("/organizations/port/with/").content.decode()
        assert '<a href="/organizations/council/with/port/">Council of Coasts</a>' in page
        assert '<a href="/organizations/isles/with/port/">Isles</a>' in page
        assert "Stranger</a>" not in page
        then = client.get("/organizations/port/with/?as_of=2012").content.decode()
        assert "Council of Coasts</a>" not in then
        assert "Isles" in then

    def test_it_asks_where_nothing_is_given(self, pair, client):
        response = client.get("/organizations/port/with/")
        assert response.status_code == 200
        assert client.get("/organizations/none/with/").status_code == 404


def fill(pair: Any, number: int) -> None:
    """So many of everything that there can be between two, all cited."""
    agreed, met = rows(Agreement, number), rows(Event, number)
    groups = rows(Organization, number)
    for body in pair:
        same = [body] * number
        places = rows(Signatory, number, agreement=agreed, organization=same)
        rows(Act, number, full=True, signatory=places)
        rows(Participation, number, full=True, event=met, organization=same)
        rows(Membership, number, member=same, group=groups)
    first = [pair[0]] * number
    # Once more, on behalf of another.
    rows(Signatory, number, full=True, agreement=agreed, organization=first)
    promises = rows(Commitment, number, agreement=agreed)
    rows(Obligation, number, commitment=promises, organization=first)
    reports = rows(ProgressReport, number, agreement=agreed, reporter=first)
    rows(Assessment, number, report=reports, commitment=promises)
    for cited in (agreed, met, promises, reports):
        hang(cited, {"citations": {}})
    refresh_statistics()


def test_thirty_of_each_cost_as_many_queries_as_one_and_no_more_than_fifteen(pair, client):
    addresses = (PAGE, JSON, f"/es{PAGE}")
    counts = []
    for number in (1, 29):
        fill(pair, number)
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts.append(len(captured))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 15


def test_of_too_many_the_first_and_the_newest_are_told(pair, client, monkeypatch):
    monkeypatch.setattr(between, "MOST", 3)
    for year in range(2001, 2008):
        meet(pair, f"{year}-05-01", slug=f"met-{year}")
    answer = told(client)
    assert [each["slug"] for each in answer["entries"]] == [
        "met-2001",
        "met-2005",
        "met-2006",
        "met-2007",
    ]
    assert (answer["complete"], answer["counts"]["events"]) == (False, 7)
    assert answer["contacts"]["first"]["slug"] == "met-2001"
    assert '<a href="/events/?organization=council&amp;organization=port">' in text(client)


def test_what_is_hidden_is_not_told(pair, client):
    sign(pair, publication="draft")
    meet(pair, publication="draft")
    agreement = sign(pair)
    agreements.CommitmentFactory(agreement=agreement, publication="draft")
    agreements.ProgressReportFactory(reporter=pair[0], agreement=agreement, publication="draft")
    hidden = PersonFactory(name="Rufus Hidden", publication="draft")
    agreement.signatories.first().acts.update(person=hidden)
    group = OrganizationFactory(publication="draft")
    for body in pair:
        MembershipFactory(member=body, group=group)
    assert told(client)["counts"] == {"agreements": 1, "events": 0, "commitments": 0, "reports": 0}
    assert told(client)["groups"] == []
    assert "Rufus Hidden" not in text(client)
