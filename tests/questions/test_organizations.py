"""What people ask of the bodies, of the events and of the sources."""

import pytest

from tests.questions.asking import Case, asked_by, check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

# By name: Caribbean, Central American, Development …
TWELVE = [
    "cdb",
    "cabei",
    "caf",
    "eclac",
    "idb",
    "iica",
    "world-bank",
    "ilo",
    "iom",
    "oas",
    "paho",
    "undp",
]
# Those of the twelve who signed; by slug, as files have them.
SIGNING = [
    "cabei (participant)",
    "caf (participant)",
    "eclac (participant)",
    "idb (participant)",
    "iica (participant)",
    "ilo (participant)",
    "iom (participant)",
    "oas (host)",
    "oas (participant)",
    "paho (participant)",
    "undp (participant)",
    "world-bank (participant)",
]
ELSEWHERE = [
    "canada",
    "colombia",
    "costa-rica",
    "dominican-republic",
    "guatemala",
    "haiti",
    "nicaragua",
    "panama",
    "peru",
    "spain",
    "syria",
]

DELEGATE = [
    Case("Who belongs to the working group?", "organizations?member_of=JSWG", TWELVE),
    Case(
        "Who belonged to it in 1995, as far as anybody knows?",
        "organizations?member_of=Joint Summit Working Group&as_of=1995",
        TWELVE,
    ),
    Case(
        "Who has presided over the conference?",
        "organizations?member_of=Regional Conference on Migration in the Americas",
        ["el-salvador", "honduras"],
    ),
    Case(
        "Which states belong to no group?",
        "organizations?kind=state&member_of=none",
        ELSEWHERE,
    ),
    Case(
        "Which states come last in the alphabet?",
        "organizations?kind=state&page_size=5&page=3",
        ["peru", "spain", "syria"],
    ),
    Case("Who belongs to El Salvador?", "organizations?member_of=el-salvador", []),
    Case(
        "Where did the IOM and the OAS meet, the latest first?",
        "events?organization=IOM&organization=OAS",
        ["jswg-mou-signing", "oas-iom-talks-2010", "oas-iom-agreement-signing"],
    ),
    Case(
        "Where was the Honduran government?",
        "events?organization=the honduran government",
        ["rcm-21"],
    ),
    Case("What happened in Peru?", "events?country=Peru", ["eighth-summit"]),
    Case("What happened in Canada?", "events?country=canada", []),
]

OFFICER = [
    Case(
        "Which intergovernmental organizations?",
        "organizations?kind=intergovernmental",
        ["iom", "oas"],
    ),
    Case("Which consultative processes?", "organizations?kind=consultative", ["rcm"]),
    Case(
        "Of which intergovernmental organizations do we not know the seat?",
        "organizations?kind=intergovernmental&country=none",
        ["iom", "oas"],
    ),
    Case("Who sits in Honduras?", "organizations?country=honduras", ["honduras"]),
    Case(
        "Who of the group signed how much?",
        "organizations?member_of=jswg",
        dict.fromkeys(TWELVE, 1) | {"iom": 2, "oas": 2, "cdb": 0},
        "agreements",
    ),
    Case(
        "The most first?",
        "organizations?member_of=jswg&ordering=-agreements&page_size=3",
        ["iom", "oas", "cabei"],
    ),
    Case(
        "Since when have they existed?",
        "organizations?kind=intergovernmental",
        {"iom": "[..1951]", "oas": ""},
        "founded",
    ),
    Case("Whose is the CIMAL?", "organizations?q=cimal", {"cimal": "iom"}, "part_of"),
    Case(
        "Which summits were there, by number?",
        "events?series=Summits of the Americas&ordering=edition",
        ["first-summit", "seventh-summit", "eighth-summit"],
    ),
    Case(
        "What belongs to no series?",
        "events?series=none",
        [
            "jswg-mou-signing",
            "civil-society-training",
            "oas-iom-talks-2010",
            "oas-iom-agreement-signing",
        ],
    ),
    Case(
        "Of which events do we know nobody who was there?",
        "events?organization=none",
        {"first-summit", "seventh-summit"},
    ),
    Case(
        "At which was Peru the host?",
        "events?organization=peru",
        {"eighth-summit": ["peru (host)"]},
        "participants",
    ),
    Case(
        "Who was at each signing, and who was its host?",
        "events?kind=signing",
        {
            "jswg-mou-signing": SIGNING,
            "oas-iom-agreement-signing": ["iom (participant)", "oas (participant)"],
        },
        "participants",
    ),
    Case(
        "What came out of the signings?",
        "events?kind=signing",
        {
            "jswg-mou-signing": ["jswg-mou (signed)", "jswg-mou-signing-statements (announced)"],
            "oas-iom-agreement-signing": ["oas-iom-agreement (signed)"],
        },
        "outcomes",
    ),
    Case(
        "What came out of the events of the conference?",
        "events?series=regional-conference-on-migration",
        {"rcm-21": ["rcm-21-agreed-points (announced)", "rcm-21-declaration (adopted)"]},
        "outcomes",
    ),
    Case("Which trainings?", "events?kind=training", ["civil-society-training"]),
    Case("And as of a day before?", "events?kind=training&as_of=2009", ["civil-society-training"]),
    Case("Which sources bear no publisher?", "sources?publisher=none", ["summits-follow-up-page"]),
    Case(
        "Does a day change that?", "sources?publisher=none&as_of=2017", ["summits-follow-up-page"]
    ),
    Case("Which have no language?", "sources?language=none", []),
]

RESEARCHER = [
    Case(
        "Which other names does the institute for agriculture have?",
        "organizations?q=IICA",
        {
            "iica": [
                "Inter American Institute for Cooperation on Agriculture",
                "Inter-American Institute for Cooperation of Agriculture",
            ]
        },
        "names",
    ),
    Case(
        "All events, the latest first and those without a date last?",
        "events?",
        [
            "jswg-mou-signing",
            "eighth-summit",
            "civil-society-training",
            "oas-iom-talks-2010",
            "first-summit",
            "oas-iom-agreement-signing",
            "rcm-21",
            "seventh-summit",
        ],
    ),
    Case(
        "Which of them stand on the third page of three each?",
        "events?page_size=3&page=3",
        ["rcm-21", "seventh-summit"],
    ),
    Case(
        "What may have happened after 21 June 2011?",
        "events?since=2011-06-22",
        {
            "jswg-mou-signing",
            "eighth-summit",
            "oas-iom-agreement-signing",
            "rcm-21",
            "seventh-summit",
        },
    ),
    Case(
        "What certainly did?",
        "events?since=2011-06-22&certain=1",
        ["jswg-mou-signing", "eighth-summit"],
    ),
    Case(
        "What was certainly over by 1 June 2010?",
        "events?until=2010-06-01&certain=1",
        ["oas-iom-talks-2010", "first-summit"],
    ),
    Case(
        "Was the first summit certainly held by June 1994?",
        "events?kind=summit&until=1994-06-30&certain=1",
        [],
    ),
    Case(
        "Possibly, and which others?",
        "events?kind=summit&until=1994-06-30",
        ["first-summit", "seventh-summit"],
    ),
    Case(
        "What happened in April 2018?",
        "events?since=2018-04&until=2018-04&certain=1",
        ["eighth-summit"],
    ),
    Case(
        "Which summits may have been held on 15 April 2018?",
        "events?since=2018-04-15&until=2018-04-15&series=summits-of-the-americas",
        ["eighth-summit", "seventh-summit"],
    ),
    Case(
        "When was “last week”?",
        "events?series=regional-conference-on-migration&until=1990",
        {"rcm-21": ""},
        "start",
    ),
    Case(
        "Is that certain?",
        "events?series=regional-conference-on-migration&until=2100&certain=1",
        [],
    ),
    Case(
        "What has the OAS published?",
        "sources?publisher=organization of american states",
        {"oas-release-e-212-10": "E-212/10"},
        "reference",
    ),
    Case(
        "What certainly appeared in June 2010?",
        "sources?since=2010-06&until=2010-06&certain=1",
        ["oas-release-e-212-10"],
    ),
    Case(
        "What may have appeared later?",
        "sources?kind=press-release&since=2010-06-02",
        {"iom-jswg-mou-release", "iom-oas-agreement-release", "iom-rcm-21-release"},
    ),
    Case(
        "From how many passages of each do you read?",
        "sources?language=EN",
        {
            "iom-jswg-mou-release": 12,
            "iom-oas-agreement-release": 12,
            "iom-rcm-21-release": 11,
            "oas-release-e-212-10": 8,
            "summits-follow-up-page": 17,
        },
        "passages",
    ),
    Case(
        "Which source is the newest, as far as is known?",
        "sources?ordering=-published&page_size=1",
        ["oas-release-e-212-10"],
    ),
    Case(
        "And which is the last of those without a date?",
        "sources?ordering=-published&page_size=2&page=3",
        ["summits-follow-up-page"],
    ),
]

JOURNALIST = [
    Case(
        "Who is the Corporación Andina de Fomento?",
        "organizations?q=CORPORACION andina",
        {"caf": "Development Bank of Latin America"},
        "name",
    ),
    Case("Who is CAF?", "organizations?q=caf", ["caf"]),
    Case(
        "Who is the World Bank?",
        "organizations?q=world bank",
        {"world-bank": "International Bank for Reconstruction and Development"},
        "name",
    ),
    Case("Who is the UN migration agency?", "organizations?q=un migration agency", ["iom"]),
    Case("Whom does Dall'Oglio speak for?", "organizations?q=dall'oglio", ["iom"]),
    Case("And Magarín?", "organizations?q=MAGARIN", ["el-salvador"]),
    Case(
        "Who is a development bank?",
        "organizations?q=development bank",
        {"caf", "cdb", "idb", "world-bank"},
    ),
    Case(
        "Who begins with “inter” and “amer”?",
        "organizations?q=inter amer",
        {
            "idb",
            "iica",
            "inter-american-commission-on-counter-terrorism",
            "inter-american-commission-on-women",
            "jswg",
            "un-population-division",
        },
    ),
    Case("Who is IADB?", "organizations?q=iadb", []),
    Case("Where was Magarín?", "events?q=liduvina magarín", {"rcm-21": "San Pedro Sula"}, "place"),
    Case("Where did they speak of the earthquake?", "events?q=earthquake", ["oas-iom-talks-2010"]),
    Case(
        "Which release bears the number E-212/10?", "sources?q=E-212/10", ["oas-release-e-212-10"]
    ),
    Case("Which release speaks of Haiti?", "sources?q=haití", ["oas-release-e-212-10"]),
    Case("Which web pages are there?", "sources?kind=web-page", ["summits-follow-up-page"]),
]


@asked_by(a_delegate=DELEGATE, an_officer=OFFICER, a_researcher=RESEARCHER, a_journalist=JOURNALIST)
def test_it_answers(case, client):
    check(client, case)
