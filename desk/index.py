"""What waits at the desk: tables of numbers, each leading to the list of exactly those rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.admin.filters import WINDOWS, within
from agreements.models import Agreement, Commitment, Signatory
from desk.counting import ENOUGH, lasting_tallies, tallies
from desk.duplicates.finding import catch_up, suggestions
from desk.duplicates.traits import COMPARED
from desk.visits import Visit
from events.models import Participation
from records.models import ChangeSet, Publication, PublishedRecord, Tracked
from sources.models import Citation, Source

# How many new records are compared while somebody opens the desk.
COMPARED_HERE = 100


@dataclass
class Cell:
    """A number of rows, at most `ENOUGH` + 1, and the list that shows them.

    `of` is the table that one must be allowed to see, where it is not that of the rows; `page` is
    the list where it is not that of the table. `lasts` says that only a change of the record
    changes the number. `counted` has as many rows, found faster.
    """

    rows: QuerySet
    query: dict[str, str]
    of: type[Model] | None = None
    page: str = ""
    lasts: bool = True
    counted: QuerySet | None = None
    number: int = 0

    @property
    def address(self) -> str:
        opts = self.rows.model._meta
        page = self.page or f"{opts.app_label}_{opts.model_name}_changelist"
        return f"{reverse(f'admin:{page}')}?{urlencode(self.query)}"

    @property
    def shown(self) -> int:
        return min(self.number, ENOUGH)

    @property
    def has_more(self) -> bool:
        return self.number > ENOUGH


@dataclass
class Line:
    """One kind of work."""

    label: str
    cells: list[Cell]


@dataclass
class Table:
    """Work of one sort. `columns` say what the numbers of each line are."""

    title: str
    columns: Sequence[str]
    lines: list[Line] = field(default_factory=list)


def desk(request: HttpRequest) -> list[Table]:
    """What the user may see of what waits, from one query; lines of zeros are left out."""
    tables = [make(request) for make in TABLES]
    for table in tables:
        table.lines = [line for line in table.lines if _may_see(request, line)]
    tables = [table for table in tables if table.lines]
    count(request.user, [cell for t in tables for line in t.lines for cell in line.cells])
    for table in tables:
        table.lines = [line for line in table.lines if any(cell.number for cell in line.cells)]
    return tables


def count(user: Any, cells: list[Cell]) -> None:
    """Gives the cells their numbers, in two queries at most."""
    kept = {c.address: c.rows if c.counted is None else c.counted for c in cells if c.lasts}
    known = lasting_tallies(user, kept)
    for cell in cells:
        cell.number = known.get(cell.address, 0)
    passing = [cell for cell in cells if not cell.lasts]
    for cell, number in zip(passing, tallies(user, [c.rows for c in passing]), strict=True):
        cell.number = number


def _may_see(request: HttpRequest, line: Line) -> bool:
    models = {cell.of or cell.rows.model for cell in line.cells}
    pages = [admin.site.get_model_admin(m) for m in models if admin.site.is_registered(m)]
    return len(pages) == len(models) and all(p.has_view_permission(request) for p in pages)


def news(request: HttpRequest) -> Table:
    """What others wrote since the user was last here."""
    before = Visit.objects.begin(request.user)
    table = Table(_("Since your last visit"), [""])
    if before:
        others = ChangeSet.objects.filter(when__gte=before).exclude(user=request.user)
        query = {"since": before.isoformat(), "by": "others"}
        table.lines = [Line(_("Changes by others"), [Cell(others, query, lasts=False)])]
    return table


def review(request: HttpRequest) -> Table:
    """What somebody sent to review, and what nobody has sent there yet."""
    states = (Publication.IN_REVIEW, Publication.DRAFT)
    table = Table(_("On the way to the public"), [_("to review"), _("drafts")])
    for model in _tables(lambda model: issubclass(model, PublishedRecord)):
        cells = [
            Cell(model.objects.filter(publication=state), {"publication__exact": state})
            for state in states
        ]
        table.lines.append(Line(_plural(model), cells))
    return table


def coming(request: HttpRequest) -> Table:
    """Instruments that end, go on or are left, by how soon."""
    today = timezone.localdate()

    def ends(**more: str) -> list[Cell]:
        rows = Agreement.objects.filter(**more)
        return [Cell(rows.ending(today, d), {"ends": str(d), **more}) for d in WINDOWS]

    rows = Agreement.objects
    due = [Cell(rows.notice_due(today, d), {"notice_due": str(d)}) for d in WINDOWS]
    left = [Cell(rows.being_left(today, d), {"left": str(d)}) for d in WINDOWS]
    lines = [
        Line(_("Their term ends"), ends()),
        Line(_("… to be renewed expressly"), ends(renewal__exact=Agreement.Renewal.EXPRESS)),
        Line(_("… go on unless notice is given"), ends(renewal__exact=Agreement.Renewal.TACIT)),
        Line(_("The last day to give notice"), due),
        Line(_("A notice takes effect"), left),
    ]
    return Table(_("Agreements: what comes"), [within(days) for days in WINDOWS], lines)


def promises(request: HttpRequest) -> Table:
    """Commitments that are late, and those that nobody has looked at."""
    late = Commitment.objects.overdue(timezone.localdate())
    lines = [
        Line(_("Overdue"), [Cell(late, {"due": "overdue"})]),
        Line(_("Never checked"), [Cell(Commitment.objects.unchecked(), {"checked": "never"})]),
    ]
    return Table(_("Commitments"), [""], lines)


def names(request: HttpRequest) -> Table:
    """Names that no body is known by, and sources that may be gone tomorrow."""
    lines = [
        Line(
            _("Printed names of signatories that their body is not known by"),
            [Cell(Signatory.objects.unresolved(), {"printed": "unresolved"})],
        ),
        Line(
            _("Printed names of participants that their body is not known by"),
            [Cell(Participation.objects.unresolved(), {"printed": "unresolved"})],
        ),
        Line(
            _("Sources without a lasting copy"),
            [Cell(Source.objects.unarchived(), {"archive_url__isempty": "1"})],
        ),
    ]
    return Table(_("Names and sources"), [""], lines)


def twins(request: HttpRequest) -> Table:
    """Records that may be one and the same."""
    # So that the number is the one that the page of suggestions finds, unless much was recorded.
    catch_up(COMPARED_HERE)
    table = Table(_("Possible duplicates"), [""])
    for kind, compared in COMPARED.items():
        found = Cell(suggestions(kind), {"kind": kind}, compared.model, "duplicates", lasts=False)
        table.lines.append(Line(_plural(compared.model), [found]))
    return table


def evidence(request: HttpRequest) -> Table:
    """Facts that no passage speaks of, and those that hang on a single source."""
    table = Table(_("Evidence"), [_("none"), _("one source only")])
    for model in _tables(lambda model: hasattr(model, "citations")):
        cells = [
            Cell(model.objects.uncited(), {"evidence": "uncited"}),
            Cell(
                model.objects.single_sourced(),
                {"evidence": "single"},
                counted=model.objects.of_one_source(),
            ),
        ]
        table.lines.append(Line(_plural(model), cells))
    return table


def _tables(wanted: Callable[[type[Model]], bool]) -> Iterator[Any]:
    models = (model for model in apps.get_models() if issubclass(model, Tracked))
    return (m for m in models if wanted(m) and not issubclass(m, Citation))


def _plural(model: type[Model]) -> str:
    return capfirst(f"{model._meta.verbose_name_plural}")


TABLES = (news, review, coming, promises, names, twins, evidence)
