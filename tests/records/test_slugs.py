"""Slugs: made from words, kept unique, and still leading to their record after a rename."""

import pytest
from django.db import IntegrityError, transaction

from organizations.models import Organization, Person
from records.models import FormerSlug
from sources.models import Source
from tests.organizations.factories import OrganizationFactory, PersonFactory
from tests.records.factories import FormerSlugFactory
from tests.sources.factories import PassageFactory, SourceFactory

pytestmark = pytest.mark.django_db


def made(name: str) -> str:
    """The slug that an organization of this name gets."""
    return OrganizationFactory(slug="", name=name).slug


def rename(body: Organization, *slugs: str) -> None:
    for slug in slugs:
        body.slug = slug
        body.save()


def former(kind: str = "organizations.organization") -> dict[str, str]:
    """Where each old slug leads."""
    return dict(FormerSlug.objects.filter(kind=kind).values_list("former", "current"))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Council for Coastal Transport", "council-for-coastal-transport"),
        ("Organización de São Tomé", "organizacion-de-sao-tome"),
        ("  -- Ferries! --  ", "ferries"),
        ("渡船", "organization"),
        ("a" * 300, "a" * 100),
        ("a" * 99 + " long name", "a" * 99),
    ],
)
def test_a_slug_is_made_of_the_name(name, slug):
    assert made(name) == slug


def test_a_slug_is_made_of_the_words_that_a_model_names():
    passage = PassageFactory(slug="", source__slug="the-fair", locator="lines 4–8")
    assert passage.slug == "the-fair-lines-48"


def test_a_slug_that_staff_chose_is_kept():
    assert OrganizationFactory(slug="chosen", name="Council").slug == "chosen"


def test_a_slug_stays_when_the_name_changes():
    body = OrganizationFactory(slug="", name="Council")
    body.name = "Agency"
    body.save()
    assert body.slug == "council"
    assert former() == {}


def test_a_slug_that_is_taken_gets_a_number():
    assert [made("Council") for _ in range(3)] == ["council", "council-2", "council-3"]


def test_a_number_that_is_taken_is_passed_over():
    OrganizationFactory(slug="council")
    OrganizationFactory(slug="council-2")
    OrganizationFactory(slug="council-of-ferries")
    assert made("Council") == "council-3"


def test_a_slug_is_taken_only_within_its_table():
    SourceFactory(slug="council")
    assert made("Council") == "council"


def test_a_new_record_is_not_given_the_old_slug_of_another():
    rename(OrganizationFactory(slug="council"), "agency")
    assert made("Council") == "council-2"


def test_an_old_slug_leads_to_the_new_one():
    rename(OrganizationFactory(slug="a"), "b")
    assert former() == {"a": "b"}


def test_every_old_slug_leads_to_the_last_one():
    rename(OrganizationFactory(slug="a"), "b", "c", "d")
    assert former() == {"a": "d", "b": "d", "c": "d"}


def test_a_record_can_take_its_old_slug_back():
    rename(OrganizationFactory(slug="a"), "b", "c", "a")
    assert former() == {"b": "a", "c": "a"}


def test_a_record_can_be_renamed_to_and_fro():
    rename(OrganizationFactory(slug="a"), "b", "a", "b", "a")
    assert former() == {"b": "a"}


def test_two_records_can_swap_their_slugs():
    one, other = OrganizationFactory(slug="a"), OrganizationFactory(slug="b")
    rename(one, "tmp")
    rename(other, "a")
    rename(one, "b")
    assert (one.slug, other.slug) == ("b", "a")
    assert former() == {"tmp": "b"}


def test_an_old_slug_that_another_record_takes_leads_there_when_that_is_renamed():
    rename(OrganizationFactory(slug="a"), "b")
    rename(OrganizationFactory(slug="a"), "c")
    assert former() == {"a": "c"}


def test_the_same_slug_may_be_an_old_one_in_two_tables():
    rename(OrganizationFactory(slug="a"), "b")
    rename(SourceFactory(slug="a"), "c")
    assert former() == {"a": "b"}
    assert former("sources.source") == {"a": "c"}


def test_a_rename_is_noticed_on_a_record_that_was_loaded_before():
    body = OrganizationFactory(slug="a")
    rename(Organization.objects.get(slug="a"), "b")
    body.refresh_from_db()
    body.save()
    assert former() == {"a": "b"}


def test_a_rename_is_noticed_where_the_slug_was_not_loaded():
    OrganizationFactory(slug="a")
    rename(Organization.objects.only("name").get(), "b")
    assert former() == {"a": "b"}


def test_a_rename_that_fails_leaves_no_trace():
    OrganizationFactory(slug="b")
    body = OrganizationFactory(slug="a")
    body.slug = "b"
    with pytest.raises(IntegrityError), transaction.atomic():
        body.save()
    assert former() == {}


def test_where_an_old_slug_leads_is_kept_in_the_history():
    rename(OrganizationFactory(slug="a"), "b", "c")
    [chained, _latest] = FormerSlug.objects.order_by("former")
    assert list(chained.history.values_list("history_type", "current")) == [("~", "c"), ("+", "b")]


def test_the_old_slugs_of_a_record_go_with_it():
    gone, stays = OrganizationFactory(slug="a"), OrganizationFactory(slug="x")
    rename(gone, "b", "c")
    rename(stays, "y")
    FormerSlugFactory(kind="sources.sauce", former="s", current="t")
    gone.delete()
    assert former() == {"x": "y"}
    assert FormerSlug.objects.filter(former="s").exists()
    assert FormerSlug.history.filter(history_type="-").count() == 2


def test_the_words_of_a_former_slug():
    assert str(FormerSlug(former="a", current="b")) == "a → b"


def test_saving_a_source_twice_changes_no_slug():
    source = SourceFactory(slug="", publisher="Council", published="2017", title="A fair")
    source.save()
    assert Source.objects.get().slug == "council-2017-a-fair"


def test_a_record_is_called_by_its_slug():
    PersonFactory()
    person = PersonFactory(slug="rufus")
    assert list(Person.objects.called("rufus")) == [person]
