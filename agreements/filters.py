"""Questions to the lists of agreements, signatories, commitments and progress reports."""

from operator import attrgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.models import (
    Act,
    Agreement,
    Assessment,
    Commitment,
    ProgressReport,
    Signatory,
    Theme,
)
from agreements.stages import Stage
from dates.queries import not_after, not_before
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
from organizations.filters import organizations


def themes() -> QuerySet:
    return Theme.objects.all()


def agreements() -> QuerySet:
    return Agreement.objects.published()


def commitments() -> QuerySet:
    # With the agreement, which their names begin with.
    return Commitment.objects.published().select_related("agreement")


class AgreementFilterSet(ListingFilterSet):
    search_paths = ("title", "reference", "summary", "signatories__name_as_printed")

    organization = EveryReferenceFilter(
        method="signed_by",
        rows=organizations,
        label=_("organization"),
        help_text=_("Slug, name or acronym; give several to find what all of them signed."),
    )
    theme = ReferenceFilter(field_name="themes", rows=themes, label=_("theme"))
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

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        dated = queryset.with_signed().with_stage(self.day).with_last_evidence()
        return super().filter_queryset(dated)

    def signed_by(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        for organization in value:
            queryset = queryset.signed_by(organization)
        return queryset


class SignatoryFilterSet(ListingFilterSet):
    search_paths = (
        "organization__name",
        "organization__acronym",
        "organization__names__text",
        "name_as_printed",
        "agreement__title",
    )

    organization = ReferenceFilter(rows=organizations, label=_("organization"))
    agreement = ReferenceFilter(rows=agreements, label=_("agreement"))
    capacity = ChoiceFilter(choices=Signatory.Capacity.choices, label=_("capacity"))
    act = ChoiceFilter(choices=Act.Kind.choices, method="keep", label=_("act"))
    since = DayFilter(method="keep", edge="earliest", label=_("act since"))
    until = DayFilter(method="keep", edge="latest", label=_("act until"))
    certain = CertainFilter()
    as_of = AsOfFilter()

    class Meta:
        model = Signatory
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        asked = self.form.cleaned_data
        queryset = super().filter_queryset(queryset.with_signing().with_party(self.day))
        if not (asked["act"] or asked["since"] or asked["until"]):
            return queryset
        # One and the same act must be of the kind and lie within the dates.
        acts = Act.objects.published().filter(signatory=OuterRef("pk"))
        if asked["act"]:
            acts = acts.filter(kind=asked["act"])
        if asked["since"]:
            acts = acts.filter(not_before("date", asked["since"], certain=self.certainly))
        if asked["until"]:
            acts = acts.filter(not_after("date", asked["until"], certain=self.certainly))
        return queryset.filter(Exists(acts))


class CommitmentFilterSet(ListingFilterSet):
    search_paths = ("text", "locator", "agreement__title")

    organization = EveryReferenceFilter(
        method="owed_by",
        rows=organizations,
        label=_("organization"),
        help_text=_("Who must act: those named, or every signatory where nobody is named."),
    )
    agreement = ReferenceFilter(rows=agreements, label=_("agreement"))
    theme = ReferenceFilter(field_name="themes", rows=themes, label=_("theme"))
    stage = ChoiceFilter(
        choices=[*Assessment.Stage.choices, ("none", _("never assessed"))],
        method="at_stage",
        label=_("stage"),
    )
    due_after = DayFilter(method="due_from", edge="earliest", label=_("due after"))
    due_before = DayFilter(method="due_by", edge="latest", label=_("due before"))
    certain = CertainFilter()
    as_of = AsOfFilter()

    class Meta:
        model = Commitment
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().filter_queryset(queryset.with_stage(self.day))

    def owed_by(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        for organization in value:
            queryset = queryset.owed_by(organization)
        return queryset

    def at_stage(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(stage="" if value == "none" else value)

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
    search_paths = ("text", "limitations", "next_steps", "reporter__name", "reporter__acronym")

    organization = ReferenceFilter(
        field_name="reporter", rows=organizations, label=_("reporting organization")
    )
    agreement = ReferenceFilter(rows=agreements, label=_("agreement"))
    commitment = ReferenceFilter(
        method="about",
        rows=commitments,
        suggest=attrgetter("slug"),
        label=_("commitment"),
        help_text=_("By its slug."),
    )
    stage = ChoiceFilter(choices=Assessment.Stage.choices, method="finding", label=_("stage found"))
    basis = ChoiceFilter(choices=ProgressReport.Basis.choices, label=_("basis"))
    since = SinceFilter("date")
    until = UntilFilter("date")
    certain = CertainFilter()

    class Meta:
        model = ProgressReport
        fields: list[str] = []

    def about(self, queryset: QuerySet, name: str, value: Commitment) -> QuerySet:
        return queryset.filter(pk__in=value.assessments.published().values("report"))

    def finding(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        found = Assessment.objects.published().filter(report=OuterRef("pk"), stage=value)
        return queryset.filter(Exists(found))
