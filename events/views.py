"""Pages of events."""

from typing import Any

from events.calendars import EventCalendar
from events.linked import linked
from events.listings import EventListing
from events.models import Event, Participation
from listings.feeds import ListingFeed
from listings.views import ListingFile, ListingPage
from organizations.languages import SpokenRecordView
from records.linked import Linked
from sources.views import CITATIONS


class EventList(ListingPage):
    listing = EventListing
    calendar = EventCalendar


class EventFile(ListingFile):
    listing = EventListing


class EventFeed(ListingFeed):
    listing = EventListing


class EventRecord(SpokenRecordView):
    model = Event
    listing = EventListing
    template_name = "events/event.html"
    children: dict[str, Any] = {
        "citations": {},
        "participations": CITATIONS,
        "outcomes": CITATIONS,
        "parts": CITATIONS,
    }

    def linked(self) -> Linked:
        return linked(self.object, self.base)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.object.participations.all()
        by_role = sorted(rows, key=lambda row: Participation.Role.values.index(row.role))
        bodies = {row.organization_id for row in rows}
        shown = {"participations": by_role, "bodies": len(bodies)}
        return super().get_context_data(**kwargs) | shown
