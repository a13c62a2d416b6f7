"""Rules about order in time. Only what is certain is found: an unknown bound proves nothing."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from agreements.models import Act, Agreement, Commitment, ProgressReport
from agreements.stages import SIGNING
from curation.lint.findings import Finding, error, fetched, warning
from dates.queries import first_day
from events.models import Event, Outcome, Participation
from organizations.models import Appointment, Membership


def _before(first: str, second: str) -> Q:
    """Whether the date `first` certainly lies before the date `second`."""
    return Q(**{f"{first}_latest__lt": F(f"{second}_earliest")})


def did_not_exist_yet() -> Iterator[Finding]:
    """Bodies that acted, took part or belonged before they were founded."""
    for record, body in _outside("founded"):
        yield error(
            record,
            _("%(body)s did not exist yet: it was founded %(date)s")
            % {"body": body.slug, "date": body.founded},
        )


def did_not_exist_any_more() -> Iterator[Finding]:
    """Bodies that acted, took part or belonged after they were dissolved."""
    for record, body in _outside("dissolved"):
        yield error(
            record,
            _("%(body)s did not exist any more: it was dissolved %(date)s")
            % {"body": body.slug, "date": body.dissolved},
        )


def _outside(bound: str) -> Iterator[tuple[Any, Any]]:
    """Rows that are dated outside a body's life, with the body."""
    dated = [
        (Act, "date", "signatory__organization"),
        (Participation, "event__start", "organization"),
        (Membership, "since", "member"),
        (Membership, "since", "group"),
        (Appointment, "since", "organization"),
    ]
    for model, date, path in dated:
        limit = f"{path}__{bound}"
        order = _before(date, limit) if bound == "founded" else _before(limit, date)
        for record in fetched(model.objects.filter(order)):
            body = record
            for name in path.split("__"):
                body = getattr(body, name)
            yield record, body


def _against_signing(queryset: QuerySet, path: str, date: str) -> QuerySet:
    """Rows whose date certainly lies before the agreement at `path` was first signed."""
    acts = f"{path}__signatories__acts" if path else "signatories__acts"
    signed = first_day(f"{acts}__date", Q(**{f"{acts}__kind__in": SIGNING}))
    early = Q(**{f"{date}_latest__lt": F("first_signed")})
    return fetched(queryset.annotate(first_signed=signed).filter(early))


def ends_before_it_starts() -> Iterator[Finding]:
    """Agreements that ended, and commitments that were due, before the agreement was signed."""
    for agreement in _against_signing(Agreement.objects.all(), "", "until"):
        yield error(
            agreement,
            _("it ended %(until)s, before it was signed (%(signed)s at the earliest)")
            % {"until": agreement.until, "signed": agreement.first_signed},
        )
    for commitment in _against_signing(Commitment.objects.all(), "agreement", "deadline"):
        yield error(
            commitment,
            _("it was due %(deadline)s, before the agreement was signed (%(signed)s)")
            % {"deadline": commitment.deadline, "signed": commitment.first_signed},
        )


def in_force_before_signed() -> Iterator[Finding]:
    """Agreements in force, and acts with effect, before anybody signed."""
    for agreement in _against_signing(Agreement.objects.all(), "", "in_force_from"):
        yield warning(
            agreement,
            _("it was in force from %(since)s, before it was signed (%(signed)s)")
            % {"since": agreement.in_force_from, "signed": agreement.first_signed},
        )
    for act in fetched(Act.objects.filter(_before("effective", "date"))):
        yield warning(
            act,
            _("it took effect %(effective)s, before its date %(date)s")
            % {"effective": act.effective, "date": act.date},
        )


def notice_before_in_force() -> Iterator[Finding]:
    """Agreements whose period of notice is longer than their term."""
    for agreement in fetched(Agreement.objects.filter(_before("notice", "in_force_from"))):
        yield warning(
            agreement,
            _("notice would be due %(day)s, before it was in force (%(since)s)")
            % {"day": agreement.last_day_for_notice, "since": agreement.in_force_from},
        )


def reported_before_signed() -> Iterator[Finding]:
    """Reports on an agreement that are older than the agreement."""
    for report in _against_signing(ProgressReport.objects.all(), "agreement", "date"):
        yield error(
            report,
            _("it is dated %(date)s, before the agreement was signed (%(signed)s)")
            % {"date": report.date, "signed": report.first_signed},
        )


def part_outside_its_event() -> Iterator[Finding]:
    """Events that are part of a larger one and lie outside its days."""
    outside = _before("start", "part_of__start") | _before("part_of__end", "start")
    for event in fetched(Event.objects.filter(outside), "part_of"):
        yield warning(
            event,
            _("it took place %(date)s, outside %(whole)s, of which it is a part")
            % {"date": event.start, "whole": event.part_of.slug},
        )


def signed_at_another_time() -> Iterator[Finding]:
    """Agreements signed or adopted at an event on none of whose days an act is dated."""
    outcomes = Outcome.objects.filter(kind__in=("signed", "adopted"))
    acts = "agreement__signatories__acts"
    dated = outcomes.filter(**{f"{acts}__kind__in": SIGNING}).exclude(**{f"{acts}__date": ""})
    # An event without an end is taken to be over on its first day.
    within = Q(**{f"{acts}__date_latest__gte": F("event__start_earliest")}) & (
        Q(**{f"{acts}__date_earliest__lte": F("event__end_latest")})
        | Q(**{f"{acts}__date_earliest__lte": F("event__start_latest")})
    )
    known = Q(event__start_earliest__isnull=False, event__start_latest__isnull=False)
    fitting = outcomes.filter(within, **{f"{acts}__kind__in": SIGNING})
    odd = dated.filter(known).exclude(pk__in=fitting.values("pk"))
    for outcome in fetched(odd).distinct():
        yield warning(
            outcome,
            _("no act of signing is dated within the event (%(start)s)")
            % {"start": outcome.event.start},
        )


RULES = (
    did_not_exist_yet,
    did_not_exist_any_more,
    ends_before_it_starts,
    in_force_before_signed,
    notice_before_in_force,
    reported_before_signed,
    part_outside_its_event,
    signed_at_another_time,
)
