"""What becomes of names, values, evidence, addresses and judgements when two records are merged."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from agreements.models import Signatory
from desk.duplicates.finding import in_force
from desk.duplicates.models import NotDuplicate
from desk.merging.writing import NotMergeableError, merge
from organizations.models import Organization, OrganizationName, Person
from records.models import ChangeSet
from records.undoing import undo
from search import index
from search.models import SearchDocument
from sources.models import Source
from tests.agreements.factories import (
    AgreementLinkFactory,
    ProgressReportFactory,
    SignatoryCitationFactory,
    SignatoryFactory,
)
from tests.events.factories import EventFactory, SeriesFactory
from tests.organizations.factories import (
    MembershipFactory,
    OrganizationCitationFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
    StateFactory,
)
from tests.sources.factories import SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def editor():
    return get_user_model().objects.create(username="editor")


@pytest.fixture
def join(editor):
    """Merges one record into another and returns the one that stays, as it is stored."""

    def join(goes, stays, **choices):
        merge(goes, stays, choices=choices, user=editor, reason="one and the same")
        stays.refresh_from_db()
        return stays

    return join


def names(body):
    return set(body.names.values_list("text", "kind"))


def test_the_names_that_are_not_chosen_stay_as_further_names_with_their_evidence(join):
    goes = OrganizationFactory(name="Ports Council", acronym="PC")
    stays = OrganizationFactory(name="Council of Ports", acronym="CoP")
    cited = OrganizationCitationFactory(record=goes, field="name")
    join(goes, stays)
    assert names(stays) == {("Ports Council", "variant"), ("PC", "acronym")}
    kept = stays.names.get(text="Ports Council")
    assert kept.citations.get().passage == cited.passage
    citation = stays.citations.get()
    assert (citation.field, citation.stance, citation.value) == (
        "name",
        "supports",
        "Ports Council",
    )


def test_a_name_that_the_body_has_already_is_not_added_twice(join):
    goes, stays = OrganizationFactory(name="Ports Council"), OrganizationFactory(name="CoP")
    OrganizationNameFactory(organization=stays, text="Ports Council", kind="former")
    join(goes, stays)
    assert names(stays) == {("Ports Council", "former")}


def test_the_name_of_the_one_that_goes_can_be_chosen(join):
    goes, stays = OrganizationFactory(name="Ports Council"), OrganizationFactory(name="CoP")
    assert join(goes, stays, name="goes").name == "Ports Council"
    assert names(stays) == {("CoP", "variant")}


def test_another_spelling_of_a_person_is_kept_in_the_note(join):
    goes, stays = PersonFactory(name="R. Firefly"), PersonFactory(name="Rufus Firefly", note="")
    assert join(goes, stays).note == "Also recorded as “R. Firefly”."


def test_what_only_one_of_them_says_stays_and_texts_stand_one_below_the_other(join):
    goes = OrganizationFactory(founded="1948", summary="From an import.", kind="organ")
    stays = OrganizationFactory(founded="", summary="A council.", kind="not-stated")
    join(goes, stays)
    assert (stays.founded, stays.kind) == ("1948", "organ")
    assert stays.summary == "A council.\n\nFrom an import."


def test_evidence_for_a_value_that_is_given_up_speaks_against_the_one_that_stays(join):
    goes, stays = OrganizationFactory(founded="1948"), OrganizationFactory(founded="1951")
    cited = OrganizationCitationFactory(record=goes, field="founded")
    OrganizationCitationFactory(record=stays, field="founded")
    join(goes, stays)
    found = stays.citations.get(passage=cited.passage)
    assert (found.stance, found.value) == ("contradicts", "1948")
    assert stays.citations.filter(stance="supports").count() == 1


def test_rows_that_both_have_become_one_with_the_evidence_of_both(join):
    goes, stays = OrganizationFactory(), OrganizationFactory(name="Council of Ports")
    there = SignatoryFactory(organization=stays, name_as_printed="", position=3)
    same = SignatoryFactory(
        organization=goes, agreement=there.agreement, name_as_printed="The Ports", position=4
    )
    for row in (there, same):
        SignatoryCitationFactory(record=row)
    join(goes, stays)
    row = Signatory.objects.get()
    assert (row.pk, row.name_as_printed, row.position) == (there.pk, "The Ports", 3)
    assert row.citations.count() == 2


def test_a_printed_name_that_is_given_up_is_kept_as_a_name_of_the_body(join):
    goes, stays = OrganizationFactory(name="P"), OrganizationFactory(name="P")
    there = SignatoryFactory(organization=stays, name_as_printed="Council of Ports")
    SignatoryFactory(organization=goes, agreement=there.agreement, name_as_printed="The Ports")
    join(goes, stays)
    assert names(stays) == {("The Ports", "as-printed")}


def test_one_passage_cited_by_both_is_cited_once_with_both_values(join):
    goes, stays = OrganizationFactory(name="P"), OrganizationFactory(name="P")
    one = OrganizationCitationFactory(record=stays, value="P.", note="Read by one.")
    OrganizationCitationFactory(record=goes, passage=one.passage, value="Pp.", note="By another.")
    join(goes, stays)
    cited = stays.citations.get()
    assert (cited.value, cited.note) == ("P.; Pp.", "Read by one.\n\nBy another.")


def test_who_when_and_why_are_in_the_history_of_every_row(editor):
    goes, stays = OrganizationFactory(), OrganizationFactory()
    moved = SignatoryFactory(organization=goes)
    pk = goes.pk
    change_set = merge(goes, stays, choices={}, user=editor, reason="one and the same")
    assert change_set.kind == ChangeSet.Kind.MERGE
    last = [Organization.history.filter(id=pk).first(), moved.history.first()]
    assert [(v.history_type, v.history_user, v.change_set) for v in last] == [
        ("-", editor, change_set),
        ("~", editor, change_set),
    ]
    assert {version.history_change_reason for version in last} == {"one and the same"}


def test_what_moved_is_found_by_the_names_of_the_one_that_stays(editor):
    goes, stays = OrganizationFactory(name="Ports"), OrganizationFactory(name="Council of Havens")
    SignatoryFactory(organization=goes)
    merge(goes, stays, choices={}, user=editor, reason="one body")
    columns = ("kind", "record_id", "title", "names", "text")
    found = list(SearchDocument.objects.order_by("kind", "record_id").values(*columns))
    index.rebuild()
    assert found == list(SearchDocument.objects.order_by("kind", "record_id").values(*columns))


def test_a_sum_taken_over_from_the_one_that_goes_is_given_back(editor):
    goes, stays = SourceFactory(), SourceFactory(sha256="")
    before = list(Source.objects.order_by("pk").values())
    change_set = merge(goes, stays, choices={}, user=editor, reason="one document")
    assert Source.objects.get().sha256 == before[0]["sha256"]
    undo(change_set, editor, "two after all")
    assert list(Source.objects.order_by("pk").values()) == before


def test_what_was_said_of_the_one_that_goes_holds_of_the_one_that_stays(editor):
    other, goes, stays = OrganizationFactory.create_batch(3)
    pair = {"kind": "organizations", "first": other.pk}
    NotDuplicate.objects.create(**pair, second=goes.pk, reason="another seat", user=editor)
    change_set = merge(goes, stays, choices={}, user=editor, reason="one and the same")
    carried = in_force().get(**pair, second=stays.pk)
    assert (carried.reason, carried.user) == ("another seat", editor)
    undo(change_set, editor, "two after all")
    assert not in_force().filter(**pair, second=stays.pk).exists()


def refused(goes, stays, editor):
    """What stands in the way, with nothing written."""
    with pytest.raises(NotMergeableError) as error:
        merge(goes, stays, choices={}, user=editor, reason="one and the same")
    assert not ChangeSet.objects.exists()
    return [obstacle.row for obstacle in error.value.obstacles]


def test_a_published_record_does_not_become_part_of_a_draft(editor):
    goes, stays = OrganizationFactory(), OrganizationFactory(publication="draft")
    assert refused(goes, stays, editor) == [goes]
    merge(stays, goes, choices={}, user=editor, reason="the other way round")
    assert Organization.objects.get().publication == "published"


def test_rows_that_tie_the_two_together_say_that_they_are_two(editor):
    goes, stays = OrganizationFactory(), OrganizationFactory()
    rows = [
        MembershipFactory(member=goes, group=stays),
        MembershipFactory(member=stays, group=goes),
        SignatoryFactory(organization=goes, on_behalf_of=stays),
    ]
    stays.successor = goes
    stays.save()
    assert set(refused(goes, stays, editor)) == {*rows, stays}
    assert refused(stays, goes, editor)[0] == stays


def test_a_body_within_a_part_of_the_other_says_that_they_are_two(editor):
    goes = OrganizationFactory()
    part = OrganizationFactory(part_of=goes)
    stays = OrganizationFactory(part_of=part)
    assert refused(goes, stays, editor) == [part]


def test_links_between_two_agreements_say_that_they_are_two(editor):
    link = AgreementLinkFactory()
    assert refused(link.from_agreement, link.to_agreement, editor) == [link]


def test_records_of_their_own_that_would_be_one_are_merged_first(editor):
    goes, stays = SeriesFactory(), SeriesFactory()
    third = EventFactory(series=goes, edition=3)
    EventFactory(series=stays, edition=3)
    assert refused(goes, stays, editor) == [third]


def test_a_state_where_bodies_have_their_seat_stays_a_state(editor):
    goes, stays = StateFactory(), OrganizationFactory()
    OrganizationFactory(country=goes)
    with pytest.raises(ValidationError, match="1 row names it as “country”"):
        merge(goes, stays, choices={}, user=editor, reason="one and the same")
    assert Organization.objects.count() == 3
    merge(goes, stays, choices={"kind": "goes"}, user=editor, reason="one and the same")
    assert Organization.objects.filter(country=stays).count() == 1


def test_values_that_do_not_go_together_are_refused_and_nothing_is_written(editor):
    goes = OrganizationFactory(founded="1990", dissolved="1995")
    stays = OrganizationFactory(founded="2001", dissolved="2005")
    with pytest.raises(ValidationError):
        merge(goes, stays, choices={"dissolved": "goes"}, user=editor, reason="one")
    assert Organization.objects.count() == 2
    assert not OrganizationName.objects.exists()


def test_moving_many_rows_takes_as_many_queries_as_moving_one(
    editor, django_assert_max_num_queries
):
    goes, stays = OrganizationFactory(), OrganizationFactory()
    ProgressReportFactory.create_batch(30, reporter=goes)
    with django_assert_max_num_queries(180):
        merge(goes, stays, choices={}, user=editor, reason="one and the same")
    assert stays.progress_reports.count() == 30


def test_a_person_keeps_every_office(join):
    goes, stays = PersonFactory(), PersonFactory()
    assert Person.objects.count() == 2
    join(goes, stays)
    assert Person.objects.get() == stays
