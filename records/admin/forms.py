"""Forms of rows: they know what their search boxes hold, and check only what was changed."""

from collections import defaultdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from records.admin.autocomplete import RecordSelect
from records.admin.reasons import ReasonField
from records.admin.rowsets import MergedRows
from records.admin.threeway import MergedForm


class KnownForm(MergedForm):
    """A form whose search boxes show the targets that its row was loaded with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for box in self.search_boxes().values():
            box.remember(self.instance)

    def search_boxes(self) -> dict[str, RecordSelect]:
        """The search boxes by the name of their foreign key."""
        # The admin wraps them in what holds the links to add and change.
        widgets = {
            name: getattr(field.widget, "widget", field.widget)
            for name, field in self.fields.items()
        }
        return {name: box for name, box in widgets.items() if isinstance(box, RecordSelect)}


class TrackedForm(KnownForm):
    """The form of a record's own page."""

    change_reason = ReasonField(
        required=False, help_text=_("Why it is changed; kept in the history with who and when.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.instance.pk:
            self.catch_up()


class RowForm(KnownForm):
    """The form of a row among others; one that nobody touched costs no query."""

    def full_clean(self) -> None:
        known = self.is_bound and self.instance.pk and not self.questions
        if known and not self.has_changed():
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()


class RowFormSet(MergedRows, forms.BaseInlineFormSet):
    """Rows under a record."""

    def clean(self) -> None:
        super().clean()
        rows = [f.instance for f in self.forms if f.has_changed() and f not in self.deleted_forms]
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and constraint.condition is not None:
                refuse_repeated(rows, constraint)


def refuse_repeated(rows: list[Any], constraint: UniqueConstraint) -> None:
    """Raises ValidationError where two rows that are sent together break a conditional rule.

    Django compares each row with the stored ones, and new rows with each other only for rules
    without a condition.
    """
    same = defaultdict(list)
    for row in rows:
        names = [row._meta.get_field(name).attname for name in constraint.fields]
        same[tuple(getattr(row, name) for name in names)].append(row)
    for twins in same.values():
        if len(twins) > 1 and all(_applies(constraint, row) for row in twins):
            raise ValidationError(constraint.get_violation_error_message(), code="repeated")


def _applies(constraint: UniqueConstraint, row: Any) -> bool:
    return constraint.condition.check(row._get_field_expression_map(meta=row._meta))
