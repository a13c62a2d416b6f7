"""/organizations/<slug>/with/<slug>/: all between two bodies, for someone with ten minutes."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from dates.queries import not_after
from dates.words import words
from listings.api import AsOf
from listings.fields import ReferenceField
from organizations.filters import organizations
from organizations.languages import in_readers_language
from organizations.models import Organization
from organizations.partners import attendances, places, standing
from portal.pair.api import PairSerializer, told
from portal.pair.between import MOST, Between, Pair
from records import asof
from records.models import FormerSlug
from sources.evidence import attach_citations
from sources.footnotes import Footnotes

KIND = Organization._meta.label_lower
# So many partners are listed by name; who is looked for beyond them is named in the form.
MOST_PARTNERS = 300


class Paired:
    """The pair that an address names; the other order and former slugs lead to the one address."""

    route = ""
    as_of: date

    def answer(self, request: HttpRequest, slug: str, other: str) -> HttpResponseBase:
        """What is between the two, or a redirect. Raises Http404 where they are not two."""
        asof.refuse_others(request)
        self.as_of = asof.day_of(request)
        first, second = pair_of(slug, other)
        if (first.slug, second.slug) == (slug, other):
            between = Between((first, second), self.as_of)
            attach_citations(between.rows())
            return self.shown(between)
        address = reverse(self.route, kwargs={"slug": first.slug, "other": second.slug})
        return HttpResponsePermanentRedirect(address + asof.kept(request))

    def shown(self, between: Between) -> HttpResponseBase:
        """The answer about the pair."""
        raise NotImplementedError


def pair_of(slug: str, other: str) -> Pair:
    """The two bodies of these slugs, former ones too, in the order of their slugs.

    Raises Http404 where one is not public, or both are the same.
    """
    found = by_slug({slug, other})
    if missing := {slug, other} - found.keys():
        former = FormerSlug.objects.filter(kind=KIND, former__in=missing)
        moved = dict(former.values_list("former", "current"))
        bodies = by_slug(set(moved.values()))
        found |= {once: bodies[now] for once, now in moved.items() if now in bodies}
    if {slug, other} - found.keys():
        raise Http404(_("There is no published record with this address."))
    if found[slug] == found[other]:
        raise Http404(_("Both are the same organization: a pair needs two."))
    first, second = sorted((found[slug], found[other]), key=lambda body: body.slug)
    return first, second


def by_slug(slugs: set[str]) -> dict[str, Organization]:
    rows = Organization.objects.published().filter(slug__in=slugs)
    return {row.slug: row for row in rows}


class PairPage(Paired, View):
    """The pair as a page, to be read on paper as well."""

    route = "pair"

    def get(self, request: HttpRequest, slug: str, other: str) -> HttpResponseBase:
        return self.answer(request, slug, other)

    def shown(self, between: Between) -> HttpResponse:
        in_readers_language(body for body in between.bodies() if body)
        first, second = between.pair
        context = {
            "between": between,
            "first": first,
            "second": second,
            "as_of": self.as_of,
            "contents": contents(between, self.as_of),
            "both": f"?organization={first.slug}&organization={second.slug}",
            "most": MOST,
            "footnotes": Footnotes(),
        }
        return render(self.request, "portal/pair/page.html", context)


def contents(between: Between, day: date) -> list[tuple[str, Any, int]]:
    """The sections of the page: anchor, title, how much stands in each."""
    after = _("After %(day)s") % {"day": words(day.isoformat())}
    sections = [
        ("owed", _("Still owed"), len(between.owed)),
        ("history", _("In time order"), len(between.dated)),
        ("later", after, len(between.later)),
        ("undated", _("Without a date"), len(between.undated)),
    ]
    return [section for section in sections if section[2]]


class PairAPI(Paired, GenericAPIView):
    """The pair as JSON."""

    route = "pair-json"
    serializer_class = PairSerializer
    filter_backends = (AsOf,)
    # Described as an address that may lead on to another.
    moves = True

    @classmethod
    def summary(cls) -> Any:
        """What the address answers, in one line."""
        return _("Everything between two organizations, in time order")

    def get(self, request: Request, slug: str, other: str) -> HttpResponseBase:
        return self.answer(request, slug, other)

    def shown(self, between: Between) -> HttpResponseBase:
        return Response(told(between, self.base, self.request.revision))

    @property
    def base(self) -> str:
        """The address of the site."""
        return f"{self.request.scheme}://{self.request.get_host()}"


class CompareForm(forms.Form):
    """With which body another is to be compared."""

    organization = ReferenceField(
        rows=organizations,
        label=gettext_lazy("organization"),
        help_text=gettext_lazy("Its slug, its name or its acronym."),
    )


class Compare(View):
    """/organizations/<slug>/with/: asks for the other body, and leads to the page of the two."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        asof.refuse_others(request, "organization")
        body = by_slug({slug}).get(slug)
        if body is None:
            raise Http404(_("There is no published record with this address."))
        on = asof.day_of(request)
        form = CompareForm(request.GET if "organization" in request.GET else None)
        if form.is_valid() and (other := form.cleaned_data["organization"]) != body:
            first, second = sorted((body.slug, other.slug))
            address = reverse("pair", kwargs={"slug": first, "other": second})
            return HttpResponseRedirect(address + asof.kept(request))
        if form.is_valid():
            form.add_error("organization", _("both are the same organization: name another"))
        status = 400 if form.errors else 200
        partners = list(partners_of(body, on)[: MOST_PARTNERS + 1])
        in_readers_language([body, *partners])
        context = {
            "object": body,
            "form": form,
            "meanings": meanings(form),
            "partners": partners[:MOST_PARTNERS],
            "more": len(partners) > MOST_PARTNERS,
        }
        return render(request, "portal/compare.html", context, status=status)


def partners_of(body: Organization, on: date) -> QuerySet:
    """Everybody that stands in its agreements or met it at events by the day, by name."""
    agreements = standing(on).filter(organization=body).values("agreement")
    events = attendances().filter(not_after("event__start", on), organization=body).values("event")
    stand = places().filter(agreement__in=agreements).order_by()
    met = attendances().filter(event__in=events).order_by()
    either = Q(pk__in=stand.values("organization")) | Q(pk__in=met.values("organization"))
    return Organization.objects.filter(either).exclude(pk=body.pk).order_by("name", "pk")


def meanings(form: forms.Form) -> list[tuple[str, str]]:
    """Slug and name of each body that an ambiguous text may mean."""
    errors = form.errors.as_data().get("organization", [])
    ambiguous = [error for error in errors if error.code == "ambiguous"]
    return [meaning for error in ambiguous for meaning in (error.params or {})["meanings"]]
