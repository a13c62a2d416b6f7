"""Every change of every row is kept: what, when, who and why."""

import pytest
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from organizations.models import Organization
from sources.models import Source
from tests.organizations.factories import MembershipFactory, OrganizationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db


def kept(model: type, *fields: str) -> list[tuple]:
    """The history of a table, oldest first."""
    return list(model.history.order_by("history_id").values_list("history_type", *fields))


def test_a_row_is_kept_when_it_is_made_changed_and_deleted():
    source = SourceFactory(title="First")
    source.title = "Second"
    source.save()
    source.delete()
    assert kept(Source, "title") == [("+", "First"), ("~", "Second"), ("-", "Second")]


def test_the_derived_days_are_kept_with_the_text():
    source = SourceFactory(published="2014")
    entry = source.history.get()
    assert (entry.published, str(entry.published_latest)) == ("2014", "2014-12-31")


def test_deleting_a_query_keeps_every_row():
    SourceFactory.create_batch(2)
    Source.objects.all().delete()
    assert kept(Source) == [("+",), ("+",), ("-",), ("-",)]


def test_a_row_that_goes_with_its_parent_is_kept():
    membership = MembershipFactory()
    membership.member.delete()
    assert kept(type(membership)) == [("+",), ("-",)]


def test_bulk_writes_are_kept_when_made_with_history():
    sources = SourceFactory.build_batch(2, title="First")
    bulk_create_with_history(sources, Source, default_change_reason="ingest")
    sources = list(Source.objects.all())
    for source in sources:
        source.published = "2014"
    bulk_update_with_history(sources, Source, ["published"])
    made, changed = ("+", "ingest", "2017-03-09"), ("~", None, "2014")
    assert kept(Source, "history_change_reason", "published") == [made, made, changed, changed]


def test_who_changed_it_is_kept(admin_user):
    source = SourceFactory.build()
    source._history_user = admin_user
    source.save()
    assert source.history.get().history_user == admin_user


def test_why_it_was_changed_may_be_long():
    source = SourceFactory.build()
    source._change_reason = "The date is read as the day of signing. " * 20
    source.save()
    assert source.history.get().history_change_reason == source._change_reason


def test_a_record_is_seen_as_it_was_on_a_day():
    body = OrganizationFactory(name="Council")
    before = body.history.get().history_date
    body.name = "Agency"
    body.save()
    assert [past.name for past in Organization.history.as_of(before)] == ["Council"]
