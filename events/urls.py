"""/events/ …"""

from django.urls import path

from events import api, views
from events.calendars import EventCalendar
from records import citing

urlpatterns = [
    path("events/", views.EventList.as_view(), name="event-list"),
    path("events.<extension:extension>", views.EventFile.as_view(), name="event-list-file"),
    path("events.json", api.EventListAPI.as_view(), name="event-list-json"),
    path("events.ics", EventCalendar.as_view(), name="event-calendar"),
    path("events.atom", views.EventFeed.as_view(), name="event-list-feed"),
    path("events/<slug:slug>/", views.EventRecord.as_view(), name="event-detail"),
    path("events/<slug:slug>.json", api.EventAPI.as_view(), name="event-json"),
    *citing.routes(views.EventRecord, "event"),
]
