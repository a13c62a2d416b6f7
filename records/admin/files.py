"""Import and export on the admin pages: previewed, all or nothing, under one's permissions."""

import tempfile
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportMixin
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.results import Result, RowResult
from import_export.tmp_storages import TempFolderStorage

from records.formats import Csv, FileFormat, Json, UnreadableFileError, Xlsx
from records.resources import TableResource, resource_for

# More rows than a person looks through; the numbers above the table count all of them.
PREVIEWED = 500


class UploadStorage(TempFolderStorage):
    """Uploads between preview and confirmation. No other file of the folder can be named."""

    prefix = "entente-upload-"

    def get_full_path(self) -> str:
        path = super().get_full_path()
        if not path.startswith(f"{tempfile.gettempdir()}/{self.prefix}"):
            raise PermissionDenied
        return path

    def _open(self, mode: str = "r") -> Any:
        if self.name:
            return super()._open(mode)
        # It is closed by whoever writes to it and removed once the import is confirmed.
        file = tempfile.NamedTemporaryFile(prefix=self.prefix, delete=False)  # noqa: SIM115
        self.name: str = file.name
        return file


class UploadForm(ImportForm):
    """Which file, in what format, and why."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Kept in the history of every row that the file changes."),
    )


class ConfirmForm(ConfirmImportForm):
    """That what the preview shows shall be written."""

    reason = forms.CharField(required=False, widget=forms.HiddenInput())


class FilesMixin(ImportExportMixin):
    """Import and export of a table with the columns of the data package."""

    formats: list[type[FileFormat]] = [Csv, Xlsx, Json]
    import_form_class = UploadForm
    confirm_form_class = ConfirmForm
    export_form_class = ExportForm
    import_template_name = "admin/records/import.html"
    tmp_storage_class = UploadStorage

    def get_resource_classes(self, request: HttpRequest) -> list[type[TableResource]]:
        return [resource_for(self.model)]

    def get_import_formats(self) -> list[type[FileFormat]]:
        return self.formats

    def get_export_formats(self) -> list[type[FileFormat]]:
        return self.formats

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_export_filename(
        self, request: HttpRequest, queryset: QuerySet, file_format: FileFormat
    ) -> str:
        name = slugify(self.opts.verbose_name_plural)
        return f"{name}-{timezone.localdate()}.{file_format.get_extension()}"

    def get_confirm_form_initial(self, request: HttpRequest, import_form: Any) -> dict[str, Any]:
        initial = super().get_confirm_form_initial(request, import_form)
        if import_form:
            initial["reason"] = import_form.cleaned_data["reason"]
        return initial

    def get_import_data_kwargs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        reason = kwargs["form"].cleaned_data.get("reason", "")
        return {"rollback_on_validation_errors": True, "reason": reason}

    def add_data_read_fail_error_to_form(self, form: forms.Form, error: Exception) -> None:
        if isinstance(error, UnreadableFileError):
            form.add_error("import_file", str(error))
        else:
            super().add_data_read_fail_error_to_form(form, error)

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = super().import_action(request, **kwargs)
        if result := response.context_data.get("result"):
            response.context_data |= preview(result)
        return response

    def export_action(self, request: HttpRequest) -> HttpResponse:
        try:
            return super().export_action(request)
        except IncorrectLookupParameters:
            # As on the list itself: a filter that does not exist filters nothing, in words.
            opts = self.opts
            name = f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_changelist"
            return HttpResponseRedirect(f"{reverse(name)}?{ERROR_FLAG}=1")

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        if result.has_errors() or result.has_validation_errors():
            messages.error(
                request,
                _("Nothing was written: the records changed since the preview. Import again."),
            )
            opts = self.opts
            name = f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_import"
            return HttpResponseRedirect(reverse(name))
        return super().process_result(result, request)


def preview(result: Result) -> dict[str, Any]:
    """What the import page shows: numbers of all rows, and the first rows that would change."""
    kinds = (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE)
    touched = [
        (number, row) for number, row in enumerate(result.rows, 2) if row.import_type in kinds
    ]
    return {
        "numbers": {
            "new": result.totals[RowResult.IMPORT_TYPE_NEW],
            "changed": result.totals[RowResult.IMPORT_TYPE_UPDATE],
            "unchanged": result.totals[RowResult.IMPORT_TYPE_SKIP],
        },
        "touched": touched[:PREVIEWED],
        "refused": [
            (row.number + 1, row.error_dict.items()) for row in result.invalid_rows[:PREVIEWED]
        ],
        "failed": [
            (row.number + 1, error.error)
            for row in result.error_rows[:PREVIEWED]
            for error in row.errors
        ],
        "previewed": PREVIEWED,
    }
