"""The data revision: it grows with every write, and a write that fails leaves it alone."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from agreements.models import Agreement
from records.models import Revision
from sources.models import Source
from tests.agreements.factories import AgreementFactory, AgreementThemeFactory, ThemeFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    return SourceFactory(title="First")


@pytest.fixture
def agreement() -> Agreement:
    return AgreementThemeFactory().agreement


def number() -> int:
    return Revision.objects.current().number


def test_it_is_nought_before_the_first_write():
    assert number() == 0
    assert Revision.objects.current().changed == datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def test_it_says_when_the_last_write_was():
    before = timezone.now()
    SourceFactory()
    assert before <= Revision.objects.current().changed <= timezone.now()


def test_it_stays_one_row():
    SourceFactory.create_batch(3)
    assert list(Revision.objects.values_list("pk", "number")) == [(1, 3)]


def test_reading_leaves_it_alone(source):
    before = number()
    list(Source.objects.published())
    assert number() == before


def save(source):
    source.save()


def delete(source):
    source.delete()


def delete_query(source):
    Source.objects.filter(pk=source.pk).delete()


def update(source):
    Source.objects.filter(pk=source.pk).update(title="Second")


def bulk_create(source):
    Source.objects.bulk_create(SourceFactory.build_batch(2))


def bulk_update(source):
    Source.objects.bulk_update([source], ["title"])


def get_or_create(source):
    Source.objects.get_or_create(slug="new", defaults={"title": "New"})


def rename(source):
    source.slug = "renamed"
    source.save()


@pytest.mark.parametrize(
    "write",
    [save, delete, delete_query, update, bulk_create, bulk_update, get_or_create, rename],
    ids=lambda write: write.__name__,
)
def test_a_write_advances_it(source, write):
    before = number()
    write(source)
    assert number() > before


def test_adding_to_a_set_of_records_advances_it(agreement):
    before = number()
    agreement.themes.add(ThemeFactory())
    assert number() > before + 1


def test_removing_from_a_set_of_records_advances_it(agreement):
    before = number()
    agreement.themes.remove(agreement.themes.get())
    assert number() > before


def test_clearing_a_set_of_records_advances_it(agreement):
    before = number()
    agreement.themes.clear()
    assert number() > before


def test_replacing_a_set_of_records_advances_it(agreement):
    theme = ThemeFactory()
    before = number()
    agreement.themes.set([theme])
    assert number() > before


def test_a_child_made_through_its_parent_advances_it():
    agreement = AgreementFactory()
    before = number()
    agreement.commitments.create(text="Publish a timetable.")
    assert number() > before


def test_a_write_that_fails_leaves_it_alone(source):
    before = number()
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceFactory(slug=source.slug)
    assert number() == before


def test_its_words_are_its_number():
    assert str(Revision(number=7)) == "7"
