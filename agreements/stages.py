"""What follows from acts and dates, in SQL and never stored: stage, signing date, parties.

A thing with a date counts as having happened when it possibly lies on or before the day. A thing
without one counts only from today on: a source reports it, but not that it was so any earlier.
"""

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    Max,
    Min,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, NullIf
from django.db.models.lookups import Exact, GreaterThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dates.queries import not_after

SIGNING = ("signature", "definitive-signature", "adoption")
CONSENT = (
    "definitive-signature",
    "ratification",
    "acceptance",
    "approval",
    "accession",
    "formal-confirmation",
)
IN_FORCE = ("entry-into-force", "provisional-application")
LEAVING = ("withdrawal", "denunciation", "termination")
NEVER = date(1, 1, 1)


class Stage(TextChoices):
    """Where an instrument stands on a day."""

    ANNOUNCED = "announced", _("announced")
    SIGNED = "signed", _("signed")
    IN_EFFECT = "in-effect", _("in effect")
    SUSPENDED = "suspended", _("suspended")
    ENDED = "ended", _("ended")
    NOT_KNOWN = "not-known", _("not known")


def happened(name: str, on: date) -> Q:
    """Rows whose date `name` has come by the day."""
    dated = Q(**{f"{name}_earliest__isnull": False}) | Q(**{f"{name}_latest__isnull": False})
    if on >= timezone.localdate():
        return not_after(name, on)
    return dated & not_after(name, on)


def stage(model: type[Model], on: date) -> Case:
    """The stage of a row of `model` (Agreement) on the day, as an expression."""
    return Case(
        When(_ended(model, on), then=Value(Stage.ENDED)),
        When(_suspended(model, on), then=Value(Stage.SUSPENDED)),
        When(_in_effect(model, on), then=Value(Stage.IN_EFFECT)),
        When(_acted(model, SIGNING + CONSENT, on), then=Value(Stage.SIGNED)),
        When(_announced(model, on), then=Value(Stage.ANNOUNCED)),
        default=Value(Stage.NOT_KNOWN),
        output_field=CharField(max_length=20),
    )


def signed(model: type[Model]) -> dict[str, Any]:
    """When the acts of signature and adoption lie: EDTF text, earliest and latest day."""
    return {
        "signed_earliest": _signing(model, Min("signatories__acts__date_earliest"), DateField()),
        "signed_latest": _signing(model, Max("signatories__acts__date_latest"), DateField()),
        "signed": Coalesce(_signing(model, _signed_text(), CharField()), Value("")),
    }


def last_evidence(model: type[Model]) -> NullIf:
    """The latest day on which the newest source on an agreement can have appeared, or null."""
    paths = ("", "signatories__", "signatories__acts__", "commitments__", "progress_reports__")
    newest = [
        Coalesce(
            Subquery(
                model._base_manager.filter(pk=OuterRef("pk"))
                .values("pk")
                .annotate(day=Max(f"{path}citations__passage__source__published_latest"))
                .values("day")
            ),
            Value(NEVER),
        )
        for path in paths
    ]
    return NullIf(Greatest(*newest), Value(NEVER), output_field=DateField())


def is_party(model: type[Model], on: date) -> Q:
    """Whether a row of `model` (Signatory) has consented, is in force and has not left since."""
    in_force = ~Q(agreement__in_force_from="") & happened("agreement__in_force_from", on)
    bound = _did(model, IN_FORCE, on) | (_did(model, CONSENT, on) & in_force)
    came_back = GreaterThan(_last(model, CONSENT + IN_FORCE, on), _last(model, LEAVING, on))
    return bound & (~_did(model, LEAVING, on) | Q(came_back))


def _acts(model: type[Model], path: str, kinds: tuple[str, ...], on: date) -> QuerySet:
    """The outer row, where an act of one of the kinds has happened at `path`."""
    return model._base_manager.filter(
        happened(f"{path}__date", on), pk=OuterRef("pk"), **{f"{path}__kind__in": kinds}
    )


def _acted(model: type[Model], kinds: tuple[str, ...], on: date) -> Q:
    return Q(Exists(_acts(model, "signatories__acts", kinds, on)))


def _did(model: type[Model], kinds: tuple[str, ...], on: date) -> Q:
    return Q(Exists(_acts(model, "acts", kinds, on)))


def _last(model: type[Model], kinds: tuple[str, ...], on: date) -> Subquery:
    acts = _acts(model, "acts", kinds, on).values("pk")
    return Subquery(acts.annotate(day=Max("acts__date_latest")).values("day"))


def _ended(model: type[Model], on: date) -> Q:
    superseded = model._base_manager.filter(
        happened("links_to__from_agreement__signatories__acts__date", on),
        pk=OuterRef("pk"),
        links_to__kind="supersedes",
        links_to__from_agreement__signatories__acts__kind__in=SIGNING + CONSENT,
    )
    ended = Q(until_latest__lt=on) | _acted(model, ("termination",), on) | Q(Exists(superseded))
    if on >= timezone.localdate():
        ended |= Q(until="") & ~Q(ending_ground="")
    return ended


def _suspended(model: type[Model], on: date) -> Q:
    def count(kind: str) -> Coalesce:
        acts = _acts(model, "signatories__acts", (kind,), on).values("pk")
        return Coalesce(Subquery(acts.annotate(n=Count("pk")).values("n")), Value(0))

    return Q(GreaterThan(count("suspension"), count("resumption")))


def _in_effect(model: type[Model], on: date) -> Q:
    dated = ~Q(in_force_from="") & happened("in_force_from", on)
    return dated | _acted(model, IN_FORCE, on)


def _announced(model: type[Model], on: date) -> Q:
    reported = model._base_manager.filter(
        happened("citations__passage__source__published", on),
        pk=OuterRef("pk"),
        citations__stance="supports",
    )
    return Q(Exists(reported))


def _signing(model: type[Model], value: Any, output_field: Any) -> Subquery:
    """`value` aggregated over the acts of signing of the outer agreement."""
    signings = model._base_manager.filter(
        pk=OuterRef("pk"), signatories__acts__kind__in=SIGNING
    ).values("pk")
    return Subquery(signings.annotate(value=value).values("value"), output_field=output_field)


def _signed_text() -> Case:
    """One date where all acts share it, else the span from the first to the last."""
    first, last = Min("signatories__acts__date_earliest"), Max("signatories__acts__date_latest")
    text = CharField()
    return Case(
        When(
            Exact(Count("signatories__acts__date", distinct=True), 1),
            then=Max("signatories__acts__date"),
        ),
        default=Concat(Cast(first, text), Value("/"), Cast(last, text)),
        output_field=text,
    )
