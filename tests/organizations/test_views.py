"""The page of a body: what it was called, whom it belongs to, and with whom it has to do."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Act, Agreement, Signatory
from events.models import Event, Participation
from organizations.models import Membership, Organization
from search.tables import refresh_statistics
from sources.views import CITATIONS
from tests.agreements import factories as agreements
from tests.events import factories as events
from tests.listings.crowd import hang, rows
from tests.organizations.factories import (
    MembershipFactory,
    OrganizationFactory,
    OrganizationNameFactory,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/organizations/harbour/"
# What hangs on a body besides what others record of it.
OWN = (
    "names",
    "identifiers",
    "memberships",
    "members",
    "appointments",
    "parts",
    "predecessors",
    "obligations",
    "progress_reports",
)


@pytest.fixture
def harbour() -> Any:
    return OrganizationFactory(slug="harbour", name="Harbour Board", acronym="HB")


def page(client: Any, address: str = ADDRESS, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def section(page: str, name: str) -> str:
    """The section of a page under the heading of that id."""
    found = re.search(rf'<section aria-labelledby="{name}">.*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def order(text: str, *words: str) -> list[str]:
    """The words in the order in which they stand in the text."""
    return sorted(words, key=text.index)


def share(body: Any, other: Any, day: str = "2017-03-08", capacity: str = "signatory") -> Any:
    """An agreement in which both stand, signed on the day by the first."""
    agreement = agreements.AgreementFactory()
    for each in (body, other):
        place = agreements.SignatoryFactory(
            agreement=agreement, organization=each, capacity=capacity
        )
        if day:
            agreements.ActFactory(signatory=place, date=day)
    return agreement


def meet(body: Any, other: Any, start: str = "2018-09-04") -> None:
    event = events.EventFactory(start=start, end="")
    for each in (body, other):
        events.ParticipationFactory(event=event, organization=each)


def partners(client: Any, **query: str) -> list[tuple[str, ...]]:
    """Name, agreements, events and last contact of each partner, as the table has them."""
    rows = re.findall(r"<tr>(.*?)</tr>", section(page(client, **query), "partners"), re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows[1:]]
    return [tuple(re.sub(r"<[^>]+>", "", cell).strip() for cell in row) for row in cells]


class TestNames:
    def test_they_stand_in_the_order_of_their_terms(self, harbour, client):
        for text, kind, since, until in (
            ("Wharf Board", "former", "1990", "2009"),
            ("Quay Board", "former", "1950", "1989"),
            ("Junta del Puerto", "translation", "", ""),
        ):
            OrganizationNameFactory(
                organization=harbour, text=text, kind=kind, since=since, until=until
            )
        names = section(page(client), "names")
        wanted = ["Quay Board", "Wharf Board", "Junta del Puerto"]
        assert order(names, *reversed(wanted)) == wanted
        assert "Spanish" in names
        assert names.count("no longer") == 2

    def test_the_name_of_a_past_day_is_told(self, harbour, client):
        OrganizationNameFactory(
            organization=harbour, text="Quay Board", kind="former", since="1950", until="1989"
        )
        assert "its name was “Quay Board”" in page(client, as_of="1980")
        assert "its name was" not in page(client, as_of="1995")

    def test_of_several_names_of_a_day_the_one_that_came_last_counts_on_page_and_list(
        self, harbour, client
    ):
        since = {"text": "Wharf Board", "since": "1990", "until": "2010"}
        OrganizationNameFactory(organization=harbour, kind="former", **since)
        OrganizationNameFactory(
            organization=harbour, kind="former", text="Jetty Board", until="2005"
        )
        assert "its name was “Wharf Board”" in page(client, as_of="2000")
        assert "Wharf Board" in page(client, "/organizations/", as_of="2000")
        assert "its name was" not in page(client)


class TestMemberships:
    def test_those_of_the_day_come_first(self, harbour, client):
        for name, since, until in (("A Once", "1990", "1999"), ("B Now", "2001", "..")):
            MembershipFactory(member=harbour, group__name=name, since=since, until=until)
        own = section(page(client), "memberships")
        assert order(own, "A Once", "B Now") == ["B Now", "A Once"]
        assert own.count("no longer") == 1
        then = section(page(client, as_of="1995"), "memberships")
        assert order(then, "A Once", "B Now") == ["A Once", "B Now"]
        assert then.count("not yet") == 1

    def test_of_many_members_the_rest_is_a_list_away(self, harbour, client):
        members = [
            Organization(name=f"Member {n:02}", slug=f"m-{n}", publication="published")
            for n in range(52)
        ]
        Organization.objects.bulk_create(members)
        rows(Membership, 52, group=[harbour] * 52, member=members)
        members = section(page(client), "members")
        assert "Member 49" in members
        assert "Member 50" not in members
        assert "?member_of=harbour" in members
        assert "All 52" in members


def test_parts_predecessors_and_what_it_is_part_of_are_there(client):
    whole = OrganizationFactory(slug="whole", name="Port Authority")
    harbour = OrganizationFactory(slug="harbour", part_of=whole)
    OrganizationFactory(name="Pilots' Office", part_of=harbour)
    OrganizationFactory(name="Old Quay", successor=harbour)
    OrganizationFactory(name="Hidden Office", part_of=harbour, publication="draft")
    shown = page(client)
    for words in ("Port Authority", "Pilots&#x27; Office", "Old Quay", "Took the place of"):
        assert words in shown
    assert "Hidden Office" not in shown


def test_an_agreement_has_its_stage_of_the_day(harbour, client):
    agreement = share(harbour, OrganizationFactory(), "2011-05-01")
    agreement.in_force_from = "2014"
    agreement.save()
    assert "in effect" in section(page(client), "agreements")
    then = section(page(client, as_of="2012"), "agreements")
    assert "in effect" not in then
    assert "signed or adopted" in then


@pytest.mark.once
def test_of_many_agreements_the_newest_ten_are_told(harbour, client):
    other = OrganizationFactory()
    for year in range(2001, 2013):
        share(harbour, other, str(year))
    told = section(page(client), "agreements")
    assert "All 12" in told
    assert order(told, "2012", "2003") == ["2012", "2003"]
    assert "2002" not in told


class TestPartners:
    def test_they_are_ranked_by_what_is_shared(self, harbour, client):
        near, far = OrganizationFactory(name="Near"), OrganizationFactory(name="Far")
        agreement = share(harbour, near, "2011")
        # In one agreement twice is one agreement.
        agreements.SignatoryFactory(agreement=agreement, organization=near, capacity="depositary")
        share(harbour, near, "")
        meet(harbour, near)
        meet(harbour, far, "2010?")
        OrganizationFactory(name="Stranger")
        assert partners(client) == [
            ("Near", "2", "1", "4 September 2018"),
            ("Far", "0", "1", "2010 (uncertain)"),
        ]

    def test_a_day_leaves_out_what_came_later(self, harbour, client):
        near, far = OrganizationFactory(name="Near"), OrganizationFactory(name="Far")
        share(harbour, near, "2011")
        share(harbour, near, "2015")
        meet(harbour, far, "2018")
        assert partners(client, as_of="2012") == [("Near", "1", "0", "2011")]

    def test_without_any_there_are_none(self, harbour, client):
        agreements.SignatoryFactory(organization=harbour)
        assert "No other body is recorded" in section(page(client), "partners")

    def test_what_is_hidden_makes_no_partner(self, harbour, client):
        share(harbour, OrganizationFactory(name="Hidden", publication="draft"))
        hidden = share(harbour, OrganizationFactory(name="Other"))
        hidden.publication = "draft"
        hidden.save()
        assert partners(client) == []

    def test_an_act_that_is_hidden_does_not_say_when_it_was_signed(self, harbour, client):
        agreement = share(harbour, OrganizationFactory(name="Near"), "2011")
        hidden = agreements.SignatoryFactory(agreement=agreement, organization__publication="draft")
        agreements.ActFactory(signatory=hidden, date="2001")
        assert partners(client, as_of="2005") == []
        assert len(partners(client, as_of="2011")) == 1

    def test_each_leads_to_the_page_of_the_two(self, harbour, client):
        share(harbour, OrganizationFactory(slug="aft"))
        share(harbour, OrganizationFactory(slug="stern"))
        told = section(page(client), "partners")
        for address in ("/organizations/aft/with/harbour/", "/organizations/harbour/with/stern/"):
            # In the table and in the drawing.
            assert told.count(f'href="{address}"') == 2
        assert 'action="/organizations/harbour/with/"' in told

    @pytest.mark.once
    def test_ten_are_told_and_the_others_are_in_the_network(self, harbour, client):
        for _ in range(12):
            share(harbour, OrganizationFactory())
        told = section(page(client), "partners")
        assert len(partners(client)) == 10
        assert "All 12 partners" in " ".join(told.split())
        assert 'href="/organizations/harbour/with/#partners"' in told
        assert "12 of them in the network" in " ".join(told.split())
        assert 'href="/network/?organization=harbour"' in told

    def test_only_those_with_whom_it_agreed_something_are_in_the_network(self, harbour, client):
        near, far = OrganizationFactory(name="Near"), OrganizationFactory(name="Far")
        meet(harbour, far)
        assert "in the network" not in section(page(client), "partners")
        agreement = share(harbour, near)
        agreements.SignatoryFactory(agreement=agreement, capacity="witness")
        told = section(page(client), "partners")
        assert len(partners(client)) == 3
        assert "1 of them in the network" in " ".join(told.split())
        assert client.get("/network.json?organization=harbour").json()["count"] == 2
        # Nothing is left out that a list would have to tell.
        assert "#partners" not in told


class TestEvents:
    def test_an_event_in_which_it_had_two_roles_is_one(self, harbour, client):
        fair = events.EventFactory(title="Ferry Fair")
        for role in ("host", "chair"):
            events.ParticipationFactory(event=fair, organization=harbour, role=role)
        events.ParticipationFactory(event=fair)
        told = " ".join(section(page(client), "events").split())
        assert 'Events <span class="count">1</span>' in told
        assert '<span class="item">host</span><span class="item">chair</span>' in told
        assert told.count(">Ferry Fair</a>") == 1

    @pytest.mark.once
    def test_of_many_events_the_latest_ten_are_told(self, harbour, client):
        for year in range(2001, 2013):
            meet(harbour, OrganizationFactory(), str(year))
        told = section(page(client), "events")
        assert "All 12" in told
        assert order(told, "2012", "2003") == ["2012", "2003"]
        assert "2002" not in told

    def test_its_series_lead_to_their_events(self, harbour, client):
        events.SeriesFactory(slug="fairs", name="Ferry Fairs", organization=harbour)
        events.SeriesFactory(name="Secret Fairs", organization=harbour, publication="draft")
        shown = page(client)
        assert '<a href="/events/?series=fairs">Ferry Fairs</a>' in shown
        assert "Secret Fairs" not in shown


@pytest.mark.once
class TestDrawing:
    def test_lines_between_partners_are_agreements_of_both(self, harbour, client):
        one, two, three = OrganizationFactory.create_batch(3)
        for each in (one, two, three):
            share(harbour, each)
        share(one, two)
        drawing = page(client)
        assert (drawing.count('class="own"'), drawing.count('class="tie"')) == (3, 1)

    def test_the_more_is_shared_the_thicker_the_line(self, harbour, client):
        near, far = OrganizationFactory(name="Near"), OrganizationFactory(name="Far")
        for _ in range(4):
            share(harbour, near)
        share(harbour, far)
        widths = re.findall(r'class="own"[^>]*stroke-width="([\d.]+)"', page(client))
        assert widths == ["3.0", "1.0"]

    def test_it_is_the_same_each_time(self, harbour, client):
        for _ in range(3):
            share(harbour, OrganizationFactory())
        assert section(page(client), "partners") == section(page(client), "partners")


def fill(body: Any, number: int) -> None:
    """So many partners of a body, tied to each other too, and all that hangs on it."""
    others, agreed, met = rows(Organization, number), rows(Agreement, number), rows(Event, number)
    for bodies in ([body] * number, others, [*others[1:], others[0]]):
        places = rows(Signatory, number, agreement=agreed, organization=bodies)
        rows(Act, number, signatory=places)
        rows(Participation, number, full=True, event=met, organization=bodies)
    hang([body], {name: CITATIONS if name != "obligations" else {} for name in OWN}, number)
    refresh_statistics()


@pytest.mark.once
def test_thirty_of_each_cost_as_many_queries_as_three_and_no_more_than_fifteen(harbour, client):
    counts = []
    for number in (3, 27):
        fill(harbour, number)
        for address in (ADDRESS, f"/es{ADDRESS}"):
            with CaptureQueriesContext(connection) as captured:
                page(client, address)
            counts.append(len(captured))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 15
