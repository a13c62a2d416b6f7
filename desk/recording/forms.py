"""The parts of the page: source, passages, agreement, signatories with their act, commitments."""

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Act, Agreement, AgreementLink, Commitment
from dates.fields import validate_not_open
from dates.forms import HELP, EnteredField
from desk.recording import documents
from desk.recording.documents import LONGEST_TEXT, Document, UnreadableDocumentError
from desk.recording.lines import Line, read
from records.admin import DateInput
from records.admin.autocomplete import RecordSelect
from records.admin.reasons import ReasonField
from sources.fingerprints import lines_of
from sources.models import Passage, Source

TEXT = {"class": "vTextField"}
AREA = {"class": "vLargeTextField"}
MOST_ROWS = 100


def line() -> forms.TextInput:
    return forms.TextInput(attrs=TEXT)


def area(rows: int, **attrs: str) -> forms.Textarea:
    return forms.Textarea(attrs={**AREA, "rows": rows, **attrs})


class CitesField(forms.CharField):
    """Numbers of passages on the page, such as “1” or “1, 3”; cleaned, a list of them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("passages that say so"),
            required=False,
            max_length=100,
            widget=forms.TextInput(attrs={"class": "cites", "inputmode": "numeric"}),
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        if not re.fullmatch(r"[\d\s,;]*", text, re.ASCII):
            raise ValidationError(
                _("Found “%(found)s”, expected numbers of passages above, such as 1 or 1, 3.")
                % {"found": text}
            )
        return list(dict.fromkeys(int(number) for number in re.findall(r"\d{1,4}", text)))


class SourceForm(forms.ModelForm):
    """A source that is not recorded yet."""

    class Meta:
        model = Source
        fields = ("title", "publisher", "kind", "published", "language", "reference",
                  "document_url", "note")  # fmt: skip
        widgets = {
            "title": line(),
            "publisher": line(),
            "published": DateInput,
            "reference": line(),
            "language": forms.TextInput(attrs={"class": "short"}),
            "document_url": forms.URLInput(attrs={"class": "vURLField"}),
            "note": area(2),
        }


class DocumentForm(forms.Form):
    """The document itself: read here, and not kept."""

    file = forms.FileField(
        label=gettext_lazy("document"),
        required=False,
        help_text=gettext_lazy("Its SHA-256 is recorded; the file is not kept."),
    )
    text = forms.CharField(
        label=gettext_lazy("or its text"),
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=area(4),
        help_text=gettext_lazy(
            "Passages given as “lines 4–8” are found in it; the text is not kept."
        ),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        self.trouble = ""
        self.document: Document | None = None
        if data is not None:
            data = self._with_upload(data.copy(), files or {}, kwargs.get("prefix", ""))
        super().__init__(data, files, **kwargs)

    def _with_upload(self, data: Any, files: Any, prefix: str) -> Any:
        """What was sent, with the file as text and sum: browsers send no file a second time."""
        names = {name: f"{prefix}-{name}" for name in ("file", "text", "kept")}
        if file := files.get(names["file"]):
            try:
                self.document = documents.uploaded(file)
            except UnreadableDocumentError as error:
                self.trouble = str(error)
                return data
            data[names["kept"]] = self.document.kept()
            data[names["text"]] = self.document.text or data.get(names["text"], "")
        else:
            kept, text = data.get(names["kept"], ""), data.get(names["text"], "")
            self.document = documents.carried(kept, text)
        return data

    def clean(self) -> dict[str, Any]:
        if self.trouble:
            self.add_error("file", self.trouble)
        return super().clean() or self.cleaned_data


class RowForm(forms.ModelForm):
    """A row of a table, whose head says what its columns are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("aria-label", capfirst(field.label or ""))
            field.help_text = ""


class PassageForm(RowForm):
    """A passage: of the text nothing is kept but its fingerprint."""

    text = forms.CharField(
        label=gettext_lazy("text"),
        required=False,
        max_length=100_000,
        widget=area(3),
    )
    # Of a passage that is recorded already.
    stored = forms.IntegerField(required=False, widget=forms.HiddenInput())

    class Meta:
        model = Passage
        fields = ("locator", "gist")
        widgets = {
            "locator": forms.TextInput(attrs={"class": "short", "placeholder": "lines 4–8"}),
            "gist": area(3),
        }

    document: Document | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("stored"):
            return cleaned
        locator, text = cleaned.get("locator", ""), cleaned.get("text", "")
        try:
            self.instance.fingerprint = documents.passage_fingerprint(locator, text, self.document)
        except ValueError as error:
            self.add_error("locator" if lines_of(locator) else "text", str(error))
        return cleaned


class PassageFormSet(forms.BaseFormSet):
    """The passages; facts name them by their number on the page."""

    def __init__(self, *args: Any, document: Document | None = None, **kwargs: Any) -> None:
        self.document = document
        super().__init__(*args, **kwargs)

    def add_fields(self, form: PassageForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.document = self.document

    def clean(self) -> None:
        locators: dict[str, int] = {}
        for number, form in enumerate(self.forms, 1):
            locator = getattr(form, "cleaned_data", {}).get("locator", "")
            if locator and locators.setdefault(locator, number) != number:
                form.add_error(
                    "locator",
                    _("Passage %(number)s is “%(locator)s” already; cite that number.")
                    % {"number": locators[locator], "locator": locator},
                )

    def filled(self) -> dict[int, PassageForm]:
        """The rows that hold a passage, by their number on the page."""
        rows = enumerate(self.forms, 1)
        return {n: form for n, form in rows if getattr(form, "cleaned_data", {}).get("locator")}


class AgreementForm(forms.ModelForm):
    """A new agreement, or one that is recorded already."""

    existing = forms.ModelChoiceField(
        label=gettext_lazy("an agreement recorded already"),
        queryset=Agreement.objects.all(),
        required=False,
        widget=RecordSelect(AgreementLink._meta.get_field("from_agreement"), admin.site),
        help_text=gettext_lazy("To add to it; then leave the fields below empty."),
    )
    cites = CitesField()

    class Meta:
        model = Agreement
        fields = ("title", "instrument", "binding", "reference", "languages", "summary",
                  "in_force_from", "until", "renewal", "notice", "note")  # fmt: skip
        widgets = {
            "title": line(),
            "reference": line(),
            "languages": forms.TextInput(attrs={"class": "short"}),
            "summary": area(3),
            "in_force_from": DateInput,
            "until": DateInput,
            "notice": forms.TextInput(attrs={"class": "short"}),
            "note": area(2),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # With an agreement that is there already, a new one needs no title.
        self.fields["title"].required = False
        self.use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        existing, titled = cleaned.get("existing"), bool(cleaned.get("title"))
        if existing and titled:
            self.add_error(
                "title",
                _("“%(title)s” is chosen above; leave the title empty, or choose nothing.")
                % {"title": existing},
            )
        return cleaned

    def _post_clean(self) -> None:
        # Only a new agreement is judged as a whole.
        if self.cleaned_data.get("title"):
            super()._post_clean()

    @property
    def is_new(self) -> bool:
        return bool(self.cleaned_data.get("title"))

    @property
    def is_named(self) -> bool:
        """Whether the page is about an agreement at all."""
        return self.is_new or bool(self.cleaned_data.get("existing"))


class SignatoriesForm(forms.Form):
    """Who stands in the agreement, and the act that all of them did on one day."""

    lines = forms.CharField(
        label=gettext_lazy("signatories, one to a line"),
        required=False,
        max_length=100_000,
        widget=area(11, placeholder="Organization of American States (OAS) | signatory"),
        help_text=gettext_lazy(
            "As printed: name (acronym) | capacity | who signed, title. Capacity and signer may be "
            "left out; a capacity that is left out is “signatory”."
        ),
    )
    cites = CitesField()
    act = forms.ChoiceField(
        label=gettext_lazy("act of all of them"),
        required=False,
        choices=[("", "—"), *Act.Kind.choices],
    )
    date = EnteredField(
        label=gettext_lazy("date"),
        required=False,
        validators=[validate_not_open],
        widget=DateInput,
        help_text=HELP,
    )
    act_cites = CitesField(help_text=gettext_lazy("Empty where the passages above say that too."))

    def clean_lines(self) -> list[Line]:
        return read(self.cleaned_data["lines"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        signed = [line for line in cleaned.get("lines") or [] if line.signer or line.title]
        if not cleaned.get("act") and (cleaned.get("date") or signed):
            who = signed[0].signer or signed[0].title if signed else ""
            said = (
                _("Say which act it was that %(who)s did.") % {"who": who}
                if who
                else _("Say which act it was on that date.")
            )
            self.add_error("act", said)
        return cleaned


class CommitmentForm(RowForm):
    """Something that the agreement promises."""

    who = forms.CharField(
        label=gettext_lazy("who must act"),
        required=False,
        max_length=2_000,
        widget=forms.TextInput(attrs={**TEXT, "list": "names-on-page"}),
    )
    cites = CitesField()

    class Meta:
        model = Commitment
        fields = ("locator", "text", "deadline", "recurrence")
        widgets = {
            "locator": forms.TextInput(attrs={"class": "short"}),
            "text": area(3),
            "deadline": DateInput({"placeholder": gettext_lazy("by when")}),
            "recurrence": forms.TextInput(
                attrs={"class": "short", "placeholder": gettext_lazy("or how often")}
            ),
        }

    def has_changed(self) -> bool:
        # The numbers of passages stand in every row from the start.
        return bool({*self.changed_data} - {"cites"})

    def clean_who(self) -> list[str]:
        return whom(self.cleaned_data["who"])


def whom(text: str) -> list[str]:
    """The names and numbers in a text of who must act."""
    parts = (" ".join(part.split()) for part in text.split(";"))
    found: list[str] = []
    for part in filter(None, parts):
        numbers = re.fullmatch(r"\d{1,3}(?:\s*,\s*\d{1,3})*", part, re.ASCII)
        found += re.findall(r"\d+", part) if numbers else [part]
    return list(dict.fromkeys(found))


class ReasonForm(forms.Form):
    """Why it is recorded."""

    reason = ReasonField(
        label=gettext_lazy("reason"),
        required=False,
        widget=line(),
        help_text=gettext_lazy("Kept in the history of everything that is recorded here."),
    )


def rows_of(form: type[forms.BaseForm], base: Any = forms.BaseFormSet, extra: int = 1) -> Any:
    """A formset of rows that can be left empty."""
    return forms.formset_factory(
        form, formset=base, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )


Passages = rows_of(PassageForm, PassageFormSet, extra=3)
Commitments = rows_of(CommitmentForm, extra=3)
