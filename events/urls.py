"""/events/ …"""

from django.urls import path

from events import views

urlpatterns = [
    path("events/", views.EventList.as_view(), name="event-list"),
    path("events.<extension:extension>", views.EventFile.as_view(), name="event-list-file"),
    path("events/<slug:slug>/", views.EventRecord.as_view(), name="event-detail"),
    path("events/<slug:slug>.json", views.EventRecord.as_view(format="json"), name="event-json"),
]
