"""How the deadline of a commitment stands to a day: overdue, soon, later, or done with."""

from datetime import date

import pytest

from agreements.due import Due, due
from agreements.models import Commitment
from tests.agreements.factories import AssessmentFactory, CommitmentFactory
from tests.listings import faces

pytestmark = pytest.mark.django_db

DAY = date(2020, 6, 30)


def found(commitment: Commitment, on: date = DAY) -> str:
    return Commitment.objects.with_stage(on).annotate(due=due(on)).get(pk=commitment.pk).due


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ("", ""),
        ("2020-06-29", Due.OVERDUE),
        ("2020-06-30", Due.SOON),
        ("2020-06", Due.SOON),
        ("2020", Due.SOON),
        ("2020-12", Due.SOON),
        ("2021-02", Due.LATER),
        ("2021-02?", Due.LATER),
        ("[..2020-05]", Due.OVERDUE),
        ("[2019..2021]", Due.SOON),
        ("XXXX-03-08", Due.UNKNOWN),
    ],
)
def test_it_is_overdue_when_every_possible_day_has_passed(deadline, expected):
    assert found(CommitmentFactory(deadline=deadline)) == expected


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("fulfilled", Due.SETTLED),
        ("abandoned", Due.SETTLED),
        ("partly", Due.OVERDUE),
        ("no-information", Due.OVERDUE),
    ],
)
def test_what_is_fulfilled_or_abandoned_is_due_no_longer(stage, expected):
    commitment = CommitmentFactory(deadline="2019")
    AssessmentFactory(commitment=commitment, report__date="2020-02", stage=stage)
    assert found(commitment) == expected
    assert found(commitment, date(2020, 1, 31)) == Due.OVERDUE


def test_the_list_takes_it_as_of_a_day(client):
    CommitmentFactory(slug="late", deadline="2019")
    CommitmentFactory(slug="never", deadline="")
    CommitmentFactory(slug="coming", deadline="2020-09")
    day = {"as_of": "2020-06-30"}
    assert faces.slugs(client, "commitments", due="overdue", **day) == ["late"]
    assert faces.slugs(client, "commitments", due="soon", **day) == ["coming"]
    assert faces.slugs(client, "commitments", due="none", **day) == ["never"]
    assert faces.slugs(client, "commitments", due="overdue", as_of="2018") == []
    assert set(faces.errors(client, "commitments", due="tomorrow")) == {"due"}
