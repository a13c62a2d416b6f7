"""The curated record answers what people come to ask, and hangs together from end to end."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Exists, OuterRef

from curation.ingest import ingest
from tests.listings.faces import NAMES, as_csv, as_page, as_xlsx, results
from tests.listings.kept import kept
from tests.listings.world import TABLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


@pytest.fixture(scope="module")
def record(django_db_setup, django_db_blocker) -> Iterator[None]:
    with kept(django_db_blocker):
        ingest([settings.BASE_DIR / "seeds", settings.BASE_DIR / "fixtures"])
        yield


ELEVEN = ["cabei", "caf", "eclac", "idb", "iica", "ilo", "iom", "oas", "paho", "undp", "world-bank"]
FOUR = [f"oas-iom-agreement-{number}" for number in (1, 2, 3, 4)]
REPORTS = ["2011-06-21", "2016-06-08", "2018-03-16"]
SPANISH, ENGLISH = "Corporación Andina de Fomento", "Development Bank of Latin America"
PRINTED, SHORT = "International Bank for Reconstruction and Development", "World Bank"

# What is asked, of which address, and the answer: all values found at a path, in order.
QUESTIONS: list[tuple[str, str, str, list[Any]]] = [
    (
        "Who signed the memorandum on the mandates of the Summits?",
        "/signatories.json?agreement=jswg-mou&capacity=signatory",
        "results.organization",
        ELEVEN,
    ),
    (
        "How many are they?",
        "/signatories.json?agreement=jswg-mou&act=signature",
        "count",
        [11],
    ),
    (
        "Who is a member of the working group?",
        "/organizations.json?member_of=jswg",
        "results.slug",
        sorted([*ELEVEN, "cdb"]),
    ),
    (
        "When was the memorandum signed?",
        "/agreements/jswg-mou.json",
        "signed",
        ["2018-09-04?"],
    ),
    (
        "Did the IOM and the OAS both sign it?",
        "/agreements.json?organization=iom&organization=oas&since=2018&certain=1",
        "results.slug",
        ["jswg-mou"],
    ),
    (
        "What does the undated agreement promise?",
        "/commitments.json?agreement=oas-iom-agreement",
        "results.slug",
        FOUR,
    ),
    (
        "Who must keep it?",
        "/commitments.json?agreement=oas-iom-agreement&organization=iom&organization=oas",
        "results.slug",
        FOUR,
    ),
    (
        "When was it signed?",
        "/agreements/oas-iom-agreement.json",
        "signatories.acts.date",
        ["", ""],
    ),
    (
        "What was reported on the mandates of the Summits, and when?",
        "/progress.json?agreement=summit-mandates&ordering=date",
        "results.date",
        REPORTS,
    ),
    (
        "Who reported it?",
        "/progress.json?agreement=summit-mandates",
        "results.reporter",
        ["iom", "iom", "iom"],
    ),
    (
        "Which report is from 2016?",
        "/progress.json?since=2016&until=2016&certain=1",
        "results.date",
        ["2016-06-08"],
    ),
    (
        "Which body is called the World Bank?",
        f"/organizations.json?q={SHORT}",
        "results.slug",
        ["world-bank"],
    ),
    (
        "Which body is called the International Bank for Reconstruction and Development?",
        f"/organizations.json?q={PRINTED}",
        "results.slug",
        ["world-bank"],
    ),
    (
        "Which body is called the Corporación Andina de Fomento?",
        f"/organizations.json?q={SPANISH}",
        "results.slug",
        ["caf"],
    ),
    (
        "Which body is called the Development Bank of Latin America?",
        f"/organizations.json?q={ENGLISH}",
        "results.slug",
        ["caf"],
    ),
    (
        "What has the Corporación Andina de Fomento signed?",
        f"/agreements.json?organization={SPANISH}",
        "results.slug",
        ["jswg-mou"],
    ),
    (
        "What has the World Bank signed, and under which name?",
        f"/signatories.json?organization={SHORT}",
        "results.name_as_printed",
        [PRINTED],
    ),
    (
        "Which meeting of the conference was the twenty-first?",
        "/events.json?series=regional-conference-on-migration&q=21st",
        "results.slug",
        ["rcm-21"],
    ),
]


@pytest.mark.parametrize(
    ("address", "path", "answer"),
    [pytest.param(*case, id=question) for question, *case in QUESTIONS],
)
def test_it_answers(address, path, answer, client):
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()
    found = values(response.json(), path.split("."))
    assert (sorted(found) if answer == sorted(answer, key=str) else found) == answer


def values(answer: Any, path: list[str]) -> list[Any]:
    """Everything at a path, which leads through every row of a list."""
    if isinstance(answer, list):
        return [value for row in answer for value in values(row, path)]
    return values(answer[path[0]], path[1:]) if path else [answer]


def test_one_member_of_the_working_group_did_not_sign(client):
    members = {
        row["slug"]: row["name"] for row in results(client, "organizations", member_of="jswg")
    }
    signed = {row["organization"] for row in results(client, "signatories", agreement="jswg-mou")}
    [missing] = members.keys() - signed
    assert members[missing] == "Caribbean Development Bank"


def test_the_presidency_went_from_honduras_to_el_salvador(client):
    meeting = client.get("/events/rcm-21.json").json()
    handed = {row["role"]: row["organization_name"] for row in meeting["participations"]}
    assert handed["presidency-handed-over"] == "Honduras"
    assert handed["presidency-taken-over"] == "El Salvador"


DATED = re.compile(r"_(earliest|latest|evidence)$|^(date|signed|until|deadline|in_force_from)$")


def dates(answer: Any) -> Iterator[Any]:
    """Every date in a piece of JSON."""
    for name, value in answer.items() if isinstance(answer, dict) else ():
        if DATED.search(name):
            yield value
        yield from dates(value)
    for value in answer if isinstance(answer, list) else ():
        yield from dates(value)


def test_the_undated_agreement_has_no_date_anywhere(client):
    found = list(dates(client.get("/agreements/oas-iom-agreement.json").json()))
    assert len(found) > 30
    assert set(found) == {"", None}


def test_the_undated_agreement_has_no_date_in_a_file(client):
    text = b"".join(client.get("/agreements.csv", {"q": "IOM and OAS"}).streaming_content)
    rows = csv.DictReader(io.StringIO(text.decode("utf-8-sig")))
    [row] = [row for row in rows if row["slug"] == "oas-iom-agreement"]
    assert {value for name, value in row.items() if DATED.search(name)} == {""}


def test_the_undated_agreement_says_so_on_its_page(client):
    page = client.get("/agreements/oas-iom-agreement/").content.decode()
    assert "date unknown" in page
    assert "<time" not in page
    note = client.get("/agreements/oas-iom-agreement.json").json()["note"]
    told = page.partition('<article class="record">')[2].partition('<details class="cite"')[0]
    assert re.findall(r"\b(?:19|20)\d\d\b", told) == re.findall(r"\b(?:19|20)\d\d\b", note)


CITABLE = [model for model in TABLES if hasattr(model, "citations")]


@pytest.mark.parametrize("model", CITABLE, ids=lambda model: model.__name__)
def test_every_fact_has_a_passage_that_says_so(model):
    cited = model.citations.rel.related_model.objects.published().filter(record=OuterRef("pk"))
    uncited = model.objects.published().exclude(Exists(cited))
    assert list(uncited.values_list("slug", flat=True)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_listing_holds_something_and_says_the_same_in_every_format(name, client):
    slugs = [row["slug"] for row in results(client, name)]
    assert slugs
    assert [row[0] for row in as_csv(client, name)[1:]] == slugs
    assert [row[0] for row in as_xlsx(client, name)[1:]] == slugs
    assert len(as_page(client, name)) == len(slugs)
