"""/board/: commitments by stage, what is overdue or soon due, and what nobody has looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Count, F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from rest_framework import serializers

from agreements.due import Due
from agreements.filters import CommitmentFilterSet
from agreements.models import Assessment, Commitment, Obligation, Signatory
from agreements.shown import first
from listings.expressions import Counted
from listings.facets import facets
from listings.fields import NONE
from listings.filters import ListingFilterSet
from listings.question import Question
from organizations.languages import in_readers_language
from portal.pictures import Picture, PictureAPI, PicturePage, Unsorted, remembered
from records.serializers import FIRST, LAST

MOST = 12  # commitments in a column
MOST_BODIES = 6  # named in one of them
NEVER = ""
MEANINGS = {
    Assessment.Stage.NO_INFORMATION: _("A report was read, and does not say."),
    NEVER: _("Nobody has looked, as far as is recorded. That is not the same as no progress."),
}
URGENT = {
    Due.OVERDUE: (
        _("Overdue"),
        _("The deadline has wholly passed, and no report finds it fulfilled or abandoned."),
    ),
    Due.SOON: (_("Due soon"), _("The deadline possibly comes within the next half-year.")),
}


class BoardFilterSet(Unsorted, CommitmentFilterSet):
    """What asks the list of commitments asks the board, but for what its columns are made of."""

    paged = False
    facets: ClassVar[tuple[str, ...]] = ("organization", "agreement", "theme")
    ordering: Any = None
    stage: Any = None
    due: Any = None

    class Meta(CommitmentFilterSet.Meta):
        pass


class Board(Picture):
    name = "board"
    title = _("Progress board")
    description = _("How far the commitments on record got, what is overdue, what nobody checked.")
    filterset: type[ListingFilterSet] = BoardFilterSet


@dataclass(frozen=True)
class Pile:
    """Commitments that have something in common: the first few, and where all of them are."""

    key: str
    label: Any
    meaning: Any
    count: int
    cards: list[Commitment]
    asked: str  # the question to the list of commitments

    @property
    def anchor(self) -> str:
        return self.key or "never"

    @property
    def address(self) -> str:
        return reverse("commitment-list") + self.asked


class Answer:
    """The board for a question that can be answered."""

    def __init__(self, request: Any, question: Question) -> None:
        self.request, self.question = request, question

    @cached_property
    def found(self) -> dict[str, list[tuple]]:
        """Counts and places, which take a look at every commitment: kept until the next write."""
        return remembered(self.request, self.question, self.find)

    def find(self) -> dict[str, list[tuple]]:
        """Stage, due and how many commitments have both; ids and values of what stands where."""
        rows = self.question.filterset.qs
        urgent = rows.filter(due__in=list(URGENT))
        return {
            "counts": list(rows.order_by().values_list("stage", "due").annotate(Count("pk"))),
            "stage": top(rows, "stage"),
            "due": top(urgent, "due"),
        }

    @property
    def counts(self) -> list[tuple]:
        return self.found["counts"]

    @property
    def count(self) -> int:
        return sum(number for _stage, _due, number in self.counts)

    @cached_property
    def stages(self) -> list[Pile]:
        """A pile for each stage, last of all what nobody has looked at."""
        choices = [*Assessment.Stage.choices, (NEVER, _("never assessed"))]
        by_stage = self.piled("stage")
        return [
            Pile(
                key,
                label,
                MEANINGS.get(key, ""),
                sum(number for stage, _due, number in self.counts if stage == key),
                by_stage.get(key, []),
                self.question.address(stage=key or NONE),
            )
            for key, label in choices
        ]

    @cached_property
    def urgent(self) -> list[Pile]:
        """What is overdue, and what is due soon."""
        by_due = self.piled("due")
        return [
            Pile(
                key,
                label,
                meaning,
                sum(number for _stage, due, number in self.counts if due == key),
                by_due.get(key, []),
                self.question.address(due=key),
            )
            for key, (label, meaning) in URGENT.items()
        ]

    @cached_property
    def cards(self) -> dict[int, Commitment]:
        """Every commitment that stands on the board, by its id."""
        keys = {key for name in ("stage", "due") for key, _value in self.found[name]}
        rows = self.question.filterset.dated_rows.filter(pk__in=keys).select_related("agreement")
        in_it = Signatory.objects.published().filter(agreement=OuterRef("agreement"))
        rows = rows.annotate(signatories_count=Counted(in_it))
        named = Obligation.objects.published().select_related("organization")
        named = named.order_by("organization__name", "pk")
        bodies = first("obligations", named, "commitment", MOST_BODIES)
        cards = {row.pk: row for row in rows.prefetch_related(bodies)}
        in_readers_language(
            each.organization for row in cards.values() for each in row.obligations.all()
        )
        return cards

    def piled(self, name: str) -> dict[str, list[Commitment]]:
        piles: dict[str, list[Commitment]] = {}
        for key, value in self.found[name]:
            piles.setdefault(value, []).append(self.cards[key])
        return piles


def top(rows: QuerySet, name: str) -> list[tuple]:
    """The id and value of the first rows of each value of `name`, those due first before others."""
    order = [
        F("deadline_latest").asc(nulls_last=True),
        F("agreement__title").asc(),
        F("position").asc(),
        F("pk").asc(),
    ]
    place = Window(RowNumber(), partition_by=F(name), order_by=order)
    kept = rows.filter(LessThanOrEqual(place, MOST))
    return list(kept.order_by(*order).values_list("pk", name))


class BoardPage(PicturePage):
    """The board as columns, or as sections where there is no room for columns."""

    listing = Board
    template_name = "portal/board.html"

    def drawn(self) -> dict[str, Any]:
        answer = Answer(self.request, self.question)
        return {
            "answer": answer,
            "noun": ngettext("commitment", "commitments", answer.count),
            "facets": facets(self.question),
            "shares": shares(answer.stages),
            "all": reverse("commitment-list") + self.question.address().rstrip("?"),
        }


def shares(piles: Iterable[Pile]) -> list[tuple[Pile, float, float]]:
    """Each pile with where its share of a line begins and how long it is, in per cent."""
    filled = [pile for pile in piles if pile.count]
    whole = sum(pile.count for pile in filled)
    found, begin = [], 0.0
    for pile in filled:
        part = 100 * pile.count / whole
        found.append((pile, round(begin, 2), round(part, 2)))
        begin += part
    return found


class CardSerializer(serializers.Serializer):
    """A commitment on the board."""

    slug = serializers.CharField(help_text=_("Its slug."))
    text = serializers.CharField(help_text=_("What is promised, in our own words."))
    locator = serializers.CharField(help_text=_("Where it stands in the agreement."))
    agreement = serializers.CharField(help_text=_("Slug of the agreement."))
    agreement_title = serializers.CharField(help_text=_("Title of the agreement."))
    obligated = serializers.ListField(
        child=serializers.CharField(),
        help_text=_("Slugs of the first bodies named; where none is, every signatory must act."),
    )
    deadline = serializers.CharField(help_text=_("As EDTF; empty where there is none."))
    deadline_earliest = serializers.DateField(allow_null=True, help_text=FIRST)
    deadline_latest = serializers.DateField(allow_null=True, help_text=LAST)
    recurrence = serializers.CharField(help_text=_("How often, where the duty comes again."))
    url = serializers.URLField(help_text=_("The address of its page."))
    trace = serializers.URLField(help_text=_("Its story from mandate to passage."))


class PileSerializer(serializers.Serializer):
    """Commitments that have something in common, as many as stand on the board."""

    count = serializers.IntegerField(help_text=_("How many there are."))
    all = serializers.URLField(help_text=_("All of them, as JSON."))
    results = CardSerializer(many=True, help_text=_("The first of them, by deadline."))


class StageSerializer(PileSerializer):
    """Commitments that got as far."""

    stage = serializers.ChoiceField(
        Assessment.Stage.choices,
        allow_blank=True,
        help_text=_("By the latest report that assesses it; empty where none does."),
    )


class BoardSerializer(serializers.Serializer):
    """The progress board."""

    revision = serializers.IntegerField(help_text=_("The state of the data."))
    count = serializers.IntegerField(help_text=_("How many commitments match."))
    overdue = PileSerializer(help_text=URGENT[Due.OVERDUE][1])
    soon = PileSerializer(help_text=URGENT[Due.SOON][1])
    stages = StageSerializer(many=True, help_text=_("What there is of each stage."))


class BoardAPI(PictureAPI):
    """The board as JSON."""

    listing = Board
    serializer_class = BoardSerializer

    def told(self, question: Question) -> dict[str, Any]:
        answer = Answer(self.request, question)
        overdue, soon = (pile_told(pile, question.base) for pile in answer.urgent)
        return {
            "count": answer.count,
            "overdue": overdue,
            "soon": soon,
            "stages": [
                {"stage": pile.key} | pile_told(pile, question.base) for pile in answer.stages
            ],
        }


def pile_told(pile: Pile, base: str) -> dict[str, Any]:
    """A pile as JSON shows it."""
    return {
        "count": pile.count,
        "all": base + reverse("commitment-list-json") + pile.asked,
        "results": [card_told(card, base) for card in pile.cards],
    }


def card_told(card: Commitment, base: str) -> dict[str, Any]:
    return {
        "slug": card.slug,
        "text": card.text,
        "locator": card.locator,
        "agreement": card.agreement.slug,
        "agreement_title": card.agreement.title,
        "obligated": [each.organization.slug for each in card.obligations.all()],
        "deadline": card.deadline,
        "deadline_earliest": card.deadline_earliest,
        "deadline_latest": card.deadline_latest,
        "recurrence": card.recurrence,
        "url": base + card.get_absolute_url(),
        "trace": base + reverse("commitment-trace", kwargs={"slug": card.slug}),
    }
