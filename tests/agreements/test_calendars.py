"""What falls due and when: deadlines of commitments, and ends of agreements."""

import pytest

from agreements.calendars import DeadlineListing, ExpiryListing
from listings.subscriptions import WholeQuestion
from tests.agreements.factories import (
    AgreementFactory,
    AgreementThemeFactory,
    CommitmentFactory,
    CommitmentThemeFactory,
    ObligationFactory,
    SignatoryFactory,
    ThemeFactory,
)
from tests.listings.subscribed import calendar, entries
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
URL = "/deadlines.ics"


def summaries(client, **query) -> list[str]:
    return sorted(entries(client, URL, **query))


@pytest.fixture
def record():
    """Two agreements that end, one with a deadline in it, for two bodies and about a theme."""
    harbour, city = (OrganizationFactory(slug=slug) for slug in ("harbour", "city"))
    ferries = AgreementFactory(slug="ferries", title="On Ferries", until="2030-06-30")
    trains = AgreementFactory(slug="trains", title="On Trains", until="2025")
    SignatoryFactory(agreement=ferries, organization=harbour)
    SignatoryFactory(agreement=ferries, organization=city)
    SignatoryFactory(agreement=trains, organization=city)
    promise = CommitmentFactory(agreement=ferries, text="Paint it.", deadline="2027-01-31?")
    ObligationFactory(commitment=promise, organization=harbour)
    sea = ThemeFactory(slug="sea", name="Sea")
    AgreementThemeFactory(agreement=ferries, theme=sea)
    CommitmentThemeFactory(commitment=promise, theme=sea)


DUE = "Due: Paint it. · 31 January 2027 (uncertain)"
FERRIES = "In force until: On Ferries"
TRAINS = "In force until: On Trains · some day in 2025"


def test_it_holds_deadlines_and_ends(record, client):
    assert entries(client, URL) == {
        DUE: ("2027-01-31", "2027-01-31", "TENTATIVE"),
        FERRIES: ("2030-06-30", "2030-06-30", "CONFIRMED"),
        TRAINS: ("2025-01-01", "2025-12-31", "TENTATIVE"),
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"organization": "city"}, [FERRIES, TRAINS]),
        ({"organization": ["city", "harbour"]}, [FERRIES]),
        ({"organization": "harbour"}, [DUE, FERRIES]),
        ({"agreement": "ferries"}, [DUE, FERRIES]),
        ({"theme": "sea"}, [DUE, FERRIES]),
        ({"theme": "none"}, [TRAINS]),
        ({"q": "ferries"}, [DUE, FERRIES]),
        ({"q": "paint"}, [DUE]),
        ({"due_after": "2025-07"}, [DUE, FERRIES, TRAINS]),
        ({"due_after": "2025-07", "certain": "1"}, [DUE, FERRIES]),
        ({"due_before": "2027-12-31"}, [DUE, TRAINS]),
        ({"due_before": "2025-06", "certain": "1"}, []),
        ({"due_after": "2026", "due_before": "2028", "theme": "sea"}, [DUE]),
        ({"as_of": "2020"}, [DUE, FERRIES, TRAINS]),
    ],
)
def test_each_parameter_holds_for_both(query, found, record, client):
    assert summaries(client, **query) == found


def test_both_take_the_same_parameters():
    assert WholeQuestion.parameters(DeadlineListing) == WholeQuestion.parameters(ExpiryListing)


@pytest.mark.parametrize(
    "query", [{"stage": "signed"}, {"since": "2020"}, {"instrument": "treaty"}]
)
def test_what_only_one_of_the_lists_knows_is_refused(query, client):
    [message] = client.get(URL, query).json()["errors"][""]
    assert message.endswith(
        "expected one of: agreement, as_of, certain, due_after, due_before, organization, q, theme"
    )


def test_what_never_falls_due_is_left_out(client):
    CommitmentFactory(deadline="")
    CommitmentFactory(deadline="", recurrence="every year")
    AgreementFactory(until="")
    AgreementFactory(until="..")
    read = calendar(client, URL)
    assert read.events == []
    assert "A duty that comes again" in read["description"]


def test_what_is_not_published_is_left_out(client):
    CommitmentFactory(deadline="2030", publication="draft")
    CommitmentFactory(deadline="2030", agreement__publication="draft")
    AgreementFactory(until="2030", publication="draft")
    assert entries(client, URL) == {}


@pytest.mark.parametrize(
    ("until", "summary", "days"),
    [
        ("2014/2016", "2014 to 2016", ("2014-01-01", "2016-12-31", "TENTATIVE")),
        ("[2008..2015]", "between 2008 and 2015", ("2008-01-01", "2015-12-31", "TENTATIVE")),
        ("[2008..]", "2008 or later", ("2008-01-01", "2008-12-31", "TENTATIVE")),
        ("2018-09~", "about September 2018", ("2018-09-01", "2018-09-30", "TENTATIVE")),
    ],
)
def test_an_uncertain_end_takes_up_all_days_on_which_it_can_be(until, summary, days, client):
    AgreementFactory(title="On Ferries", until=until)
    assert entries(client, URL) == {f"In force until: On Ferries · {summary}": days}


def test_names_and_categories_tell_the_two_apart(record, client):
    found = {str(event["summary"]): event for event in calendar(client, URL).events}
    assert found[DUE].categories == ["deadline", "Sea"]
    assert found[FERRIES].categories == ["expiry", "Sea"]
    assert found[FERRIES]["uid"] == "tag:testserver,2026:agreements/ferries#until"
    assert found[DUE]["uid"].endswith("#deadline")
    assert found[FERRIES]["url"] == "http://testserver/agreements/ferries/"


def test_an_end_tells_how_it_is_put_off(client):
    AgreementFactory(until="2030-06-30", renewal="tacit")
    [event] = calendar(client, URL).events
    assert "\nRenewal: tacit" in event["description"]
    assert "RRULE" not in event


@pytest.mark.once
@pytest.mark.parametrize(
    ("page", "calendar_too"),
    [
        ("/agreements/", True),
        ("/agreements/?theme=sea&page_size=10", True),
        ("/commitments/?due_after=2020", True),
        ("/commitments/?stage=fulfilled", False),
        ("/agreements/?instrument=treaty", False),
        ("/agreements/?instrument=&q=ferries", True),
        ("/progress/", False),
        ("/signatories/", False),
    ],
)
def test_a_page_leads_to_a_calendar_that_can_be_asked_the_same(page, calendar_too, record, client):
    content = client.get(page).content.decode()
    assert "/deadlines.ics" in content if calendar_too else "/deadlines.ics" not in content
    assert 'type="application/atom+xml"' in content
