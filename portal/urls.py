"""/, /search/, /timeline/, /network/, /board/, /data/, pairs and traces"""

from django.urls import path

from portal import (
    api,
    board,
    data,
    glossary,
    network,
    network_api,
    pair,
    search,
    search_feed,
    style,
    timeline,
    timeline_api,
    trace,
    views,
)

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    # /search/
    path("search/", search.SearchPage.as_view(), name="search"),
    path("search.json", search.SearchAPI.as_view(), name="search-json"),
    path("search.atom", search_feed.SearchFeed.as_view(), name="search-feed"),
    # /timeline/
    path("timeline/", timeline.TimelinePage.as_view(), name="timeline"),
    path("timeline.json", timeline_api.TimelineAPI.as_view(), name="timeline-json"),
    # /network/
    path("network/", network.NetworkPage.as_view(), name="network"),
    path("network.json", network_api.NetworkAPI.as_view(), name="network-json"),
    # /organizations/<slug>/with/ and /organizations/<slug>/with/<slug>/
    path("organizations/<slug:slug>/with/", pair.Compare.as_view(), name="pair-choose"),
    path(
        "organizations/<slug:slug>/with/<slug:other>/",
        pair.PairPage.as_view(),
        name="pair",
    ),
    path(
        "organizations/<slug:slug>/with/<slug:other>.json",
        pair.PairAPI.as_view(),
        name="pair-json",
    ),
    # /glossary/
    path("glossary/", glossary.Glossary.as_view(), name="glossary"),
    path("glossary.json", glossary.GlossaryJSON.as_view(), name="glossary-json"),
    # /commitments/<slug>/trace/
    path("commitments/<slug:slug>/trace/", trace.TracePage.as_view(), name="commitment-trace"),
    path(
        "commitments/<slug:slug>/trace.json",
        trace.TraceAPI.as_view(),
        name="commitment-trace-json",
    ),
    # /board/
    path("board/", board.BoardPage.as_view(), name="board"),
    path("board.json", board.BoardAPI.as_view(), name="board-json"),
    # /data/
    path("data/", data.Data.as_view(), name="data"),
    path("data/api/", api.Reference.as_view(), name="api-reference"),
    # /style/, for developers: 404 unless DEBUG
    path("style/", style.Style.as_view(), name="style"),
]
