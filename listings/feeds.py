"""A listing as an Atom feed (RFC 4287): the rows that changed last."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views import View

from listings.columns import Row
from listings.errors import UnanswerableError
from listings.listing import Listing
from listings.subscriptions import Item, WholeQuestion, facts, one_line, tag

MOST_ENTRIES = 50
LICENSE = "https://creativecommons.org/licenses/by/4.0/"


class AtomFeed(Atom1Feed):
    """A feed that says when the record changed, not when somebody asked, and under what licence."""

    def latest_post_date(self) -> Any:
        return self.feed["updated"]

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "license", "href": LICENSE})


class ListingFeed(View):
    """The newest changes of a listing; the filters are those of the page.

    `headlines` names the columns that together say what a row is, where one alone does not.
    """

    listing: ClassVar[type[Listing]]
    headlines: ClassVar[tuple[str, ...]] = ()
    question_class: ClassVar[type[WholeQuestion]] = WholeQuestion

    def get(self, request: HttpRequest) -> HttpResponseBase:
        question = self.question_class.of(self.listing, request)
        if problems := question.problems():
            raise UnanswerableError(problems)
        items = question.latest(MOST_ENTRIES, request.changed)
        feed = self.feed(question, items)
        return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)

    def feed(self, question: WholeQuestion, items: list[Item]) -> AtomFeed:
        """The feed with an entry for each item."""
        path, query = self.request.path, question.address().rstrip("?")
        page = reverse(self.request.resolver_match.view_name.removesuffix("-feed"))
        feed = AtomFeed(
            title=question.in_words(self.listing.title),
            link=f"{question.base}{page}{query}",
            feed_url=f"{question.base}{path}{query}",
            feed_guid=tag(question.base, f"{path.strip('/')}{query}"),
            description=self.listing.description,
            language=get_language(),
            author_name="Entente",
            feed_copyright=f"CC BY 4.0, {LICENSE}",
            updated=max((item.changed for item in items), default=self.request.changed),
        )
        for item in items:
            feed.add_item(
                title=self.title(item.row),
                link=item.row["url"],
                description=self.summary(item.row),
                unique_id=item.name,
                updateddate=item.changed,
            )
        return feed

    def title(self, row: Row) -> str:
        """One line that says what the row is."""
        texts = [row[name] for name in self.headlines or (self.listing.headline,)]
        return " · ".join(one_line(text) for text in texts if text) or row["slug"]

    def summary(self, row: Row) -> SafeString:
        """What a page shows of the row, as a list of labels and texts in HTML."""
        pairs = format_html_join("", "<dt>{}</dt><dd>{}</dd>", facts(self.listing, row))
        return format_html("<dl>{}</dl>", pairs)
