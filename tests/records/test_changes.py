"""When rows changed, newest first, and what they were called first."""

from datetime import UTC, datetime

import pytest

from events.models import Event
from tests.events.factories import EventFactory
from tests.records.factories import FormerSlugFactory

pytestmark = pytest.mark.django_db
KIND = "events.event"


def slugs(rows, most: int = 50) -> list[str]:
    found = rows.last_changed(most)
    names = dict(Event.objects.values_list("pk", "slug"))
    return [names[key] for key in found]


def test_the_last_change_of_each_row_counts():
    one, _two, _three = (EventFactory(slug=slug) for slug in ("one", "two", "three"))
    one.place = "Elsewhere"
    one.save()
    assert slugs(Event.objects) == ["one", "three", "two"]
    assert slugs(Event.objects, 2) == ["one", "three"]


def test_only_the_rows_asked_for_count():
    for slug in ("one", "two", "three"):
        EventFactory(slug=slug)
    assert slugs(Event.objects.exclude(slug="three"), 1) == ["two"]
    assert slugs(Event.objects.none()) == []


def test_a_row_that_is_gone_leaves_its_place_to_others():
    EventFactory(slug="one")
    EventFactory(slug="two").delete()
    assert slugs(Event.objects, 1) == ["one"]


def test_rows_without_history_come_last():
    Event.objects.bulk_create(EventFactory.build_batch(2))
    first, second = Event.objects.order_by("pk").values_list("slug", flat=True)
    EventFactory(slug="kept")
    assert slugs(Event.objects) == ["kept", second, first]
    assert slugs(Event.objects, 2) == ["kept", second]


def test_the_time_is_that_of_the_last_change():
    event = EventFactory()
    event.save()
    days = [datetime(2020, month, 1, tzinfo=UTC) for month in (5, 3)]
    for entry, day in zip(event.history.all(), days, strict=True):
        entry.history_date = day
        entry.save()
    assert Event.objects.changed([event.pk]) == {event.pk: days[0]}
    assert Event.objects.changed([]) == {}


def test_a_renamed_record_keeps_its_first_slug():
    event = EventFactory(slug="first")
    for slug in ("second", "third"):
        event.slug = slug
        event.save()
    EventFactory(slug="other")
    assert Event.objects.first_slugs(["third", "other"]) == {"third": "first", "other": "other"}


def test_a_slug_that_somebody_else_has_taken_over_is_theirs():
    EventFactory(slug="new")
    FormerSlugFactory(kind=KIND, former="old", current="new")
    EventFactory(slug="old")
    assert Event.objects.first_slugs(["new", "old"]) == {"new": "new", "old": "old"}


def test_nobody_learns_from_it_that_a_hidden_record_has_taken_it():
    EventFactory(slug="new")
    FormerSlugFactory(kind=KIND, former="old", current="new")
    EventFactory(slug="old", publication="draft")
    assert Event.objects.first_slugs(["new"]) == {"new": "old"}


def test_a_former_slug_of_another_table_is_another():
    EventFactory(slug="new")
    FormerSlugFactory(kind="sources.source", former="old", current="new")
    assert Event.objects.first_slugs(["new"]) == {"new": "new"}
