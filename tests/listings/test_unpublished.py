"""What is not published leaves no trace: not in pages, files, counts, filters or related lists."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from agreements.models import Agreement, Commitment
from organizations.models import Organization
from portal.views import LISTINGS
from records.models import PublishedRecord, Revision
from records.naming import foreign_keys
from sources.models import Source
from tests.agreements.factories import (
    ActFactory,
    AgreementCitationFactory,
    AgreementFactory,
    CommitmentCitationFactory,
    ProgressReportCitationFactory,
    ProgressReportFactory,
    SignatoryCitationFactory,
)
from tests.listings.faces import FILES, NAMES, address, body, errors, results, sheet_rows, slugs
from tests.listings.kept import kept
from tests.listings.subscribed import CALENDARS, FEEDS
from tests.listings.world import TABLES, UNSEEN, World, erase_the_hidden
from tests.organizations.factories import OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

RECORDS = [listing for listing in LISTINGS if issubclass(listing.queryset().model, PublishedRecord)]


def record_addresses(world: World, end: str) -> list[str]:
    """Records with hidden rows on them, and records that refer to hidden ones."""
    return [
        f"/{listing.name}/{row.slug}{end}"
        for listing in RECORDS
        for row in [*world.hub[listing.queryset().model], *world.referring]
        if isinstance(row, listing.queryset().model)
    ]


def answers(client: Client, addresses: list[str]) -> dict[str, str]:
    """Everything that the addresses show, under one revision."""
    Revision.objects.update(number=1, changed="2026-01-31T00:00Z")
    found = {}
    for url in addresses:
        response = client.get(url)
        assert response.status_code == 200, url
        content = body(response)
        found[url] = str(sheet_rows(content)) if "xlsx" in url else content.decode()
    return found


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Where two sets of answers part, with what stands there."""
    found = []
    for url, old in before.items():
        new = after[url]
        if old != new:
            letters = enumerate(zip(old, new, strict=False))
            place = next((place for place, (a, b) in letters if a != b), 0)
            around = slice(max(place - 80, 0), place + 40)
            found.append(f"{url}: {old[around]!r} became {new[around]!r}")
    return found


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with kept(django_db_blocker), override_settings(SIMPLE_HISTORY_ENABLED=False):
        world = World()
        world.hide_and_refer()
        yield world


def test_the_hidden_rows_are_hidden_in_every_way():
    for model in TABLES:
        ways = model.objects.exclude(pk__in=model.objects.published()).count()
        required = len(model.published_with) + issubclass(model, PublishedRecord)
        assert ways >= required, model


def test_files_and_json_are_as_if_the_hidden_had_never_been(world, client):
    files = [f"{address(name, extension)}?page_size=500" for name in NAMES for extension in FILES]
    addresses = [*files, *record_addresses(world, ".json")]
    before = answers(client, addresses)
    assert [url for url, content in before.items() if UNSEEN in content] == []
    erase_the_hidden()
    assert differences(before, answers(client, addresses)) == []


@pytest.mark.once
def test_pages_are_as_if_the_hidden_had_never_been(world, client):
    pages = [f"{address(name)}?page_size=500" for name in NAMES]
    addresses = ["/", *pages, *record_addresses(world, "/")]
    before = answers(client, addresses)
    assert [url for url, content in before.items() if UNSEEN in content] == []
    erase_the_hidden()
    assert differences(before, answers(client, addresses)) == []


def stories(world: World, end: str) -> list[str]:
    """What is told of many records at once, as pages or as JSON."""
    commitments = [*world.hub[Commitment], *world.referring]
    traces = [
        f"/commitments/{row.slug}/trace" for row in commitments if isinstance(row, Commitment)
    ]
    bodies = [row.slug for row in world.hub[Organization]]
    others = Organization.objects.published().exclude(slug__in=bodies).order_by("slug")[:2]
    pairs = [
        f"/organizations/{first}/with/{second}"
        for one in bodies
        for other in others
        for first, second in [sorted((one, other.slug))]
    ]
    return [f"{stem}{end}" for stem in ("/timeline", "/network", "/board", *traces, *pairs)]


# The page is written from the same rows, whatever database they come from.
@pytest.mark.parametrize("end", [pytest.param("/", marks=pytest.mark.once), ".json"])
def test_stories_are_as_if_the_hidden_had_never_been(end, world, client):
    addresses = stories(world, end)
    before = answers(client, addresses)
    assert [url for url, content in before.items() if UNSEEN in content] == []
    erase_the_hidden()
    # What is remembered of a revision would hide what changed within it.
    cache.clear()
    assert differences(before, answers(client, addresses)) == []


def test_subscriptions_are_as_if_the_hidden_had_never_been(world, client, monkeypatch):
    monkeypatch.setattr("listings.feeds.MOST_ENTRIES", 500)
    # All agreements end, so that the calendar would have the hidden ones too.
    Agreement.objects.update(until="2099")
    sitemaps = [f"/sitemap-{listing.name}.xml" for listing in RECORDS]
    addresses = [*FEEDS, *CALENDARS, *sitemaps, "/sitemap.xml", "/robots.txt"]
    before = answers(client, addresses)
    assert [url for url, content in before.items() if UNSEEN in unfolded(content)] == []
    assert [url for url in (*FEEDS, *CALENDARS) if "2026:" not in before[url]] == []
    erase_the_hidden()
    assert differences(before, answers(client, addresses)) == []


def unfolded(content: str) -> str:
    """The lines of a calendar as they were before they were folded."""
    return content.replace("\r\n ", "")


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_the_hidden_finds_anything(name, client):
    assert results(client, name, q=UNSEEN) == []


def test_hidden_records_have_no_address(client):
    for listing in RECORDS:
        hidden = listing.queryset().model.objects.filter(slug__startswith=UNSEEN)
        missing = client.get(f"/{listing.name}/never-was.json").json()
        by_state = {row.publication: row.slug for row in hidden}
        assert by_state
        for slug in by_state.values():
            response = client.get(f"/{listing.name}/{slug}.json")
            assert (response.status_code, response.json()) == (404, missing)


def test_an_old_address_of_a_hidden_record_leads_nowhere(client):
    body = OrganizationFactory(slug="before", publication="draft")
    body.slug = "after"
    body.save()
    assert client.get("/organizations/before.json").status_code == 404


REFERENCES = [
    ("organizations", "member_of"),
    ("organizations", "country"),
    ("agreements", "organization"),
    ("signatories", "organization"),
    ("signatories", "agreement"),
    ("commitments", "organization"),
    ("commitments", "agreement"),
    ("progress", "organization"),
    ("progress", "agreement"),
    ("progress", "commitment"),
    ("events", "organization"),
    ("events", "series"),
    ("events", "country"),
]
KINDS = {
    "member_of": "organization",
    "country": "organization",
    "organization": "organization",
    "agreement": "agreement",
    "commitment": "commitment",
    "series": "series",
}


@pytest.mark.parametrize(("name", "parameter"), REFERENCES)
def test_a_filter_knows_a_hidden_record_as_little_as_none(name, parameter, client):
    model = next(table for table in TABLES if table._meta.model_name == KINDS[parameter])
    hidden = model.objects.filter(slug__startswith=UNSEEN)
    [never] = errors(client, name, **{parameter: "never was"})[parameter]
    for text in (hidden[0].slug, str(hidden[0])):
        found = errors(client, name, **{parameter: text})
        assert found == {parameter: [never.replace("never was", text)]}


def test_an_acronym_of_a_hidden_body_is_not_ambiguous(client):
    OrganizationFactory(slug="seen", acronym="CCT")
    OrganizationFactory(slug="hidden", acronym="CCT", publication="draft")
    assert slugs(client, "agreements", organization="CCT") == []


def test_candidates_for_an_ambiguous_acronym_are_public(client):
    for slug in ("one", "two"):
        OrganizationFactory(slug=slug, acronym="CCT")
    OrganizationFactory(slug=UNSEEN, acronym="CCT", publication="draft")
    [message] = errors(client, "agreements", organization="CCT")["organization"]
    assert "one (" in message
    assert "two (" in message
    assert UNSEEN not in message


def test_what_a_row_cannot_do_without_must_be_public_too():
    forgotten = [
        f"{model.__name__}.{key.name}"
        for model in TABLES
        for key in foreign_keys(model)
        if not key.null
        and key.name not in model.published_with
        and (issubclass(key.related_model, PublishedRecord) or key.related_model.published_with)
    ]
    assert forgotten == []


AGREEMENT = "agreement"
RECORD = "record__agreement"


@pytest.mark.parametrize(
    ("make", "agreement", "hidden"),
    [
        (ProgressReportFactory, AGREEMENT, "publication"),
        (ProgressReportFactory, AGREEMENT, "reporter__publication"),
        (ActFactory, "signatory__agreement", "signatory__organization__publication"),
        (AgreementCitationFactory, "record", "passage__source__publication"),
        (SignatoryCitationFactory, RECORD, "record__organization__publication"),
        (CommitmentCitationFactory, RECORD, "record__publication"),
        (ProgressReportCitationFactory, RECORD, "record__publication"),
    ],
)
def test_what_is_hidden_is_no_evidence(make, agreement, hidden, client):
    it = AgreementFactory(slug="it", title="The one without evidence")
    make(**{agreement: it, hidden: "in-review"})
    [row] = results(client, "agreements", q="the one without evidence")
    assert row["last_evidence"] is None


def test_publishing_a_source_brings_its_citations_to_light(client):
    url = "/organizations.json?page_size=500"
    before = client.get(url).json()["results"]
    assert not any("zzunseen" in title for row in before for title in row["sources"])
    Source.objects.filter(publication="draft").update(publication="published")
    after = client.get(url).json()["results"]
    assert any("zzunseen" in title for row in after for title in row["sources"])
