import pytest

from datapackage.rows import all_rows, public_counts, public_rows
from datapackage.tables import tables
from events.models import Event
from organizations.models import Organization, OrganizationCitation
from records.columns import column_names
from records.models import FormerSlug
from tests.agreements.factories import ActFactory, AgreementFactory, SignatoryFactory
from tests.events.factories import EventFactory, SeriesFactory
from tests.organizations.factories import OrganizationCitationFactory, OrganizationFactory
from tests.records.factories import FormerSlugFactory
from tests.sources.factories import PassageFactory

pytestmark = pytest.mark.django_db

# What a database's own order of words would mix up.
SLUGS = ["B", "Z", "_", "a", "a-", "a-b", "a_b", "aB", "aa", "ab", "b", "z"]


def public(model) -> list[dict[str, object]]:
    """The rows of a table that the public may see, by the names of the columns."""
    return [dict(zip(column_names(model), row, strict=True)) for row in public_rows(model)]


@pytest.mark.parametrize("rows", [all_rows, public_rows])
def test_rows_stand_in_the_order_in_which_python_sorts_their_keys(rows):
    for slug in reversed(SLUGS):
        OrganizationFactory(slug=slug)
    assert [row[0] for row in rows(Organization)] == sorted(SLUGS)


@pytest.mark.parametrize("rows", [all_rows, public_rows])
def test_a_key_of_several_columns_sorts_by_one_after_the_other(rows):
    passages = [PassageFactory(slug=slug) for slug in ("p_1", "p-1", "P")]
    for slug in ("a-b", "a", "B"):
        record = OrganizationFactory(slug=slug)
        for field in ("name", "", "kind"):
            for passage in passages:
                OrganizationCitationFactory(record=record, field=field, passage=passage)
    keys = [row[:3] for row in rows(OrganizationCitation)]
    assert keys == sorted(keys)
    assert len(keys) == 27


def test_every_key_is_made_of_texts():
    texts = {"CharField", "SlugField", "LineField"}
    keys = [
        model._meta.get_field(name)
        for model in tables()
        for name in model.key_fields
        if not model._meta.get_field(name).is_relation
    ]
    assert {type(key).__name__ for key in keys} <= texts


def test_what_is_not_published_is_left_out():
    OrganizationFactory(slug="seen")
    OrganizationFactory(slug="unseen", publication="draft")
    assert [row["slug"] for row in public(Organization)] == ["seen"]
    assert [row[0] for row in all_rows(Organization)] == ["seen", "unseen"]


def test_a_reference_to_what_is_not_published_is_empty():
    OrganizationFactory(slug="part", part_of=OrganizationFactory(publication="draft"))
    OrganizationFactory(slug="seen", part_of=OrganizationFactory(slug="whole"))
    found = {row["slug"]: row["part_of"] for row in public(Organization)}
    assert found == {"part": None, "seen": "whole", "whole": None}


def test_an_edition_goes_with_its_series():
    EventFactory(slug="one", series=SeriesFactory(publication="draft"), edition=3)
    EventFactory(slug="two", series=SeriesFactory(slug="series"), edition=4)
    found = [(row["slug"], row["series"], row["edition"]) for row in public(Event)]
    assert found == [("one", None, None), ("two", "series", 4)]


def test_who_signed_for_a_body_that_is_not_published_did_not_sign_for_itself():
    agreement, body = AgreementFactory(), OrganizationFactory()
    for hidden in OrganizationFactory.create_batch(2, publication="draft"):
        signatory = SignatoryFactory(
            agreement=agreement, organization=body, on_behalf_of=hidden, capacity="signatory"
        )
        ActFactory(signatory=signatory)
    own = SignatoryFactory(agreement=agreement, organization=body, capacity="signatory")
    act = ActFactory(signatory=own)
    assert [row["slug"] for row in public(type(own))] == [own.slug]
    assert [row["slug"] for row in public(type(act))] == [act.slug]


def test_a_former_slug_is_public_where_its_record_is():
    OrganizationFactory(slug="seen")
    OrganizationFactory(slug="unseen", publication="draft")
    kind = "organizations.organization"
    FormerSlugFactory(kind=kind, former="was-seen", current="seen")
    FormerSlugFactory(kind=kind, former="was-unseen", current="unseen")
    FormerSlugFactory(kind=kind, former="was-nothing", current="nothing")
    FormerSlugFactory(kind="sources.source", former="was-elsewhere", current="seen")
    FormerSlugFactory(kind="auth.user", former="was-somebody", current="seen")
    assert [row["former"] for row in public(FormerSlug)] == ["was-seen"]


def test_it_counts_what_is_published_in_one_query(django_assert_num_queries):
    OrganizationFactory.create_batch(3)
    OrganizationFactory(publication="draft")
    with django_assert_num_queries(1):
        counts = public_counts()
    assert (len(counts), counts["organizations"], counts["acts"]) == (len(tables()), 3, 0)
    assert sum(counts.values()) == 3


@pytest.mark.parametrize("rows", [all_rows, public_rows])
def test_a_table_is_read_in_one_query(rows, django_assert_num_queries):
    OrganizationFactory.create_batch(3, part_of=OrganizationFactory())
    with django_assert_num_queries(1):
        assert len(list(rows(Organization))) == 4
