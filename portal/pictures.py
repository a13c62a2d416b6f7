"""What the pages that draw the record share: one question, asked of a page and of its JSON."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from listings.api import Filters
from listings.columns import Column
from listings.errors import UnanswerableError
from listings.filters import PAGING, ListingFilterSet
from listings.listing import Listing
from listings.question import Question
from listings.views import ListingPage
from organizations.languages import in_readers_language
from organizations.models import Organization

KEPT_FOR = 3600  # seconds; a write to the record makes a new answer at once


class Unsorted:
    """For filter sets without `ordering`; with `paged` False they have no pages either."""

    paged = True

    def __init__(self, data: Any, *, sortable: Any, **kwargs: Any) -> None:
        # A listing's own one would fill the choices of `ordering`.
        super(ListingFilterSet, self).__init__(data, **kwargs)

    def misplaced(self) -> list[str]:
        """What is wrong with the parameters' names."""
        problems: list[str] = super().misplaced()
        given = () if self.paged else sorted(PAGING & self.data.keys())
        return problems + [
            _("“%(found)s” is not a parameter here: it is shown as a whole") % {"found": name}
            for name in given
        ]


class Picture(Listing):
    """A question to the record whose answer is drawn; it has filters but no columns."""

    headline = ""
    ordering = ""
    ties = ()

    @classmethod
    def sortable(cls) -> dict[str, Column]:
        return {}


class PicturePage(ListingPage):
    """The picture as a page: form, drawing, the same as text, and the address of its JSON."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        problems = self.question.problems()
        route, asked = request.resolver_match.view_name, self.question.address(page=None)
        context = {
            "listing": self.listing,
            "form": self.question.filterset.form,
            "problems": problems,
            "chips": self.chips(),
            "meanings": self.meanings(),
            "here": self.question.address(),
            "json": reverse(f"{route}-json") + asked.rstrip("?"),
        }
        if not problems:
            context |= self.drawn()
        return render(request, self.template_name, context, status=400 if problems else 200)

    def drawn(self) -> dict[str, Any]:
        """What the template shows of the answer."""
        raise NotImplementedError


class PictureAPI(GenericAPIView):
    """The same as JSON."""

    listing: ClassVar[type[Picture]]
    filter_backends = (Filters,)
    pagination_class = None

    @classmethod
    def summary(cls) -> str:
        """What the address answers, in one line."""
        return str(cls.listing.description)

    def get(self, request: Request) -> Response:
        question = Question.of(self.listing, request)
        if problems := question.problems():
            raise UnanswerableError(problems)
        return Response({"revision": request.revision} | self.told(question))

    def told(self, question: Question) -> dict[str, Any]:
        """The answer besides the revision."""
        raise NotImplementedError


def spoken(names: Mapping[int, str], on: date | None) -> dict[int, str]:
    """Names of bodies by id in the reader's language, where the record knows them.

    Names borne on another day than today are those that the record is kept in.
    """
    bodies = [Organization(pk=key, name=name) for key, name in names.items()]
    if on is None:
        in_readers_language(bodies)
    return {body.pk: body.name for body in bodies}


def remembered(
    request: HttpRequest,
    question: Question,
    compute: Callable[[], Any],
    without: Iterable[str] = (),
) -> Any:
    """What `compute` gives for the question, worked out once for each state of the data and day.

    `without` names parameters that make no difference to it. The answer holds no words, which
    would be in one language.
    """
    kept_apart = [*without, "page", "page_size"]
    query = "&".join(sorted(question.address(**dict.fromkeys(kept_apart)).strip("?").split("&")))
    data = (request.revision, request.changed.timestamp(), timezone.localdate())
    parts = (*data, settings.VERSION, query)
    digest = hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
    key = f"{question.listing.name}:{digest}"
    found = cache.get(key)
    if found is None:
        found = compute()
        cache.set(key, found, KEPT_FOR)
    return found
