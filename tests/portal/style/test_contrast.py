"""Whoever can read at all can read the pages: contrasts worked out from the style sheet."""

import pytest

from portal.style import contrast
from portal.style.contrast import AA, AAA, BRIGHTER, DRAWN, GROUNDS, SHAPES, colours, pairs, tokens
from portal.style.views import sheet

SCHEMES = ("light", "dark")


@pytest.fixture(scope="module")
def css() -> str:
    return sheet()


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#fff", "#000", 21),
        ("#000000", "#ffffff", 21),
        ("#777777", "#fff", 4.48),
        ("#abc", "#abc", 1),
    ],
)
def test_a_contrast_is_that_of_wcag(first, second, ratio):
    assert contrast.contrast(first, second) == pytest.approx(ratio, abs=0.005)


def test_tokens_are_read_by_the_condition_that_they_stand_under(css):
    found = tokens(css)
    assert set(found) == {"", BRIGHTER, "(forced-colors: active)", "print"}
    assert colours(css, "light")["paper"] == "#fbf9f4"
    assert colours(css, "dark")["paper"] == "#181613"
    assert colours(css, "light", "print")["paper"] == "#fff"


def test_every_condition_has_every_colour(css):
    """A colour that a scheme forgets is that of another one, which nobody looked at."""
    names = set(colours(css, "light"))
    assert names == set(colours(css, "dark"))
    for media, own in tokens(css).items():
        assert (media, names - set(own)) == (media, set())


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("media", "least"), [("", AA), (BRIGHTER, AAA), ("print", AA)])
def test_every_text_reads_on_every_ground(css, scheme, media, least):
    found = pairs(colours(css, scheme, media))
    assert [(text, on, round(ratio, 2)) for text, on, ratio in found if ratio < least] == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("media", ["", BRIGHTER, "print"])
def test_what_is_drawn_is_seen(css, scheme, media):
    found = colours(css, scheme, media)
    ratios = {
        (shape, ground): contrast.contrast(found[shape], found[ground])
        for shape in SHAPES
        for ground in GROUNDS
    }
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < DRAWN} == {}
