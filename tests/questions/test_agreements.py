"""What people ask of the agreements and of those who signed them."""

import pytest

from tests.questions.asking import Case, asked_by, check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

BOTH = ["jswg-mou", "oas-iom-agreement"]
# No day of signing is known of these, so that every day may be the one.
UNDATED = {
    "2030-agenda",
    "global-compact-on-migration",
    "iom-regional-strategy-2014-2016",
    "jswg-mou-signing-statements",
    "lima-commitment",
    "oas-iom-agreement",
    "oas-iom-understanding-2010",
    "rcm-21-agreed-points",
    "rcm-21-declaration",
    "summit-mandates",
}
# No instrument is named of these; each has been announced by an event.
UNNAMED = {
    "jswg-mou-signing-statements",
    "oas-iom-understanding-2010",
    "rcm-21-agreed-points",
}
# In the order in which the release names them.
ELEVEN = [
    "jswg-mou-oas",
    "jswg-mou-iom",
    "jswg-mou-idb",
    "jswg-mou-eclac",
    "jswg-mou-paho",
    "jswg-mou-world-bank",
    "jswg-mou-iica",
    "jswg-mou-cabei",
    "jswg-mou-caf",
    "jswg-mou-ilo",
    "jswg-mou-undp",
]
TWO = {"oas-iom-agreement-iom", "oas-iom-agreement-oas"}

DELEGATE = [
    Case(
        "What did the IOM and the OAS both sign?",
        "agreements?organization=iom&organization=oas",
        BOTH,
    ),
    Case(
        "The same, under their acronyms, in small letters?",
        "agreements?organization=Iom&organization=oAS",
        BOTH,
    ),
    Case(
        "The same, under names that releases print?",
        "agreements?organization=International Organization for Migrations"
        "&organization=organization of american states",
        BOTH,
    ),
    Case(
        "And together with the World Bank?",
        "agreements?organization=UN Migration Agency&organization=OAS&organization=World Bank",
        ["jswg-mou"],
    ),
    Case("What has El Salvador signed?", "agreements?organization=El Salvador", []),
    Case("What binds us?", "agreements?binding=yes", []),
    Case(
        "Of what do the documents not say whether it binds?",
        "agreements?binding=not-stated",
        UNDATED | {"jswg-mou"},
    ),
    Case(
        "Who signed the memorandum, in the order of the release?",
        "signatories?agreement=jswg-mou",
        ELEVEN,
    ),
    Case(
        "Who are the last of these on pages of four?",
        "signatories?agreement=jswg-mou&page_size=4&page=3",
        ELEVEN[8:],
    ),
    Case(
        "Whose names come first in the alphabet?",
        "signatories?agreement=jswg-mou&ordering=organization_name&page_size=5",
        [
            "jswg-mou-cabei",
            "jswg-mou-caf",
            "jswg-mou-eclac",
            "jswg-mou-idb",
            "jswg-mou-iica",
        ],
    ),
    Case(
        "Did anybody only witness an agreement?",
        "signatories?capacity=witness",
        [],
    ),
    Case("Who has ratified anything?", "signatories?act=ratification", []),
    Case("Who stands in an agreement without any act?", "signatories?act=none", []),
]

OFFICER = [
    Case(
        "What is there on trafficking?",
        "agreements?theme=human-trafficking",
        {"lima-commitment", "oas-iom-agreement", "oas-iom-understanding-2010"},
    ),
    Case(
        "What is there on trafficking that both of us signed?",
        "agreements?theme=Trafficking and Smuggling&organization=IOM&organization=OAS",
        ["oas-iom-agreement"],
    ),
    Case("What has nobody given a theme yet?", "agreements?theme=none", ["summit-mandates"]),
    Case(
        "Which agreements have no signatory on record?",
        "agreements?organization=none",
        UNDATED - {"oas-iom-agreement"},
    ),
    Case(
        "Which memoranda are there?",
        "agreements?instrument=memorandum-of-understanding",
        ["jswg-mou"],
    ),
    Case(
        "What was agreed without any instrument being named?",
        "agreements?instrument=understanding",
        UNNAMED,
    ),
    Case(
        "Where did they stand on the day before the ceremony of 2018?",
        "agreements?organization=iom&as_of=2018-09-03",
        {"jswg-mou": "not-known", "oas-iom-agreement": "not-known"},
        "stage",
    ),
    Case(
        "Where on the day itself?",
        "agreements?organization=iom&as_of=2018-09-04",
        {"jswg-mou": "signed", "oas-iom-agreement": "not-known"},
        "stage",
    ),
    Case(
        "Where today, when what has no date has happened all the same?",
        "agreements?organization=iom",
        {"jswg-mou": "signed", "oas-iom-agreement": "signed"},
        "stage",
    ),
    Case(
        "What stands as signed or adopted today, the latest first?",
        "agreements?stage=signed",
        ["jswg-mou", "oas-iom-agreement", "rcm-21-declaration"],
    ),
    Case(
        "What has only been announced?",
        "agreements?stage=announced",
        UNNAMED,
    ),
    Case(
        "What had been announced by the end of May 2010, or possibly had?",
        "agreements?stage=announced&as_of=2010-05",
        ["oas-iom-understanding-2010"],
    ),
    Case(
        "And by the day of the ceremony of 2018?",
        "agreements?stage=announced&as_of=2018-09-04",
        ["jswg-mou-signing-statements", "oas-iom-understanding-2010"],
    ),
    Case("What do we know to be in effect?", "agreements?stage=in-effect", []),
    Case(
        "Is either of us bound by the agreement of the two?",
        "signatories?agreement=Agreement between IOM and OAS&as_of=2018",
        dict.fromkeys(TWO, False),
        "party",
    ),
    Case(
        "How many commitments does each hold, the most first?",
        "agreements?ordering=-commitments",
        [
            "iom-regional-strategy-2014-2016",
            "oas-iom-agreement",
            "rcm-21-agreed-points",
            "jswg-mou",
            "jswg-mou-signing-statements",
            "lima-commitment",
            "oas-iom-understanding-2010",
            "rcm-21-declaration",
            "summit-mandates",
            "2030-agenda",
            "global-compact-on-migration",
        ],
    ),
    Case(
        "Of what day is the latest that we know of each?",
        "agreements?",
        dict.fromkeys(UNDATED)
        | {
            "jswg-mou": "2018-09-04",
            # The ceremony at which these were voiced.
            "jswg-mou-signing-statements": "2018-09-04",
            "oas-iom-understanding-2010": "2010-06-01",
            "summit-mandates": "2018-03-16",
        },
        "last_evidence",
    ),
]

RESEARCHER = [
    Case(
        "What was possibly signed after 4 September 2018?",
        "agreements?since=2018-09-05",
        UNDATED,
    ),
    Case("And certainly?", "agreements?since=2018-09-05&certain=1", []),
    Case("What was certainly signed in 2018?", "agreements?since=2018&certain=1", ["jswg-mou"]),
    Case(
        "What certainly by the day printed as “04/09”?",
        "agreements?until=2018-09-04&certain=1",
        ["jswg-mou"],
    ),
    Case("And by the day before?", "agreements?until=2018-09-03&certain=1", []),
    Case(
        "May the IOM and the OAS have signed something before 2010?",
        "agreements?organization=iom&organization=oas&until=2009",
        ["oas-iom-agreement"],
    ),
    Case(
        "When was each of theirs signed?",
        "agreements?organization=iom&organization=oas",
        {"jswg-mou": "2018-09-04?", "oas-iom-agreement": ""},
        "signed",
    ),
    Case(
        "The titles in alphabetical order, the second three of them?",
        "agreements?ordering=title&page_size=3&page=2",
        ["rcm-21-declaration", "global-compact-on-migration", "lima-commitment"],
    ),
    Case(
        "And the last page of these?",
        "agreements?ordering=title&page_size=3&page=4",
        ["rcm-21-agreed-points", "jswg-mou-signing-statements"],
    ),
    Case(
        "The oldest signature first, and what has no date last?",
        "agreements?ordering=signed",
        ["jswg-mou", *sorted(UNDATED)],
    ),
    Case(
        "Under which name did the World Bank sign?",
        "signatories?organization=World Bank",
        {"jswg-mou-world-bank": "International Bank for Reconstruction and Development"},
        "name_as_printed",
    ),
    Case(
        "Who stands behind a name with a slip in it?",
        "signatories?organization=Inter American Institute for Cooperation on Agriculture",
        {"jswg-mou-iica": "Inter-American Institute for Cooperation on Agriculture"},
        "organization_name",
    ),
    Case(
        "Who may have signed something after the memorandum?",
        "signatories?act=signature&since=2018-09-05",
        TWO,
    ),
    Case(
        "Who certainly did something on 4 September 2018?",
        "signatories?since=2018-09-04&until=2018-09-04&certain=1",
        ELEVEN,
    ),
    Case(
        "Who certainly signed nothing after it?",
        "signatories?act=none&since=2018-09-05",
        ELEVEN,
    ),
    Case(
        "What did the two do, and when?",
        "signatories?agreement=oas-iom-agreement",
        {signatory: ["signature"] for signatory in TWO},
        "acts",
    ),
    Case(
        "And the bank from Central America?",
        "signatories?organization=CABEI&capacity=signatory",
        {"jswg-mou-cabei": ["signature 2018-09-04?"]},
        "acts",
    ),
]

JOURNALIST = [
    Case(
        "Where is the memorandum, and what was stated beside it?",
        "agreements?q=memorandum",
        ["jswg-mou", "jswg-mou-signing-statements"],
    ),
    Case("What did Insulza sign?", "agreements?q=insulza", ["oas-iom-agreement"]),
    Case("For whom did he sign?", "signatories?q=JOSÉ MIGUEL INSULZA", ["oas-iom-agreement-oas"]),
    Case("The same without accents?", "signatories?q=jose miguel", ["oas-iom-agreement-oas"]),
    Case("What did the Corporación Andina sign?", "agreements?q=corporacion andina", ["jswg-mou"]),
    Case("Anything against xenophobia?", "agreements?q=xenophob", ["rcm-21-agreed-points"]),
    Case(
        "What speaks of the Summits and of the Americas?",
        "agreements?q=AMERICAS summits",
        {"jswg-mou", "jswg-mou-signing-statements", "summit-mandates"},
    ),
    Case(
        "Who signed something of the IOM's?",
        "signatories?q=iom",
        {"jswg-mou-iom", *TWO},
    ),
    Case(
        "Who was it that is called “Recons…”?",
        "signatories?q=recons",
        ["jswg-mou-world-bank"],
    ),
    Case("Is there a secret protocol?", "agreements?q=secret protocol", []),
]


@asked_by(a_delegate=DELEGATE, an_officer=OFFICER, a_researcher=RESEARCHER, a_journalist=JOURNALIST)
def test_it_answers(case, client):
    check(client, case)
