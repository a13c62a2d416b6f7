"""Events on whole days: as sure as the dates are, and no surer."""

import pytest

from tests.events.factories import EventFactory, SeriesFactory
from tests.listings.subscribed import calendar, entries
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("start", "end", "summary", "days"),
    [
        ("2018-09-04", "", "Fair", ("2018-09-04", "2018-09-04", "CONFIRMED")),
        ("2018-09-04", "2018-09-06", "Fair", ("2018-09-04", "2018-09-06", "CONFIRMED")),
        ("2018-09-04", "2018-09-04", "Fair", ("2018-09-04", "2018-09-04", "CONFIRMED")),
        ("2014-03-01/2014-03-03", "", "Fair", ("2014-03-01", "2014-03-03", "CONFIRMED")),
        (
            "2018-09-04?",
            "",
            "Fair · 4 September 2018 (uncertain)",
            ("2018-09-04", "2018-09-04", "TENTATIVE"),
        ),
        (
            "2018-09-04~",
            "",
            "Fair · about 4 September 2018",
            ("2018-09-04", "2018-09-04", "TENTATIVE"),
        ),
        ("1994", "", "Fair · some day in 1994", ("1994-01-01", "1994-12-31", "TENTATIVE")),
        ("1994", "1994", "Fair · some day in 1994", ("1994-01-01", "1994-12-31", "TENTATIVE")),
        (
            "2018-09",
            "",
            "Fair · some day in September 2018",
            ("2018-09-01", "2018-09-30", "TENTATIVE"),
        ),
        ("199X", "", "Fair · the 1990s", ("1990-01-01", "1999-12-31", "TENTATIVE")),
        (
            "[2008..2015]",
            "",
            "Fair · between 2008 and 2015",
            ("2008-01-01", "2015-12-31", "TENTATIVE"),
        ),
        ("[..2015]", "", "Fair · 2015 or earlier", ("2015-01-01", "2015-12-31", "TENTATIVE")),
        ("2014/2016", "", "Fair · 2014 to 2016", ("2014-01-01", "2016-12-31", "TENTATIVE")),
        ("2014/..", "", "Fair · since 2014", ("2014-01-01", "2014-12-31", "TENTATIVE")),
        (
            "2018-09-04",
            "2018-09",
            "Fair · 4 September 2018 to September 2018",
            ("2018-09-04", "2018-09-30", "TENTATIVE"),
        ),
        (
            "",
            "2018-09-06",
            "Fair · date unknown to 6 September 2018",
            ("2018-09-06", "2018-09-06", "TENTATIVE"),
        ),
    ],
)
def test_an_event_takes_up_all_days_on_which_it_can_have_been(start, end, summary, days, client):
    EventFactory(title="Fair", start=start, end=end)
    assert entries(client, "/events.ics") == {summary: days}


@pytest.mark.parametrize("start", ["", "XXXX-09-04", "XXXX"])
def test_an_event_of_an_unknown_day_is_left_out(start, client):
    EventFactory(start=start, end="")
    assert entries(client, "/events.ics") == {}


def test_the_description_tells_the_rest(client):
    peru = OrganizationFactory(kind="state", name="Peru")
    series = SeriesFactory(name="Summits")
    EventFactory(title="Fair", series=series, edition=8, place="Lima", country=peru)
    [event] = calendar(client, "/events.ics").events
    assert event["description"].split("\n") == [
        "Date: 8 March 2017 to 10 March 2017",
        "Title: Fair",
        "Kind: conference",
        "Series: Summits",
        "Edition: 8",
        "Place: Lima",
        "Country: Peru",
    ]
    assert (event["location"], event.categories) == ("Lima, Peru", ["conference", "Summits"])


def test_it_takes_the_filters_of_the_page(client):
    EventFactory(title="Fair", kind="conference")
    EventFactory(title="Talk", kind="meeting")
    assert list(entries(client, "/events.ics", kind="meeting")) == ["Talk"]
    assert list(entries(client, "/events.ics", q="fair")) == ["Fair"]


def test_the_page_leads_to_feed_and_calendar_with_its_filters(client):
    page = client.get("/events/?kind=meeting&q=&page=1&ordering=title").content.decode()
    for kind, address in (("application/atom+xml", "atom"), ("text/calendar", "ics")):
        assert f'type="{kind}"' in page
        assert page.count(f'href="/events.{address}?kind=meeting"') == 2
