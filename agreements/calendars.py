"""What falls due: deadlines of commitments, and the days on which agreements expire."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.filters import AgreementFilterSet, CommitmentFilterSet, agreements
from agreements.listings import AgreementListing, CommitmentListing
from agreements.models import Agreement
from listings.calendars import CalendarView, Entries
from listings.columns import Column, Row
from listings.expressions import split
from listings.filters import ReferenceFilter, SinceFilter, UntilFilter
from listings.values import Own

# What is said of an agreement that ends; what its acts say takes long to work out for each.
TOLD = {"slug", "title", "instrument", "until", "themes", "sources", "url"}


class DeadlineFilterSet(CommitmentFilterSet):
    """The parameters of commitments, without those that agreements lack or mean otherwise."""

    stage: Any = None
    due: Any = None


class ExpiryFilterSet(AgreementFilterSet):
    """The same parameters, asked of agreements and the end of their term."""

    instrument: Any = None
    binding: Any = None
    stage: Any = None
    since: Any = None
    until: Any = None

    agreement = ReferenceFilter(
        values=Own("slug", "title"), rows=agreements, label=gettext_lazy("agreement")
    )
    due_after = SinceFilter("until", label=gettext_lazy("due after"))
    due_before = UntilFilter("until", label=gettext_lazy("due before"))

    class Meta:
        model = Agreement
        fields: list[str] = []


class DeadlineListing(CommitmentListing):
    filterset = DeadlineFilterSet


class ExpiryListing(AgreementListing):
    filterset = ExpiryFilterSet
    columns: ClassVar[Any] = (
        # An agreement that is renewed tacitly may not end on the day.
        Column.of(Agreement, "renewal"),
        *(column for column in AgreementListing.columns if column.name in TOLD),
    )


class Deadlines(Entries):
    listing = DeadlineListing
    start = aspect = "deadline"

    def title(self, row: Row) -> str:
        return _("Due: %(text)s") % {"text": super().title(row)}

    def categories(self, row: Row) -> tuple[str, ...]:
        return (_("deadline"), *split(row["themes"]))


class Expiries(Entries):
    listing = ExpiryListing
    start = aspect = "until"

    def title(self, row: Row) -> str:
        return _("In force until: %(title)s") % {"title": super().title(row)}

    def categories(self, row: Row) -> tuple[str, ...]:
        return (_("expiry"), *split(row["themes"]))


class DeadlineCalendar(CalendarView):
    route = "deadline-calendar"
    title = gettext_lazy("Deadlines")
    description = gettext_lazy(
        "When commitments fall due and agreements expire. A duty that comes again, such as every "
        "year, has no day of its own and is not here."
    )
    entries = (Deadlines, Expiries)
