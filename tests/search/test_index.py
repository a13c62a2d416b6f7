"""The index follows every write, in its transaction, through everything that hangs together."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, AgreementTheme, Commitment, Obligation, Signatory
from events.models import Event
from organizations.models import Organization, OrganizationName
from records.models import Revision
from search import index
from search.models import SearchDocument
from search.query import matching
from sources.models import Passage, Source
from tests.agreements.factories import (
    ActFactory,
    AgreementFactory,
    AgreementThemeFactory,
    CommitmentFactory,
    ObligationFactory,
    ProgressReportFactory,
    SignatoryFactory,
)
from tests.events.factories import EventFactory, ParticipationFactory, SeriesFactory
from tests.organizations.factories import (
    AppointmentFactory,
    IdentifierFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
)
from tests.search.truth import check_the_index, due, indexed
from tests.sources.factories import PassageFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _true_to_the_records():
    yield
    assert indexed() == due()
    check_the_index()


def found(model: type, text: str) -> list[str]:
    """Slugs of the records in which the words occur."""
    rows = model.objects.filter(pk__in=matching(model, text))
    return sorted(rows.values_list("slug", flat=True))


@pytest.fixture
def council() -> Organization:
    return OrganizationFactory(slug="council", name="Consejo de Migración", acronym="CDM")


@pytest.fixture
def memo(council) -> Agreement:
    memo = AgreementFactory(slug="memo", title="Memo")
    SignatoryFactory(slug="first", agreement=memo, organization=council)
    return memo


def make_many():
    """One record of each kind, everything about a body called “Quetzal”."""
    body = OrganizationFactory(slug="body", name="Quetzal Office", acronym="QZO")
    OrganizationNameFactory(organization=body, text="Oficina Quetzal")
    memo = AgreementFactory(slug="memo", title="Memo")
    signatory = SignatoryFactory(
        slug="place", agreement=memo, organization=body, name_as_printed="Off. Quetz."
    )
    who = PersonFactory(name="Ana Piñeiro")
    ActFactory(signatory=signatory, person=who)
    AppointmentFactory(person=who, organization=body, title="Secretary")
    IdentifierFactory(organization=body, value="Q4711")
    promise = CommitmentFactory(slug="promise", agreement=memo, text="Buy boats.")
    ObligationFactory(commitment=promise, organization=body)
    ProgressReportFactory(slug="report", reporter=body, agreement=memo, text="Boats came.")
    event = EventFactory(slug="event", title="Summit", series=SeriesFactory(name="Quetzal days"))
    ParticipationFactory(event=event, organization=body, person=who)
    source = SourceFactory(slug="source", title="Release", publisher="Quetzal press")
    PassageFactory(source=source, gist="Quetzals were counted.")


@pytest.mark.parametrize(
    ("model", "text", "slugs"),
    [
        (Organization, "quetzal", ["body"]),
        (Organization, "oficina qzo", ["body"]),
        (Organization, "pineiro secretary", ["body"]),
        (Organization, "q4711", ["body"]),
        (Agreement, "memo quetzal", ["memo"]),
        (Agreement, "qzo", ["memo"]),
        (Agreement, "off quetz", ["memo"]),
        (Agreement, "ana", ["memo"]),
        (Signatory, "oficina memo", ["place"]),
        (Signatory, "pineiro", ["place"]),
        (Commitment, "boats memo quetzal", ["promise"]),
        (Event, "quetzal days office pineiro", ["event"]),
        (Source, "press counted", ["source"]),
        (Source, "boats", []),
        (Agreement, "secretary", []),
    ],
)
def test_a_record_is_found_by_what_stands_on_it(model, text, slugs):
    make_many()
    assert found(model, text) == slugs


def test_a_body_that_is_renamed_is_found_by_its_new_name_wherever_it_stands(council, memo):
    council.name = "Board of Ferries"
    council.save()
    assert found(Organization, "migracion") == found(Agreement, "migracion") == []
    assert found(Organization, "board") == ["council"]
    assert found(Agreement, "board") == ["memo"]
    assert found(Signatory, "board") == ["first"]


def test_a_body_that_is_unpublished_is_gone_everywhere(council, memo):
    council.publication = "draft"
    council.save()
    assert found(Agreement, "migracion") == []
    assert list(SearchDocument.objects.values_list("kind", "slug")) == [("agreements", "memo")]
    assert "migracion" not in SearchDocument.objects.get().words


def test_a_record_that_is_published_can_be_found():
    memo = AgreementFactory(slug="memo", title="Memo", publication="draft")
    assert not SearchDocument.objects.exists()
    memo.publication = "published"
    memo.save()
    assert found(Agreement, "memo") == ["memo"]


def test_what_a_deletion_takes_along_is_gone_too(memo):
    commitment = CommitmentFactory(agreement=memo)
    assert found(Commitment, commitment.text)
    memo.delete()
    assert list(SearchDocument.objects.values_list("kind", flat=True)) == ["organizations"]


def test_what_hangs_on_another_record_leaves_it_when_it_goes(council, memo):
    memo.signatories.get().delete()
    assert found(Agreement, "migracion") == []


def test_a_person_who_goes_takes_their_office_along(council):
    office = AppointmentFactory(organization=council, person__name="Zoe")
    assert found(Organization, "zoe") == ["council"]
    office.person.delete()
    assert found(Organization, "zoe") == []


def test_a_name_that_moves_to_another_body_leaves_the_first(council):
    other = OrganizationFactory(slug="other")
    name = OrganizationNameFactory(organization=council, text="Ferry Board")
    assert found(Organization, "ferry board") == ["council"]
    name.organization = other
    name.save()
    assert found(Organization, "ferry board") == ["other"]


def test_a_name_that_is_moved_by_a_query_leaves_the_first(council):
    other = OrganizationFactory(slug="other")
    OrganizationNameFactory(organization=council, text="Ferry Board")
    OrganizationName.objects.update(organization=other)
    assert found(Organization, "ferry board") == ["other"]


def test_a_signature_that_moves_to_another_agreement_leaves_the_first(memo):
    other = AgreementFactory(slug="other")
    Signatory.objects.update(agreement=other)
    assert found(Agreement, "migracion") == ["other"]


def test_bulk_writes_are_followed():
    made = Source.objects.bulk_create(
        SourceFactory.build_batch(3, title="Bulk", publication="published")
    )
    assert len(found(Source, "bulk")) == 3
    for source in made:
        source.title = "Changed"
    Source.objects.bulk_update(made, ["title"])
    assert found(Source, "bulk") == []
    Source.objects.update(title="Again")
    assert len(found(Source, "again")) == 3
    Source.objects.all().delete()
    assert not SearchDocument.objects.exists()


def test_rows_added_to_a_set_of_records_are_followed(council, memo):
    # Django passes over those that are there already, and the database then gives no ids.
    commitment = CommitmentFactory(slug="promise", agreement=memo)
    commitment.obligated.add(council)
    assert found(Commitment, "migracion") == ["promise"]
    commitment.obligated.clear()
    assert found(Commitment, "migracion") == []


def test_a_row_with_an_id_given_by_hand_is_followed():
    OrganizationFactory(pk=4711, slug="given", name="Given")
    assert found(Organization, "given") == ["given"]


def test_some_fields_alone_are_followed(council):
    council.name, council.acronym = "Board", "UNSAVED"
    council.save(update_fields=["name"])
    assert found(Organization, "board") == ["council"]
    assert found(Organization, "unsaved") == []


def test_a_slug_that_changes_is_followed(memo):
    memo.slug = "renamed"
    memo.save()
    pages = SearchDocument.objects.filter(kind="signatories").values_list("page", flat=True)
    assert list(pages) == ["renamed"]


def test_a_write_that_is_undone_leaves_no_trace(council):
    with transaction.atomic():
        council.name = "Undone"
        council.save()
        assert found(Organization, "undone") == ["council"]
        transaction.set_rollback(True)
    assert found(Organization, "undone") == []


def test_the_date_is_that_of_signing():
    memo = AgreementFactory()
    for number, (kind, date) in enumerate(
        [("signature", "2018-09-04"), ("signature", "2018-09-06?"), ("accession", "2020")]
    ):
        signatory = SignatoryFactory(agreement=memo, position=number)
        ActFactory(signatory=signatory, kind=kind, date=date)
    stated = Agreement.objects.with_signed().values_list(
        "signed", "signed_earliest", "signed_latest"
    )
    of_documents = SearchDocument.objects.filter(kind="agreements").values_list(
        "date", "date_earliest", "date_latest"
    )
    assert list(of_documents) == list(stated)
    assert of_documents[0][0] == "2018-09-04/2018-09-06?"


@pytest.mark.parametrize(
    "dates",
    [
        ["2018"],
        ["2018-09", "2018-09-04"],
        ["[2008..2015]", "2018"],
        ["[2008..2015]", "2010"],
        ["[..2015]", "2018"],
        ["[..2015]", "[2018..]"],
        ["[2018..]", "[2018..]"],
        ["", "2018"],
        ["XXXX-09", ""],
        ["XXXX-09", "2018"],
    ],
    ids=" ".join,
)
def test_dates_are_put_together_as_in_the_list_of_agreements(dates):
    memo = AgreementFactory()
    for date in dates:
        ActFactory(signatory=SignatoryFactory(agreement=memo), date=date)
    names = ("signed", "signed_earliest", "signed_latest")
    [stated] = Agreement.objects.with_signed().values_list(*names)
    document = SearchDocument.objects.get(kind="agreements")
    assert (document.date, document.date_earliest, document.date_latest) == stated


class TestCosts:
    def count(self, write) -> int:
        """Queries that mention documents or read records on their behalf: all but the write's."""
        with CaptureQueriesContext(connection) as captured:
            write()
        return len(captured)

    def test_a_table_that_no_document_depends_on_costs_nothing(self):
        link = AgreementThemeFactory()
        with CaptureQueriesContext(connection) as captured:
            AgreementTheme.objects.filter(pk=link.pk).update(theme=link.theme)
            link.save()
        assert [query for query in captured if "search" in query["sql"]] == []
        assert index.follows(AgreementTheme) is False

    def test_a_column_that_no_document_depends_on_costs_nothing(self, council):
        with CaptureQueriesContext(connection) as captured:
            Organization.objects.update(website="https://example.org")
        assert not any("search" in query["sql"] for query in captured)

    def test_saving_what_is_stored_costs_one_query(self, council, memo):
        Revision.objects.advance()
        with CaptureQueriesContext(connection) as captured:
            council.save()
        assert not any("search" in query["sql"] for query in captured)

    def test_a_rename_costs_as_many_queries_for_twenty_places_as_for_one(self, council, memo):
        def rename(name: str) -> int:
            council.name = name
            return self.count(council.save)

        one = rename("One")
        for _ in range(20):
            SignatoryFactory(organization=council)
        assert rename("Many") == one
        assert one <= 22


class TestPostponed:
    def test_the_index_catches_up_at_the_end(self, council):
        with index.postponed():
            council.name = "Board"
            council.save()
            SourceFactory(slug="new", title="New")
            assert found(Organization, "board") == []
        assert found(Organization, "board") == ["council"]
        assert found(Source, "new") == ["new"]

    def test_where_nothing_is_written_nothing_is_asked(self, django_assert_num_queries):
        with django_assert_num_queries(0), index.postponed():
            pass

    def test_many_writes_end_in_one_making_of_everything(self, council, monkeypatch):
        monkeypatch.setattr(index, "MOST_POSTPONED", 2)
        with index.postponed():
            OrganizationFactory.create_batch(3)
            moved = OrganizationNameFactory(organization=council, text="Ferry Board")
            moved.delete()
            council.delete()
        assert SearchDocument.objects.count() == 3

    def test_without_catching_up_nothing_changes(self):
        before = indexed()
        with transaction.atomic():
            with index.postponed(catch_up=False):
                SourceFactory()
            assert indexed() == before
            transaction.set_rollback(True)

    def test_a_failure_leaves_the_index_alone(self):
        def fail() -> None:
            with transaction.atomic(), index.postponed():
                SourceFactory()
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()
        assert indexed() == {}


def test_reindex_makes_everything_anew(capsys):
    make_many()
    before = indexed()
    SearchDocument.objects.filter(kind="agreements").delete()
    SearchDocument.objects.update(words="wrong")
    call_command("reindex")
    assert capsys.readouterr().out == f"{len(before)} records can be found.\n"
    assert indexed() == before
    council = OrganizationFactory(name="Afterwards")
    assert found(Organization, "afterwards") == [council.slug]


def test_reindex_may_leave_an_index_that_is_there_alone(capsys):
    make_many()
    SearchDocument.objects.update(words="wrong")
    call_command("reindex", if_empty=True)
    assert capsys.readouterr().out == ""
    SearchDocument.objects.all().delete()
    call_command("reindex", if_empty=True)
    assert indexed() != {}


def test_deleting_rows_by_a_query_with_what_hangs_on_them(council, memo):
    Signatory.objects.all().delete()
    Passage.objects.all().delete()
    Obligation.objects.all().delete()
    assert found(Agreement, "migracion") == []
