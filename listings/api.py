"""A listing as JSON, page by page, and what its parameters are for whoever describes them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from rest_framework.filters import BaseFilterBackend
from rest_framework.generics import ListAPIView
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from listings import fields
from listings.errors import UnanswerableError
from listings.filters import AsOfFilter
from listings.listing import Listing
from listings.question import MOST_PAGES, MOST_ROWS, PAGE_SIZE, PagingForm, Question
from listings.serializers import RowSerializer, row_serializer

Schema = dict[str, Any]

# Free text holds no NUL, which no database takes.
TEXT = r"^[^\u0000]*$"
WORDS = rf"^\s*([^\s\u0000]+(\s+[^\s\u0000]+){{0,{fields.MOST_WORDS - 1}}})?\s*$"
# Days of the calendar, 29 February aside; years and months too.
YEAR = "(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
ANY_MONTH = "(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?"
LONGER = "(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31"
DAY = f"^{YEAR}(-({ANY_MONTH}|{LONGER}))?$"


@dataclass(frozen=True)
class Described:
    """What an address answers that REST framework does not serve, for the description of the API.

    A view that has one as its `operation` is described: in one line, by media type and schema of
    what it answers, and by a function from the view to its parameters.
    """

    summary: Any
    content: Mapping[str, Schema]
    parameters: Callable[[Any], list[Schema]] = lambda view: []


class Pages(BasePagination):
    """The parts of a listing: `count`, `next` and `previous` in the answer, all four in `Link`."""

    def addresses(self, request: HttpRequest, question: Question, page: Page) -> dict[str, str]:
        """The whole addresses of the first, previous, next and last page, where there are any."""
        numbers = {"first": 1, "last": page.paginator.num_pages}
        if page.has_previous():
            numbers["prev"] = page.number - 1
        if page.has_next():
            numbers["next"] = page.number + 1
        here = request.build_absolute_uri(request.path)
        return {name: here + question.address(page=number) for name, number in numbers.items()}

    def get_schema_operation_parameters(self, view: Any = None) -> list[Schema]:
        schemas = {
            "page": {"minimum": 1, "maximum": MOST_PAGES, "default": 1},
            "page_size": {"minimum": 1, "maximum": MOST_ROWS, "default": PAGE_SIZE},
        }
        return [
            parameter(name, field, {"type": "integer"} | schemas[name])
            for name, field in PagingForm().fields.items()
        ]

    def get_paginated_response_schema(self, schema: Schema) -> Schema:
        address = {"type": ["string", "null"], "format": "uri"}
        whole = {"type": "integer", "minimum": 0}
        properties = {
            "count": whole | {"description": "How many rows match, on all pages."},
            "next": address | {"description": "The next page; null on the last."},
            "previous": address | {"description": "The page before; null on the first."},
            "revision": whole | {"description": "The state of the data: it grows with each write."},
            "results": schema,
        }
        return {"type": "object", "required": list(properties), "properties": properties}


class Filters(BaseFilterBackend):
    """The parameters of a listing, from the filter set that its page uses too."""

    def get_schema_operation_parameters(self, view: Any) -> list[Schema]:
        return filter_parameters(view.listing)


class AsOf(BaseFilterBackend):
    """The day of the question, for what takes no other parameter."""

    def get_schema_operation_parameters(self, view: Any) -> list[Schema]:
        field = AsOfFilter().field
        return [parameter("as_of", field, schema_of("as_of", field))]


class ListingAPI(ListAPIView):
    """The rows of a listing as JSON, a page at a time."""

    listing: ClassVar[type[Listing]]
    filter_backends = (Filters,)
    pagination_class = Pages

    def get_serializer_class(self) -> type[RowSerializer]:
        listing: Any = self.listing
        return row_serializer(listing)

    @classmethod
    def summary(cls) -> str:
        """What the address answers, in one line."""
        return _("%(title)s, a page at a time") % {"title": cls.listing.title}

    def list(self, request: Request) -> Response:
        question = Question.of(self.listing, request)
        if problems := question.problems():
            raise UnanswerableError(problems)
        page = question.page()
        links = self.paginator.addresses(request, question, page)
        answer = {
            "count": page.paginator.count,
            "next": links.get("next"),
            "previous": links.get("prev"),
            "revision": request.revision,
            "results": self.get_serializer(page.object_list, many=True).data,
        }
        return Response(answer, headers={"Link": link_header(links)})


def link_header(links: dict[str, str]) -> str:
    """Relations and addresses as RFC 8288 writes them."""
    return ", ".join(f'<{address}>; rel="{name}"' for name, address in links.items())


def file_parameters(view: Any) -> list[Schema]:
    """The parameters of a listing's file: those of its JSON."""
    return filter_parameters(view.listing) + Pages().get_schema_operation_parameters()


def filter_parameters(
    listing: type[Listing], without: Collection[str] = frozenset()
) -> list[Schema]:
    """The parameters of a listing's filter set, some left out, as OpenAPI describes them."""
    form = listing.filtered(QueryDict()).form
    return [
        parameter(name, field, schema_of(name, field))
        for name, field in form.fields.items()
        if name not in without
    ]


def parameter(name: str, field: forms.Field, schema: Schema) -> Schema:
    """A form field as a parameter; empty is the same as not given."""
    turned = _("The name of a column; with “-” in front, the other way round.")
    words = turned if name == "ordering" else meanings(field)
    texts = [f"{capfirst(field.label)}.", str(field.help_text), words]
    described = {
        "name": name,
        "in": "query",
        "description": "\n\n".join(text for text in texts if text),
        "allowEmptyValue": True,
        "schema": schema,
    }
    if schema["type"] == "array":
        described |= {"style": "form", "explode": True}
    return described


def meanings(field: forms.Field) -> str:
    """What each value means that a field knows by itself, as a list."""
    known = [(value, label) for value, label in getattr(field, "choices", ()) if value]
    none = getattr(field, "none", "")
    known += [(fields.NONE, none)] if none else []
    return "\n".join(f"* `{value}` – {label}" for value, label in known)


def schema_of(name: str, field: forms.Field) -> Schema:
    """Which texts a form field takes."""
    match field:
        case fields.StrictChoiceField():
            return {"type": "string", "enum": [value for value, _label in field.choices if value]}
        case fields.DayField():
            return {"type": "string", "format": "edtf-day", "pattern": DAY}
        case fields.MultipleReferenceField():
            items = {"type": "string", "format": reference(field)}
            return {"type": "array", "items": items, "maxItems": fields.MOST_REFERENCES}
        case fields.ReferenceField():
            return {"type": "string", "format": reference(field)}
        case fields.KnownField():
            return {"type": "string", "format": f"{field.column}-on-record"}
        case fields.WordsField():
            return {"type": "string", "maxLength": field.max_length, "pattern": WORDS}
    return {"type": "string", "maxLength": field.max_length, "pattern": TEXT}


def reference(field: fields.ReferenceField) -> str:
    """The format of a text that must name a record: organization-slug-or-name and its like."""
    return f"{field.rows().model._meta.model_name}-slug-or-name"
