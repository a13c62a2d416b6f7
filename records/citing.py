"""/<listing>/<slug>.bib, .ris and .csl.json: how to cite a record, for reference managers."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import View

from records import asof
from records.naming import target_paths
from records.references import FORMS, Form, Reference
from records.views import Published, RecordView


def routes(page: type[RecordView], name: str) -> list[URLPattern]:
    """The addresses of the citations of the records that `page` shows, for an app's urls.py.

    Their names are those of the forms behind `name`: agreement-bib, agreement-ris, agreement-csl.
    """
    return [
        path(
            f"{page.listing.name}/<slug:slug>.{form.extension}",
            view_of(page, form).as_view(),
            name=f"{name}-{form.extension.partition('.')[0]}",
        )
        for form in FORMS
    ]


def view_of(page: type[RecordView], form: Form) -> "type[RecordCitation]":
    """The view that answers how to cite the records of a page in one of the forms."""
    known = {"model": page.model, "listing": page.listing, "form": form, "operation": form}
    return type(f"{page.__name__}{form.name.partition('-')[0]}", (RecordCitation,), known)


class RecordCitation(Published, View):
    """A file with the citation of a record."""

    form: ClassVar[Form]
    # For the description of the API: an old slug leads on.
    moves = True

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        return self.answer(request, slug)

    def get_queryset(self) -> QuerySet:
        return self.model.objects.published().select_related(*target_paths(self.model))

    def shown(self) -> HttpResponseBase:
        cited = reference(self.request, self.object)
        response = HttpResponse(self.form.write(cited))
        response["Content-Type"] = f"{self.form.media}; charset=utf-8"
        file_name = f"{cited.key}.{self.form.extension}"
        response["Content-Disposition"] = f'attachment; filename="{file_name}"'
        return response


def reference(request: HttpRequest, record: Any) -> Reference:
    """The record as it is cited today, by the address of its page on the day of the question."""
    page = record.get_absolute_url()
    revision, changed = request.revision, request.changed
    return Reference(
        listing=page.strip("/").split("/")[-2],
        slug=record.slug,
        title=str(record),
        kind=str(record._meta.verbose_name),
        address=request.build_absolute_uri(page + asof.kept(request)),
        revision=revision,
        changed=timezone.localdate(changed),
        accessed=timezone.localdate(),
        language=get_language() or "",
    )


def files(request: HttpRequest, record: Any) -> list[tuple[str, str]]:
    """The forms by name, and the addresses of the record's citation in them."""
    page = record.get_absolute_url().removesuffix("/")
    return [(form.name, f"{page}.{form.extension}{asof.kept(request)}") for form in FORMS]
