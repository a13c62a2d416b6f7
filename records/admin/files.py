"""Import and export on the admin pages: previewed, all or nothing, under one's permissions."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import slugify
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm

from records.admin.importing import Importing
from records.formats import FORMATS, FileFormat
from records.resources import TableResource, resource_for


class FilesMixin(ImportExportMixin):
    """Import of any spreadsheet into a table, and export with the columns of the data package."""

    export_form_class = ExportForm

    def get_resource_classes(self, request: HttpRequest) -> list[type[TableResource]]:
        return [resource_for(self.model)]

    def get_export_formats(self) -> list[type[FileFormat]]:
        return FORMATS

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_import_rows"
        view = self.admin_site.admin_view(self.import_rows)
        return [path("import/rows/", view, name=name), *super().get_urls()]

    def get_export_filename(
        self, request: HttpRequest, queryset: QuerySet, file_format: FileFormat
    ) -> str:
        name = slugify(self.opts.verbose_name_plural)
        return f"{name}-{timezone.localdate()}.{file_format.get_extension()}"

    # Import

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The form for a file, which column is which, and the preview."""
        return self._importing(request).look()

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Writes what was previewed."""
        return self._importing(request).carry_out()

    def import_rows(self, request: HttpRequest) -> HttpResponse:
        """The rows of the file with what is wrong with them, to be corrected."""
        return self._importing(request).rows()

    def _importing(self, request: HttpRequest) -> Importing:
        if not self.has_import_permission(request):
            raise PermissionDenied
        return Importing(self, request)

    # Export

    def export_action(self, request: HttpRequest) -> HttpResponse:
        try:
            return super().export_action(request)
        except IncorrectLookupParameters:
            # As on the list itself: a filter that does not exist filters nothing, in words.
            opts = self.opts
            name = f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_changelist"
            return HttpResponseRedirect(f"{reverse(name)}?{ERROR_FLAG}=1")
