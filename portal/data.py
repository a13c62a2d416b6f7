"""/data/: what can be taken away, in which form, and what every column means."""

import tempfile
from typing import IO, Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from datapackage.archive import write_archive
from datapackage.codebook import codebook
from datapackage.dictionary import dictionary
from datapackage.edition import LICENCE, Edition
from datapackage.rows import public_counts
from datapackage.snapshot import MovingDataError, at_one_revision
from listings.listing import Listing
from portal.dictionary import list_entry
from portal.errors import answer
from portal.views import LISTINGS, refuse_parameters
from records import asof
from records.models import Revision

FORMATS = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "atom": "Atom"}
# A package of the usual size never touches the disk.
MOST_IN_MEMORY = 4 * 1024 * 1024
RETRY_AFTER = 10  # seconds


class Data(TemplateView):
    """The page: downloads, licence, citation, dictionary."""

    template_name = "portal/data.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asof.refuse_others(request)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = public_counts()
        return super().get_context_data(**kwargs) | {
            "description": _("The whole record as files, and what each column means."),
            "edition": edition(self.request, Revision.objects.current()),
            "licence": LICENCE,
            "rows": sum(counts.values()),
            "tables": [(table, counts[table.name]) for table in dictionary()],
            "lists": [(list_entry(listing), files(listing)) for listing in LISTINGS],
        }


class Package(View):
    """The data package as a zip file, of one revision."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        refuse_parameters(request)
        try:
            made, file = package(request)
        except MovingDataError as error:
            response = answer(request, 503, _("Not now"), str(error))
            response["Retry-After"] = RETRY_AFTER
            return response
        return FileResponse(
            file, as_attachment=True, filename=made.file_name, content_type="application/zip"
        )


def edition(request: HttpRequest, revision: Revision) -> Edition:
    """The public record as of a revision, under the address by which it was asked for."""
    return Edition.of(revision, request.build_absolute_uri(reverse("data")))


def package(request: HttpRequest) -> tuple[Edition, IO[bytes]]:
    """The zip file, in memory while it is small and else on disk, and the edition that it holds.

    Whoever sends it closes it. Raises MovingDataError.
    """
    file = tempfile.SpooledTemporaryFile(MOST_IN_MEMORY)  # noqa: SIM115

    def write(revision: Revision) -> Edition:
        made = edition(request, revision)
        file.seek(0)
        file.truncate()
        write_archive(file, made, explanations(made))
        return made

    try:
        made = at_one_revision(write)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return made, file


def explanations(made: Edition) -> dict[str, bytes]:
    """What people read who have the files and not the site, in the language of the site."""
    with translation.override(settings.LANGUAGE_CODE):
        tables, lists = list(dictionary()), [list_entry(listing) for listing in LISTINGS]
        readme = render_to_string("portal/readme.txt", {"edition": made, "tables": tables})
        return {
            "README.txt": readme.encode(),
            # In a folder of their own: beside the tables each would be taken for one.
            "codebook/tables.csv": codebook(tables),
            "codebook/lists.csv": codebook(lists),
        }


def files(listing: type[Listing]) -> list[tuple[str, str]]:
    """Title and address of each file of a whole list."""
    stem = f"{reverse('home')}{listing.name}"
    return [(title, f"{stem}.{extension}") for extension, title in FORMATS.items()]
