"""Dates on an axis: where they lie, what shape they have, and which ends are open."""

from datetime import date

import pytest

from portal.timeline.chart import Bin, binned, lane
from portal.timeline.spans import Axis, axis_of, bar

AXIS = Axis(2010, 2019)


@pytest.mark.parametrize(
    ("text", "shape", "start", "end", "doubtful"),
    [
        ("2018-09-04", "day", "closed", "closed", False),
        ("2018-09-04?", "day", "closed", "closed", True),
        ("2018", "within", "closed", "closed", False),
        ("[2012..2015]", "within", "closed", "closed", False),
        ("[..2015]", "within", "unknown", "closed", False),
        ("[2015..]", "within", "closed", "unknown", False),
        ("2014/2016", "time", "closed", "closed", False),
        ("2014/..", "time", "closed", "open", False),
        ("2014/", "time", "closed", "unknown", False),
        ("../2014", "time", "open", "closed", False),
        ("2001/2031", "time", "beyond", "beyond", False),
    ],
)
def test_a_date_has_the_shape_of_what_is_known_of_it(text, shape, start, end, doubtful):
    drawn = bar(text, "", AXIS)
    assert (drawn.shape, drawn.start, drawn.end, drawn.doubtful) == (shape, start, end, doubtful)


@pytest.mark.parametrize("text", ["", "..", "XXXX", "not a date"])
def test_what_names_no_day_lies_nowhere(text):
    assert bar(text, "", AXIS) is None


def test_a_date_takes_up_all_days_on_which_it_can_have_been():
    drawn = bar("[2012..2013]", "", AXIS)
    assert (round(drawn.x), round(drawn.right)) == (20, 40)
    assert (bar("[..2012]", "", AXIS).x, bar("[2012..]", "", AXIS).right) == (0, 100)


def test_an_event_lasts_until_its_end():
    drawn = bar("2012-01-01", "2012-12-31", AXIS)
    assert (drawn.shape, round(drawn.x), round(drawn.right)) == ("time", 20, 30)


def test_the_last_day_of_the_calendar_has_a_place():
    assert bar("9999-12-31", "", Axis(9990, 9999)).right == pytest.approx(100, abs=0.1)


def test_the_axis_goes_no_further_than_what_is_known_and_asked_for():
    days = [date(1990, 5, 1), None, date(2020, 1, 1)]
    assert axis_of(days, None, None) == Axis(1990, 2020)
    assert axis_of(days, date(2000, 1, 1), date(2010, 12, 31)) == Axis(2000, 2010)
    assert axis_of([None], None, None) is None


@pytest.mark.parametrize("years", [1, 7, 40, 41, 120, 9999])
def test_many_years_are_counted_in_groups_that_leave_none_out(years):
    axis = Axis(1, years)
    bins = axis.bins()
    assert len(bins) <= 41
    assert [year for first, last in bins for year in range(first, last + 1)] == list(
        range(1, years + 1)
    )
    assert len(axis.ticks()) <= 7


def test_what_can_lie_in_several_years_stands_perhaps_in_each():
    counts = [("acts", 2010, 2010, 3), ("acts", 2010, 2012, 1), ("acts", None, 2011, 1)]
    found = {each.first: each for each in binned([*counts, ("acts", None, None, 9)], AXIS)}
    assert [(found[year].all_certain, found[year].all_perhaps) for year in (2010, 2011, 2012)] == [
        (3, 2),
        (0, 2),
        (0, 1),
    ]
    assert (found[2013].all_certain, found[2013].all_perhaps) == (0, 0)


def test_the_highest_bar_is_as_high_as_its_strip():
    strip = lane("acts", 0, [Bin(2010, 2010, {"acts": 1}, {"acts": 1})], Axis(2010, 2010))
    assert strip["most"] == 2
    assert [(bar["look"], bar["height"]) for bar in strip["bars"]] == [
        ("sure", 12.0),
        ("perhaps", 12.0),
    ]
