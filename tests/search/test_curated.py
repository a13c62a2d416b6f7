"""Written questions to the curated record: the same answers in the same order everywhere."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from curation.ingest import ingest
from search.query import by_rank, found, ranked
from tests.listings.kept import kept
from tests.search.truth import check_the_index, due, indexed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

FIRST = 6


@pytest.fixture(scope="module")
def record(django_db_setup, django_db_blocker) -> Iterator[None]:
    with kept(django_db_blocker):
        ingest([settings.BASE_DIR / "seeds", settings.BASE_DIR / "fixtures"])
        yield


def nearest(text: str) -> tuple[int, list[str]]:
    """How much is found, and the first of it."""
    rows = ranked(found(text), text).order_by(*by_rank())
    return rows.count(), [f"{r.tier} {r.kind} {r.slug}" for r in rows[:FIRST]]


EXPECTED: dict[str, tuple[int, list[str]]] = {
    "oas": (
        27,
        [
            "1 organizations oas",
            "2 sources oas-release-e-212-10",
            "2 events oas-iom-talks-2010",
            "2 agreements oas-iom-agreement",
            "2 sources iom-oas-agreement-release",
            "2 organizations trust-for-the-americas",
        ],
    ),
    "OAS": (
        27,
        [
            "1 organizations oas",
            "2 sources oas-release-e-212-10",
            "2 events oas-iom-talks-2010",
            "2 agreements oas-iom-agreement",
            "2 sources iom-oas-agreement-release",
            "2 organizations trust-for-the-americas",
        ],
    ),
    "iom": (
        55,
        [
            "1 organizations iom",
            "2 sources oas-release-e-212-10",
            "2 events oas-iom-talks-2010",
            "2 agreements iom-regional-strategy-2014-2016",
            "2 agreements oas-iom-agreement",
            "2 sources iom-oas-agreement-release",
        ],
    ),
    "migration": (
        47,
        [
            "2 organizations iom",
            "2 events rcm-21",
            "2 agreements rcm-21-declaration",
            "2 commitments oas-iom-agreement-3",
            "2 agreements global-compact-on-migration",
            "2 commitments oas-iom-agreement-1",
        ],
    ),
    "migr": (
        49,
        [
            "2 events civil-society-training",
            "2 organizations iom",
            "2 events rcm-21",
            "2 agreements rcm-21-declaration",
            "2 commitments oas-iom-agreement-3",
            "2 commitments iom-regional-strategy-2014-2016-a",
        ],
    ),
    "insulza": (
        5,
        [
            "4 agreements oas-iom-agreement",
            "4 sources iom-oas-agreement-release",
            "4 organizations oas",
            "4 signatories oas-iom-agreement-oas",
            "4 events oas-iom-agreement-signing",
        ],
    ),
    "summit": (
        44,
        [
            "2 commitments jswg-mou-coordination",
            "2 agreements jswg-mou",
            "2 events jswg-mou-signing",
            "2 events eighth-summit",
            "2 events first-summit",
            "2 commitments oas-iom-agreement-3",
        ],
    ),
    "joint summit working": (
        5,
        [
            "2 organizations jswg",
            "4 sources iom-oas-agreement-release",
            "4 commitments jswg-mou-signing-statements-issues",
            "4 sources iom-jswg-mou-release",
            "4 commitments lima-commitment-article-51",
        ],
    ),
    "honduras": (
        5,
        [
            "1 organizations honduras",
            "4 events civil-society-training",
            "4 events rcm-21",
            "4 sources iom-rcm-21-release",
            "4 organizations rcm",
        ],
    ),
    "development bank": (
        9,
        [
            "2 organizations cdb",
            "2 organizations caf",
            "2 organizations idb",
            "3 signatories jswg-mou-caf",
            "3 signatories jswg-mou-idb",
            "3 signatories jswg-mou-world-bank",
        ],
    ),
    "inter american": (
        15,
        [
            "2 organizations inter-american-commission-on-counter-terrorism",
            "2 organizations inter-american-commission-on-women",
            "2 organizations idb",
            "2 organizations iica",
            "3 signatories jswg-mou-idb",
            "3 signatories jswg-mou-iica",
        ],
    ),
    "memorandum": (
        32,
        [
            "2 agreements jswg-mou",
            "2 events jswg-mou-signing",
            "2 agreements jswg-mou-signing-statements",
            "4 signatories jswg-mou-cabei",
            "4 commitments jswg-mou-coordination",
            "4 signatories jswg-mou-caf",
        ],
    ),
    "trafficking persons": (
        2,
        [
            "3 commitments lima-commitment-article-51",
            "4 sources iom-jswg-mou-release",
        ],
    ),
    "san josé": (
        0,
        [],
    ),
    "article": (
        4,
        [
            "2 commitments lima-commitment-article-51",
            "4 sources iom-jswg-mou-release",
            "4 organizations jswg",
            "4 agreements lima-commitment",
        ],
    ),
}
# What is asked differently and means the same.
ALIKE = [
    ("jose miguel insulza", "José Miguel Insulza"),
    ("CONFERENCE", "conférence"),
    ("Inter-American", "inter american"),
    ("migration", "migratión "),
]


@pytest.mark.parametrize("question", EXPECTED)
def test_it_finds(question):
    assert nearest(question) == EXPECTED[question]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_accents_case_and_signs_make_no_difference(one, other):
    assert nearest(one) == nearest(other)
    assert nearest(one)[0] > 0


def test_the_ingest_leaves_a_true_index():
    assert indexed() == due()
    check_the_index()
