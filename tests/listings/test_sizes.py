"""No row, one row, many rows: a header always, and never more queries."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.events.factories import EventFactory
from tests.listings import faces
from tests.listings.crowd import crowd

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", faces.NAMES)
def test_an_empty_record_is_a_header_row(name, client):
    header = [column for column, _, _ in faces.BY_NAME[name].file_columns("")]
    assert faces.as_csv(client, name) == faces.as_xlsx(client, name) == [header]
    assert faces.results(client, name) == faces.as_page(client, name) == []


def queries(client: Any, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert faces.body(client.get(address))
    return len(captured)


@pytest.mark.once
def test_a_dozen_rows_take_as_many_queries_as_one(client):
    addresses = [
        faces.address(name, extension) for name in faces.NAMES for extension in ("", *faces.FILES)
    ]
    crowd(1)
    few = {address: queries(client, address) for address in addresses}
    crowd(11)
    many = {address: queries(client, address) for address in addresses}
    assert many == few


@pytest.mark.once
def test_more_rows_than_a_sheet_holds_are_refused_in_words(client, monkeypatch):
    monkeypatch.setattr("listings.views.MOST_SHEET_ROWS", 1)
    for slug in ("one", "two"):
        EventFactory(slug=slug)
    response = client.get("/events.xlsx")
    assert response.status_code == 400
    expected = "A sheet holds 1 rows at most; filter the list, or take the CSV file."
    assert response.json()["errors"] == {"": [expected]}
    assert len(faces.as_csv(client, "events")) == 3
    assert len(faces.as_xlsx(client, "events", page_size=1)) == 2
