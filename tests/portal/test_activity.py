"""What happened by year: what counts where, and how the bars are drawn."""

from datetime import date

import pytest
from django.utils import timezone

from portal.activity import ACROSS, MOST_BARS, TALLEST, Activity, spans
from tests.agreements.factories import ActFactory, ProgressReportFactory
from tests.events.factories import EventFactory

DAY = date(2020, 6, 30)


def drawn(found, on=DAY) -> dict[str, dict[str, int]]:
    """The bars with something in them: years, and how much of what."""
    return {bar.years: dict(bar.counts) for bar in Activity(found, on).rows()}


@pytest.mark.django_db
class TestSpans:
    def test_it_finds_the_years_in_which_dates_lie(self):
        ActFactory(date="2018-09-04?")
        EventFactory(start="199X", end="")
        ProgressReportFactory(date="[..2015]")
        ProgressReportFactory(date="")
        assert spans(timezone.localdate()) == {
            ("agreements", 2018, 2018): 1,
            ("agreements", None, None): 2,  # what the reports are about
            ("events", 1990, 1999): 1,
            ("progress", None, 2015): 1,
            ("progress", None, None): 1,
        }

    def test_as_of_a_day_what_had_not_happened_is_not_there(self):
        EventFactory(start="2018", end="")
        EventFactory(start="2019", end="")
        EventFactory(start="", end="")
        assert spans(date(2018, 12, 31)) == {("events", 2018, 2018): 1}

    def test_what_is_not_published_does_not_count(self):
        EventFactory(start="2018", end="", publication="draft")
        assert spans(timezone.localdate()) == {}


def test_a_thing_counts_where_its_date_lies_within_the_years_of_one_bar():
    found = {("events", 2018, 2018): 2, ("events", 2018, 2019): 1, ("progress", None, None): 1}
    assert drawn(found) == {"2018": {"events": 2}}
    assert Activity(found, DAY).vague == 2


def test_many_years_share_bars_and_the_lists_of_the_same_years_count_the_same():
    found = {("events", 1900, 1900): 1, ("events", 2010, 2012): 1, ("events", 2014, 2016): 1}
    found |= {("agreements", 2011, 2011): 1}
    chart = Activity(found, DAY)
    assert chart.width == 5
    assert drawn(found) == {"1900–1904": {"events": 1}, "2010–2014": {"events": 1, "agreements": 1}}
    (_signed, (count, address), _reported) = chart.rows()[1].cells()
    assert count == 1
    assert address == "/events/?since=2010&until=2014&certain=1"
    assert chart.vague == 1


def test_the_years_without_anything_up_to_the_day_are_seen_as_empty():
    chart = Activity({("events", 2016, 2016): 1}, DAY)
    assert [bar.years for bar in chart.bars] == ["2016", "2017", "2018", "2019", "2020"]


def test_nothing_with_a_year_is_no_chart():
    chart = Activity({("events", None, None): 3, ("agreements", 1990, 1999): 1}, DAY)
    assert chart.bars == []
    assert chart.vague == 4


@pytest.mark.parametrize("first", [1, 1492, 1826, 1945, 1990, 2020])
def test_bars_and_years_are_few_and_within_the_picture(first):
    chart = Activity({("events", first, first): 7, ("progress", 2020, 2020): 1}, DAY)
    assert len(chart.bars) <= MOST_BARS
    assert len([label for label in chart.labels() if not label[2]]) <= 9
    for strip in chart.strips():
        for bar in filter(None, strip["bars"]):
            assert 0 <= float(bar["x"]) <= ACROSS - float(bar["width"])
            assert 2 <= float(bar["height"]) <= TALLEST


def test_the_most_of_a_kind_is_the_tallest_bar_and_nothing_is_no_bar():
    chart = Activity({("events", 2019, 2019): 1, ("events", 2020, 2020): 4}, DAY)
    signed, held, _reported = chart.strips()
    assert signed["bars"] == [None, None]
    assert signed["head"] == "Agreements signed"
    assert held["head"] == "Events, up to 4"
    assert [float(bar["height"]) for bar in held["bars"]] == [TALLEST / 4, TALLEST]


def test_years_before_the_thousandth_are_written_so_that_they_can_be_asked_for():
    [bar] = Activity({("events", 962, 962): 1}, date(962, 12, 31)).bars
    assert bar.address == "/timeline/?since=0962&until=0962"
    assert {address.partition("?")[2] for _count, address in bar.cells()} == {
        "since=0962&until=0962&certain=1"
    }
