"""One record: as a page and as JSON, by its slug, whatever slug it had before."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from records import asof
from records.linked import Linked, block
from records.models import FormerSlug, Publication
from records.naming import foreign_keys, target_paths
from records.serializers import Tree

CITATIONS = "citations"
# Rows in hand, each with what is shown below it.
Rows = list[tuple[Any, Tree]]


def below(model: Any, children: Tree) -> list[Prefetch]:
    """What has to be fetched to show the public rows that hang on a record.

    Citations are not: they come for all rows at once, by `Published.complete`.
    """
    prefetches = []
    for name, tree in children.items():
        if name == CITATIONS:
            continue
        related: Any = model._meta.get_field(name).related_model
        rows = related.objects.published().select_related(*target_paths(related))
        prefetches.append(Prefetch(name, rows.prefetch_related(*below(related, tree))))
    return prefetches


def in_hand(row: Any, children: Tree) -> Iterator[tuple[Any, Tree]]:
    """The row and all that hangs on it, each with what is shown below it."""
    yield row, children
    for name, tree in children.items():
        if name != CITATIONS:
            for child in getattr(row, name).all():
                yield from in_hand(child, tree)


def conceal(row: Any, children: Tree) -> None:
    """Empties, on the row in hand and what hangs on it, references to what is not public."""
    for shown, _tree in in_hand(row, children):
        for key in foreign_keys(type(shown)):
            # The others lead to what is public, or the row would not be here.
            target = getattr(shown, key.name) if key.null else None
            if target is not None and not is_public(target):
                _empty(shown, key.name)


def _empty(row: Any, name: str) -> None:
    """Takes a reference away, and the fields that mean nothing without it."""
    for each in (name, *(field for field, with_ in row.hidden_with.items() if with_ == name)):
        setattr(row, each, None)


def is_public(row: Any) -> bool:
    """The rule of `published()` for a row in hand."""
    names = getattr(row, "published_with", ()) + getattr(row, "published_with_if_set", ())
    above = (getattr(row, name) for name in names)
    shown = getattr(row, "publication", Publication.PUBLISHED) == Publication.PUBLISHED
    return shown and all(map(is_public, above))


class Published:
    """The published record that an address names, for its page and for its JSON.

    `listing` is the listing that it is a row of, `children` the accessors of what is shown with
    it.
    """

    model: ClassVar[Any]
    listing: ClassVar[Any]
    children: ClassVar[Tree] = {}
    object: Any
    # The day on which what is current is to be so.
    as_of: date

    def answer(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """The record, or a redirect where it has another slug now."""
        asof.refuse_others(request)
        self.as_of = asof.day_of(request)
        self.object = self.find(slug)
        if self.object is None:
            return self.moved(request, slug)
        conceal(self.object, self.children)
        self.complete(list(in_hand(self.object, self.children)))
        return self.shown()

    @classmethod
    def cite(cls, rows: Iterable[Any]) -> None:
        """Adds their citations to rows in hand, where the record has a page with footnotes."""

    def complete(self, rows: Rows) -> None:
        """Adds to rows in hand what comes for all of them at once, by few queries."""
        self.cite(row for row, tree in rows if CITATIONS in tree)

    def shown(self) -> HttpResponseBase:
        """The answer about `self.object`."""
        raise NotImplementedError

    def find(self, slug: str) -> Any:
        """The published record with this slug, or None."""
        return self.get_queryset().filter(slug=slug).first()

    def get_queryset(self) -> QuerySet:
        rows = self.model.objects.published().select_related(*target_paths(self.model))
        return rows.prefetch_related(*below(self.model, self.children))

    def moved(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """A redirect to where the record is now; Http404 where there never was one."""
        former = FormerSlug.objects.filter(kind=self.model._meta.label_lower, former=slug).first()
        if not former or not self.model.objects.published().filter(slug=former.current).exists():
            raise Http404(_("There is no published record with this address."))
        route = request.resolver_match.view_name
        address = reverse(route, kwargs={"slug": former.current})
        return HttpResponsePermanentRedirect(address + asof.kept(request))

    @cached_property
    def row(self) -> dict[str, Any]:
        """The record as a row of its listing, on the day of the question."""
        return self.listing.row(self.object.slug, self.base, self.request.GET)

    @property
    def base(self) -> str:
        """The address of the site."""
        return f"{self.request.scheme}://{self.request.get_host()}"


class RecordView(Published, DetailView):
    """The page of a record."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        return self.answer(request, slug)

    def shown(self) -> HttpResponseBase:
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = self.linked()
        shown = {"listing": self.listing, "linked": block(told) if told else ""}
        return super().get_context_data(**kwargs) | shown

    def linked(self) -> Linked:
        """The record in the vocabulary of schema.org; empty where that has no word for it."""
        return {}
