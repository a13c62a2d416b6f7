"""What the pages of agreements, commitments and reports show of what hangs on a record.

So many rows of each kind at most, told as of a day; the listings have all of them.
"""

from datetime import date
from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.db.models.lookups import LessThanOrEqual

from agreements.due import due
from agreements.models import (
    Act,
    Agreement,
    AgreementLink,
    AgreementTheme,
    Assessment,
    Commitment,
    CommitmentTheme,
    Figure,
    Obligation,
    ProgressReport,
    Signatory,
)
from agreements.stages import SIGNING
from listings.expressions import Counted, Kept
from records.naming import target_paths

MOST_SIGNATORIES = 60
MOST_COMMITMENTS = 40
MOST_LINKS = 60
MOST_REPORTS = 20
MOST_OUTCOMES = 40
MOST_PARTS = 60
# Of one row: its acts, the bodies that it names, its reports.
MOST_OF_ONE = 12


def agreements(on: date) -> QuerySet:
    """Agreements with `stage`, `signed`, `last_evidence`, and how much hangs on them."""
    return (
        named(Agreement)
        .with_signed()
        .with_stage(on)
        .with_last_evidence()
        .annotate(
            has_signing=Exists(
                Act.objects.published().filter(
                    signatory__agreement=OuterRef("pk"), kind__in=SIGNING
                )
            ),
            signatories_count=counted(Signatory, "agreement"),
            commitments_count=counted(Commitment, "agreement"),
            links_count=Counted(_links_of(OuterRef("pk"))),
            reports_count=counted(ProgressReport, "agreement"),
            outcomes_count=counted(_outcomes(), "agreement"),
        )
    )


def commitments(on: date) -> QuerySet:
    """Commitments with `stage` and `due`, and how often they were looked at.

    `assessed` counts what was reported by the day, `later` the rest; `signatories_count` are those
    of the agreement.
    """
    of_it = Assessment.objects.published().filter(commitment=OuterRef("pk"))
    in_it = Signatory.objects.published().filter(agreement=OuterRef("agreement"))
    return (
        named(Commitment)
        .with_stage(on)
        .annotate(
            due=due(on),
            assessed=Counted(of_it.by(on)),
            later=Counted(of_it) - F("assessed"),
            signatories_count=Counted(in_it),
        )
    )


def assessments(on: date) -> QuerySet:
    """Assessments by the day, the one that counts first, each with its report."""
    return named(Assessment).by(on).latest_first()


def hanging(on: date) -> list[Prefetch]:
    """What an agreement's page shows besides the agreement, links aside."""
    return [
        first("signatories", bodies(on), "agreement", MOST_SIGNATORIES, acts()),
        first(
            "commitments",
            commitments(on),
            "agreement",
            MOST_COMMITMENTS,
            first("obligations", named(Obligation), "commitment", MOST_OF_ONE),
            first("assessments", assessments(on), "commitment", MOST_OF_ONE),
        ),
        first("progress_reports", named(ProgressReport), "agreement", MOST_REPORTS),
        first("outcomes", named(_outcomes()), "agreement", MOST_OUTCOMES),
        Prefetch("theme_links", named(AgreementTheme)),
    ]


def under(on: date) -> list[Prefetch]:
    """What a commitment's page shows besides the commitment."""
    return [
        first("obligations", named(Obligation), "commitment", MOST_SIGNATORIES),
        Prefetch("theme_links", named(CommitmentTheme)),
        first("parts", named(Commitment), "part_of", MOST_PARTS),
        first("assessments", assessments(on), "commitment", MOST_PARTS),
    ]


def reports() -> QuerySet:
    """Reports, and how many commitments and figures each of them gives."""
    return named(ProgressReport).annotate(
        assessments_count=counted(Assessment, "report"), figures_count=counted(Figure, "report")
    )


def reported() -> list[Prefetch]:
    """What a report's page shows besides the report."""
    return [
        first("assessments", named(Assessment), "report", MOST_PARTS),
        first("figures", named(Figure), "report", MOST_PARTS),
    ]


def bodies(on: date) -> QuerySet:
    """Signatories, each with whether it is a `party` on the day."""
    return named(Signatory).with_party(on)


def acts() -> Prefetch:
    return first("acts", named(Act), "signatory", MOST_OF_ONE)


def links(agreement: Agreement) -> list[AgreementLink]:
    """How the agreement stands to others, from both ends, its own words first."""
    rows = _links_of(agreement).select_related(*target_paths(AgreementLink))
    found = rows.order_by("kind", "from_agreement__title", "to_agreement__title", "pk")
    return sorted(found[:MOST_LINKS], key=lambda link: link.from_agreement_id != agreement.pk)


def _links_of(agreement: Any) -> QuerySet:
    ends = Q(from_agreement=agreement) | Q(to_agreement=agreement)
    return AgreementLink.objects.published().filter(ends)


def _outcomes() -> Any:
    """The table of outcomes, which stands on the floor above."""
    return Agreement._meta.get_field("outcomes").related_model


def named(model: Any) -> QuerySet:
    """The public rows of a table, with what the names of the records they lead to are made of."""
    return model.objects.published().select_related(*target_paths(model))


def first(name: str, rows: QuerySet, key: str, most: int, *below: Prefetch) -> Prefetch:
    """So many of the rows behind an accessor, in their order, for each value of `key`."""
    order: Any = rows.query.order_by or rows.model._meta.ordering
    place = Window(RowNumber(), partition_by=key, order_by=list(order))
    return Prefetch(name, rows.filter(LessThanOrEqual(place, most)).prefetch_related(*below))


@cache
def counted(model: Any, key: str) -> Kept:
    """How many public rows of a table name the outer row."""
    return Kept(Counted(model.objects.published().filter(**{key: OuterRef("pk")})))
