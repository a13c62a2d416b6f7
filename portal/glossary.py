"""/glossary/: the terms of the field, in the order of the reader's language."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from glossary.term import LIBRARY_OF_CONGRESS, VIENNA_1969, VIENNA_1986, Term
from glossary.terms import BY_SLUG, TERMS
from listings.api import Described
from records import asof
from records.linked import block
from search.folding import fold

TEXTS = {
    "slug": gettext_lazy("The same in every language; the page has it as an anchor."),
    "name": gettext_lazy("The term."),
    "meaning": gettext_lazy("What it means here, in our own words."),
    "rule": gettext_lazy("Where that comes from."),
    "rule_url": gettext_lazy("Where the rule can be read; empty for usage and our own rules."),
}


def schema() -> dict[str, Any]:
    """What /glossary.json answers, as JSON Schema."""
    texts = {name: {"type": "string", "description": said} for name, said in TEXTS.items()}
    slugs = {"type": "array", "items": {"type": "string"}}
    see = slugs | {"description": gettext_lazy("Slugs of related terms.")}
    term = {"type": "object", "required": [*texts, "see"], "properties": texts | {"see": see}}
    properties = {
        "language": {"type": "string", "description": gettext_lazy("Of names and meanings.")},
        "terms": {
            "type": "array",
            "items": term,
            "description": gettext_lazy("In alphabetical order."),
        },
    }
    return {"type": "object", "required": [*properties], "properties": properties}


@dataclass(frozen=True)
class Entry:
    """A term as a page shows it: with the terms that it refers to."""

    term: Term
    see: tuple[Term, ...]


class Glossary(TemplateView):
    """What the words mean here, and where that comes from."""

    template_name = "portal/glossary.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asof.refuse_others(request)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = self.request.build_absolute_uri(reverse("glossary"))
        return super().get_context_data(**kwargs) | {
            "letters": letters(),
            "linked": block(defined_terms(address)),
            "vienna_1969": VIENNA_1969,
            "vienna_1986": VIENNA_1986,
            "edtf": LIBRARY_OF_CONGRESS,
        }


class GlossaryJSON(View):
    """The terms as JSON, in the language of the address."""

    operation = Described(gettext_lazy("The terms of the field"), {"application/json": schema()})

    def get(self, request: HttpRequest) -> HttpResponse:
        asof.refuse_others(request)
        terms = [told(entry.term) for _letter, entries in letters() for entry in entries]
        return JsonResponse({"language": get_language(), "terms": terms})


def told(term: Term) -> dict[str, Any]:
    """A term as JSON has it."""
    return {
        "slug": term.slug,
        "name": str(term.name),
        "meaning": str(term.meaning),
        "rule": str(term.rule.words),
        "rule_url": term.rule.address,
        "see": [*term.see],
    }


def letters() -> list[tuple[str, list[Entry]]]:
    """The terms under their first letters, both without accents as dictionaries order them."""
    ordered = sorted(TERMS, key=lambda term: fold(str(term.name)))
    return [
        (letter, [Entry(term, tuple(BY_SLUG[slug] for slug in term.see)) for term in terms])
        for letter, terms in groupby(ordered, key=lambda term: fold(str(term.name))[0].upper())
    ]


def defined_terms(address: str) -> dict[str, Any]:
    """The glossary as schema.org's DefinedTermSet, in the language of the page."""
    return {
        "@type": "DefinedTermSet",
        "@id": address,
        "name": _("Glossary"),
        "inLanguage": get_language(),
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "@id": f"{address}#{term.slug}",
                "termCode": term.slug,
                "name": str(term.name),
                "description": str(term.meaning),
            }
            for term in TERMS
        ],
    }
