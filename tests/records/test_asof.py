"""The day of a question: read strictly, and taken along by every link and form of a page."""

from datetime import date

import pytest
from django.core.exceptions import BadRequest
from django.utils import timezone

from records import asof
from tests.agreements.factories import ActFactory, AgreementFactory, SignatoryFactory
from tests.organizations.factories import OrganizationFactory

NAMED = [
    ("2018-09-04", date(2018, 9, 4)),
    (" 2018-02 ", date(2018, 2, 28)),
    ("2018", date(2018, 12, 31)),
]
NONSENSE = ["yesterday", "2018-02-30", "2018/2019", "2018?x", "XXXX", "..", "\0", "9" * 300]


@pytest.mark.parametrize(("text", "day"), NAMED)
def test_a_month_or_a_year_means_its_last_day(text, day, rf):
    assert asof.day_of(rf.get("/", {"as_of": text})) == day


@pytest.mark.parametrize("query", [{}, {"as_of": ""}, {"as_of": " "}])
def test_without_a_day_it_is_today(query, rf):
    assert asof.day_of(rf.get("/", query)) == timezone.localdate()
    assert asof.asked_day(rf.get("/", query)) is None


@pytest.mark.parametrize("text", NONSENSE)
def test_what_names_no_day_is_refused_in_words(text, rf):
    request = rf.get("/", {"as_of": text})
    with pytest.raises(BadRequest, match="expected a day, month or year"):
        asof.day_of(request)
    assert asof.asked_day(request) is None


CARRIED = {
    '<a href="/">': '<a href="/?as_of=2018">',
    '<a href="/#latest">': '<a href="/?as_of=2018#latest">',
    '<a href="/es/">': '<a href="/es/?as_of=2018">',
    '<a href="/agreements/">': '<a href="/agreements/?as_of=2018">',
    '<a class="x" href="/es/events/?kind=summit#list">': (
        '<a class="x" href="/es/events/?kind=summit&amp;as_of=2018#list">'
    ),
    '<a href="/agreements.csv?">': '<a href="/agreements.csv?as_of=2018">',
    '<a href="/agreements/memo.json">': '<a href="/agreements/memo.json?as_of=2018">',
}
LEFT_ALONE = [
    '<a href="/agreements/?as_of=2015">',
    '<a href="?kind=summit">',
    '<a href="#main">',
    '<a href="/admin/">',
    '<a href="/pt/admin/events/">',
    '<a href="/static/entente.css">',
    '<a href="/data/entente.zip">',
    '<a href="/data/openapi.json">',
    '<a href="/agreements.atom">',
    '<a href="https://example.org/">',
    '<link rel="canonical" href="/agreements/">',
]


@pytest.mark.parametrize(("given", "expected"), CARRIED.items())
def test_links_take_the_day_along(given, expected):
    assert asof.in_links(given, "2018") == expected


@pytest.mark.parametrize("given", LEFT_ALONE)
def test_other_links_stay_as_they_are(given):
    assert asof.in_links(given, "2018") == given


def test_a_form_that_asks_takes_the_day_along_once():
    asks = '<form method="get" action="/search/"><input name="q"></form>'
    has = '<form method="get"><input name="as_of"></form>'
    writes = '<form method="post"><input name="q"></form>'
    hidden = '<input type="hidden" name="as_of" value="2018">'
    carried = asof.in_forms(asks + has + writes, "2018")
    assert carried == asks.replace("><input", f">{hidden}<input") + has + writes


@pytest.fixture
def memo(db):
    """An agreement signed in 2017."""
    agreement = AgreementFactory(slug="memo")
    body = OrganizationFactory(slug="body")
    signatory = SignatoryFactory(agreement=agreement, organization=body)
    ActFactory(signatory=signatory, date="2017-03-08")
    return agreement


def test_a_record_is_shown_as_of_the_day(memo, client):
    assert client.get("/agreements/memo.json").json()["stage"] == "signed"
    assert client.get("/agreements/memo.json?as_of=2016").json()["stage"] == "not-known"


def test_a_day_once_chosen_stays_on_every_page(memo, client):
    for address in ("/agreements/memo/?as_of=2016", "/agreements/?as_of=2016", "/?as_of=2016"):
        page = client.get(address).content.decode()
        assert "As of 31 December 2016" in " ".join(page.split())
        assert 'href="/organizations/?as_of=2016"' in page
        assert 'href="/organizations/"' not in page
        assert 'href="?"' in page


def test_no_day_no_trace_of_one_in_the_links(memo, client):
    assert "as_of=" not in client.get("/agreements/memo/").content.decode()


def test_a_moved_record_is_found_with_the_day(memo, client):
    memo.slug = "memorandum"
    memo.save()
    moved = client.get("/agreements/memo/?as_of=2016")
    assert (moved.status_code, moved["Location"]) == (301, "/agreements/memorandum/?as_of=2016")


@pytest.mark.parametrize(
    "address", ["/", "/agreements/", "/agreements/memo/", "/data/", "/search/"]
)
def test_nonsense_is_answered_in_words(address, memo, client):
    answer = client.get(address, {"as_of": "then"})
    assert answer.status_code == 400
    assert "found “then”, expected a day, month or year" in answer.content.decode()
