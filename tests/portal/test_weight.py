"""How much a page makes the reader fetch before it looks and works as it should, and from where."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.portal import pages

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MOST = 30_000  # bytes of CSS and JavaScript together, compressed as the server does
SHEET = re.compile(r'<link rel="(?:stylesheet|icon|preload)"[^>]*?href="([^"]+)"')
FETCHED = re.compile(r'<(?:img|script|iframe|source|video|audio)\b[^>]*?\bsrc="([^"]+)"')
MORE = ["/search/?q=ferry", "/agreements/?stage=alive", "/agreements/none/"]


def weight(address: str) -> int:
    """Bytes of a sheet or a script, compressed; nothing of a picture."""
    path = Path(str(finders.find(address.removeprefix("/static/"))))
    return len(gzip.compress(path.read_bytes(), 9)) if path.suffix in (".css", ".js") else 0


def test_a_page_fetches_little_and_all_of_it_from_here(client):
    pages.record()
    elsewhere, weights = {}, {}
    for address in [*pages.PAGES, *MORE]:
        page = client.get(address).content.decode()
        fetched = SHEET.findall(page) + FETCHED.findall(page)
        assert "/static/entente.css" in fetched
        elsewhere[address] = [each for each in fetched if not each.startswith("/static/")]
        weights[address] = sum(map(weight, fetched))
        assert not re.search(r" style=|<style|<script>", page)
    assert {address: found for address, found in elsewhere.items() if found} == {}
    assert {address: bytes_ for address, bytes_ in weights.items() if bytes_ > MOST} == {}
    assert min(weights.values()) > 5_000
