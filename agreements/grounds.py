"""Why an agreement stands where it stands: the act, event, link or date that decides it.

The order is that of `stages.stage`, which decides in SQL; here one row is named for readers.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Act, Agreement
from agreements.stages import (
    CONSENT,
    IN_FORCE,
    LEAVING,
    NEVER,
    SIGNING,
    Stage,
    happened,
    suspending,
    took_effect,
)
from dates.queries import earliest_first
from dates.words import words

# The acts by which a body leaves an agreement that may go on without it.
LEFT = ("withdrawal", "denunciation")
DECIDING = {
    Stage.ENDED: LEAVING,
    Stage.SUSPENDED: ("suspension",),
    Stage.IN_EFFECT: IN_FORCE,
    Stage.SIGNED: SIGNING + CONSENT,
}
RULES: dict[Stage, Callable[[date], Q]] = {
    Stage.SIGNED: partial(happened, "date"),
    Stage.SUSPENDED: suspending,
}
OUTCOMES = {Stage.SIGNED: ("signed", "adopted"), Stage.ANNOUNCED: ("announced",)}


@dataclass(frozen=True)
class Ground:
    """What a stage follows from: a sentence, and the address of what it speaks of, if any."""

    text: str
    address: str = ""


def ground(agreement: Agreement, on: date, outcomes: Iterable[Any]) -> Ground:
    """Why the agreement, which has its `stage` of the day, has that one; one query at most.

    `outcomes` are the published ones in hand, each with its event.
    """
    stage = Stage(agreement.stage)
    return (
        _by_date(agreement, stage, on)
        or _by_act(agreement, stage, on)
        or _by_event(OUTCOMES.get(stage, ()), on, outcomes)
        or _by_words(agreement, stage)
    )


def _by_date(agreement: Agreement, stage: Stage, on: date) -> Ground | None:
    over = agreement.until_latest and agreement.until_latest < on
    if stage == Stage.ENDED and over and agreement.renewal != Agreement.Renewal.TACIT:
        text = _("The record gives the end of its term: %(date)s.")
        return Ground(text % {"date": words(agreement.until)})
    given = agreement.in_force_from and _has_come(agreement, "in_force_from", on)
    if stage == Stage.IN_EFFECT and given:
        text = _("The record gives the day of its entry into force: %(date)s.")
        return Ground(text % {"date": words(agreement.in_force_from)})
    return None


def _by_act(agreement: Agreement, stage: Stage, on: date) -> Ground | None:
    act = _deciding(agreement, stage, on).first() if stage in DECIDING else None
    if act is None or (act.kind in LEFT and _is_told_over(agreement, on)):
        return None
    named = {
        "act": act.get_kind_display(),
        "body": act.signatory.organization,
        "date": words(act.effective or act.date),
    }
    if act.signatory.agreement_id != agreement.pk:
        other = act.signatory.agreement
        text = _("Another instrument supersedes it, by an act of %(body)s: %(title)s, %(date)s.")
        return Ground(text % (named | {"title": other}), other.get_absolute_url())
    text = _("Follows from an act: %(act)s, %(body)s, %(date)s.")
    return Ground(text % named, _place(agreement, act))


def _is_told_over(agreement: Agreement, on: date) -> bool:
    """Whether the record says that it is over, by which those who left did not end it."""
    stated = agreement.ending_ground and not agreement.until
    return bool(stated) and on >= timezone.localdate()


def _deciding(agreement: Agreement, stage: Stage, on: date) -> QuerySet:
    """Acts that bring the stage about, the one that did so first."""
    own = Q(signatory__agreement=agreement, kind__in=DECIDING[stage])
    rule = own & RULES.get(stage, took_effect)(on)
    if stage == Stage.ENDED:
        rule |= Q(
            happened("date", on),
            kind__in=SIGNING + CONSENT,
            signatory__agreement__links_from__kind="supersedes",
            signatory__agreement__links_from__to_agreement=agreement,
        )
    # One that ends it for all comes before those who left it.
    left = Case(When(kind__in=LEFT, then=Coalesce("effective_latest", "date_latest", Value(NEVER))))
    acts = Act.objects.published().filter(rule)
    return acts.select_related("signatory__organization", "signatory__agreement").order_by(
        left.desc(nulls_first=True), *_order(stage), "signatory__position", "pk"
    )


def _order(stage: Stage) -> list[OrderBy]:
    """The first act decides, but of those that suspend it, and of those who left, the last."""
    if stage == Stage.SIGNED:
        return earliest_first("date")
    last = Coalesce("effective_latest", "date_latest").desc(nulls_last=True)
    first = Coalesce("effective_earliest", "date_earliest").asc(nulls_last=True)
    return [last] if stage == Stage.SUSPENDED else [first]


def _place(agreement: Agreement, act: Act) -> str:
    """Where the act stands on the agreement's page, or the section where that leaves it out."""
    shown = {each.pk for one in agreement.signatories.all() for each in one.acts.all()}
    anchor = act.slug if act.pk in shown else "signatories"
    return f"{agreement.get_absolute_url()}#{anchor}"


def _by_event(kinds: tuple[str, ...], on: date, outcomes: Iterable[Any]) -> Ground | None:
    for outcome in outcomes:
        if outcome.kind in kinds and _has_come(outcome.event, "start", on):
            text = _("Follows from what an event did with it: %(kind)s, %(event)s, %(date)s.")
            named = {
                "kind": outcome.get_kind_display(),
                "event": outcome.event,
                "date": words(outcome.event.start),
            }
            return Ground(text % named, outcome.event.get_absolute_url())
    return None


def _by_words(agreement: Agreement, stage: Stage) -> Ground:
    if stage == Stage.ENDED and agreement.ending_ground:
        text = _("The record gives a ground of ending, without a date: %(ground)s.")
        return Ground(text % {"ground": agreement.ending_ground})
    if stage == Stage.NOT_KNOWN:
        return Ground(_("No act, event or date on record says where it stood on the day."))
    return Ground("")


def _has_come(row: Any, name: str, on: date) -> bool:
    """The rule of `stages.happened` for a row in hand; a date that is not given has not come."""
    earliest, latest = getattr(row, f"{name}_earliest"), getattr(row, f"{name}_latest")
    if earliest is None and latest is None:
        return on >= timezone.localdate()
    return earliest is None or earliest <= on
