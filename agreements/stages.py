"""What follows from acts and dates, in SQL and never stored: stage, signing date, parties.

A thing with a date counts as having happened when it possibly lies on or before the day. A thing
without one counts only from today on: a source reports it, but not that it was so any earlier.
What binds, suspends or ends does so on its effective day where an act has one (VCLT article 56.2).
Nothing follows from a body, a source or another instrument that is not published.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from typing import Any

from django.apps import apps
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    Max,
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
from django.db.models.lookups import Exact, GreaterThan, IsNull
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dates.queries import earliest_first, first_day, last_day, latest_first, not_after
from listings.expressions import Kept
from organizations.models import Organization
from records.models import Publication

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
# A witness, a facilitator or a depositary stands in the instrument but promises nothing.
PROMISING = ("signatory", "adopting")
EVIDENT = SIGNING + CONSENT + IN_FORCE + LEAVING + ("reservation", "suspension", "resumption")


def by_public_bodies(prefix: str) -> Q:
    """What Signatory.published_rule says of the bodies behind the signatory at `prefix`.

    It asks for bodies that are not among the hidden ones, who are few and looked up once: joining
    the bodies of each agreement makes PostgreSQL slow.
    """
    hidden = Organization._base_manager.filter(publication__in=Publication.hidden()).values("pk")
    named, behind = f"{prefix}organization__in", f"{prefix}on_behalf_of__in"
    return ~Q(**{named: hidden}) & ~Q(**{behind: hidden})


# What of an agreement can be cited, and when the public may see it.
SHOWN = {
    "": Q(),
    "signatories__": by_public_bodies("signatories__"),
    "signatories__acts__": by_public_bodies("signatories__"),
    "commitments__": Q(commitments__publication=Publication.PUBLISHED),
    "progress_reports__": Q(
        progress_reports__publication=Publication.PUBLISHED,
        progress_reports__reporter__publication=Publication.PUBLISHED,
    ),
}
# Events stand above.
HELD = Q(outcomes__event__publication=Publication.PUBLISHED)
NEVER = date(1, 1, 1)


class Stage(TextChoices):
    """Where an instrument stands on a day."""

    ANNOUNCED = "announced", _("announced")
    SIGNED = "signed", _("signed or adopted")
    IN_EFFECT = "in-effect", _("in effect")
    SUSPENDED = "suspended", _("suspended")
    ENDED = "ended", _("ended")
    NOT_KNOWN = "not-known", _("not known")


def of_the_day(compose: Callable[..., Any]) -> Callable[..., Any]:
    """Keeps what was composed for the days last asked for, until today is another day.

    Queries may share expressions, also those of several threads: each adds a copy to its tables.
    """

    @lru_cache(maxsize=64)
    def composed(_today: date, *args: Any) -> Any:
        return compose(*args)

    @wraps(compose)
    def of_today(*args: Any) -> Any:
        return composed(timezone.localdate(), *args)

    return of_today


def happened(name: str, on: date) -> Q:
    """Rows whose date `name` has come by the day."""
    dated = Q(**{f"{name}_earliest__isnull": False}) | Q(**{f"{name}_latest__isnull": False})
    if on >= timezone.localdate():
        return not_after(name, on)
    return dated & not_after(name, on)


def took_effect(on: date) -> Q:
    """Acts that have come into effect by the day."""
    stated = ~Q(effective="")
    return (stated & happened("effective", on)) | (~stated & happened("date", on))


@of_the_day
def stage(model: type[Model], on: date) -> Kept:
    """The stage of a row of `model` (Agreement) on the day, as an expression."""
    signed = _acts_under(SIGNING + CONSENT).filter(happened("date", on))
    found = Case(
        When(ended(on), then=Value(Stage.ENDED)),
        When(
            Exists(_acts_under(("suspension",)).filter(suspending(on))), then=Value(Stage.SUSPENDED)
        ),
        When(_in_effect(on), then=Value(Stage.IN_EFFECT)),
        When(Exists(signed), then=Value(Stage.SIGNED)),
        When(_outcome(model, ("signed", "adopted"), on), then=Value(Stage.SIGNED)),
        When(_outcome(model, ("announced",), on), then=Value(Stage.ANNOUNCED)),
        default=Value(Stage.NOT_KNOWN),
        output_field=CharField(max_length=20),
    )
    return Kept(found)


@of_the_day
def signed() -> dict[str, Any]:
    """When the dated acts of signature and adoption lie: EDTF text, earliest and latest day."""
    acts = _acts_under(SIGNING).exclude(date="")
    earliest = _aggregated(acts, first_day("date"))
    latest = _aggregated(acts, last_day("date"))
    texts = _aggregated(acts, Count("date", distinct=True))
    first = Subquery(acts.order_by(*earliest_first("date"), "date").values("date")[:1])
    last = Subquery(acts.order_by(*latest_first("date"), "date").values("date")[:1])
    # A range can't be the end of another: there the days stand in for the texts.
    ranged = Exists(acts.filter(Q(date__contains="[") | Q(date__contains="/")))
    text = Case(
        When(Exact(texts, 1), then=first),
        # Open on both sides: nothing is known but that there are such acts.
        When(IsNull(earliest, True) & Q(IsNull(latest, True)), then=Value("")),
        When(ranged, then=_span(Cast(earliest, CharField()), Cast(latest, CharField()))),
        When(Exact(first, last), then=first),
        When(Exists(acts), then=_span(first, last)),
        default=Value(""),
        output_field=CharField(),
    )
    found = {"signed": text, "signed_earliest": earliest, "signed_latest": latest}
    return {name: Kept(expression) for name, expression in found.items()}


@of_the_day
def last_evidence(model: type[Model]) -> Kept:
    """The latest day of which anything is known of an agreement, or null.

    That is the day of its newest dated act or report, of the last event that did something with
    it, or the day on which its newest source can have appeared, whichever is latest.
    """
    days = [_newest(model, path, shown) for path, shown in SHOWN.items()] + [
        _aggregated(_acts_under(EVIDENT), Max("date_latest")),
        _over_rows(model, Max("progress_reports__date_latest", filter=SHOWN["progress_reports__"])),
        _over_rows(model, Max("outcomes__event__start_latest", filter=HELD)),
    ]
    newest = Greatest(*(Coalesce(day, Value(NEVER)) for day in days))
    return Kept(NullIf(newest, Value(NEVER), output_field=DateField()))


@of_the_day
def is_party(model: type[Model], on: date) -> Kept:
    """Whether a row of `model` (Signatory) has consented, is in force and has not left since."""
    agreements = model._meta.get_field("agreement").related_model._base_manager
    its_own = agreements.filter(pk=OuterRef("agreement"))
    in_force = Exists(its_own.filter(~Q(in_force_from=""), happened("in_force_from", on)))
    bound = _did(IN_FORCE, on) | (_did(CONSENT, on) & Q(in_force))
    over = Exists(its_own.filter(ended(on)))
    party = bound & _stays(on) & ~Q(over)
    return Kept(ExpressionWrapper(party, BooleanField()))


def _acts(kinds: tuple[str, ...]) -> QuerySet:
    return apps.get_model("agreements", "Act")._base_manager.filter(kind__in=kinds)


def _own_acts(kinds: tuple[str, ...], on: date) -> QuerySet:
    """Acts of the outer signatory that have come into effect by the day."""
    return _acts(kinds).filter(took_effect(on), signatory=OuterRef("pk"))


def _did(kinds: tuple[str, ...], on: date) -> Q:
    return Q(Exists(_own_acts(kinds, on)))


def _last(acts: QuerySet) -> Subquery:
    """The last day on which one of the acts, all in one agreement, came into effect."""
    return _aggregated(acts, Max(Coalesce("effective_latest", "date_latest")))


def _stays(on: date) -> Q:
    """Whether a signatory has not left by the day, or has come back since."""
    came_back = GreaterThan(_last(_own_acts(CONSENT + IN_FORCE, on)), _last(_own_acts(LEAVING, on)))
    return ~_did(LEAVING, on) | Q(came_back)


def _acts_under(kinds: tuple[str, ...]) -> QuerySet:
    """Acts in the outer agreement."""
    return _acts(kinds).filter(by_public_bodies("signatory__"), signatory__agreement=OuterRef("pk"))


def _superseding(on: date) -> QuerySet:
    """Acts of signing an instrument that supersedes the outer agreement."""
    return _acts(SIGNING + CONSENT).filter(
        happened("date", on),
        by_public_bodies("signatory__"),
        signatory__agreement__publication=Publication.PUBLISHED,
        signatory__agreement__links_from__kind="supersedes",
        signatory__agreement__links_from__to_agreement=OuterRef("pk"),
    )


def ended(on: date) -> Q:
    """Whether an agreement was over by the day: by term, act, superseding or stated ground.

    A term that is renewed tacitly ends nothing: who says that it did not go on records the act.
    """
    terminated = _acts_under(("termination",)).filter(took_effect(on))
    ended = Q(until_latest__lt=on) & ~Q(renewal="tacit")
    ended |= Q(Exists(terminated)) | Q(Exists(_superseding(on))) | _left_by_all(on)
    if on >= timezone.localdate():
        ended |= Q(until="") & ~Q(ending_ground="")
    return ended


def _left_by_all(on: date) -> Q:
    """Whether nobody is left in an agreement, or one of two has denounced it (VCLT article 54).

    Where one body alone is on record, others may not be.
    """
    left = _acts_under(LEAVING).filter(took_effect(on))
    denounced = Q(Exists(_own_acts(("denunciation",), on)))
    places = apps.get_model("agreements", "Signatory")._base_manager.filter(
        by_public_bodies(""), agreement=OuterRef("pk"), capacity__in=PROMISING
    )
    counts = {
        "every": Count("pk"),
        "staying": Count("pk", filter=_stays(on)),
        "denouncing": Count("pk", filter=denounced),
    }
    over = Q(every__gt=1, staying=0) | Q(every=2, staying=1, denouncing__gt=0)
    together = places.order_by().values("agreement").annotate(**counts).filter(over)
    return Q(Exists(left)) & Q(Exists(together))


def suspending(on: date) -> Q:
    """Acts that suspend an agreement on the day: the body that did so has not resumed it since."""
    resumed = _acts(("resumption",)).filter(took_effect(on), signatory=OuterRef("signatory"))
    # Where one of the two has no day, nothing says that the resumption was not the later.
    ends = Coalesce("effective_latest", "date_latest", Value(date.max))
    begun = Coalesce(OuterRef("effective_latest"), OuterRef("date_latest"), Value(date.min))
    later = resumed.annotate(ends=ends).filter(ends__gte=begun)
    return Q(took_effect(on), ~Q(Exists(later)), kind="suspension")


def _in_effect(on: date) -> Q:
    dated = ~Q(in_force_from="") & happened("in_force_from", on)
    return dated | Q(Exists(_acts_under(IN_FORCE).filter(took_effect(on))))


def _outcome(model: type[Model], kinds: tuple[str, ...], on: date) -> Q:
    """Whether an event did one of the things with the outer agreement; events stand above."""
    reported = model._base_manager.filter(
        HELD,
        happened("outcomes__event__start", on),
        pk=OuterRef("pk"),
        outcomes__kind__in=kinds,
    )
    return Q(Exists(reported))


def _newest(model: type[Model], path: str, shown: Q) -> Subquery:
    """The latest day of a public source that public rows at `path` are cited from."""
    source = f"{path}citations__passage__source__"
    public = shown & Q(**{f"{source}publication": Publication.PUBLISHED})
    return _over_rows(model, Max(f"{source}published_latest", filter=public))


def _over_rows(model: type[Model], value: Any) -> Subquery:
    """`value` over what hangs on the outer agreement."""
    rows = model._base_manager.filter(pk=OuterRef("pk")).values("pk")
    return Subquery(rows.annotate(value=value).values("value"))


def _aggregated(acts: QuerySet, value: Any) -> Subquery:
    """`value` over all of the acts, which stand in one agreement."""
    together = acts.order_by().values("signatory__agreement")
    return Subquery(together.annotate(value=value).values("value"))


def _span(first: Any, last: Any) -> Concat:
    return Concat(first, Value("/"), last, output_field=CharField())
