"""Questions: what matches, in which order, and text that tries to be more than words."""

import pytest

from organizations.models import Organization
from search.declaration import searched_kinds, searched_models
from search.query import by_rank, found, matching, ranked
from sources.models import Source
from tests.organizations.factories import OrganizationFactory, OrganizationNameFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db


def slugs(text: str) -> list[str]:
    """The slugs of what is found, the nearest first."""
    return list(ranked(found(text), text).order_by(*by_rank()).values_list("slug", flat=True))


def tiers(text: str) -> dict[str, int]:
    return dict(ranked(found(text), text).values_list("slug", "tier"))


@pytest.fixture
def piers() -> None:
    SourceFactory(slug="exact", title="Harbour Piers", published="2001")
    SourceFactory(slug="phrase", title="On harbour piers for ferries", published="2002")
    SourceFactory(slug="named", title="Piers of the harbour", published="2003")
    SourceFactory(slug="text", title="Minutes", publisher="Harbour with Piers", published="2004")
    SourceFactory(slug="none", title="Harbour lights")


def test_what_stands_in_the_title_comes_before_what_stands_in_the_text(piers):
    assert slugs("harbour piers") == ["exact", "phrase", "named", "text"]
    assert tiers("harbour piers") == {"exact": 1, "phrase": 2, "named": 3, "text": 4}


def test_a_name_that_is_just_these_words_is_as_near_as_a_title():
    body = OrganizationFactory(slug="body", name="Council of Piers")
    OrganizationNameFactory(organization=body, text="CoP")
    OrganizationFactory(slug="other", name="Cop and Robber")
    assert tiers("cop") == {"body": 1, "other": 2}


def test_words_do_not_run_from_one_name_into_the_next():
    body = OrganizationFactory(slug="body", name="Board of Ferries")
    OrganizationNameFactory(organization=body, text="Office of Piers")
    assert tiers("ferries office") == {"body": 3}


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        ({"a": "2001", "b": "2003", "c": ""}, ["b", "a", "c"]),
        ({"a": "", "b": "", "c": ""}, ["a", "b", "c"]),
    ],
)
def test_within_a_tier_the_latest_comes_first_and_the_undated_last(dates, order):
    for slug, date in dates.items():
        SourceFactory(slug=slug, title="Piers", reference="", published=date)
    assert slugs("piers") == order


def test_titles_are_sorted_alike_whatever_the_accents():
    for slug, title in [("a", "Österreich"), ("b", "Oslo"), ("c", "oTTAWA"), ("d", "Zebra")]:
        SourceFactory(slug=slug, title=f"{title} pier", published="")
    assert slugs("pier") == ["b", "a", "c", "d"]


@pytest.mark.parametrize("text", ["harb", "harbour pier", "pier harb", "HARBOUR  ", "Hárbour"])
def test_beginnings_of_words_are_enough(text, piers):
    assert "exact" in slugs(text)


def test_each_further_letter_narrows_the_result(piers):
    question = "harbour piers ferries"
    before = slugs(question[:1])
    for end in range(1, len(question) + 1):
        after = slugs(question[:end])
        assert set(after) <= set(before)
        before = after
    assert before == ["phrase"]


@pytest.mark.parametrize("text", ["arbour", "harbourpiers", "harbour zeppelin"])
def test_every_word_must_begin_one_of_the_document(text, piers):
    assert slugs(text) == []


@pytest.mark.parametrize("text", ["", "   ", "…", "“”", "*", '"', "\x00", "--", "_", "%", "🚢"])
def test_text_without_a_word_finds_nothing(text, piers):
    assert slugs(text) == []
    assert not matching(Source, text).exists()


@pytest.mark.parametrize(
    "text",
    [
        '"harbour',
        "harbour*",
        "harbour & piers",
        "harbour | !piers:*",
        "^harbour",
        "(harbour)",
        "harbour' --",
        "har\x00 piers",
        "'harbour':*",
        "harbour \\",
        "<harbour>",
        "-harbour +piers",
        "{harbour piers}",
    ],
)
def test_signs_are_not_read_as_a_query(text, piers):
    assert "exact" in slugs(text)


@pytest.mark.parametrize(
    "text",
    ["NEAR(harbour piers)", "harbour AND piers", "harbour OR piers", "harbour NOT lights"],
)
def test_operators_are_words_like_any_other(text, piers):
    assert slugs(text) == []


@pytest.mark.parametrize("times", [200, 2000])
def test_many_words_are_only_slow(times, piers):
    assert slugs("harbour " * times) != []
    assert slugs(" ".join(f"w{number}" for number in range(times))) == []


def test_a_very_long_word_is_found():
    SourceFactory(slug="long", title="x" * 450)
    assert slugs("x" * 450) == ["long"]


@pytest.mark.parametrize(
    "word", ["3a", "a3", "98765", "条約", "Συνθήκη", "договор", "हिन्दी", "ไทย"]
)
def test_words_of_all_scripts_stay_whole(word):
    SourceFactory(slug="hit", title=f"The {word} paper")
    SourceFactory(slug="other", title="The other paper")
    assert slugs(word) == ["hit"]


def test_matching_stays_within_the_kind(piers):
    OrganizationFactory(slug="body", name="Harbour Piers")
    rows = Organization.objects.filter(pk__in=matching(Organization, "harbour"))
    assert list(rows.values_list("slug", flat=True)) == ["body"]


def test_kinds_are_the_names_of_the_models_lists():
    assert searched_kinds() == {model.searched.kind: model for model in searched_models()}
