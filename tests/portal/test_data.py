"""/data/ and the data package: what is offered, explained, sent and refused."""

import csv
import io
import re
from html.parser import HTMLParser
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from datapackage.archive import write_archive
from datapackage.dictionary import dictionary
from datapackage.tables import table_name, tables
from portal import data
from portal.dictionary import list_entry
from portal.views import LISTINGS
from records.models import Revision
from search.tables import refresh_statistics
from tests.listings.crowd import rows
from tests.listings.faces import as_csv, body
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

PACKAGE = "/data/entente.zip"


class Page(HTMLParser):
    """The identifiers and the addresses of a page, and the words of each element with an id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"] or "")
        if tag == "a":
            self.links.append(found.get("href") or "")


def page(client: Client) -> str:
    response = client.get("/data/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def files(client: Client) -> dict[str, str]:
    """The texts of the package."""
    with ZipFile(io.BytesIO(body(client.get(PACKAGE)))) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


def sent(client: Client, **options: Any) -> Any:
    """The response with the package, read to its end."""
    response = client.get(PACKAGE, **options)
    assert response.status_code == 200
    assert body(response)
    return response


def at_revision(number: int) -> None:
    Revision.objects.update_or_create(
        pk=1, defaults={"number": number, "changed": "2026-01-31T12:00Z"}
    )


# The page


@pytest.mark.once
def test_it_explains_every_column_of_every_table_and_list(client):
    html = page(client)
    entries = [("table", each) for each in dictionary()]
    entries += [("list", list_entry(listing)) for listing in LISTINGS]
    expected = [
        name
        for kind, entry in entries
        for name in (
            f"{kind}-{entry.name}",
            *(f"{kind}-{entry.name}.{column.name}" for column in entry.columns),
        )
    ]
    assert [name for name in Page(html).ids if name.startswith(("table-", "list-"))] == expected
    for kind, entry in entries:
        start = html.index(f'<h3 id="{kind}-{entry.name}">')
        section = html[start : html.index("</table>", start)]
        for row, column in zip(section.split("<tr id=")[1:], entry.columns, strict=True):
            assert column.meaning.replace("'", "&#x27;") in row


@pytest.mark.once
def test_no_two_places_have_the_same_name_and_every_link_on_the_page_leads_to_one():
    html = page(Client())
    found = Page(html)
    assert len(set(found.ids)) == len(found.ids)
    assert [a for a in found.links if a.startswith("#") and a[1:] not in found.ids] == []


def test_every_file_that_it_names_is_there(client):
    links = [link for link in Page(page(client)).links if re.fullmatch(r"/[\w/]+\.\w+", link)]
    expected = {f"/{listing.name}.{kind}" for listing in LISTINGS for kind in data.FORMATS}
    assert expected | {PACKAGE} <= set(links)
    answers = {link: client.get(link) for link in links}
    assert [link for link, answer in answers.items() if not body(answer)] == []
    assert {answer.status_code for answer in answers.values()} == {200}


def test_it_counts_the_rows_of_each_table(client):
    OrganizationFactory.create_batch(3)
    OrganizationFactory(publication="draft")
    counts = {table.name: count for table, count in client.get("/data/").context["tables"]}
    empty = dict.fromkeys(map(table_name, tables()), 0)
    assert counts == empty | {"organizations": 3}
    assert "3 rows. Made when it is asked for" in page(client)


@pytest.mark.once
def test_it_says_how_to_name_this_state_of_the_record(client):
    at_revision(12)
    html = page(client)
    assert "revision 12 of 31 January 2026, CC BY 4.0. http://testserver/data/" in html
    assert ">entente-r12-2026-01-31.zip</a>" in html
    assert 'rel="license"' in html


@pytest.mark.once
def test_other_pages_lead_to_it(client):
    links = Page(client.get("/agreements/").content.decode()).links
    assert "/data/" in links


@pytest.mark.once
@pytest.mark.parametrize(
    ("address", "taken"),
    [("/data/", "this address takes only as_of."), (PACKAGE, "this page takes no parameters.")],
)
def test_it_takes_no_parameters_that_would_change_it(address, taken, client):
    response = client.get(address, {"table": "acts"})
    assert response.status_code == 400
    assert f"Found “table”: {taken}" in response.content.decode()


# The lists' columns


@pytest.mark.once
@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.name)
def test_the_dictionary_has_the_columns_of_the_file(listing, client):
    entry = list_entry(listing)
    assert [column.name for column in entry.columns] == as_csv(client, listing.name)[0]
    assert [c.name for c in entry.columns if not (c.title and c.holds and c.meaning)] == []


@pytest.mark.once
def test_a_date_is_explained_as_three_columns():
    entry = list_entry(next(each for each in LISTINGS if each.name == "agreements"))
    signed = {c.name: (c.holds, c.meaning) for c in entry.columns if c.name.startswith("signed")}
    assert signed == {
        "signed": (
            "date (EDTF)",
            "When its signatories signed or adopted it, read from their acts.",
        ),
        "signed_earliest": (
            "day (YYYY-MM-DD)",
            "First day that “signed” can mean; empty where none is known.",
        ),
        "signed_latest": (
            "day (YYYY-MM-DD)",
            "Last day that “signed” can mean; empty where none is known, or no end.",
        ),
    }


# The package


def test_it_is_sent_as_a_file_of_the_revision_and_its_day(client):
    at_revision(12)
    response = client.get(PACKAGE)
    content = body(response)
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="entente-r12-2026-01-31.zip"'
    assert int(response["Content-Length"]) == len(content)
    assert body(client.get(PACKAGE)) == content


@pytest.mark.once
def test_it_explains_itself(client):
    at_revision(12)
    found = files(client)
    assert list(found)[:3] == ["README.txt", "codebook/tables.csv", "codebook/lists.csv"]
    readme = found["README.txt"]
    for words in ("revision 12 of 31 January 2026", "http://testserver/data/", "CC BY 4.0", "EDTF"):
        assert words in readme
    assert [name for name in map(table_name, tables()) if f"\n{name}.csv\n" not in readme] == []
    assert "&" not in readme
    assert max(map(len, readme.splitlines()[:20])) <= 80


@pytest.mark.once
def test_its_codebook_has_the_columns_of_the_lists(client):
    lists = csv.DictReader(io.StringIO(files(client)["codebook/lists.csv"], newline=""))
    assert [(row["table"], row["column"]) for row in lists] == [
        (listing.name, column.name)
        for listing in LISTINGS
        for column in list_entry(listing).columns
    ]


def test_it_is_not_sent_again_before_the_record_has_changed(client):
    OrganizationFactory(slug="first")
    etag = sent(client)["ETag"]
    with CaptureQueriesContext(connection) as captured:
        again = client.get(PACKAGE, headers={"if-none-match": etag})
    assert (again.status_code, len(captured)) == (304, 1)
    OrganizationFactory(slug="second")
    assert sent(client, headers={"if-none-match": etag})["ETag"] != etag


def test_a_write_while_it_is_made_shows_in_it_and_in_its_name(client, monkeypatch):
    at_revision(1)
    made = []

    def write_and_be_disturbed(*args):
        if not made:
            OrganizationFactory(slug="meanwhile")
            at_revision(2)
        made.append(args[1].revision)
        write_archive(*args)

    monkeypatch.setattr(data, "write_archive", write_and_be_disturbed)
    response = client.get(PACKAGE)
    assert 'filename="entente-r2-2026-01-31.zip"' in response["Content-Disposition"]
    with ZipFile(io.BytesIO(body(response))) as opened:
        assert "meanwhile" in opened.read("organizations.csv").decode()
    assert made == [1, 2]


def test_a_record_that_never_rests_has_no_package(client, monkeypatch):
    monkeypatch.setattr(data, "write_archive", lambda *_: Revision.objects.advance())
    response = client.get(PACKAGE)
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "changed again and again" in response.content.decode()
    assert "ETag" not in response


@pytest.mark.once
@pytest.mark.parametrize("address", ["/data/", PACKAGE])
def test_it_takes_as_many_queries_for_a_dozen_of_each_as_for_one(address, client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert body(client.get(address))
        return len(captured)

    for model in tables():
        rows(model, 1)
    refresh_statistics()
    few = queries()
    for model in tables():
        rows(model, 11)
    # PostgreSQL plans badly for tables that it believes to be empty.
    refresh_statistics()
    assert queries() == few
