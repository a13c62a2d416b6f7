"""What holds for every listing: names and places of columns, and four faces that agree."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from listings.columns import DateColumn
from tests.events.factories import EventFactory
from tests.listings import faces
from tests.listings.crowd import crowd
from tests.listings.kept import kept

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("some_of_each"),
]
every_listing = pytest.mark.parametrize("name", faces.NAMES)


@pytest.fixture(scope="module")
def some_of_each(django_db_setup, django_db_blocker) -> Iterator[None]:
    with kept(django_db_blocker):
        crowd(1)
        yield


NOTHING = {"q": "no row of the record holds these words"}


def kinds(name: str) -> dict[str, str]:
    return {column: kind for column, kind, _ in faces.BY_NAME[name].file_columns("")}


def in_csv(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(value) if isinstance(value, list) else str("" if value is None else value)


def in_sheet(value: Any, kind: str) -> Any:
    if kind == "date" and value:
        return datetime.fromisoformat(value)
    return (in_csv(value) if isinstance(value, list) else value) or (value if value == 0 else None)


@every_listing
def test_csv_says_the_same_as_json(name, client):
    rows = faces.results(client, name)
    header, *lines = faces.as_csv(client, name)
    assert len(rows) >= 2
    assert header == list(rows[0])
    assert lines == [[in_csv(value) for value in row.values()] for row in rows]


@every_listing
def test_xlsx_says_the_same_as_json(name, client):
    rows = faces.results(client, name)
    header, *lines = faces.as_xlsx(client, name)
    assert header == list(rows[0])
    kind = kinds(name)
    assert lines == [[in_sheet(value, kind[key]) for key, value in row.items()] for row in rows]


@every_listing
def test_the_page_says_the_same_as_json(name, client):
    columns = faces.page_columns(name)
    told = [[faces.on_page(c, row) for c in columns] for row in faces.results(client, name)]
    shown = faces.as_page(client, name)
    # Where there is nothing to tell, a page may say so in words.
    pairs = [list(zip(*rows, strict=True)) for rows in zip(shown, told, strict=True)]
    assert [[cell if want else "" for cell, want in row] for row in pairs] == told


@pytest.mark.once
@every_listing
def test_columns_are_named_and_placed_alike_everywhere(name):
    columns = list(kinds(name))
    assert columns[0] == "slug"
    assert columns[-2:] == ["sources", "url"]
    assert [column for column in columns if not re.fullmatch("[a-z][a-z0-9_]*", column)] == []
    assert len(columns) == len(set(columns))


@pytest.mark.once
@every_listing
def test_every_column_has_a_label_and_a_help_text(name):
    silent = [c.name for c in faces.BY_NAME[name].columns if not (c.label and c.help_text)]
    assert [column for column in silent if column != "slug"] == []


@pytest.mark.once
@every_listing
def test_an_uncertain_date_takes_three_columns(name):
    names, kind = list(kinds(name)), kinds(name)
    for column in faces.BY_NAME[name].columns:
        if isinstance(column, DateColumn):
            place = names.index(column.name)
            three = [column.name, f"{column.name}_earliest", f"{column.name}_latest"]
            assert names[place : place + 3] == three
            assert [kind[each] for each in three] == ["text", "date", "date"]


@pytest.mark.once
@every_listing
def test_an_empty_result_is_a_header_row(name, client):
    assert faces.results(client, name)
    header = list(kinds(name))
    assert faces.as_csv(client, name, **NOTHING) == [header]
    assert faces.as_xlsx(client, name, **NOTHING) == [header]
    assert faces.as_page(client, name, **NOTHING) == []
    answer = faces.as_json(client, name, **NOTHING)
    assert answer == {
        "count": 0,
        "next": None,
        "previous": None,
        "revision": answer["revision"],
        "results": [],
    }


@pytest.mark.once
@every_listing
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_the_file_name_tells_listing_filter_and_day(name, extension, client):
    response = client.get(faces.address(name, extension), {"q": "Ferry / fair", "ordering": ""})
    assert faces.body(response)
    day = timezone.localdate().isoformat()
    wanted = f'attachment; filename="{name}-q-Ferry---fair-{day}.{extension}"'
    assert response["Content-Disposition"] == wanted


@pytest.mark.once
def test_a_file_name_keeps_letters_without_their_accents(client):
    response = client.get("/agreements.csv", {"q": "mémorandum año"})
    assert 'filename="agreements-q-memorandum-ano-' in response["Content-Disposition"]


@pytest.mark.once
@every_listing
def test_csv_has_a_byte_order_mark_and_windows_line_ends(name, client):
    response = client.get(faces.address(name, "csv"))
    content = faces.body(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert content.startswith(b"\xef\xbb\xbfslug,")
    assert content.endswith(b"\r\n")
    assert content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r")


@pytest.mark.once
@every_listing
def test_urls_are_whole_and_lead_to_the_row(name, client):
    for row in faces.results(client, name, page_size=3):
        assert row["url"].startswith("http://testserver/")
        path, _, anchor = row["url"].removeprefix("http://testserver").partition("#")
        target = client.get(path.rstrip("/") + ".json").json()
        slugs = (
            [each["slug"] for each in target.get("signatories", ())] if anchor else [target["slug"]]
        )
        assert row["slug"] in slugs


def test_pages_follow_one_another(client):
    every = faces.slugs(client, "agreements")
    url, found = "/agreements.json?page_size=2&ordering=title&q=w", []
    back = []
    while url:
        answer = client.get(url).json()
        assert answer["count"] == len(every)
        found += [row["slug"] for row in answer["results"]]
        back.append(answer["previous"])
        url = answer["next"]
    assert sorted(found) == sorted(every)
    assert len(found) == len(set(found))
    assert back[0] is None
    assert back[1].endswith("page_size=2&ordering=title&q=w&page=1")


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_file_holds_everything_unless_a_part_is_asked_for(extension, client):
    read = {"csv": faces.as_csv, "xlsx": faces.as_xlsx}[extension]
    header, *every = read(client, "agreements")
    assert len(every) > 2
    assert read(client, "agreements", page=2, page_size=1) == [header, every[1]]


def test_the_revision_is_that_of_the_data(client):
    before = faces.as_json(client, "events")["revision"]
    EventFactory()
    assert faces.as_json(client, "events")["revision"] == before + 1
