"""/search.atom: what changed last among all that a search finds."""

from datetime import datetime
from typing import Any

from listings.columns import Row
from listings.feeds import ListingFeed
from listings.listing import Listing
from listings.subscriptions import Item, WholeQuestion, tag
from portal.search import SearchListing, pieces
from portal.views import LISTINGS
from search.excerpts import plain


class FoundQuestion(WholeQuestion):
    """A search whose answer is followed: each kind of record has a history of its own."""

    def latest(self, most: int, otherwise: datetime) -> list[Item]:
        found = [each for listing in LISTINGS for each in self.of_kind(listing, most, otherwise)]
        return sorted(found, key=lambda item: item.changed, reverse=True)[:most]

    def of_kind(self, listing: type[Listing], most: int, otherwise: datetime) -> list[Item]:
        """The records of one kind that changed last, newest first."""
        documents = self.filterset.qs.filter(kind=listing.name)
        records = listing.queryset().filter(pk__in=documents.values("record_id"))
        keys = records.last_changed(most)
        changed = records.changed(keys)
        slugs = dict(records.filter(pk__in=keys).values_list("slug", "pk"))
        first = records.first_slugs(list(slugs))
        rows = {
            slugs[row["slug"]]: row
            for _key, row in self.listing.keyed(documents.filter(record_id__in=keys), self.base)
        }
        return [
            Item(row, self.name_of(listing, first[row["slug"]]), changed.get(key, otherwise))
            for key, row in ((key, rows[key]) for key in keys)
        ]

    def name_of(self, listing: type[Listing], slug: str) -> str:
        """The lasting name of a record: the one that it has in its listing's feed."""
        return tag(self.base, f"{listing.name}/{slug}")


class SearchFeed(ListingFeed):
    """The search as a feed."""

    listing = SearchListing
    question_class = FoundQuestion

    def summary(self, row: Row) -> Any:
        words = self.request.GET.get("q", "")
        return super().summary(row | {"excerpt": plain(pieces(row, words))})
