"""What is public: the row itself and everything that it stands under, however far up."""

import pytest

from agreements.models import Act, Assessment, Signatory
from organizations.models import Membership, Organization
from records.models import FormerSlug, Publication
from records.views import conceal
from sources.models import Passage
from tests.agreements.factories import (
    ActFactory,
    AssessmentFactory,
    CommitmentCitationFactory,
    ProgressReportFactory,
    ThemeFactory,
)
from tests.events.factories import EventFactory, SeriesFactory
from tests.organizations.factories import MembershipFactory, OrganizationFactory
from tests.records.factories import FormerSlugFactory
from tests.sources.factories import PassageFactory

pytestmark = pytest.mark.django_db


def is_public(row) -> bool:
    return type(row).objects.published().filter(pk=row.pk).exists()


@pytest.mark.parametrize("state", Publication.values)
def test_a_record_is_public_when_staff_say_so(state):
    assert is_public(OrganizationFactory(publication=state)) == (state == "published")


def test_a_record_is_not_public_unless_staff_say_so():
    assert Organization.objects.create(name="Council").publication == "draft"


@pytest.mark.parametrize("state", Publication.values)
def test_a_passage_is_public_with_its_source(state):
    PassageFactory(source__publication=state)
    assert Passage.objects.published().exists() == (state == "published")


@pytest.mark.parametrize("hidden", ["member", "group"])
def test_a_membership_is_public_when_both_its_ends_are(hidden):
    assert is_public(MembershipFactory())
    MembershipFactory(**{f"{hidden}__publication": "draft"})
    assert Membership.objects.published().count() == 1


@pytest.mark.parametrize("hidden", ["signatory__agreement", "signatory__organization"])
def test_an_act_is_public_with_its_agreement_and_its_organization(hidden):
    assert is_public(ActFactory())
    ActFactory(**{f"{hidden}__publication": "draft"})
    assert Act.objects.published().count() == 1


@pytest.mark.parametrize(
    "hidden", ["report", "report__reporter", "commitment", "commitment__agreement"]
)
def test_an_assessment_is_public_with_everything_above_it(hidden):
    assert is_public(AssessmentFactory())
    AssessmentFactory(**{f"{hidden}__publication": "draft"})
    assert Assessment.objects.published().count() == 1


@pytest.mark.parametrize("hidden", ["record", "record__agreement", "passage__source"])
def test_a_citation_is_public_with_its_fact_and_its_source(hidden):
    assert is_public(CommitmentCitationFactory())
    assert not is_public(CommitmentCitationFactory(**{f"{hidden}__publication": "draft"}))


def test_an_optional_target_that_is_hidden_hides_nothing():
    assert is_public(ProgressReportFactory(agreement__publication="draft"))


def test_who_signs_for_a_hidden_body_is_hidden_with_its_acts():
    assert is_public(ActFactory(signatory__on_behalf_of=OrganizationFactory()))
    hidden = OrganizationFactory(publication="draft")
    act = ActFactory(signatory__on_behalf_of=hidden)
    assert not is_public(act)
    assert list(Signatory.objects.published().filter(on_behalf_of=hidden)) == []


def test_an_edition_is_hidden_with_its_series():
    event = EventFactory(series=SeriesFactory(publication="draft"), edition=3)
    shown = EventFactory(series=SeriesFactory(), edition=4)
    for row in (event, shown):
        conceal(row, {})
    assert (event.series, event.edition) == (None, None)
    assert shown.edition == 4


def test_a_former_slug_is_public_with_the_record_that_it_leads_to():
    OrganizationFactory(slug="seen")
    OrganizationFactory(slug="unseen", publication="draft")
    for current in ("seen", "unseen", "nothing"):
        FormerSlugFactory(
            kind="organizations.organization", former=f"was-{current}", current=current
        )
    FormerSlugFactory(kind="sources.source", former="was-elsewhere", current="seen")
    assert [row.former for row in FormerSlug.objects.published()] == ["was-seen"]


def test_a_row_without_a_flag_above_it_is_public():
    assert is_public(ThemeFactory())


def test_what_no_passage_speaks_of_is_uncited():
    CommitmentCitationFactory()
    uncited = AssessmentFactory().commitment
    assert list(type(uncited).objects.uncited()) == [uncited]
