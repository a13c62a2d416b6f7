"""One record: its page, its JSON, its old addresses, and what it costs to show it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.views import conceal, is_public
from tests.agreements.factories import (
    ActFactory,
    AgreementFactory,
    CommitmentFactory,
    FigureFactory,
)
from tests.events.factories import EventFactory
from tests.listings.crowd import grow, hang, record_views, rows
from tests.organizations.factories import (
    OrganizationCitationFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db
VIEWS = record_views()
every_kind = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.listing.name)


def address(view, slug: str, end: str = "/") -> str:
    return f"/{view.listing.name}/{slug}{end}"


def queries(client, url: str) -> int:
    # Django asks SQLite once for each process, in the first query that needs to know.
    assert connection.features.supports_json_field
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_every_listing_but_signatories_has_records():
    names = {view.listing.name for view in VIEWS}
    assert names == {"organizations", "agreements", "commitments", "progress", "events", "sources"}


@pytest.mark.once
@every_kind
def test_thirty_children_take_as_many_queries_as_one(view, client):
    [row] = rows(view.model, 1, full=True)
    grow(row, view.children, 1)
    few = [queries(client, address(view, row.slug, end)) for end in ("/", ".json")]
    grow(row, view.children, 29)
    assert [queries(client, address(view, row.slug, end)) for end in ("/", ".json")] == few


@every_kind
def test_json_shows_every_column_of_the_listing_every_field_and_every_child(view, client):
    [row] = rows(view.model, 1, full=True)
    hang([row], view.children, 2)
    answer = client.get(address(view, row.slug, ".json")).json()
    listed = client.get(f"/{view.listing.name}.json?page_size=500").json()["results"]
    [line] = [line for line in listed if line["slug"] == row.slug]
    assert {key: answer[key] for key in line if key not in view.children} == {
        key: value for key, value in line.items() if key not in view.children
    }
    fields = {field.name for field in view.model._meta.fields}
    assert fields - answer.keys() == {"id", "publication", "reviewed"}
    assert {name: len(answer[name]) for name in view.children} == dict.fromkeys(view.children, 2)


@pytest.mark.once
@every_kind
@pytest.mark.parametrize("end", ["/", ".json"])
def test_a_record_takes_no_parameters_but_the_day(view, end, client):
    [row] = rows(view.model, 1)
    response = client.get(address(view, row.slug, end), {"colour": "blue"})
    assert response.status_code == 400
    assert "Found “colour”: this address takes only as_of." in response.content.decode()


@pytest.mark.once
@every_kind
@pytest.mark.parametrize("end", ["/", ".json"])
def test_what_is_not_there_is_not_found_in_words(view, end, client):
    response = client.get(address(view, "never-was", end))
    assert response.status_code == 404
    assert "There is no published record with this address." in response.content.decode()


@every_kind
@pytest.mark.parametrize("end", ["/", ".json"])
def test_an_old_slug_leads_to_the_new_one(view, end, client):
    [row] = rows(view.model, 1)
    old = row.slug
    for slug in ("second", "third"):
        row.slug = slug
        row.save()
    for slug in (old, "second"):
        response = client.get(address(view, slug, end))
        assert (response.status_code, response["Location"]) == (301, address(view, "third", end))


def test_an_old_slug_of_another_kind_leads_nowhere(client):
    agreement = AgreementFactory(slug="old")
    agreement.slug = "new"
    agreement.save()
    assert client.get("/organizations/old/").status_code == 404


@pytest.mark.parametrize(
    "slug", ["%00", "a%00b", "%ff", "a b", "é", "..", "a/b", "a" * 5000, "-", "A_1"]
)
@pytest.mark.parametrize("end", ["/", ".json"])
def test_a_strange_address_is_not_found_in_words(slug, end, client):
    response = client.get(f"/agreements/{slug}{end}")
    assert response.status_code == 404
    if end == ".json":
        assert list(response.json()["errors"]) == [""]
    assert "There is no published record" in response.content.decode()


@pytest.mark.once
@every_kind
def test_head_says_that_it_is_there(view, client):
    [row] = rows(view.model, 1)
    response = client.head(address(view, row.slug))
    assert (response.status_code, response.content) == (200, b"")
    assert client.post(address(view, row.slug)).status_code == 405


def test_a_fact_comes_with_its_passage(client):
    citation = OrganizationCitationFactory(field="kind", value="bank", note="By its charter.")
    passage = citation.passage
    answer = client.get(f"/organizations/{citation.record.slug}.json").json()
    assert answer["citations"] == [
        {
            "field": "kind",
            "passage": passage.slug,
            "passage_name": str(passage),
            "stance": "supports",
            "value": "bank",
            "note": "By its charter.",
            "source": passage.source.slug,
            "source_title": passage.source.title,
            "locator": passage.locator,
            "fingerprint": passage.fingerprint,
            "gist": passage.gist,
        }
    ]


def test_a_source_tells_what_is_read_from_it(client):
    citation = OrganizationCitationFactory(field="kind", record__name="Council", record__slug="it")
    answer = client.get(f"/sources/{citation.passage.source.slug}.json").json()
    assert [passage["facts"] for passage in answer["passages"]] == [
        [
            {
                "kind": "organization",
                "record": "it",
                "name": "Council",
                "field": "kind",
                "stance": "supports",
                "value": "",
            }
        ]
    ]


def test_numbers_are_numbers_and_days_are_iso(client):
    figure = FigureFactory(value="57.5000", upper="60.0000")
    report = client.get(f"/progress/{figure.report.slug}.json").json()
    shown = report["figures"][0]
    assert (shown["value"], shown["upper"]) == (57.5, 60)
    assert isinstance(shown["upper"], int)
    assert (report["date"], report["date_earliest"], report["date_latest"]) == (
        "2018-11",
        "2018-11-01",
        "2018-11-30",
    )


def test_text_stays_in_its_own_letters(client):
    OrganizationFactory(slug="it", name="Corporación Ñandú")
    assert "Corporación Ñandú" in client.get("/organizations/it.json").content.decode()


@pytest.mark.parametrize(
    ("hidden", "public"),
    [
        ({"publication": "draft"}, False),
        ({"agreement__publication": "draft"}, False),
        ({}, True),
    ],
)
def test_a_row_in_hand_is_public_as_it_is_in_a_query(hidden, public):
    row = CommitmentFactory(**hidden)
    assert is_public(row) is public
    assert type(row).objects.published().exists() is public


def test_a_row_of_another_app_is_public(admin_user):
    assert is_public(admin_user)


def test_references_to_what_is_hidden_are_emptied_all_the_way_down():
    seen, hidden = PersonFactory(), PersonFactory(publication="draft")
    agreement = AgreementFactory(depositary=OrganizationFactory(publication="draft"))
    for number, person in enumerate((seen, hidden)):
        ActFactory(signatory__agreement=agreement, person=person, date=f"201{number}")
    conceal(agreement, {"signatories": {"acts": {}}})
    assert agreement.depositary is None
    # What `conceal` changed is only what is in hand.
    agreement.refresh_from_db()
    assert agreement.depositary is not None


@pytest.mark.parametrize("person_publication", ["published", "draft"])
def test_who_signed_is_shown_where_the_person_is_public(person_publication, client):
    act = ActFactory(person=PersonFactory(slug="p", name="P", publication=person_publication))
    answer = client.get(f"/agreements/{act.signatory.agreement.slug}.json").json()
    shown = answer["signatories"][0]["acts"][0]
    named = ("p", "P") if person_publication == "published" else (None, None)
    assert (shown["person"], shown["person_name"]) == named


def test_a_wider_commitment_of_a_hidden_agreement_is_not_named(client):
    wider = CommitmentFactory(agreement__publication="draft")
    commitment = CommitmentFactory(part_of=wider)
    answer = client.get(f"/commitments/{commitment.slug}.json").json()
    assert (answer["part_of"], answer["part_of_name"]) == (None, None)


def test_the_revision_is_told(client):
    event = EventFactory()
    before = client.get(f"/events/{event.slug}.json").json()["revision"]
    SourceFactory()
    assert client.get(f"/events/{event.slug}.json").json()["revision"] == before + 1
