"""/data/openapi.json and /data/api/: the API described, for programs and for people."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from listings.api import Described
from organizations.listings import OrganizationListing
from portal.openapi import description
from portal.reference import components, sections
from portal.views import LISTINGS, refuse_parameters
from records import asof

PAIR = (OrganizationListing.name, f"other {OrganizationListing.name}")


class OpenAPI(View):
    """The description itself; its ETag changes with the data, though it does with the code only."""

    operation: ClassVar[Described] = Described(
        _("This description, as OpenAPI 3.1"), {"application/json": {"type": "object"}}
    )

    def get(self, request: HttpRequest) -> HttpResponseBase:
        refuse_parameters(request)
        described = description(get_language())
        return JsonResponse(described, json_dumps_params={"ensure_ascii": False})


class Reference(TemplateView):
    """The description to read, with an example of everything that there is an example of."""

    template_name = "portal/api.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asof.refuse_others(request)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        described = description(get_language())
        return super().get_context_data(**kwargs) | {
            "info": described["info"],
            "sections": sections(described, examples()),
            "components": components(described),
            "base": f"{self.request.scheme}://{self.request.get_host()}",
        }


def examples() -> dict[str, str]:
    """The slug of a record of each kind, where there is any, and of another organization."""
    slugs = {
        each.name: list(each.queryset().order_by("pk").values_list("slug", flat=True)[:2])
        for each in LISTINGS
    }
    first = {name: found[0] for name, found in slugs.items() if found}
    # Addresses of two have them in the order of their slugs.
    pair = sorted(slugs[OrganizationListing.name])
    return first if len(pair) < len(PAIR) else first | dict(zip(PAIR, pair, strict=True))
