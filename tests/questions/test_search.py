"""What people look for in everything at once: page and JSON list the same, the nearest first."""

import re
from dataclasses import dataclass

import pytest

from tests.questions.asking import asked_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

FOUND = re.compile(r'<h2>\s*<a href="([^"]+)">')
SITE = "http://testserver"


@dataclass(frozen=True)
class Sought:
    """A question in words, its query string, and the pages that are found, the nearest first."""

    words: str
    query: str
    answer: list[str]


DELEGATE = [
    Sought(
        "What is there about Haiti?",
        "q=HAÏTI",
        [
            "/organizations/haiti/",
            "/sources/oas-release-e-212-10/",
            "/events/oas-iom-talks-2010/",
        ],
    ),
    Sought(
        "What did Swing sign?",
        "q=william swing&kind=signatories",
        ["/agreements/oas-iom-agreement/#oas-iom-agreement-iom"],
    ),
    Sought(
        "Which events were there with the OAS?",
        "q=oas&kind=events&since=2018&certain=1",
        ["/events/jswg-mou-signing/"],
    ),
]

JOURNALIST = [
    Sought(
        "Who worked in Catalonia?",
        "q=catalon",
        ["/organizations/farmers-union-of-catalonia/", "/progress/iom-report-2011-06-21/"],
    ),
    Sought(
        "Where does xenophobia come up?",
        "q=xenophob",
        [
            "/commitments/rcm-21-agreed-points-xenophobia/",
            "/sources/iom-rcm-21-release/",
            "/agreements/rcm-21-agreed-points/",
        ],
    ),
    Sought(
        "Where is Magarín named, by title?",
        "q=magarin&ordering=title",
        ["/events/rcm-21/", "/organizations/el-salvador/", "/sources/iom-rcm-21-release/"],
    ),
    Sought("Who is Nobody?", "q=nobody here", []),
    Sought("Everything?", "q=", []),
]


@asked_by(a_delegate=DELEGATE, a_journalist=JOURNALIST)
def test_it_finds(case, client):
    answer = client.get(f"/search.json?{case.query}").json()
    assert [row["url"].removeprefix(SITE) for row in answer["results"]] == case.answer
    page = client.get(f"/search/?{case.query}")
    assert FOUND.findall(page.content.decode()) == case.answer


def test_it_refuses_a_kind_that_there_is_not(client):
    refused = client.get("/search.json?q=oas&kind=treaties")
    kinds = "organizations, agreements, signatories, commitments, progress, events, sources"
    assert refused.status_code == 400
    assert refused.json()["errors"] == {"kind": [f"found “treaties”, expected one of: {kinds}"]}
