"""Events as a calendar."""

from django.utils.translation import gettext_lazy as _

from events.listings import EventListing
from events.models import Event
from listings.calendars import CalendarView, Entries
from listings.columns import Row


class EventEntries(Entries):
    listing = EventListing
    start, end = "start", "end"

    def location(self, row: Row) -> str:
        return ", ".join(filter(None, (row["place"], row["country_name"])))

    def categories(self, row: Row) -> tuple[str, ...]:
        named = (str(Event.Kind(row["kind"]).label), row["series_name"])
        return tuple(filter(None, named))


class EventCalendar(CalendarView):
    route = "event-calendar"
    title = _("Events")
    description = EventListing.description
    entries = (EventEntries,)
