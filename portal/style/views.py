"""/style/: every component of the pages with its markup, for whoever works on them.

Served in DEBUG only, and in English only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from portal.activity import Activity, Spans
from portal.latest import Entry
from portal.style.contrast import BRIGHTER, colours, pairs, tokens
from sources.models import Passage, Source

# Names of parts of a sample, and what refers to them.
REFERENCE = re.compile(r'(\b(?:id|for|aria-labelledby|aria-describedby|popovertarget)=")([^"]+)"')

SCHEMES = {
    "Light": ("light", ""),
    "Dark": ("dark", ""),
    "Light, more contrast": ("light", BRIGHTER),
    "Dark, more contrast": ("dark", BRIGHTER),
}


@dataclass(frozen=True)
class Component:
    """A piece of a page: its name, when to use it, the template that makes it, with what."""

    name: str
    words: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.name.lower().replace(" ", "-")

    @property
    def markup(self) -> str:
        """The HTML that the template makes."""
        lines = render_to_string(self.template, self.context).splitlines()
        return "\n".join(line for line in lines if line.strip())

    @property
    def light(self) -> SafeString:
        return self.named("on-light")

    @property
    def dark(self) -> SafeString:
        return self.named("on-dark")

    def named(self, where: str) -> SafeString:
        """The markup with names of its own: what stands on a page twice has two of them."""
        return SafeString(REFERENCE.sub(rf'\1\2-{where}"', self.markup))


def stages() -> Iterator[Component]:
    yield Component(
        "Stage",
        "A phase of the moon and its word, wherever the stage of an agreement or a commitment "
        "is told.",
        "portal/style/_stages.html",
    )


def lists() -> Iterator[Component]:
    """What stands around and in a list."""
    yield Component(
        "Chips",
        "The filters at work, each with a way to take it off.",
        "listings/_chips.html",
        {"chips": [SimpleNamespace(label="theme", value="Migration", without="#chips")]},
    )
    yield Component(
        "Facet",
        "How many rows have which value, beside the list or under it.",
        "listings/_facets.html",
        {"facets": [facet()]},
    )
    yield Component(
        "Table", "Rows; on a phone each is a card.", "portal/style/_table.html", table()
    )
    yield Component(
        "Pagination", "From page to page of a long list.", "listings/_pagination.html", third_page()
    )
    yield Component(
        "Notice",
        "What is wrong with a question, in words; nothing else is boxed in.",
        "listings/_problems.html",
        {"problems": {"since": ["found “yesterday”, expected a day, month or year."]}},
    )
    yield Component(
        "Empty state",
        "Nothing found, nothing recorded and nobody looked are three sentences.",
        "portal/style/_empty.html",
    )


def facet() -> SimpleNamespace:
    """Values of which one is chosen and one is folded away."""
    bucket = {"address": "#facet", "count": 12, "chosen": False}
    top = [
        bucket | {"label": "treaty", "chosen": True},
        bucket | {"label": "declaration"},
        bucket | {"label": "no kind recorded", "value": "none"},
    ]
    more = [bucket | {"label": "compact"}]
    return SimpleNamespace(name="kind", label="kind", top=top, more=more, left_out=0)


def third_page() -> dict[str, Any]:
    """The third of ten pages."""
    return {
        "page": Paginator(range(100), 10).page(3),
        "pages": [(1, "#1"), ("…", ""), (3, "#3"), (4, "#4")],
        "previous": "#2",
        "next": "#4",
    }


def table() -> dict[str, Any]:
    """Rows of a list that there is not."""
    title, signed, count = (
        SimpleNamespace(name="title", kind="text", label="title"),
        SimpleNamespace(name="signed", kind="date", label="signed"),
        SimpleNamespace(name="commitments", kind="integer", label="commitments"),
    )
    return {
        "listing": SimpleNamespace(title="Agreements"),
        "headers": [
            {"column": title, "address": "#table"},
            {"column": signed, "address": "#table", "way": "descending"},
            {"column": count},
        ],
        "rows": [
            ("row-1", [(title, "Agreement on ferries"), (signed, "4 May 1994"), (count, 12)]),
            ("row-2", [(title, "Memorandum on harbours"), (signed, ""), (count, 0)]),
        ],
    }


def records() -> Iterator[Component]:
    """What stands on the page of a record."""
    yield Component(
        "Definition list",
        "The facts of a record, with marks that lead to who says so.",
        "portal/style/_facts.html",
    )
    yield Component(
        "Sources that disagree",
        "The value used and what each source prints, side by side.",
        "portal/style/_versions.html",
    )
    source = Source(slug="the-gazette", title="The Gazette")
    passage = Passage(
        source=source, slug="lines-4-8", locator="lines 4–8", gist="Tells of the signing."
    )
    note = SimpleNamespace(
        number=1,
        passage=passage,
        remarks=(),
        marks=[SimpleNamespace(anchor="mark-1-1"), SimpleNamespace(anchor="mark-1-2")],
    )
    yield Component(
        "Footnotes",
        "The passages that a page rests on, under their numbers.",
        "sources/_footnotes.html",
        {"footnotes": [note]},
    )
    yield Component(
        "Contents",
        "Where a long page leads; stays in sight from a tablet up.",
        "portal/style/_contents.html",
    )
    yield Component(
        "Disclosure", "What is not for everybody, folded away.", "portal/style/_disclosure.html"
    )


def times() -> Iterator[Component]:
    """What tells of time."""
    yield Component(
        "Chronicle",
        "Things in the order of their dates; an open ring is a date that is not certain.",
        "portal/style/_chronicle.html",
    )
    found: Spans = {("agreements", 2010 + n, 2010 + n): n % 4 for n in range(12)}
    found |= {("events", 2011, 2011): 3, ("progress", 2016, 2016): 1, ("events", 1990, 1999): 2}
    yield Component(
        "Activity",
        "Bars by year, drawn on the server, with the same numbers as a table.",
        "portal/_activity.html",
        {"activity": Activity(found, date(2021, 12, 31))},
    )
    yield Component(
        "Latest",
        "Lines of the front page.",
        "portal/_latest.html",
        {"entries": [Entry("#latest", "Ferry fair", "2018-09~", "Lima")]},
    )


def words() -> Iterator[Component]:
    """What is written small, and what is pressed."""
    yield Component(
        "Small words",
        "Labels, remarks, and what is unknown, doubtful or without a source.",
        "portal/style/_words.html",
    )
    yield Component("Fields", "Forms and buttons.", "portal/style/_fields.html")
    yield Component(
        "Language menu",
        "The page in the other languages.",
        "_languages.html",
        {"languages": [("en", "English", "#en"), ("es", "Español", "#es")], "current": "en"},
    )
    yield Component(
        "As of",
        "The day of the question: folded up while it is today.",
        "_day.html",
        {"day": date(2018, 12, 31), "text": "2018-12-31", "today": "#as-of", "others": []},
    )


def sheet() -> str:
    """The text of the style sheet."""
    return Path(str(finders.find("entente.css"))).read_text(encoding="utf-8")


class Style(TemplateView):
    """Tokens and components, in light and in dark."""

    template_name = "portal/style/page.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEBUG:
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        css = sheet()
        own = tokens(css)[""]
        schemes = {name: colours(css, *asked) for name, asked in SCHEMES.items()}
        contrasts: dict[str, list[float]] = {}
        for found in schemes.values():
            for text, ground, ratio in pairs(found):
                contrasts.setdefault(f"{text} on {ground}", []).append(ratio)
        return super().get_context_data(**kwargs) | {
            "components": [*stages(), *words(), *records(), *lists(), *times()],
            "colours": list(schemes["Light"]),
            "schemes": schemes,
            "contrasts": list(contrasts.items()),
            "measures": [(name, own[name]) for name in own if name not in schemes["Light"]],
        }
