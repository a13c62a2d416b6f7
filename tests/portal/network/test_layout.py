"""Where bodies stand in the network's drawing: always the same, within it, and readable."""

from itertools import combinations
from math import dist

from portal.network.layout import Box, labelled, placed

STAR = [(0, other, 1.0) for other in range(1, 9)]


def test_the_same_network_is_always_drawn_the_same_way():
    assert placed(9, STAR, 900, 600) == placed(9, list(STAR), 900, 600)


def test_everything_lies_within_the_drawing():
    for count in (0, 1, 2, 9, 60):
        edges = [(one, one + 1, 2.0) for one in range(count - 1)]
        points = placed(count, edges, 900, 600)
        assert len(points) == count
        assert all(0 <= x <= 900 and 0 <= y <= 600 for x, y in points)


def test_no_two_bodies_stand_on_each_other():
    points = placed(60, [(one, other, 1.0) for one, other in combinations(range(60), 2)], 900, 600)
    assert min(dist(one, other) for one, other in combinations(points, 2)) > 15


def test_two_groups_that_nothing_joins_stand_apart():
    groups = [range(5), range(5, 10)]
    edges = [(*pair, 1.0) for group in groups for pair in combinations(group, 2)]
    points = placed(10, edges, 900, 600)
    within = [dist(points[one], points[other]) for one, other, _weight in edges]
    between = [dist(points[one], points[other]) for one in groups[0] for other in groups[1]]
    assert sum(within) / len(within) < sum(between) / len(between)


def test_labels_cover_neither_each_other_nor_a_point():
    points = [(100.0, 100.0, 5.0), (120.0, 100.0, 5.0), (140.0, 100.0, 5.0), (101.0, 101.0, 5.0)]
    labels = labelled(points, ["HARBOUR"] * 4, 15, 300, 200)
    assert labels[0].anchor != "start"
    assert [label is None for label in labels].count(False) >= 2


def test_a_label_without_room_is_left_out():
    assert labelled([(10.0, 10.0, 5.0)], ["A name that is far too long"], 15, 60, 20) == [None]


def test_boxes_that_touch_do_not_meet():
    assert not Box(0, 0, 10, 10).meets(Box(10, 0, 20, 10))
    assert Box(0, 0, 10, 10).meets(Box(9, 9, 20, 20))


def test_a_label_of_capitals_has_the_room_that_they_take():
    # “OE21” in 15 pixels of a sans is 40 wide: a circle 38 to the right is in its way.
    points = [(100.0, 100.0, 5.0), (152.0, 100.0, 5.0)]
    assert labelled(points, ["OE21", ""], 15, 300, 200)[0].anchor != "start"
