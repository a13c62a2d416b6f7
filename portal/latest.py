"""What the front page tells of a day: what happened last, and what is still to come.

All of it is found by dates that stand in an index, whatever is in the record.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from agreements.due import SETTLED
from agreements.models import Agreement, Commitment, ProgressReport
from agreements.stages import Stage, happened
from dates.queries import earliest_first, latest_first
from events.models import Event
from organizations.languages import in_readers_language
from records.views import is_public
from search.models import SearchDocument

LATEST = 5


@dataclass(frozen=True)
class Entry:
    """A line of the front page: address, title, when as EDTF, and what more there is to say."""

    address: str
    title: str
    when: str
    remark: str = ""
    stage: Stage | None = None
    day: date | None = None


def agreements(on: date) -> list[Entry]:
    """Those signed last, each with its stage on the day.

    Which these are is read from their search documents, which hold the dates of their acts: to
    work them out for every agreement takes seconds where there are many.
    """
    documents = SearchDocument.objects.filter(happened("date", on), kind="agreements")
    ordered = documents.order_by(*latest_first("date"), "slug")
    dates = dict(ordered.values_list("record_id", "date")[:LATEST])
    found = Agreement.objects.published().filter(pk__in=dates).with_stage(on).in_bulk()
    rows = [found[key] for key in dates if key in found]
    return [
        Entry(row.get_absolute_url(), row.title, dates[row.pk], stage=Stage(row.stage))
        for row in rows
    ]


def _coming(on: date) -> Q:
    """Events that possibly lie ahead on the day, or are not over."""
    return Q(start_latest__gte=on) | Q(end_latest__gte=on)


def events(on: date) -> list[Entry]:
    """Those that were held last."""
    rows = Event.objects.published().filter(happened("start", on)).exclude(_coming(on))
    return [_event(row) for row in rows.order_by(*latest_first("start"), "slug")[:LATEST]]


def coming_events(on: date) -> list[Entry]:
    """Those to come, the next one first."""
    rows = Event.objects.published().filter(_coming(on))
    return [_event(row) for row in rows.order_by(*earliest_first("start"), "slug")[:LATEST]]


def _event(row: Event) -> Entry:
    return Entry(row.get_absolute_url(), row.title, row.start, row.place)


def reports(on: date) -> list[Entry]:
    """The last reports: who reports, and on what."""
    rows = ProgressReport.objects.published().filter(happened("date", on))
    rows = rows.select_related("reporter", "agreement").order_by(*latest_first("date"), "slug")
    found = list(rows[:LATEST])
    in_readers_language(row.reporter for row in found)
    return [_report(row) for row in found]


def _report(row: ProgressReport) -> Entry:
    about = row.agreement if row.agreement and is_public(row.agreement) else None
    title = _("%(reporter)s reports") % {"reporter": row.reporter.name}
    return Entry(row.get_absolute_url(), title, row.date, about.title if about else "")


def deadlines(on: date) -> list[Entry]:
    """What falls due next: commitments that nobody settled, and agreements whose term ends."""
    due = Commitment.objects.published().filter(deadline_latest__gte=on).with_stage(on)
    due = due.exclude(stage__in=SETTLED).select_related("agreement")
    due = due.order_by(*earliest_first("deadline"), "slug")
    ending = Agreement.objects.published().lasting(on).filter(until_latest__gte=on)
    ending = ending.order_by(*earliest_first("until"), "slug")
    found = [_due(row) for row in due[:LATEST]] + [_ending(row) for row in ending[:LATEST]]
    return sorted(found, key=lambda entry: entry.day or date.max)[:LATEST]


def _due(row: Commitment) -> Entry:
    return Entry(
        row.get_absolute_url(),
        row.text,
        row.deadline,
        row.agreement.title,
        day=row.deadline_earliest,
    )


def _ending(row: Agreement) -> Entry:
    return Entry(
        row.get_absolute_url(),
        row.title,
        row.until,
        _("The term of the agreement ends."),
        day=row.until_earliest,
    )
