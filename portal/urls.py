"""/, /search/, /timeline/, /network/, /board/, /data/, pairs and traces"""

from django.urls import path

from portal import api, board, data, glossary, search, search_feed, views
from portal.network.api import NetworkAPI
from portal.network.views import NetworkPage
from portal.pair.views import Compare, PairAPI, PairPage
from portal.style.views import Style
from portal.timeline.api import TimelineAPI
from portal.timeline.views import TimelinePage
from portal.trace.views import TraceAPI, TracePage

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    # /search/
    path("search/", search.SearchPage.as_view(), name="search"),
    path("search.json", search.SearchAPI.as_view(), name="search-json"),
    path("search.atom", search_feed.SearchFeed.as_view(), name="search-feed"),
    # /timeline/
    path("timeline/", TimelinePage.as_view(), name="timeline"),
    path("timeline.json", TimelineAPI.as_view(), name="timeline-json"),
    # /network/
    path("network/", NetworkPage.as_view(), name="network"),
    path("network.json", NetworkAPI.as_view(), name="network-json"),
    # /organizations/<slug>/with/ and /organizations/<slug>/with/<slug>/
    path("organizations/<slug:slug>/with/", Compare.as_view(), name="pair-choose"),
    path(
        "organizations/<slug:slug>/with/<slug:other>/",
        PairPage.as_view(),
        name="pair",
    ),
    path(
        "organizations/<slug:slug>/with/<slug:other>.json",
        PairAPI.as_view(),
        name="pair-json",
    ),
    # /glossary/
    path("glossary/", glossary.Glossary.as_view(), name="glossary"),
    path("glossary.json", glossary.GlossaryJSON.as_view(), name="glossary-json"),
    # /commitments/<slug>/trace/
    path("commitments/<slug:slug>/trace/", TracePage.as_view(), name="commitment-trace"),
    path(
        "commitments/<slug:slug>/trace.json",
        TraceAPI.as_view(),
        name="commitment-trace-json",
    ),
    # /board/
    path("board/", board.BoardPage.as_view(), name="board"),
    path("board.json", board.BoardAPI.as_view(), name="board-json"),
    # /data/
    path("data/", data.Data.as_view(), name="data"),
    path("data/api/", api.Reference.as_view(), name="api-reference"),
    # /style/, for developers: 404 unless DEBUG
    path("style/", Style.as_view(), name="style"),
]
