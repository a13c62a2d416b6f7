"""Form fields for questions to the record: choices, days, references by slug or name."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from dates.edtf import parse

LONGEST = 200
LONGEST_NAME = 500
MOST_SUGGESTIONS = 300
MOST_EXAMPLES = 6
NONE = "none"  # the value of a parameter that asks for rows without one; never a slug
MOST_WORDS = MOST_REFERENCES = 20  # each is a condition of its own in the query


class ChoiceWidget(forms.Select):
    """A select whose options come from one template."""

    template_name = "listings/widgets/choice.html"


class StrictChoiceField(forms.ChoiceField):
    """A choice whose error names what would have been right."""

    widget = ChoiceWidget

    def __init__(self, *, empty_label: Any = None, **kwargs: Any) -> None:
        choices = kwargs.pop("choices", ())
        empty = [("", empty_label)] if empty_label is not None else []
        super().__init__(choices=[*empty, *choices], **kwargs)

    def validate(self, value: Any) -> None:
        if value and not self.valid_value(value):
            expected = ", ".join(str(key) for key, _label in self.choices if key)
            raise ValidationError(
                _("found “%(found)s”, expected one of: %(expected)s"),
                params={"found": value[:LONGEST], "expected": expected},
            )
        super().validate(value)


class WordsField(forms.CharField):
    """Words to look for; not so many that the search takes long."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if len(text.split()) > MOST_WORDS:
            raise ValidationError(
                _("found %(found)d words, expected at most %(most)d"),
                params={"found": len(text.split()), "most": MOST_WORDS},
            )
        return text


class NumberField(forms.IntegerField):
    """A whole number between two, whose error names both."""

    def clean(self, value: Any) -> int | None:
        try:
            return super().clean(value)
        except ValidationError:
            raise ValidationError(
                _("found “%(found)s”, expected a whole number from %(least)d to %(most)d"),
                params={
                    "found": str(value)[:LONGEST],
                    "least": self.min_value,
                    "most": self.max_value,
                },
            ) from None


class DayField(forms.CharField):
    """A day, month or year; `edge`, "earliest" or "latest", says which of its days is meant."""

    def __init__(self, *, edge: str, **kwargs: Any) -> None:
        self.edge = edge
        super().__init__(**{"max_length": 10} | kwargs)
        if not self.widget.is_hidden:
            self.widget.attrs |= {"placeholder": "2018-09-04", "size": 12}

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            read = parse(text)
        except ValueError:
            read = None
        if read is None or read.kind != "point" or not getattr(read, self.edge):
            raise ValidationError(
                _("found “%(found)s”, expected a day, month or year such as 2018-09-04 or 2018"),
                params={"found": text},
            )
        return getattr(read, self.edge)


class ReferenceWidget(forms.TextInput):
    """A text input with suggestions from the record."""

    template_name = "listings/widgets/reference.html"
    suggestions: Callable[[], list[str]]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"suggestions": self.suggestions()}


def stated(texts: Iterable[str]) -> list[str]:
    """What several texts of one parameter say: each once, without the spaces around it."""
    return list(dict.fromkeys(filter(None, (text.strip() for text in texts))))


class MultipleReferenceWidget(ReferenceWidget):
    """An input for each value given, and one more."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])

    def format_value(self, value: Any) -> list[str]:
        return stated(value or [])[:MOST_REFERENCES]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"values": [*self.format_value(value), ""]}


class KnownField(forms.CharField):
    """One of the texts that stand in a column of the record, case aside, or NONE.

    `rows` gives the rows to look in, `column` names the column.
    """

    widget = ReferenceWidget

    def __init__(
        self, *, rows: Callable[[], QuerySet], column: str, none: Any = "", **kwargs: Any
    ) -> None:
        self.rows, self.column, self.none = rows, column, none
        super().__init__(**{"max_length": LONGEST_NAME} | kwargs)
        self.widget.suggestions = self.suggestions

    def known(self) -> QuerySet:
        """The texts that there are, each once."""
        filled = self.rows().exclude(**{self.column: ""}).order_by(self.column)
        return filled.values_list(self.column, flat=True).distinct()

    def suggestions(self) -> list[str]:
        """All of the texts, or none where there are too many to send along."""
        texts = list(self.known()[: MOST_SUGGESTIONS + 1])
        return texts if len(texts) <= MOST_SUGGESTIONS else []

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text or (text == NONE and self.none):
            return text
        found = list(self.known().filter(**{f"{self.column}__iexact": text}))
        if not found:
            raise ValidationError(
                _("found “%(found)s”, expected one that stands in the record, such as: %(known)s"),
                params={"found": text, "known": ", ".join(self.known()[:MOST_EXAMPLES])},
            )
        return text if text in found else found[0]


class ReferenceField(forms.CharField):
    """A record by its slug or by a name that no other record bears, or NONE where `none` is set.

    `rows` gives the records to choose from, as a queryset with a method `called(text)`; `suggest`
    makes the text that is offered for one.
    """

    widget = ReferenceWidget

    def __init__(
        self,
        *,
        rows: Callable[[], QuerySet],
        suggest: Callable[[Any], str] = str,
        none: Any = "",
        **kwargs: Any,
    ) -> None:
        self.rows, self.suggest, self.none = rows, suggest, none
        super().__init__(**{"max_length": LONGEST_NAME} | kwargs)
        self.widget.suggestions = self.suggestions

    def suggestions(self) -> list[str]:
        """The names of all records, or none where there are too many to send along."""
        names = [self.suggest(row) for row in self.rows()[: MOST_SUGGESTIONS + 1]]
        return names if len(names) <= MOST_SUGGESTIONS else []

    def clean(self, value: Any) -> Model | str | None:
        text = super().clean(value)
        if text == NONE and self.none:
            return NONE
        return self.resolve(text) if text else None

    def resolve(self, text: str) -> Model:
        """The one record that the text names; ValidationError where there is none or several."""
        found = list(self.rows().called(text).distinct()[:MOST_EXAMPLES])
        exact = [row for row in found if row.slug == text] or found
        if len(exact) == 1:
            return exact[0]
        if not exact:
            raise ValidationError(
                _("found “%(found)s”, expected the slug or the name of an existing record"),
                params={"found": text},
            )
        raise ValidationError(
            _("found “%(found)s”, which may mean several; expected one of: %(expected)s"),
            code="ambiguous",
            params={
                "found": text,
                "expected": ", ".join(f"{row.slug} ({row})" for row in exact),
                "meanings": [(row.slug, str(row)) for row in exact],
            },
        )


class MultipleReferenceField(ReferenceField):
    """Several records, each by slug or name; repeat the parameter."""

    widget = MultipleReferenceWidget

    def clean(self, value: Any) -> list[Model | str]:
        texts = stated(value or [])
        if len(texts) > MOST_REFERENCES:
            raise ValidationError(
                _("found %(found)d records, expected at most %(most)d"),
                params={"found": len(texts), "most": MOST_REFERENCES},
            )
        records = (super(MultipleReferenceField, self).clean(text) for text in texts)
        return [record for record in records if record]
