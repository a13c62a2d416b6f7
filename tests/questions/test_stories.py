"""The stories of curated commitments, and where the curated commitments stand on the board."""

import pytest

from tests.questions.test_commitments import EVERY, PARAGRAPH

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


def story(client, slug: str) -> dict:
    return client.get(f"/commitments/{slug}/trace.json").json()


def test_the_memorandum_implements_the_mandates_of_the_summits(client):
    told = story(client, "jswg-mou-coordination")
    [mandate] = told["mandates"]
    assert (mandate["relation"], mandate["slug"]) == ("implements", "summit-mandates")
    assert {passage["locator"] for passage in mandate["passages"]} == {"line 24", "line 30"}
    assert told["agreement"]["stage"] == "signed"
    assert told["agreement"]["stage_follows_from"].startswith("Follows from an act: signature")
    assert told["agreement"]["signatories_count"] == 11
    assert (told["commitment"]["obligated"], told["progress"]) == ([], [])
    assert told["commitment"]["passages_count"] == 1


def test_a_report_with_figures_was_set_against_paragraph_17(client):
    told = story(client, PARAGRAPH)
    assert told["mandates"] == []
    [look] = told["progress"]
    assert (look["reporter"], look["date"], look["stage"]) == ("iom", "2011-06-21", "under-way")
    assert len(look["figures"]) == 5
    assert told["silent_reports"] == 2
    assert story_before(client) == ("", 1)


def story_before(client) -> tuple[str, int]:
    """The stage on the day before the report, and how many reports are of later days."""
    told = client.get(f"/commitments/{PARAGRAPH}/trace.json?as_of=2011-06-20").json()
    return told["commitment"]["stage"], told["later_reports"]


def test_the_board_has_every_commitment_once(client):
    told = client.get("/board.json").json()
    counts = {pile["stage"]: pile["count"] for pile in told["stages"] if pile["count"]}
    assert counts == {"under-way": 1, "": len(EVERY) - 1}
    assert (told["overdue"]["count"], told["soon"]["count"]) == (0, 0)
