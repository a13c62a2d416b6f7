"""What people ask about a day: names, memberships, parties, deadlines; and acronyms of several."""

from collections.abc import Iterator

import pytest

from tests.listings.kept import kept
from tests.questions import beyond
from tests.questions.asking import Case, Refusal, asked_by, check, check_refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("more")]

OLD, NEW = "Intergovernmental Committee for Migration", "International Organization for Migration"
OAS = "Organization of American States"
HONDURAS, NICARAGUA, CANADA = (f"oas-charter-{s}" for s in ("honduras", "nicaragua", "canada"))
BANK, BOARD = "idb", "inter-american-defense-board"


@pytest.fixture(scope="module")
def more(record, django_db_blocker) -> Iterator[None]:
    with kept(django_db_blocker):
        beyond.add()
        yield


DELEGATE = [
    Case(
        "Who belonged to the OAS before Canada joined?",
        "organizations?member_of=oas&as_of=1990-01-07",
        ["nicaragua"],
    ),
    Case(
        "And on the day on which it did?",
        "organizations?member_of=oas&as_of=1990-01-08",
        ["canada", "nicaragua"],
    ),
    Case(
        "Who belonged to it on Nicaragua's last day?",
        "organizations?member_of=oas&as_of=2023-11-19",
        ["canada", "nicaragua"],
    ),
    Case(
        "And on the day after?",
        "organizations?member_of=oas&as_of=2023-11-20",
        ["canada"],
    ),
    Case(
        "Which state was in no group then?",
        "organizations?kind=state&member_of=none&as_of=2023-11-20&q=nicaragua",
        ["nicaragua"],
    ),
    Case(
        "Who was bound by the Charter on the day before it came into force?",
        "signatories?agreement=oas-charter&as_of=1951-12-12",
        {HONDURAS: False, NICARAGUA: False, CANADA: False},
        "party",
    ),
    Case(
        "Who on that day?",
        "signatories?agreement=oas-charter&as_of=1951-12-13",
        {HONDURAS: True, NICARAGUA: True, CANADA: False},
        "party",
    ),
    Case(
        "Who when Canada had joined?",
        "signatories?agreement=oas-charter&as_of=1990-01-08",
        {HONDURAS: True, NICARAGUA: True, CANADA: True},
        "party",
    ),
    Case(
        "Was Nicaragua still bound when it had given notice?",
        "signatories?organization=nicaragua&as_of=2023-11-18",
        {NICARAGUA: True},
        "party",
    ),
    Case(
        "And when the notice took effect?",
        "signatories?organization=nicaragua&as_of=2023-11-19",
        {NICARAGUA: False},
        "party",
    ),
]

OFFICER = [
    Case("What binds us?", "agreements?binding=yes", ["oas-charter"]),
    Case(
        "What was in effect on the day before the Charter was?",
        "agreements?stage=in-effect&as_of=1951-12-12",
        [],
    ),
    Case(
        "What on that day?",
        "agreements?stage=in-effect&as_of=1951-12-13",
        ["oas-charter"],
    ),
    Case(
        "Where did the Charter stand between consent and force?",
        "agreements?instrument=treaty&as_of=1951-12-12",
        {"oas-charter": "signed"},
        "stage",
    ),
    Case(
        "And before anybody had ratified it?",
        "agreements?instrument=treaty&as_of=1949",
        {"oas-charter": "not-known"},
        "stage",
    ),
    Case("What was due by the end of 2024?", "commitments?due_before=2024", ["target-3-6"]),
    Case(
        "What may have been due by the middle of 2025?",
        "commitments?due_before=2025-06",
        {"target-3-6", "target-8-7"},
    ),
    Case(
        "What certainly was?",
        "commitments?due_before=2025-06&certain=1",
        ["target-3-6"],
    ),
    Case(
        "What may be due after that?",
        "commitments?due_after=2025-07-01",
        {"target-8-7", "target-3-3"},
    ),
    Case(
        "What certainly is?",
        "commitments?due_after=2025-07-01&certain=1",
        ["target-3-3"],
    ),
    Case(
        "What is due from 2020 to 2025, as promised by nobody that we know?",
        "commitments?due_after=2020&due_before=2025&organization=none",
        {"target-3-6": "2020", "target-8-7": "2025"},
        "deadline",
    ),
]

RESEARCHER = [
    Case(
        "Under which name did the IOM go in 1985?",
        "organizations?kind=intergovernmental&q=migration&as_of=1985",
        {"iom": OLD},
        "name",
    ),
    Case(
        "And in 1990?",
        "organizations?kind=intergovernmental&q=migration&as_of=1990",
        {"iom": NEW},
        "name",
    ),
    Case(
        "Which of its names were possibly in use then, dated or not?",
        "organizations?kind=intergovernmental&q=migration&as_of=1990",
        {
            "iom": [
                "International Organization for Migrations",
                "International Organization for the migration",
                "UN Migration Agency",
            ]
        },
        "names",
    ),
    Case(
        "What would the two of the undated agreement have been called in 1985?",
        "agreements?q=insulza&as_of=1985",
        {"oas-iom-agreement": [OLD, OAS]},
        "signatories",
    ),
    Case(
        "And in a list of signatories?",
        "signatories?organization=iom&agreement=oas-iom-agreement&as_of=1985",
        {"oas-iom-agreement-iom": OLD},
        "organization_name",
    ),
    Case(
        "What did the ICM sign, as it was once called?",
        "agreements?organization=icm",
        ["jswg-mou", "oas-iom-agreement"],
    ),
    Case(
        "And the Intergovernmental Committee for Migration?",
        "signatories?organization=intergovernmental committee for migration",
        ["oas-iom-agreement-iom", "jswg-mou-iom"],
    ),
]

JOURNALIST = [
    Case("Who is IADB?", "organizations?q=iadb", [BOARD, BANK]),
    Case("Who was the Intergovernmental Committee?", "organizations?q=intergov commi", ["iom"]),
]

SEVERAL = (
    "found “IADB”, which may mean several; expected one of: "
    f"{BOARD} (Inter-American Defense Board), {BANK} (Inter-American Development Bank)"
)
AMBIGUOUS = [
    Refusal(
        "What did IADB sign?",
        "agreements?organization=IADB",
        {"organization": [SEVERAL]},
    ),
    Refusal(
        "And together with the OAS?",
        "agreements?organization=oas&organization=IADB",
        {"organization": [SEVERAL]},
    ),
    Refusal(
        "Where was IADB?",
        "events?organization=IADB",
        {"organization": [SEVERAL]},
    ),
]


@asked_by(a_delegate=DELEGATE, an_officer=OFFICER, a_researcher=RESEARCHER, a_journalist=JOURNALIST)
def test_it_answers(case, client):
    check(client, case)


@asked_by(a_journalist=AMBIGUOUS)
def test_it_names_the_bodies_that_may_be_meant(case, client):
    check_refused(client, case)
