"""Events as JSON."""

from events import views
from events.listings import EventListing
from listings.api import ListingAPI
from records.api import RecordAPI


class EventListAPI(ListingAPI):
    listing = EventListing


class EventAPI(RecordAPI):
    page = views.EventRecord
    rows = EventListAPI
