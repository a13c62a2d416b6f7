"""One record: as a page and as JSON, by its slug, whatever slug it had before."""

from typing import Any, ClassVar

from django.core.exceptions import BadRequest
from django.db.models import Prefetch, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from records.json import Tree, as_json
from records.models import FormerSlug
from records.naming import foreign_keys, target_paths


def below(model: Any, children: Tree) -> list[Prefetch]:
    """What has to be fetched to show the public rows that hang on a record."""
    prefetches = []
    for name, tree in children.items():
        related: Any = model._meta.get_field(name).related_model
        rows = related.objects.published().select_related(*target_paths(related))
        prefetches.append(Prefetch(name, rows.prefetch_related(*below(related, tree))))
    return prefetches


def conceal(row: Any, children: Tree) -> None:
    """Empties, on the row in hand and what hangs on it, references to what is not public."""
    for key in foreign_keys(type(row)):
        target = getattr(row, key.name)
        if target is not None and not is_public(target):
            setattr(row, key.name, None)
    for name, tree in children.items():
        for child in getattr(row, name).all():
            conceal(child, tree)


def is_public(row: Any) -> bool:
    """The rule of `published()` for a row in hand."""
    above = (getattr(row, name) for name in getattr(row, "published_with", ()))
    return getattr(row, "is_published", True) and all(map(is_public, above))


class RecordView(DetailView):
    """A published record; an old slug redirects to the new one.

    `listing` is the listing that it is a row of, `children` the accessors of what is shown with
    it. With `format="json"` the answer is the listing's row, the record's other fields, and its
    children, as JSON.
    """

    listing: ClassVar[Any]
    children: ClassVar[Tree] = {}
    format = "html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.GET:
            found = ", ".join(request.GET)[:200]
            raise BadRequest(
                _("Found “%(found)s”: a record takes no parameters.") % {"found": found}
            )
        try:
            self.object = self.get_object()
        except Http404:
            return self.moved()
        if self.format == "json":
            return JsonResponse(self.as_json(), json_dumps_params={"ensure_ascii": False})
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_queryset(self) -> QuerySet:
        rows = self.model.objects.published().select_related(*target_paths(self.model))
        return rows.prefetch_related(*below(self.model, self.children))

    def get_object(self, queryset: QuerySet | None = None) -> Any:
        row = super().get_object(queryset)
        conceal(row, self.children)
        return row

    def moved(self) -> HttpResponseBase:
        """A redirect to where the record is now; Http404 where there never was one."""
        former = FormerSlug.objects.filter(
            kind=self.model._meta.label_lower, former=self.kwargs["slug"]
        ).first()
        if not former or not self.model.objects.published().filter(slug=former.current).exists():
            raise Http404(_("There is no published record with this address."))
        route = self.request.resolver_match.view_name
        return HttpResponsePermanentRedirect(reverse(route, kwargs={"slug": former.current}))

    def row(self) -> dict[str, Any]:
        """The record as a row of its listing."""
        return self.listing.row(
            self.object.slug, f"{self.request.scheme}://{self.request.get_host()}"
        )

    def as_json(self) -> dict[str, Any]:
        return (
            self.row() | as_json(self.object, self.children) | {"revision": self.request.revision}
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"listing": self.listing}
