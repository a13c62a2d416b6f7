"""The filter set that every listing's own one derives from: strict, and the same everywhere."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.validators import EMPTY_VALUES
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dates.queries import not_after, not_before
from listings import fields
from listings.values import Own, Values
from search.query import matching

# Parameters that ask for a part of a listing rather than filter it.
PAGING = {"page", "page_size"}


class WordsFilter(django_filters.Filter):
    """Words, all of which must occur."""

    field_class = fields.WordsField


class ValueFilter(django_filters.Filter):
    """Asks for a value; its facet tells how many rows have each.

    `values` says where they stand: `listings.values`, or the name of the filter set's method that
    gives them where they depend on the other parameters. `none` names the rows that have no
    value; it makes “none” a value of the parameter. `words` says a value as readers do.
    """

    def __init__(
        self,
        *args: Any,
        values: Values | str = "",
        none: Any = "",
        words: Callable[[str], str] = str,
        **kwargs: Any,
    ) -> None:
        self.declared, self.none, self.words = values, none, words
        super().__init__(*args, **kwargs)

    @property
    def values(self) -> Values:
        """Where the values stand, for the question in hand."""
        if isinstance(self.declared, str):
            return getattr(self.parent, self.declared)() if self.declared else Own(self.field_name)
        return self.declared

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        if value in EMPTY_VALUES:
            return qs
        return qs.filter(self.values.none() if value == fields.NONE else self.values.having(value))


class ChoiceFilter(ValueFilter):
    """A choice; an unknown value is an error that names the known ones."""

    field_class = fields.StrictChoiceField

    def __init__(self, *args: Any, choices: Any = (), none: Any = "", **kwargs: Any) -> None:
        choices = [*choices, (fields.NONE, none)] if none else choices
        options = {"empty_label": gettext_lazy("any"), "choices": choices}
        super().__init__(*args, none=none, **options | kwargs)


class ReferenceFilter(ValueFilter):
    """A record by slug or name; `rows` gives the records to choose from."""

    field_class = fields.ReferenceField

    def __init__(self, *args: Any, none: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, none=none, **kwargs)
        self.extra["none"] = none


class EveryReferenceFilter(ReferenceFilter):
    """Several records, all of which must match."""

    field_class = fields.MultipleReferenceField

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        for each in value or ():
            qs = super().filter(qs, each)
        return qs


def repeatable(asked: django_filters.Filter | None) -> bool:
    """Whether the parameter may be given several times."""
    return isinstance(asked, EveryReferenceFilter)


class KnownFilter(ValueFilter):
    """A text that stands in a column of the record; `rows` gives the rows that have it."""

    field_class = fields.KnownField

    def __init__(self, field_name: str, *, none: Any = "", **kwargs: Any) -> None:
        super().__init__(field_name, none=none, **kwargs)
        self.extra |= {"none": none, "column": field_name}


class DayFilter(django_filters.Filter):
    """A day that the filter set itself makes use of, such as `as_of`."""

    field_class = fields.DayField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"edge": "latest"} | kwargs)


class AsOfFilter(DayFilter):
    """The day on which “current” is to be true; the filter set reads it as `self.day`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("as of"),
            help_text=gettext_lazy("The day on which stages, memberships and names are to hold."),
            **kwargs,
        )

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        return qs


class SinceFilter(DayFilter):
    """Rows whose date possibly lies on or after the day; certainly, with `certain=1`."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(
            field_name, **{"edge": "earliest", "label": gettext_lazy("since")} | kwargs
        )

    def filter(self, qs: QuerySet, value: date | None) -> QuerySet:
        if value is None:
            return qs
        return qs.filter(not_before(self.field_name, value, certain=self.parent.certainly))


class UntilFilter(DayFilter):
    """Rows whose date possibly lies on or before the day; certainly, with `certain=1`."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, **{"label": gettext_lazy("until")} | kwargs)

    def filter(self, qs: QuerySet, value: date | None) -> QuerySet:
        if value is None:
            return qs
        return qs.filter(not_after(self.field_name, value, certain=self.parent.certainly))


class CertainFilter(ChoiceFilter):
    """Read by the date filters beside it: whether to leave out what only possibly matches."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("dates match"),
            choices=[("1", gettext_lazy("certainly"))],
            empty_label=gettext_lazy("possibly"),
            help_text=gettext_lazy(
                "An uncertain date matches when it possibly lies within; one that is not known "
                "at all always does."
            ),
            **kwargs,
        )

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        return qs


class ListingFilterSet(django_filters.FilterSet):
    """Filters one listing; a parameter or value that does not exist is an error.

    Every word of `q` is looked for where the model's `searched` says. `facets` are the parameters
    whose values are counted beside the list; `about_dated` those that ask about what `dated` adds.
    """

    facets: ClassVar[tuple[str, ...]] = ()
    about_dated: ClassVar[frozenset[str]] = frozenset()

    q = WordsFilter(
        method="search",
        label=gettext_lazy("words"),
        max_length=fields.LONGEST,
        help_text=gettext_lazy(
            "Every word must occur, or one that begins with it; accents make no difference."
        ),
    )
    ordering = ChoiceFilter(
        method="keep", label=gettext_lazy("sorted by"), empty_label=gettext_lazy("as usual")
    )
    # Taken by every list, so that a day once chosen stays; one that depends on it shows the field.
    as_of = AsOfFilter(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, sortable: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.filters["ordering"].extra["choices"] = [
            (sign + name, f"{column.label}{arrow}")
            for name, column in sortable.items()
            for sign, arrow in (("", " ↑"), ("-", " ↓"))
        ]

    def is_valid(self) -> bool:
        valid = super().is_valid()
        for problem in self.misplaced():
            self.form.add_error(None, problem)
            valid = False
        return valid

    def misplaced(self) -> list[str]:
        """What is wrong with the parameters' names: unknown ones, and ones given twice."""
        known = self.filters.keys() | PAGING
        problems = [
            _("“%(found)s” is not a parameter here; expected one of: %(expected)s")
            % {"found": name[: fields.LONGEST], "expected": ", ".join(sorted(known))}
            for name in self.data
            if name not in known
        ]
        return problems + [
            _("“%(found)s” is given %(times)d times; expected once")
            % {"found": name, "times": len(self.data.getlist(name))}
            for name in self.data
            if name in known
            and len(self.data.getlist(name)) > 1
            and not repeatable(self.filters.get(name))
        ]

    def dated(self, queryset: QuerySet) -> QuerySet:
        """Adds what rows are asked for and sorted by, such as their stage on the day."""
        return queryset

    @cached_property
    def dated_rows(self) -> QuerySet:
        """All rows of the listing, with everything that is not a column of their table."""
        return self.dated(self.queryset.order_by())

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return self.matching(self.dated_rows)

    def matching(self, queryset: QuerySet) -> QuerySet:
        """The rows that match, of some that have what `dated` adds where it is asked about."""
        return super().filter_queryset(queryset)

    def counted(self, name: str) -> QuerySet:
        """The rows among which the values of a parameter are counted.

        Those that match, whatever this parameter asks for, unless it can be repeated. They have
        what `dated` adds only where it is asked about: most counts use them as a subquery, and to
        compose that with everything takes longer than to run it.
        """
        asked = self.form.cleaned_data
        left = asked if repeatable(self.filters[name]) else asked | {name: None}
        about = {name} | {each for each, value in left.items() if value not in EMPTY_VALUES}
        self.form.cleaned_data = left
        try:
            rows = self.dated_rows if about & self.about_dated else self.queryset.order_by()
            return self.matching(rows)
        finally:
            self.form.cleaned_data = asked

    @property
    def day(self) -> date:
        """The day that `as_of` gives, otherwise today."""
        return self.form.cleaned_data.get("as_of") or timezone.localdate()

    @property
    def certainly(self) -> bool:
        """Whether uncertain dates must match for certain."""
        return bool(self.form.cleaned_data.get("certain"))

    def keep(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        """For parameters that do not select rows."""
        return queryset

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Rows in whose search document every word occurs."""
        return queryset.filter(pk__in=matching(queryset.model, value))
