"""The description of the API as OpenAPI 3.1, made from the views that answer it.

REST framework's views are described by their serializers, filters and pages; any other view is
where it has an `operation`: a `listings.api.Described`, or one for each extension.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, ClassVar

from django.conf import settings
from django.urls import URLPattern, get_resolver
from django.utils.translation import gettext as _
from django.utils.translation import override
from drf_spectacular.generators import EndpointEnumerator, SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.filters import BaseFilterBackend
from rest_framework.generics import GenericAPIView

from listings.api import AsOf, Described, ListingAPI, Schema
from portal.views import LISTINGS
from records.api import RecordAPI

PROBLEM = "application/problem+json"
# The language that an address may begin with says nothing of what it answers.
PREFIXES = {code for code, _name in settings.LANGUAGES}
Endpoint = tuple[str, str, str, Any]


class ProblemSerializer(serializers.Serializer):
    """What is wrong, as RFC 9457 writes it."""

    type = serializers.CharField(help_text="about:blank: the status says what kind of problem.")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField(help_text="The status.")
    detail = serializers.CharField(help_text="What is wrong, in a sentence.")
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        help_text="What is wrong, by parameter; under an empty name, with the question as a whole.",
    )


class Operation(AutoSchema):
    """One address: its parameters, and its answers with those that every address can give."""

    def get_operation_id(self) -> str:
        named = self.path.strip("/").replace("{", "by_").replace("}", "")
        return "".join(letter if letter.isalnum() else "_" for letter in named)

    def get_tags(self) -> list[str]:
        named = [part for part in self.path.strip("/").split("/") if part not in PREFIXES]
        return [named[0].partition(".")[0]]

    def get_summary(self) -> str:
        return str(self.view.summary())

    def get_description(self) -> str:
        listing = getattr(self.view, "listing", None)
        return str(listing.description) if isinstance(self.view, ListingAPI) else ""

    def get_filter_backends(self) -> list[Any]:
        return [AsOf] if isinstance(self.view, RecordAPI) else list(self.view.filter_backends)

    def get_response_serializers(self) -> dict[Any, Any]:
        return {
            **self.answers(),
            304: OpenApiResponse(description=_("Nothing has changed since.")),
            (400, PROBLEM): OpenApiResponse(
                ProblemSerializer, _("A parameter or a value that does not exist.")
            ),
            (404, PROBLEM): OpenApiResponse(
                ProblemSerializer, _("No published record or page with this address.")
            ),
        }

    def answers(self) -> dict[Any, Any]:
        """What only this address answers, by status."""
        answers: dict[Any, Any] = {}
        if isinstance(self.view, StandIn):
            content = self.view.described.content
            answers |= {(200, media): found(schema) for media, schema in content.items()}
        else:
            answers[200] = found(self._get_serializer())
        if self.moves():
            answers[301] = OpenApiResponse(description=_("The record has another slug now."))
        return answers

    def moves(self) -> bool:
        """Whether the address can lead on to another."""
        view = getattr(self.view, "stands_for", self.view)
        return isinstance(self.view, RecordAPI) or getattr(view, "moves", False)

    def get_override_parameters(self) -> list[Any]:
        headers = [
            header("If-None-Match", _("The ETag of an answer that is known already."), None),
            header("ETag", _("Changes whenever the answer may."), [200, 304]),
        ]
        if isinstance(self.view, ListingAPI):
            links = _("The first, previous, next and last page (RFC 8288).")
            headers.append(header("Link", links, [200]))
        if self.moves():
            headers.append(header("Location", _("Where the record is now."), [301]))
        return headers

    def get_paginated_name(self, serializer_name: str) -> str:
        return serializer_name.removesuffix("Row") + "Page"


def found(what: Any) -> OpenApiResponse:
    """The answer to a question that can be answered."""
    return OpenApiResponse(what, _("What was asked for."))


def header(name: str, description: str, statuses: list[int] | None) -> OpenApiParameter:
    """A header of the request or, with statuses, of the responses that always bear it."""
    return OpenApiParameter(
        name,
        str,
        OpenApiParameter.HEADER,
        description=description,
        required=bool(statuses),
        response=statuses or False,
    )


class Given(BaseFilterBackend):
    """The parameters that a view without REST framework says it has."""

    def get_schema_operation_parameters(self, view: Any) -> list[Schema]:
        return view.described.parameters(view.stands_for)


class StandIn(GenericAPIView):
    """Stands for a view that REST framework does not know, while it is described."""

    described: ClassVar[Described]
    stands_for: ClassVar[Any]
    filter_backends = (Given,)

    def get(self, request: Any) -> None:
        """Is never asked."""

    def summary(self) -> Any:
        return self.described.summary


class Addresses(EndpointEnumerator):
    """Every address that is described, in the order of the site map."""

    def _get_api_endpoints(self, patterns: Any, prefix: str) -> list[Endpoint]:
        found = super()._get_api_endpoints(patterns, prefix)
        return (
            found
            if patterns is not None
            else [*found, *self.others(get_resolver().url_patterns, "")]
        )

    def others(self, patterns: Any, prefix: str) -> Iterator[Endpoint]:
        """Those of views that REST framework does not know."""
        for pattern in patterns:
            regex = prefix + str(pattern.pattern)
            if not isinstance(pattern, URLPattern):
                yield from self.others(pattern.url_patterns, regex)
                continue
            view = getattr(pattern.callback, "view_class", None)
            if described := getattr(view, "operation", None):
                yield from self.stand_ins(self.get_path_from_regex(regex), regex, view, described)

    def stand_ins(self, path: str, regex: str, view: Any, described: Any) -> Iterator[Endpoint]:
        """The address, or one for each extension where that is a part of it."""
        by_extension = described if isinstance(described, Mapping) else {"": described}
        for extension, one in by_extension.items():
            stand_in = type(view.__name__, (StandIn,), {"described": one, "stands_for": view})
            yield path.replace("{extension}", extension), regex, "GET", stand_in.as_view()


class Description(SchemaGenerator):
    """The whole of it."""

    endpoint_inspector_cls = Addresses

    def get_schema(self, request: Any = None, public: bool = True) -> Schema:
        tags = [
            {"name": listing.name, "description": str(listing.description)} for listing in LISTINGS
        ]
        return super().get_schema(request, public) | {"tags": tags}


@cache
def description(language: str) -> Schema:
    """The description in a language; it changes with the code only, not with the data."""
    with override(language):
        return Description().get_schema(public=True)
