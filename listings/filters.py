"""The filter set that every listing's own one derives from: strict, and the same everywhere."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dates.queries import not_after, not_before
from listings import fields

# Parameters that ask for a part of a listing rather than filter it.
PAGING = {"page", "page_size"}


class WordsFilter(django_filters.Filter):
    """Words, all of which must occur."""

    field_class = fields.WordsField


class ChoiceFilter(django_filters.Filter):
    """A choice; an unknown value is an error that names the known ones."""

    field_class = fields.StrictChoiceField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"empty_label": gettext_lazy("any")} | kwargs)


class ReferenceFilter(django_filters.Filter):
    """A record by slug or name; `rows` gives the records to choose from."""

    field_class = fields.ReferenceField


class EveryReferenceFilter(django_filters.Filter):
    """Several records, all of which must match: its method gets a list of them."""

    field_class = fields.MultipleReferenceField


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

    `search_paths` are the columns in which every word of `q` is looked for.
    """

    search_paths: ClassVar[tuple[str, ...]] = ()

    q = WordsFilter(
        method="search",
        label=gettext_lazy("words"),
        max_length=fields.LONGEST,
        help_text=gettext_lazy("Every word must occur."),
    )
    ordering = ChoiceFilter(
        method="keep", label=gettext_lazy("sorted by"), empty_label=gettext_lazy("as usual")
    )

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
            and not isinstance(self.filters.get(name), EveryReferenceFilter)
        ]

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
        """Rows in which every word occurs, wherever `search_paths` look."""
        rows = queryset.model._base_manager
        for word in value.split():
            somewhere = Q()
            for path in self.search_paths:
                somewhere |= Q(**{f"{path}__icontains": word}) & public(queryset.model, path)
            queryset = queryset.filter(pk__in=rows.filter(somewhere).values("pk"))
        return queryset


def public(model: Any, path: str) -> Q:
    """That every row on the way along the path is public."""
    rule, prefix = Q(), ""
    for name in path.split("__")[:-1]:
        model, prefix = model._meta.get_field(name).related_model, f"{prefix}{name}__"
        rule &= model.published_rule(prefix)
    return rule
