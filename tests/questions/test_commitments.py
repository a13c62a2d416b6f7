"""What people ask of the commitments and of what was reported about them."""

import pytest

from tests.questions.asking import Case, asked_by, check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

STRATEGY = [f"iom-regional-strategy-2014-2016-{point}" for point in "abcd"]
FOUR = [f"oas-iom-agreement-{number}" for number in (1, 2, 3, 4)]
MEMORANDUM = ["jswg-mou-coordination", "jswg-mou-information"]
STATED = [f"jswg-mou-signing-statements-{point}" for point in ("issues", "corruption")]
TALKS = "oas-iom-understanding-2010-collaboration"
AGREED = [f"rcm-21-agreed-points-{point}" for point in ("promote", "xenophobia", "benefits")]
# What the governments present stated, and what falls to all countries of the region.
NOBODYS = {"rcm-21-agreed-points-compact", "rcm-21-declaration-shared-management"}
ARTICLE, PARAGRAPH = "lima-commitment-article-51", "summit-mandates-paragraph-17"
EVERY = {
    *STRATEGY,
    *FOUR,
    *MEMORANDUM,
    *STATED,
    TALKS,
    *AGREED,
    *NOBODYS,
    ARTICLE,
    PARAGRAPH,
}

IN_2011, IN_2016, IN_2018 = (
    f"iom-report-{day}" for day in ("2011-06-21", "2016-06-08", "2018-03-16")
)

DELEGATE = [
    Case(
        "What have the IOM and the OAS promised together?",
        "commitments?organization=iom&organization=oas",
        [*FOUR, *MEMORANDUM, TALKS],
    ),
    Case(
        "What is the IOM to do, alone or with others?",
        "commitments?organization=International Organization for the migration",
        [*STRATEGY, *FOUR, *MEMORANDUM, TALKS, *STATED],
    ),
    Case(
        "What is the working group to do?",
        "commitments?organization=JSWG",
        {ARTICLE: ["jswg"], STATED[0]: ["iom", "jswg"]},
        "obligated",
    ),
    Case(
        "What is the conference to do, in the order in which it was told?",
        "commitments?organization=RCM",
        AGREED,
    ),
    Case(
        "What must a bank do that only signed the memorandum?",
        "commitments?organization=Corporación Andina de Fomento",
        MEMORANDUM,
    ),
    Case("Is Honduras bound to anything?", "commitments?organization=honduras", []),
    Case(
        "Of what does nobody know who is to do it?",
        "commitments?organization=none",
        NOBODYS | {PARAGRAPH},
    ),
    Case("What falls due after 1900?", "commitments?due_after=1900", []),
    Case("And before 2100?", "commitments?due_before=2100-01-01", []),
    Case("What is overdue?", "commitments?due=overdue", []),
    Case("What has no deadline?", "commitments?due=none", EVERY),
    Case("Has anybody reported for the OAS?", "progress?organization=OAS", []),
    Case("And on a day in 2017?", "progress?organization=OAS&as_of=2017", []),
]

OFFICER = [
    Case(
        "What does the agreement of the two promise, item by item?",
        "commitments?agreement=agreement between iom and oas",
        FOUR,
    ),
    Case(
        "What is promised about trafficking?",
        "commitments?theme=human-trafficking",
        {ARTICLE, FOUR[0]},
    ),
    Case("Where does gender come in?", "commitments?theme=Gender", [STRATEGY[2]]),
    Case(
        "What has no theme?",
        "commitments?theme=none",
        [STRATEGY[3], PARAGRAPH, STATED[0]],
    ),
    Case(
        "Whose help with techniques was promised by the OAS?",
        "commitments?organization=oas&theme=technical-cooperation",
        [FOUR[3], MEMORANDUM[0]],
    ),
    Case("What have we not checked?", "commitments?stage=none", EVERY - {PARAGRAPH}),
    Case("What is under way?", "commitments?stage=under-way", [PARAGRAPH]),
    Case(
        "What was under way on the day before the first report?",
        "commitments?stage=under-way&as_of=2011-06-20",
        [],
    ),
    Case(
        "Was anything checked by then?",
        "commitments?stage=none&as_of=2011-06-20",
        EVERY,
    ),
    Case(
        "How far was paragraph 17 on that day?",
        "commitments?agreement=summit-mandates&as_of=2011-06-20",
        {PARAGRAPH: ""},
        "stage",
    ),
    Case(
        "And on the day of the report?",
        "commitments?agreement=summit-mandates&as_of=2011-06-21",
        {PARAGRAPH: "under-way"},
        "stage",
    ),
    Case(
        "What is the IOM to do, by agreements from the end of the alphabet, the second four?",
        "commitments?organization=iom&ordering=-agreement_title&page_size=4&page=2",
        [MEMORANDUM[1], *FOUR[:3]],
    ),
    Case("What has been fulfilled?", "commitments?stage=fulfilled", []),
]

RESEARCHER = [
    Case(
        "What was reported on the mandates, the latest first?",
        "progress?agreement=summit-mandates",
        [IN_2018, IN_2016, IN_2011],
    ),
    Case("And what is on the last page of two?", "progress?page_size=2&page=2", [IN_2011]),
    Case("The oldest first?", "progress?ordering=date", [IN_2011, IN_2016, IN_2018]),
    Case(
        "What did the IOM report between 2012 and 2017?",
        "progress?since=2012&until=2017",
        [IN_2016],
    ),
    Case(
        "And by 8 June 2016, for certain?",
        "progress?until=2016-06-08&certain=1",
        [IN_2016, IN_2011],
    ),
    Case("After that day?", "progress?organization=iom&since=2016-06-09", [IN_2018]),
    Case(
        "Which report speaks of paragraph 17?",
        f"progress?commitment={PARAGRAPH}",
        {IN_2011: [PARAGRAPH]},
        "commitments",
    ),
    Case("Which are set against no commitment?", "progress?commitment=none", [IN_2018, IN_2016]),
    Case("Which found something under way?", "progress?stage=under-way", [IN_2011]),
    Case("Which found no stage?", "progress?stage=none", [IN_2018, IN_2016]),
    Case("Which found something given up?", "progress?stage=abandoned", []),
    Case("Has anybody independent looked?", "progress?basis=independent", []),
    Case(
        "Who reports on itself?",
        "progress?basis=self-report",
        dict.fromkeys([IN_2011, IN_2016, IN_2018], "iom"),
        "reporter",
    ),
    Case("Which report names no agreement?", "progress?agreement=none", []),
    Case(
        "How many figures does each give?",
        "progress?ordering=-figures",
        {IN_2016: 7, IN_2011: 5, IN_2018: 0},
        "figures",
    ),
    Case("Which gives most of them?", "progress?ordering=-figures", [IN_2016, IN_2011, IN_2018]),
]

JOURNALIST = [
    Case("Who promised workshops?", "commitments?q=WORKSHOP", [FOUR[0]]),
    Case(
        "What does Article 51 ask for?",
        "commitments?q=article 51",
        {ARTICLE: "Article 51"},
        "locator",
    ),
    Case("Who speaks of trafficking?", "commitments?q=traffick", {ARTICLE, FOUR[0]}),
    Case(
        "And of xenophobia?",
        "commitments?q=xenophobic attitudes",
        ["rcm-21-agreed-points-xenophobia"],
    ),
    Case("What came out for Panama?", "progress?q=panamá", [IN_2018]),
    Case("Who worked with the farmers of Catalonia?", "progress?q=farmers catal", [IN_2011]),
    Case("What is said about remittances?", "progress?q=remittances", [IN_2016]),
    Case("What is said about money?", "progress?q=dollars", []),
]


@asked_by(a_delegate=DELEGATE, an_officer=OFFICER, a_researcher=RESEARCHER, a_journalist=JOURNALIST)
def test_it_answers(case, client):
    check(client, case)
