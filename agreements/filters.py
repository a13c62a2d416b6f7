"""Questions to the lists of agreements, signatories, commitments and progress reports."""

from operator import attrgetter
from typing import Any, ClassVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.due import Due
from agreements.models import (
    Act,
    Agreement,
    AgreementTheme,
    Assessment,
    Commitment,
    CommitmentTheme,
    Obligation,
    ProgressReport,
    Signatory,
    Theme,
)
from agreements.stages import PROMISING, Stage
from dates.queries import not_after, not_before
from listings.expressions import Joined
from listings.filters import (
    AsOfFilter,
    CertainFilter,
    ChoiceFilter,
    DayFilter,
    EveryReferenceFilter,
    ListingFilterSet,
    ReferenceFilter,
    SinceFilter,
    UntilFilter,
)
from listings.values import Either, Linked, Own
from organizations.filters import organizations
from organizations.models.organizations import name_on
from records.models import Publication


def themes() -> QuerySet:
    return Theme.objects.all()


def agreements() -> QuerySet:
    return Agreement.objects.published()


def commitments() -> QuerySet:
    # With the agreement, which their names begin with.
    return Commitment.objects.published().select_related("agreement")


def theme_links(model: type[Model], row: str) -> Linked:
    """The themes of a row, by the rows of `model` that tie them to it."""
    return Linked(model.objects.all, row, "theme__slug", "theme__name")


SIGNATORIES = Linked(
    Signatory.objects.published, "agreement", "organization__slug", "organization__name"
)


class AgreementFilterSet(ListingFilterSet):
    facets = ("organization", "theme", "instrument", "binding", "stage")
    about_dated = frozenset({"stage", "since", "until"})

    organization = EveryReferenceFilter(
        values=SIGNATORIES,
        rows=organizations,
        label=_("organization"),
        help_text=_("Slug, name or acronym; give several to find what all of them signed."),
        none=_("no signatory recorded"),
    )
    theme = ReferenceFilter(
        values=theme_links(AgreementTheme, "agreement"),
        rows=themes,
        label=_("theme"),
        none=_("no theme"),
    )
    instrument = ChoiceFilter(choices=Agreement.Instrument.choices, label=_("instrument"))
    binding = ChoiceFilter(choices=Agreement.Binding.choices, label=_("binding"))
    stage = ChoiceFilter(choices=Stage.choices, label=_("stage"))
    as_of = AsOfFilter()
    since = SinceFilter("signed", label=_("signed since"))
    until = UntilFilter("signed", label=_("signed until"))
    certain = CertainFilter()

    class Meta:
        model = Agreement
        fields: list[str] = []

    def dated(self, queryset: QuerySet) -> QuerySet:
        signatories = Signatory.objects.published().filter(agreement=OuterRef("pk"))
        name = name_on(self.form.cleaned_data["as_of"], "organization__")
        dated = queryset.with_signed().with_stage(self.day).with_last_evidence()
        return dated.annotate(signatories_then=Joined(signatories.values(value=name)))


class SignatoryFilterSet(ListingFilterSet):
    facets = ("organization", "agreement", "capacity", "act")

    organization = ReferenceFilter(
        values=Own("organization__slug", "organization__name"),
        rows=organizations,
        label=_("organization"),
    )
    agreement = ReferenceFilter(
        values=Own("agreement__slug", "agreement__title"), rows=agreements, label=_("agreement")
    )
    capacity = ChoiceFilter(choices=Signatory.Capacity.choices, label=_("capacity"))
    act = ChoiceFilter(
        choices=Act.Kind.choices, values="acts", label=_("act"), none=_("no act recorded")
    )
    since = DayFilter(method="keep", edge="earliest", label=_("act since"))
    until = DayFilter(method="keep", edge="latest", label=_("act until"))
    certain = CertainFilter()
    as_of = AsOfFilter()

    class Meta:
        model = Signatory
        fields: list[str] = []

    def dated(self, queryset: QuerySet) -> QuerySet:
        name = name_on(self.form.cleaned_data["as_of"], "organization__")
        return queryset.with_signing().with_party(self.day).annotate(name_then=name)

    def matching(self, queryset: QuerySet) -> QuerySet:
        asked, found = self.form.cleaned_data, super().matching(queryset)
        if (asked["since"] or asked["until"]) and not asked["act"]:
            return found.filter(~self.acts().none())
        return found

    def acts(self) -> Linked:
        """What a signatory did between the days asked for: one act must meet both conditions."""
        asked, rule = self.form.cleaned_data, Q()
        if asked["since"]:
            rule &= not_before("date", asked["since"], certain=self.certainly)
        if asked["until"]:
            rule &= not_after("date", asked["until"], certain=self.certainly)
        # An act is as public as the signatory whose it is.
        return Linked(lambda: Act.objects.filter(rule), "signatory", "kind")


def owed() -> Either:
    """Who must act: the bodies named, or every signatory where nobody is named."""
    body = ("organization__slug", "organization__name")
    named = Obligation.objects.filter(commitment=OuterRef("agreement__commitments"))
    # Asked by NOT EXISTS: of a join that finds nothing, PostgreSQL expects a single row.
    unnamed = Q(~Exists(named), capacity__in=PROMISING)
    return Either(
        Linked(Obligation.objects.published, "commitment", *body),
        Linked(Signatory.objects.published, "agreement__commitments", *body, when=unnamed),
    )


class CommitmentFilterSet(ListingFilterSet):
    facets: ClassVar[tuple[str, ...]] = ("organization", "agreement", "theme", "stage", "due")
    about_dated = frozenset({"stage", "due"})

    organization = EveryReferenceFilter(
        values=owed(),
        rows=organizations,
        label=_("organization"),
        help_text=_("Who must act: those named, or every signatory where nobody is named."),
        none=_("nobody known"),
    )
    agreement = ReferenceFilter(
        values=Own("agreement__slug", "agreement__title"), rows=agreements, label=_("agreement")
    )
    theme = ReferenceFilter(
        values=theme_links(CommitmentTheme, "commitment"),
        rows=themes,
        label=_("theme"),
        none=_("no theme"),
    )
    stage = ChoiceFilter(
        choices=Assessment.Stage.choices, label=_("stage"), none=_("never assessed")
    )
    due = ChoiceFilter(
        choices=Due.choices,
        label=_("due"),
        none=_("no deadline"),
        help_text=_("On the day of the question, for what is not yet fulfilled or abandoned."),
    )
    due_after = DayFilter(method="due_from", edge="earliest", label=_("due after"))
    due_before = DayFilter(method="due_by", edge="latest", label=_("due before"))
    certain = CertainFilter()
    as_of = AsOfFilter()

    class Meta:
        model = Commitment
        fields: list[str] = []

    def dated(self, queryset: QuerySet) -> QuerySet:
        return queryset.with_due(self.day)

    # A commitment without a deadline is not one whose deadline is unknown: it is never due.
    def due_from(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(
            ~Q(deadline=""), not_before("deadline", value, certain=self.certainly)
        )

    def due_by(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(
            ~Q(deadline=""), not_after("deadline", value, certain=self.certainly)
        )


class ProgressFilterSet(ListingFilterSet):
    facets = ("organization", "agreement", "stage", "basis")

    organization = ReferenceFilter(
        values=Own("reporter__slug", "reporter__name"),
        rows=organizations,
        label=_("reporting organization"),
    )
    agreement = ReferenceFilter(
        values=Own(
            "agreement__slug", "agreement__title", Q(agreement__publication=Publication.PUBLISHED)
        ),
        rows=agreements,
        label=_("agreement"),
        none=_("no agreement named"),
    )
    commitment = ReferenceFilter(
        values=Linked(Assessment.objects.published, "report", "commitment__slug"),
        rows=commitments,
        suggest=attrgetter("slug"),
        label=_("commitment"),
        help_text=_("By its slug."),
        none=_("no commitment"),
    )
    stage = ChoiceFilter(
        choices=Assessment.Stage.choices,
        values=Linked(Assessment.objects.published, "report", "stage"),
        label=_("stage found"),
        none=_("no stage found"),
    )
    basis = ChoiceFilter(choices=ProgressReport.Basis.choices, label=_("basis"))
    since = SinceFilter("date")
    until = UntilFilter("date")
    certain = CertainFilter()

    class Meta:
        model = ProgressReport
        fields: list[str] = []
