"""The pages of an import: a file, which column is which, what it would do, and then it is done.

Nothing is kept between them but the upload itself: each page hands on what was chosen, and all of
it is checked again.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.admin.addresses import undo_link
from records.admin.import_forms import (
    ColumnsForm,
    ConfirmForm,
    HeldForm,
    UploadForm,
    initial_of,
    label,
)
from records.admin.uploads import UploadStorage
from records.columns import column_names, file_columns
from records.formats import FORMATS, Csv, FileFormat, Json, format_of
from records.intake import remembered
from records.intake.intake import Intake
from records.intake.mapping import Mapping, exact_mapping, missing, repeated, unknown
from records.intake.report import PREVIEWED, Report, Touch
from records.intake.sent_back import with_complaints
from records.intake.tables import FIRST_ROWS, Sheet, UnreadableFileError, sheet_of
from records.intake.writing import Errand, NotImportedError, carry_out
from records.models import ChangeSet

# So many rows are read to tell the columns.
LOOKED_AT = 200 + FIRST_ROWS
ANY_ERROR = (
    UnreadableFileError,
    ArithmeticError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class Importing:
    """One request about a file for one table."""

    def __init__(self, model_admin: Any, request: HttpRequest) -> None:
        self.model_admin, self.request = model_admin, request
        self.model = model_admin.model
        self.held: dict[str, Any] = {}

    # What each address does

    def look(self) -> HttpResponse:
        """The form for a file; once it is there the columns, or the preview."""
        return self._answered(self._look)

    def carry_out(self) -> HttpResponse:
        """Writes what the preview showed, and nothing else."""
        return self._answered(self._carry_out)

    def rows(self) -> HttpResponse:
        """The rows as a file with what is wrong with them: all, or the refused ones only."""
        return self._answered(self._rows)

    def _answered(self, work: Callable[[], HttpResponse]) -> HttpResponse:
        """A file that turns out to be unreadable further down is told about on the first page."""
        try:
            return work()
        except UnreadableFileError as error:
            messages.error(self.request, str(error))
            return HttpResponseRedirect(self._address("import"))

    def _look(self) -> HttpResponse:
        if self.request.method != "POST":
            return self._page(form=UploadForm())
        if "import_file_name" not in self.request.POST:
            return self._upload()
        if (form := self._hand_on(HeldForm)) is None:
            return self._start_again()
        return self._with_columns(form)

    def _carry_out(self) -> HttpResponse:
        if (form := self._hand_on(ConfirmForm)) is None:
            return self._start_again()
        values = form.cleaned_data
        errand = Errand(
            self.request.user, values["original_file_name"], values["reason"], values["digest"]
        )
        try:
            intake = self._intake(values["mapping"], lock=True)
            report, change_set = carry_out(intake, errand)
        except NotImportedError as error:
            messages.error(
                self.request,
                _("Nothing was written: the records changed since the preview. Look again."),
            )
            return self._preview(intake, values["mapping"], error.report)
        self.storage.remove()
        self._tell(report, change_set)
        return HttpResponseRedirect(self._address("changelist"))

    def _rows(self) -> HttpResponse:
        if (form := self._hand_on(ConfirmForm)) is None:
            return self._start_again()
        intake = self._intake(form.cleaned_data["mapping"])
        report = reported(intake)
        form_of = (Csv if self.format is Json else self.format)()
        table = with_complaints(intake.sheet, report, everything="all" in self.request.POST)
        name = slugify(form.cleaned_data["original_file_name"].rpartition(".")[0]) or "rows"
        said = f'attachment; filename="{name}-corrections.{form_of.get_extension()}"'
        return HttpResponse(
            form_of.write(table),
            content_type=form_of.get_content_type(),
            headers={"Content-Disposition": said},
        )

    # Steps

    def _upload(self) -> HttpResponse:
        form = UploadForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self._page(form=form)
        sent = form.cleaned_data["import_file"]
        data = sent.read()
        chosen = form.cleaned_data["format"]
        number = int(chosen) if chosen else FORMATS.index(format_of(data))
        self.storage = UploadStorage()
        self.held = {
            "original_file_name": sent.name,
            "format": number,
            "encoding": form.cleaned_data["encoding"],
            "reason": form.cleaned_data["reason"],
        }
        try:
            sheet = self._sheet(data, limit=LOOKED_AT)
            if not sheet.table.rows:
                raise UnreadableFileError(_("The file is empty; expected a table with a header."))
            self.storage.save(data)
            self.held["import_file_name"] = self.storage.name
            return self._first_look(sheet)
        except ANY_ERROR as error:
            form.add_error("import_file", words_of(error))
            return self._page(form=form)

    def _first_look(self, sheet: Sheet) -> HttpResponse:
        """The preview where the columns are the table's own, else which column is which."""
        if exact := exact_mapping(self.model, sheet.header, sheet.header_row):
            return self._preview(self._intake(exact), exact)
        return self._columns(sheet)

    def _with_columns(self, held: forms.Form) -> HttpResponse:
        """What was said about the columns: the preview, or the same page where it can't be."""
        row = forms.IntegerField(required=False, min_value=1)
        try:
            header_row = row.clean(self.request.POST.get("header_row", ""))
            sheet = self._sheet(self.storage.read(), limit=LOOKED_AT, header_row=header_row)
        except (forms.ValidationError, UnreadableFileError) as error:
            messages.error(self.request, words_of(error))
            return self._columns(self._sheet(self.storage.read(), limit=LOOKED_AT))
        if self.request.POST.get("shown_row") != f"{sheet.header_row}":
            return self._columns(sheet)
        form = ColumnsForm(self.model, sheet, self.request.POST)
        if not form.is_valid() or "back" in self.request.POST:
            return self._columns(sheet, form)
        mapping = form.mapping()
        remembered.keep(self.model, sheet.header, mapping, self.request.user)
        return self._preview(self._intake(mapping), mapping)

    def _columns(self, sheet: Sheet, form: ColumnsForm | None = None) -> HttpResponse:
        before = None
        if form is None:
            before = remembered.last(self.model, sheet.header)
            mapping = remembered.mapping(self.model, sheet, before)
            form = ColumnsForm(self.model, sheet, initial=initial_of(mapping))
        return self._page(
            columns_form=form, sheet=sheet, before=before, held_form=self._held_form()
        )

    def _preview(
        self, intake: Intake, mapping: Mapping, report: Report | None = None
    ) -> HttpResponse:
        report = report or reported(intake)
        held = self.held | {"mapping": mapping.as_text(), "digest": report.digest}
        names, rows = shown(self.model, report, mapping)
        context: dict[str, Any] = {
            "result": report,
            "numbers": report.numbers,
            "touched": report.touched,
            "refused": report.refused[:PREVIEWED],
            "previewed": PREVIEWED,
            "names": names,
            "rows": rows,
            "remarks": intake.sheet.table.remarks,
            "mapping": mapping,
            "held_form": ConfirmForm(initial=held),
        }
        if not mapping.exact:
            chosen = initial_of(mapping)
            context["chosen_form"] = ColumnsForm(self.model, intake.sheet, initial=chosen)
        if report.writable:
            context["confirm_form"] = context["held_form"]
        return self._page(form=UploadForm(initial=self.held), **context)

    # Pieces

    def _hand_on(self, kind: type[forms.Form]) -> Any:
        """The form with what the page before handed on; None where that can't be used."""
        form = kind(self.request.POST)
        if self.request.method != "POST" or not form.is_valid():
            return None
        self.held = {name: form.cleaned_data[name] for name in HeldForm.base_fields}
        self.storage = UploadStorage(self.held["import_file_name"])
        try:
            self.storage.read()
            mapping = form.cleaned_data.get("mapping")
            return form if mapping is None or self._fits(mapping) else None
        except (OSError, *ANY_ERROR):
            return None

    def _fits(self, mapping: Mapping) -> bool:
        """Whether the mapping is one that the pages allow."""
        sheet = self._sheet(self.storage.read(), limit=LOOKED_AT, header_row=mapping.header_row)
        if mapping.exact:
            return mapping == exact_mapping(self.model, sheet.header, sheet.header_row)
        faults = [*missing(self.model, mapping), *repeated(mapping), *unknown(self.model, mapping)]
        return not faults and len(mapping.columns) <= len(sheet.header)

    @property
    def format(self) -> type[FileFormat]:
        return FORMATS[self.held["format"]]

    def _sheet(self, data: bytes, limit: int | None = None, header_row: int | None = None) -> Sheet:
        table = self.format().table(data, self.held["encoding"], limit)
        return sheet_of(table, header_row)

    def _intake(self, mapping: Mapping, *, lock: bool = False) -> Intake:
        sheet = self._sheet(self.storage.read(), header_row=mapping.header_row)
        return Intake(self.model, sheet, mapping, self.request.user, lock=lock)

    def _held_form(self) -> HeldForm:
        return HeldForm(initial=self.held)

    def _tell(self, report: Report, change_set: ChangeSet) -> None:
        said = ngettext(
            "Imported: %(new)s new and %(changed)s changed record.",
            "Imported: %(new)s new and %(changed)s changed records.",
            report.numbers["new"] + report.numbers["changed"],
        ) % {"new": report.numbers["new"], "changed": report.numbers["changed"]}
        link = undo_link(change_set, _("View or undo"))
        messages.success(self.request, format_html("{} {}", said, link))

    def _start_again(self) -> HttpResponse:
        messages.error(self.request, _("The upload is no longer there. Import the file again."))
        return HttpResponseRedirect(self._address("import"))

    def _address(self, page: str) -> str:
        opts = self.model._meta
        return reverse(
            f"{self.model_admin.admin_site.name}:{opts.app_label}_{opts.model_name}_{page}"
        )

    def _page(self, **context: Any) -> HttpResponse:
        site, opts = self.model_admin.admin_site, self.model._meta
        self.request.current_app = site.name
        shared = site.each_context(self.request) | {
            "title": _("Import"),
            "opts": opts,
            "expected": column_names(self.model),
        }
        return TemplateResponse(self.request, "admin/records/import.html", shared | context)


def reported(intake: Intake) -> Report:
    """What the file would do."""
    for _entries in intake.entries():
        pass
    return intake.report


Rows = list[tuple[Touch, list[tuple[str, str]]]]


def shown(model: Any, report: Report, mapping: Mapping) -> tuple[list[str], Rows]:
    """The columns in which the rows of the preview have anything, and the rows with just those."""
    columns = file_columns(model)
    used = {
        place
        for row in report.touched
        for place, (before, after) in enumerate(row.cells)
        if before or after
    }
    places = sorted(used)
    names = [c.name if mapping.exact else label(c) for c in columns]
    rows = [(row, [row.cells[place] for place in places]) for row in report.touched]
    return [names[place] for place in places], rows


def words_of(error: Exception) -> str:
    """What is said of an error; those that nobody foresaw come with their name."""
    if isinstance(error, UnreadableFileError):
        return str(error)
    if isinstance(error, forms.ValidationError):
        return " ".join(error.messages)
    return _("The file can't be read (%(error)s); check its format, or save it anew.") % {
        "error": type(error).__name__
    }
