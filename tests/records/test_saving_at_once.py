"""Several people send the same page in the same moment, on real connections: nothing gets lost."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections
from django.test import Client

from agreements.models import Agreement
from tests.agreements.factories import AgreementFactory, SignatoryFactory
from tests.forms import address, form_data

pytestmark = pytest.mark.django_db(transaction=True)

# What each of them changes on the page.
CHANGES = [
    {"title": "Memorandum on Ferries, as signed"},
    {"reference": "A/1"},
    {"summary": "Ferries shall sail."},
    {"signatories-0-name_as_printed": "The Council"},
]


def share(path, monkeypatch) -> None:
    """Lets threads meet: an SQLite database in memory would be locked for all but one of them."""
    if connection.vendor != "sqlite":
        return
    copy = sqlite3.connect(path)
    connection.connection.backup(copy)
    copy.close()
    monkeypatch.setitem(connections.databases["default"], "NAME", str(path))


def opened(url: str, name: str) -> tuple[Client, dict[str, str]]:
    """Somebody who has the page open, and what it would send untouched."""
    client = Client()
    client.force_login(User.objects.create_superuser(name))
    return client, form_data(client.get(url), Agreement)


def test_what_all_of_them_changed_is_kept(tmp_path, monkeypatch):
    agreement = AgreementFactory(publication="draft")
    SignatoryFactory(agreement=agreement)
    url = address(Agreement, "change", agreement.pk)
    pages = [opened(url, f"officer-{number}") for number, _ in enumerate(CHANGES)]
    together = Barrier(len(CHANGES))
    share(tmp_path / "shared.sqlite3", monkeypatch)

    def send(page, changes):
        client, data = page
        try:
            together.wait()
            return client.post(url, data | changes).status_code
        finally:
            connections.close_all()

    def stored():
        try:
            row = Agreement.objects.get()
            return row.title, row.reference, row.summary, row.signatories.get().name_as_printed
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(CHANGES)) as threads:
        codes = list(threads.map(send, pages, CHANGES))
        kept = threads.submit(stored).result()
    assert codes == [302] * len(CHANGES)
    assert list(kept) == [text for change in CHANGES for text in change.values()]
