"""Each rule with a case that it finds and one that it leaves alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Theme
from curation.ingest import ingest
from curation.lint import RULES, citations, code, lint, names, references
from tests.agreements.factories import (
    ActFactory,
    AgreementCitationFactory,
    AgreementFactory,
    CommitmentFactory,
    ObligationFactory,
    ProgressReportFactory,
    SignatoryFactory,
    ThemeFactory,
)
from tests.curation.test_export import REPOSITORY
from tests.events.factories import EventFactory, ParticipationFactory
from tests.organizations.factories import (
    AppointmentFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
    StateFactory,
)
from tests.records.factories import FormerSlugFactory
from tests.sources.factories import PassageFactory, SourceFactory

pytestmark = pytest.mark.django_db


def found(rule) -> list[str]:
    """What a rule says, without addresses."""
    return sorted(f"{f.severity}: {f.table} {f.key}: {f.message}" for f in rule())


# Evidence


def test_uncited_facts():
    AgreementCitationFactory(record__slug="cited")
    AgreementFactory(slug="bare")
    assert found(citations.uncited) == ["error: agreements bare: no passage is cited for it"]


def test_facts_that_are_only_contradicted():
    agreement = AgreementFactory(slug="denied")
    AgreementCitationFactory.create_batch(2, record=agreement, stance="contradicts")
    disputed = AgreementFactory(slug="disputed")
    AgreementCitationFactory(record=disputed, stance="contradicts")
    AgreementCitationFactory(record=disputed)
    assert found(citations.contradicted) == [
        "warning: agreements denied: every passage that is cited contradicts it"
    ]


def test_citations_of_an_empty_field():
    passage = PassageFactory(slug="p")
    agreement = AgreementFactory(slug="a", reference="", depositary=None)
    for field in ("reference", "depositary", "title", ""):
        AgreementCitationFactory(record=agreement, passage=passage, field=field)
    AgreementCitationFactory(record=agreement, field="until", note="It does not say.")
    AgreementCitationFactory(record=agreement, field="until", stance="contradicts")
    empty = "the field that it supports is empty on the record"
    assert found(citations.cited_but_empty) == [
        f"warning: agreement-citations a, depositary, p: {empty}",
        f"warning: agreement-citations a, reference, p: {empty}",
    ]


def test_passages_that_are_cited_for_nothing():
    AgreementCitationFactory()
    PassageFactory(slug="p")
    assert found(citations.passage_not_cited) == ["warning: passages p: it is cited for nothing"]


def test_passages_that_cannot_be_verified():
    PassageFactory()
    PassageFactory(slug="a", locator="page 3")
    PassageFactory(slug="b", fingerprint="")
    PassageFactory(slug="c", source=SourceFactory(slug="s", sha256=""))
    assert found(citations.passage_not_verifiable) == [
        "warning: passages a: its locator “page 3” names no lines, such as “lines 4–8”",
        "warning: passages b: it has no fingerprint",
        "warning: passages c: its source s has no SHA-256 to find the document by",
    ]


def test_sources_without_passages():
    PassageFactory()
    SourceFactory(slug="s")
    assert found(citations.source_without_passages) == [
        "warning: sources s: no passage of it is recorded"
    ]


def test_sources_that_nobody_can_look_up():
    SourceFactory()
    SourceFactory(slug="s", document_url="", reference="", sha256="")
    assert found(citations.source_not_to_be_found) == [
        "error: sources s: it has no address, no reference and no SHA-256: nobody can look it up"
    ]


# Names


def test_unresolved_names():
    body = OrganizationFactory(slug="body", name="Board of Ferries", acronym="BF")
    OrganizationNameFactory(organization=body, text="The Board")
    for printed in ("board  of ferries", "BF", "The Board", "Board of Ferries (BF)", ""):
        SignatoryFactory(organization=body, name_as_printed=printed)
    SignatoryFactory(slug="s", organization=body, name_as_printed="Ferry Board")
    ParticipationFactory(slug="p", organization=body, name_as_printed="Ferry Board (BF)")
    assert found(names.unresolved_name) == [
        "error: participations p: “Ferry Board (BF)” is not among the names of body: add it there",
        "error: signatories s: “Ferry Board” is not among the names of body: add it there",
    ]


def test_duplicate_names():
    one = OrganizationFactory(slug="one", name="Board of Ferries")
    OrganizationFactory(slug="two", name="board of ferries")
    OrganizationNameFactory(organization=one, text="Ferry House", kind="former")
    OrganizationFactory(slug="three", name="Ferry House")
    OrganizationNameFactory(organization=one, text="Board of Ferries", kind="official")
    assert found(names.duplicate_name) == [
        "error: organizations one: it shares the name “board of ferries” with two",
        "error: organizations two: it shares the name “board of ferries” with one",
        "warning: organizations one: it shares the name “ferry house” with three",
        "warning: organizations three: it shares the name “ferry house” with one",
    ]


def test_shared_acronyms_are_worth_knowing():
    OrganizationFactory(slug="one", acronym="BF")
    OrganizationNameFactory(organization__slug="two", text="BF", kind="acronym")
    OrganizationFactory(acronym="FB")
    assert found(names.shared_acronym) == [
        "notice: organizations one: it shares the acronym “BF” with two",
        "notice: organizations two: it shares the acronym “BF” with one",
    ]


def test_persons_without_an_office():
    AppointmentFactory()
    PersonFactory(slug="nobody")
    assert found(names.person_without_office) == [
        "warning: persons nobody: no appointment says in what office they acted"
    ]


def test_the_same_person_twice():
    for slug in ("one", "two"):
        PersonFactory(slug=slug, name="Rufus T. Firefly")
    PersonFactory()
    assert found(names.same_person_twice) == [
        "warning: persons one: the same name as two",
        "warning: persons two: the same name as one",
    ]


# References


def test_public_rows_that_point_to_hidden_ones():
    hidden = OrganizationFactory(slug="hidden", publication="draft")
    AgreementFactory(slug="a", depositary=hidden)
    AgreementFactory(depositary=hidden, publication="draft")
    SignatoryFactory(slug="s", organization=hidden)
    SignatoryFactory(organization=hidden, agreement__publication="draft")
    OrganizationNameFactory(organization=hidden)
    passage = PassageFactory(slug="p", source__publication="draft")
    AgreementCitationFactory(record__slug="b", passage=passage)
    assert found(references.points_to_unpublished) == [
        "warning: agreement-citations b, , p: its passage p is not public",
        "warning: agreements a: its depositary hidden is not public",
        "warning: signatories s: its organization hidden is not public",
    ]


def test_former_slugs_that_lead_nowhere():
    SourceFactory(slug="now")
    SourceFactory(slug="again")
    FormerSlugFactory(former="once", current="now")
    FormerSlugFactory(former="again", current="now")
    FormerSlugFactory(former="gone", current="nowhere")
    FormerSlugFactory(kind="sources.sauce", former="x", current="now")
    assert found(references.dead_former_slug) == [
        "error: former-slugs sources.sauce, x: there is no table of that kind",
        "error: former-slugs sources.source, gone: it leads to nowhere, which does not exist",
        "warning: former-slugs sources.source, again: the slug belongs to another record now",
    ]


def test_circles():
    a = OrganizationFactory(slug="a")
    b = OrganizationFactory(slug="b", part_of=a)
    OrganizationFactory(part_of=b)
    a.part_of = b
    a.save()
    assert found(references.circle) == [
        "error: organizations a: its part of leads back to it: a → b → a"
    ]


def test_countries_that_are_no_states():
    OrganizationFactory(country=StateFactory())
    OrganizationFactory(slug="a", country=OrganizationFactory(slug="club"))
    EventFactory(slug="e", country=OrganizationFactory(slug="bank"))
    assert found(references.country_is_no_state) == [
        "error: events e: its country bank is not recorded as a state",
        "error: organizations a: its country club is not recorded as a state",
    ]


def test_parts_of_another_agreement_s_commitment():
    whole = CommitmentFactory(slug="whole")
    CommitmentFactory(part_of=whole, agreement=whole.agreement)
    CommitmentFactory(slug="part", part_of=whole)
    assert found(references.part_of_another_agreement) == [
        "warning: commitments part: whole, of which it is a part, stands in another agreement"
    ]


def test_commitments_of_nobody():
    CommitmentFactory(slug="c")
    CommitmentFactory(agreement=SignatoryFactory().agreement)
    ObligationFactory()
    assert found(references.nobody_obligated) == [
        "warning: commitments c: it obliges nobody: name the bodies or the signatories"
    ]


def test_values_that_an_ingest_would_refuse():
    ThemeFactory(slug="fine")
    ThemeFactory(slug="loud", description="<b>loud</b>")
    Theme.objects.filter(slug="fine").update(description="Two\nlines.")
    assert found(references.not_to_be_exported) == [
        (
            "error: themes loud: description: found the HTML “<b>”, expected plain text; write it "
            "without markup"
        ),
    ]


# All of them


def test_findings_come_by_rule_with_an_address():
    agreement = AgreementFactory(slug="bare")
    findings = lint()[citations.uncited]
    assert [finding.address for finding in findings] == [agreement.get_absolute_url()]


def test_what_has_no_page_of_its_own_is_found_in_the_admin():
    former = FormerSlugFactory(kind="none")
    (finding,) = references.dead_former_slug()
    assert finding.address == f"/admin/records/formerslug/{former.pk}/change/"


def test_every_rule_has_a_name_and_says_what_it_finds():
    assert len({code(rule) for rule in RULES}) == len(RULES)
    assert code(citations.passage_not_cited) == "passage-not-cited"
    assert [rule for rule in RULES if not (rule.__doc__ or "").endswith(".")] == []


def test_the_number_of_queries_does_not_grow_with_the_records():
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            lint()
        return len(captured)

    def records(number: int) -> None:
        hidden = OrganizationFactory(publication="draft")
        for _each in range(number):
            acronym = OrganizationNameFactory(kind="acronym", text="X")
            signatory = ActFactory(date="1990", signatory__organization__founded="2000").signatory
            AgreementCitationFactory(record=signatory.agreement, field="until")
            SignatoryFactory(organization=hidden, name_as_printed="?")
            ParticipationFactory(organization=acronym.organization, event__start="1990")
            CommitmentFactory(part_of=CommitmentFactory())
            ProgressReportFactory(agreement=signatory.agreement, date="1980")

    records(1)
    few = queries()
    records(3)
    assert queries() == few


def test_the_repository_s_data_has_no_errors():
    ingest(REPOSITORY)
    assert [
        str(finding)
        for findings in lint().values()
        for finding in findings
        if finding.severity == "error"
    ] == []
