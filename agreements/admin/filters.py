"""Filters of lists: what ends, by when to say so, what is left, due, or checked by nobody."""

from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.models import Agreement, Commitment
from records.admin.filters import Lookups

# How many days ahead staff look.
WINDOWS = (30, 90, 180)


def within(days: int) -> str:
    """A window in words."""
    return ngettext("within %(number)s day", "within %(number)s days", days) % {"number": days}


class WindowFilter(SimpleListFilter):
    """Instruments with which something happens within so many days from today."""

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [(str(days), within(days)) for days in WINDOWS]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        days = {str(days): days for days in WINDOWS}.get(self.value() or "")
        if days is None:
            return queryset
        found = self.found(days)
        # By key, so that what the list itself adds to its rows stays as it is.
        return queryset.filter(pk__in=found.order_by().values("pk"))

    def found(self, days: int) -> QuerySet[Agreement]:
        raise NotImplementedError


class EndsFilter(WindowFilter):
    """Instruments whose term ends."""

    title = _("end of its term")
    parameter_name = "ends"

    def found(self, days: int) -> QuerySet[Agreement]:
        return Agreement.objects.ending(timezone.localdate(), days)


class NoticeFilter(WindowFilter):
    """Instruments of which notice must be given, or they go on."""

    title = _("last day for notice")
    parameter_name = "notice_due"

    def found(self, days: int) -> QuerySet[Agreement]:
        return Agreement.objects.notice_due(timezone.localdate(), days)


class LeftFilter(WindowFilter):
    """Instruments that a notice given earlier ends, or ends for a body."""

    title = _("notice that takes effect")
    parameter_name = "left"

    def found(self, days: int) -> QuerySet[Agreement]:
        return Agreement.objects.being_left(timezone.localdate(), days)


class DueFilter(SimpleListFilter):
    """Commitments whose deadline has passed, and that nobody settled."""

    title = _("due")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [("overdue", _("overdue"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() != "overdue":
            return queryset
        late = Commitment.objects.overdue(timezone.localdate())
        return queryset.filter(pk__in=late.order_by().values("pk"))


class CheckedFilter(SimpleListFilter):
    """Whether anybody has looked how far commitments got."""

    title = _("checked")
    parameter_name = "checked"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [("never", _("never: no published report says how far it got"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> Any:
        return queryset.unchecked() if self.value() == "never" else queryset
