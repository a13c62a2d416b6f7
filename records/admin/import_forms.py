"""The forms of an import: which file, which column is which, and that it shall be written."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Field
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from records.admin.reasons import ReasonField
from records.formats import FORMATS
from records.intake.encodings import ENCODINGS
from records.intake.mapping import Mapping, fillable, missing, repeated
from records.intake.tables import Sheet, letter
from records.models import Tracked

DAY_FIRST = {"": None, "day": True, "month": False}
ORDERS = [
    ("", gettext_lazy("refused: the date must be written out")),
    ("day", gettext_lazy("4 September 2018: the day comes first")),
    ("month", gettext_lazy("9 April 2018: the month comes first")),
]
WIDE = {"class": "vTextField"}


class UploadForm(forms.Form):
    """Which file, how it is to be read, and why."""

    import_file = forms.FileField(
        label=_("File"),
        help_text=_("A spreadsheet as XLSX or CSV, or a JSON list. Its first sheet is read."),
    )
    format = forms.ChoiceField(
        label=_("Format"),
        required=False,
        choices=[("", _("find out")), *((f"{n}", f.title) for n, f in enumerate(FORMATS))],
    )
    encoding = forms.ChoiceField(
        label=_("Letters"),
        required=False,
        choices=ENCODINGS,
        help_text=_("For CSV, where accented letters came out wrong: who saved the file."),
    )
    reason = ReasonField(
        required=False, help_text=_("Kept in the history of every row that the file changes.")
    )


class HeldForm(forms.Form):
    """What the pages of an import hand on: the upload, how to read it, and the reason."""

    import_file_name = forms.CharField(widget=forms.HiddenInput)
    original_file_name = forms.CharField(widget=forms.HiddenInput)
    format = forms.TypedChoiceField(
        choices=[(n, "") for n in range(len(FORMATS))], coerce=int, widget=forms.HiddenInput
    )
    encoding = forms.ChoiceField(required=False, choices=ENCODINGS, widget=forms.HiddenInput)
    reason = ReasonField(required=False, widget=forms.HiddenInput)

    def clean_import_file_name(self) -> str:
        return self.cleaned_data["import_file_name"].rpartition("/")[2]


class ConfirmForm(HeldForm):
    """That what the preview shows shall be written: just that, by its digest."""

    mapping = forms.CharField(widget=forms.HiddenInput)
    digest = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_mapping(self) -> Mapping:
        try:
            return Mapping.from_text(self.cleaned_data["mapping"])
        except ValueError:
            raise forms.ValidationError(_("Import the file again.")) from None


class ColumnsForm(forms.Form):
    """Which column of the file is which of the table, and how its cells are meant."""

    header_row = forms.IntegerField(
        label=_("Row with the names of the columns"),
        min_value=1,
        max_value=1_048_576,
        widget=forms.NumberInput(attrs={"class": "vIntegerField"}),
    )
    day_first = forms.ChoiceField(
        label=_("A date such as 04/09/2018"), required=False, choices=ORDERS
    )
    empties = forms.TypedChoiceField(
        label=_("An empty cell"),
        coerce=lambda text: text == "empty",
        empty_value=None,
        required=False,
        choices=[
            ("", _("leaves the record's value as it is")),
            ("empty", _("empties the record's value")),
        ],
    )
    known_by_name = forms.TypedChoiceField(
        label=_("A row without a slug"),
        coerce=lambda text: text != "new",
        empty_value=None,
        required=False,
        choices=[
            ("", _("is the record of that name, where there is one; else a new one")),
            ("new", _("is always a new record")),
        ],
    )

    def __init__(self, model: type[Tracked], sheet: Sheet, *args: Any, **kwargs: Any) -> None:
        self.model, self.sheet = model, sheet
        self.fillable = fillable(model)
        super().__init__(*args, **kwargs)
        choices = [("", gettext("— leave it out —"))]
        choices += [(column.name, label(column)) for column in self.fillable]
        for place, name in enumerate(sheet.header):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=name, required=False, choices=choices
            )
        for column in self.fillable:
            if column.name != "slug" and not column.unique:
                self.fields[f"all_{column.name}"] = _constant(column)

    def columns(self) -> Iterator[tuple[str, Any, list[str]]]:
        """The file's columns: the letter over each, what it is taken for, its first texts."""
        for place in range(len(self.sheet.header)):
            yield letter(place), self[f"column_{place}"], self.sheet.examples(place)

    def manner(self) -> list[Any]:
        """How the cells are meant."""
        return [self[name] for name in self.base_fields]

    @property
    def asks_for_more(self) -> bool:
        """Whether something that every row needs has no column, or has a value for all rows."""
        values = self.data if self.is_bound else self.initial
        chosen = {values.get(f"column_{place}") for place in range(len(self.sheet.header))}
        needed = {column.name for column in missing(self.model, Mapping())}
        constants = any(values.get(f"all_{column.name}") for column in self.fillable)
        return constants or not needed <= chosen

    def constants(self) -> Iterator[Any]:
        """What every row can be given; first what no row can do without."""
        needed = {column.name for column in missing(self.model, Mapping())}
        boxes = [
            (c.name, self[f"all_{c.name}"]) for c in self.fillable if f"all_{c.name}" in self.fields
        ]
        yield from (box for _name, box in sorted(boxes, key=lambda each: each[0] not in needed))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        mapping = self.mapping()
        for name in repeated(mapping):
            said = gettext("“%(column)s” is filled twice; leave one of the columns out.")
            self.add_error(None, said % {"column": self._label(name)})
        for column in missing(self.model, mapping):
            said = gettext(
                "No column is “%(column)s”, which every row needs: choose one above, "
                "or a value for all rows below."
            )
            self.add_error(None, said % {"column": label(column)})
        if not mapping.places():
            self.add_error(None, gettext("Choose what at least one column is."))
        return values

    def mapping(self) -> Mapping:
        """What was chosen."""
        values = self.cleaned_data
        places = range(len(self.sheet.header))
        constants = {
            name.removeprefix("all_"): text.strip()
            for name, text in values.items()
            if name.startswith("all_") and text.strip()
        }
        return Mapping(
            columns=tuple(values.get(f"column_{place}", "") for place in places),
            constants=constants,
            header_row=self.sheet.header_row,
            day_first=DAY_FIRST[values.get("day_first", "")],
            empties=bool(values.get("empties")),
            known_by_name=values.get("known_by_name") is not False,
        )

    def _label(self, name: str) -> str:
        return label(self.model._meta.get_field(name))


def label(column: Any) -> str:
    """A column of the table as people call it."""
    return capfirst(str(column.verbose_name))


def initial_of(mapping: Mapping) -> dict[str, Any]:
    """What the form of the columns shows for a mapping."""
    orders = {meant: name for name, meant in DAY_FIRST.items()}
    return {
        "header_row": mapping.header_row,
        "day_first": orders[mapping.day_first],
        "empties": "empty" if mapping.empties else "",
        "known_by_name": "" if mapping.known_by_name else "new",
        **{f"column_{place}": name for place, name in enumerate(mapping.columns)},
        **{f"all_{name}": text for name, text in mapping.constants.items()},
    }


def _constant(column: Field) -> forms.Field:
    if not column.choices:
        text = forms.TextInput(attrs=WIDE)
        return forms.CharField(label=label(column), required=False, widget=text)
    choices = [("", "—"), *(choice for choice in column.flatchoices if choice[0] != "")]
    return forms.ChoiceField(label=label(column), required=False, choices=choices)
