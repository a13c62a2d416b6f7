"""/commitments/<slug>/trace/: mandate → agreement → commitment → progress, each with its passages.

What is missing on the way is said, and never filled in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from agreements import shown
from agreements.grounds import Ground, ground
from agreements.listings import CommitmentListing
from agreements.models import (
    Agreement,
    AgreementLink,
    Assessment,
    Commitment,
    Figure,
    Obligation,
    ProgressReport,
)
from agreements.stages import Stage, happened
from agreements.views import day_in_words
from events.models import Outcome
from listings.api import AsOf
from listings.expressions import Counted
from organizations.languages import bodies_of, in_readers_language
from portal.trace.api import TraceSerializer, told
from records.views import CITATIONS, Published, Rows, conceal, in_hand
from sources.evidence import attach_citations
from sources.footnotes import Footnote, Footnotes

MANDATING = (
    AgreementLink.Kind.MANDATED,
    AgreementLink.Kind.UNDER,
    AgreementLink.Kind.IMPLEMENTS,
)
MOST_SIGNATORIES = 12
MOST_PASSAGES = 6  # under one step
MOST_REPORTS = 40
CITED: dict[str, Any] = {CITATIONS: {}}
OF_AGREEMENT: dict[str, Any] = {
    CITATIONS: {},
    "signatories": {CITATIONS: {}, "acts": CITED},
    "outcomes": CITED,
}


@dataclass(frozen=True)
class Step:
    """One thing in the story, and the passages that it rests on: the first few of `all_passages`.

    `record` is what it is about; `target` is the instrument or event that a mandate comes from.
    """

    record: Any
    passages: list[Footnote]
    all_passages: int
    target: Any = None

    @property
    def more(self) -> int:
        """How many passages are left to the page of the record itself."""
        return self.all_passages - len(self.passages)


def step(record: Any, others: Iterable[Any] = (), target: Any = None) -> Step:
    """A step that rests on whatever is cited for the record and for the others."""
    notes = Footnotes()
    for row in (record, *others):
        notes.remaining_marks(row)
    found = list(notes)
    return Step(record, found[:MOST_PASSAGES], len(found), target)


@dataclass(frozen=True)
class Story:
    """A commitment from what asked for it to what became of it, as of a day."""

    mandates: list[Step]
    agreement: Step
    ground: Ground
    events: list[Outcome]
    commitment: Step
    progress: list[Step]

    @property
    def stage(self) -> Any:
        """The stage of the agreement in words."""
        return Stage(self.agreement.record.stage).label


class Traced(Published):
    """The commitment that an address names, with all that its story is made of."""

    model = Commitment
    listing = CommitmentListing
    children: dict[str, Any] = {CITATIONS: {}, "obligations": {}, "assessments": CITED}

    def get_queryset(self) -> QuerySet:
        named = shown.first(
            "obligations", shown.named(Obligation), "commitment", shown.MOST_SIGNATORIES
        )
        return (
            shown.commitments(self.as_of)
            .annotate(silent=Counted(self.silent_reports()))
            .prefetch_related(named, self.assessments())
        )

    def silent_reports(self) -> QuerySet:
        """Reports on the agreement by the day that are not set against the commitment."""
        about_it = Assessment.objects.published().filter(
            report=OuterRef("pk"), commitment=OuterRef(OuterRef("pk"))
        )
        reports = ProgressReport.objects.published().filter(happened("date", self.as_of))
        return reports.filter(~Exists(about_it), agreement=OuterRef("agreement"))

    def assessments(self) -> Prefetch:
        figures = shown.first("report__figures", shown.named(Figure), "report", shown.MOST_PARTS)
        rows = shown.assessments(self.as_of)
        return shown.first("assessments", rows, "commitment", MOST_REPORTS, figures)

    def agreement(self) -> Agreement:
        """The agreement as of the day, with its first signatories and its events."""
        signatories = shown.bodies(self.as_of)
        rows = shown.agreements(self.as_of).prefetch_related(
            shown.first("signatories", signatories, "agreement", MOST_SIGNATORIES, shown.acts()),
            shown.first("outcomes", shown.named(Outcome), "agreement", shown.MOST_OUTCOMES),
        )
        found: Agreement = rows.get(pk=self.object.agreement_id)
        conceal(found, OF_AGREEMENT)
        return found

    def complete(self, rows: Rows) -> None:
        agreement = self.agreement()
        links = [
            link
            for link in shown.links(agreement)
            if link.from_agreement_id == agreement.pk and link.kind in MANDATING
        ]
        reports = [each.report for each in self.object.assessments.all()]
        figures = [figure for report in reports for figure in report.figures.all()]
        every = [*rows, *in_hand(agreement, OF_AGREEMENT)]
        cited = [row for row, tree in every if CITATIONS in tree]
        attach_citations([*cited, *links, *reports, *figures])
        self.rename([*(row for row, _tree in every), *reports])
        self.story = self.told_as(agreement, links)

    def rename(self, rows: Iterable[Any]) -> None:
        """Gives bodies the names that readers know, where the face of the record does so."""

    def told_as(self, agreement: Agreement, links: list[AgreementLink]) -> Story:
        commitment, outcomes = self.object, list(agreement.outcomes.all())
        signatories = list(agreement.signatories.all())
        acts = [act for signatory in signatories for act in signatory.acts.all()]
        mandating = [each for each in outcomes if each.kind == Outcome.Kind.MANDATED]
        # The prefetch gives the newest first; a story begins with the oldest.
        assessments = list(commitment.assessments.all())[::-1]
        return Story(
            mandates=[step(link, target=link.to_agreement) for link in links]
            + [step(outcome, target=outcome.event) for outcome in mandating],
            agreement=step(agreement, [*signatories, *acts]),
            ground=ground(agreement, self.as_of, outcomes),
            events=[each for each in outcomes if each not in mandating],
            commitment=step(commitment),
            progress=[
                step(each, [each.report, *each.report.figures.all()]) for each in assessments
            ],
        )


class TracePage(Traced, View):
    """The story as a page."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        return self.answer(request, slug)

    def rename(self, rows: Iterable[Any]) -> None:
        in_readers_language(bodies_of(rows))

    def shown(self) -> HttpResponse:
        context = {
            "object": self.object,
            "listing": self.listing,
            "story": self.story,
            "day": day_in_words(self.as_of),
            "title": _("The story of a commitment"),
        }
        return render(self.request, "portal/trace/page.html", context)


class TraceAPI(Traced, GenericAPIView):
    """The story as JSON."""

    serializer_class = TraceSerializer
    filter_backends = (AsOf,)
    pagination_class = None
    # Described as an address that may lead on to another.
    moves = True

    @classmethod
    def summary(cls) -> Any:
        """What the address answers, in one line."""
        return _("A commitment from mandate to passage")

    def get(self, request: Request, slug: str) -> HttpResponseBase:
        return self.answer(request, slug)

    def shown(self) -> HttpResponseBase:
        answer = told(self.story, self.object, self.base, self.as_of)
        return Response(answer | {"revision": self.request.revision})
