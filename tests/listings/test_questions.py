"""Every parameter of every listing: answered, or refused in words; never an error of ours."""

import html
import string
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listings import fields
from listings.filters import PAGING
from tests.listings import faces
from tests.listings.crowd import crowd
from tests.listings.kept import kept

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("some_of_each"),
]
every_listing = pytest.mark.parametrize("name", faces.NAMES)

DATES = "since until certain"
# What the public contract promises.
CONTRACT = {
    "agreements": f"organization theme instrument binding stage as_of {DATES}",
    "signatories": f"organization agreement capacity act {DATES}",
    "commitments": "organization agreement theme stage due_after due_before",
    "organizations": "kind country member_of as_of",
    "events": f"kind series organization country {DATES}",
    "progress": f"organization commitment stage basis {DATES}",
    "sources": f"kind publisher language {DATES}",
}


@pytest.fixture(scope="module")
def some_of_each(django_db_setup, django_db_blocker) -> Iterator[None]:
    with kept(django_db_blocker):
        crowd(1)
        yield


def form_fields(name: str) -> dict[str, Any]:
    return faces.BY_NAME[name].filtered(None).form.fields


def fields_of(kind: type) -> list[Any]:
    return [
        pytest.param(name, parameter, id=f"{name}-{parameter}")
        for name in faces.NAMES
        for parameter, field in form_fields(name).items()
        if type(field) is kind
    ]


NO_DAYS = ["yesterday", "2018-13", "31/12/18", "2017/2018", "0000", "..", "٢٠١٨", "2018-02-30"]


def refusal(client: Any, name: str, query: str, status: int = 400) -> dict[str, list[str]]:
    """What JSON says against a question."""
    response = client.get(f"{faces.address(name, 'json')}?{query}")
    assert response.status_code == status
    return response.json()["errors"]


def refused(client: Any, name: str, query: str, status: int = 400) -> dict[str, list[str]]:
    """What JSON says against a question; the page says the same and shows no row."""
    errors = refusal(client, name, query, status)
    response = client.get(f"{faces.address(name)}?{query}")
    page = response.content.decode()
    assert response.status_code == status
    assert faces.table(page) == []
    shown = html.unescape(page)
    unsaid = [text for texts in errors.values() for text in texts if text not in shown]
    assert unsaid == []
    return errors


@pytest.mark.once
@every_listing
def test_it_takes_what_the_contract_promises(name):
    promised = {"q", "ordering", *CONTRACT[name].split()}
    assert promised <= form_fields(name).keys()


@every_listing
def test_an_empty_parameter_asks_nothing(name, client):
    every = faces.slugs(client, name)
    assert len(every) >= 2
    assert faces.slugs(client, name, **dict.fromkeys(form_fields(name), "")) == every


@pytest.mark.parametrize(("name", "parameter"), fields_of(fields.StrictChoiceField))
def test_every_choice_is_answered_and_no_other(name, parameter, client):
    known = [str(value) for value, _ in form_fields(name)[parameter].choices if value]
    assert known
    # What the values find is tested with each listing.
    for value in (known[0], known[-1]):
        assert faces.as_json(client, name, page_size=1, **{parameter: value})["count"] >= 0
    errors = refused(client, name, f"{parameter}=nonsense")
    assert errors == {
        parameter: [f"found “nonsense”, expected one of: {', '.join(known)}"],
    }


@pytest.mark.once
@pytest.mark.parametrize(("name", "parameter"), fields_of(fields.DayField))
def test_a_day_that_is_none_is_refused(name, parameter, client):
    for found in NO_DAYS:
        expected = f"found “{found}”, expected a day, month or year such as 2018-09-04 or 2018"
        assert refusal(client, name, f"{parameter}={found}") == {parameter: [expected]}
    assert refused(client, name, f"{parameter}=next+week") == {
        parameter: ["found “next week”, expected a day, month or year such as 2018-09-04 or 2018"]
    }


@pytest.mark.parametrize(("name", "parameter"), fields_of(fields.DayField))
def test_a_day_a_month_and_a_year_are_answered(name, parameter, client):
    for day in ("2018-09-04", "2018-09", "2018", "9999"):
        assert faces.as_json(client, name, page_size=1, **{parameter: day})["count"] >= 0


REFERENCES = fields_of(fields.ReferenceField) + fields_of(fields.MultipleReferenceField)


@pytest.mark.parametrize(("name", "parameter"), REFERENCES)
def test_a_record_is_known_by_its_slug_and_by_what_is_suggested(name, parameter, client):
    field = form_fields(name)[parameter]
    record = field.rows().first()
    by_slug = faces.slugs(client, name, **{parameter: record.slug})
    assert field.suggestions()
    assert faces.slugs(client, name, **{parameter: field.suggestions()[0]}) == by_slug


@pytest.mark.once
@pytest.mark.parametrize(("name", "parameter"), REFERENCES)
def test_a_record_that_there_is_not_is_refused(name, parameter, client):
    errors = refused(client, name, f"{parameter}=never-was")
    assert errors == {
        parameter: [
            "found “never-was”, expected the slug or the name of an existing record",
        ]
    }


@pytest.mark.parametrize(("name", "parameter"), fields_of(fields.MultipleReferenceField))
def test_a_record_given_twice_is_one(name, parameter, client):
    slug = form_fields(name)[parameter].rows().first().slug
    once = faces.slugs(client, name, **{parameter: slug})
    assert faces.slugs(client, name, **{parameter: [slug, slug]}) == once
    # Spaces around it make no difference, nor does a field left empty.
    assert faces.slugs(client, name, **{parameter: [slug, f" {slug} ", " "]}) == once


@pytest.mark.once
@pytest.mark.parametrize(("name", "parameter"), fields_of(fields.MultipleReferenceField))
def test_too_many_records_are_refused(name, parameter, client):
    errors = refused(client, name, "&".join(f"{parameter}=o{n}" for n in range(2000)))
    assert errors == {parameter: ["found 2000 records, expected at most 20"]}


@pytest.mark.once
@every_listing
def test_a_parameter_given_twice_is_refused_unless_it_can_be(name, client):
    for parameter, field in form_fields(name).items():
        if not isinstance(field, fields.MultipleReferenceField):
            errors = refusal(client, name, f"{parameter}=&{parameter}=")
            assert errors == {"": [f"“{parameter}” is given 2 times; expected once"]}


@pytest.mark.once
@every_listing
def test_an_unknown_parameter_is_refused_with_the_known_ones(name, client):
    known = ", ".join(sorted(form_fields(name).keys() | PAGING))
    errors = refused(client, name, "colour=blue")
    assert errors == {"": [f"“colour” is not a parameter here; expected one of: {known}"]}


REFUSED = {
    "page zero": ("page=0", "page"),
    "a page before the first": ("page=-1", "page"),
    "a page that is no number": ("page=x", "page"),
    "a page of many digits": (f"page={'9' * 5000}", "page"),
    "half a page": ("page=1.5", "page"),
    "two pages": ("page=1&page=2", ""),
    "no rows to a page": ("page_size=0", "page_size"),
    "too many rows to a page": ("page_size=501", "page_size"),
    "a size that is no number": ("page_size=many", "page_size"),
    "a NUL byte": ("q=a%00b", "q"),
    "a NUL byte in a page": ("page=1%00", "page"),
    "a NUL byte in a name": ("q%00=1", ""),
    "a long word": (f"q={'a' * 10_000}", "q"),
    "too many words": ("q=" + "+".join(["a"] * 21), "q"),
    "a long name": (f"{'a' * 10_000}=1", ""),
    "a name that is not UTF-8": ("%ff%fe=1", ""),
    "many names": ("&".join(f"x{n}=1" for n in range(1000)), ""),
    "no column to sort by": ("ordering=colour", "ordering"),
    "two signs": ("ordering=--slug", "ordering"),
    "a column of the database": ("ordering=publication", "ordering"),
    "a lookup": ("slug__startswith=a", ""),
}


@every_listing
def test_it_refuses_in_words(name, client):
    for case, (query, parameter) in REFUSED.items():
        errors = refusal(client, name, query)
        assert list(errors) == [parameter], case
        assert all(errors[parameter]), case


@pytest.mark.once
@pytest.mark.parametrize("case", REFUSED)
def test_the_page_says_what_is_wrong_and_shows_no_row(case, client):
    query, parameter = REFUSED[case]
    assert list(refused(client, "agreements", query)) == [parameter]


@pytest.mark.once
@pytest.mark.parametrize("extension", faces.FILES)
def test_files_say_what_is_wrong_instead_of_being_sent(extension, client):
    response = client.get(faces.address("agreements", extension), {"page": 0})
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    expected = "found “0”, expected a whole number from 1 to 1000000000"
    assert response.json()["errors"] == {"page": [expected]}


@pytest.mark.once
@pytest.mark.parametrize(("parameter", "most"), [("page", 1_000_000_000), ("page_size", 500)])
@pytest.mark.parametrize("value", ["0", "-1", "9999999999", "two", "1.5"])
def test_a_page_that_cannot_be_is_refused_as_everything_is(parameter, most, value, client):
    errors = refused(client, "agreements", f"{parameter}={value}")
    wanted = f"found “{value}”, expected a whole number from 1 to {most}"
    assert errors == {parameter: [wanted]}


@pytest.mark.once
@every_listing
def test_a_page_beyond_the_last_is_not_found(name, client):
    errors = refused(client, name, "page=1000000000&page_size=500", status=404)
    assert errors == {"": ["There is no page 1000000000; the last one is 1."]}


ANSWERED = {
    "not UTF-8": "q=%ff%fe",
    "right to left": "q=%E2%80%AE",
    "a surrogate": "q=%ed%a0%80",
    "wild cards": "q=%25_%5C",
    "quotes": "q=%27%22%60",
    "many words": "q=" + "+".join(["a"] * 20),
    "other digits": "page=%D9%A1",
    "blanks": "q=+++",
    "markup": "q=%3Cscript%3E",
}


# Which question they come to; the others ask for what stands nowhere.
PLAINLY = {"other digits": "page=1", "blanks": "", "many words": "q=a"}


def rows_of(client: Any, name: str, question: str) -> list[dict[str, Any]]:
    return client.get(f"{faces.address(name, 'json')}?{question}").json()["results"]


@pytest.mark.parametrize("case", ANSWERED)
def test_it_answers_strange_questions(case, client):
    for name in faces.NAMES:
        wanted = rows_of(client, name, PLAINLY[case]) if case in PLAINLY else []
        assert rows_of(client, name, ANSWERED[case]) == wanted, name


@pytest.mark.once
@pytest.mark.parametrize("case", ANSWERED)
def test_a_page_answers_strange_questions(case, client):
    page = client.get(f"/agreements/?{ANSWERED[case]}").content.decode()
    assert ("<tbody>" in page) == (case in PLAINLY)


@pytest.mark.once
@every_listing
def test_white_space_names_nothing(name, client):
    plain = faces.as_page(client, name)
    for field, blank in zip(form_fields(name), cycle("\x20\t\n\xa0"), strict=False):
        response = client.get(faces.address(name), {field: [blank, ""], "page_size": 500})
        assert response.context["chips"] == []
        # A choice is taken to the letter; every other field is as good as empty.
        wanted = plain if response.status_code == 200 else []
        assert faces.table(response.content.decode()) == wanted


@pytest.mark.once
@every_listing
def test_a_page_does_not_run_what_it_is_asked(name, client):
    page = client.get(f"{faces.address(name)}?{ANSWERED['markup']}")
    assert b"&lt;script&gt;" in page.content
    assert b"<script>" not in page.content


NASTY = [
    "\x00",
    "'",
    '"',
    "%",
    "\\",
    "..",
    "[..2018]",
    "1e9",
    "nan",
    "²",
    "٣",
    "\u202e",
    "\ud7ff",
    "NULL",
]
VALUES = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(
        ["2018", "2018-09-04", "-1", "1", "state", "signed", "-signed", "slug", "none"]
    ),
    st.text(max_size=30),
    st.integers().map(str),
    st.dates().map(str),
)


@st.composite
def questions(draw: Any) -> tuple[str, list[tuple[str, str]]]:
    name = draw(st.sampled_from(faces.NAMES))
    known = [*form_fields(name), *PAGING]
    names = st.one_of(st.sampled_from(known), st.text(string.printable, max_size=5))
    pairs = draw(st.lists(st.tuples(names, VALUES), max_size=5))
    return faces.address(name, draw(st.sampled_from(["", *faces.FILES]))), pairs


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(question=questions())
def test_no_question_is_an_error_of_ours(question, client):
    address, pairs = question
    response = client.get(address, pairs)
    assert response.status_code in (200, 400, 404)
    assert faces.body(response)
