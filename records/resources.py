"""Import and export of a table by staff: the columns of the data package, checked before written.

Every table has the same kind of resource, made from its model; see `records.columns`.
"""

from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model, QuerySet
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource, modelresource_factory
from import_export.results import RowResult
from tablib import Dataset

from records.columns import cell, column_names, file_columns, lookups, parse, quoted
from records.models import Tracked
from records.naming import foreign_keys, naming_paths

CHUNK = 500
Key = tuple[str, ...]


class Differences:
    """The cells of a row before and after, for the preview."""

    def __init__(self, resource: "TableResource", instance: Model, new: bool) -> None:
        self.before = [] if new else resource.cells(instance)
        self.after: list[str] = []

    def compare_with(self, resource: "TableResource", instance: Model) -> None:
        self.after = resource.cells(instance)

    def as_html(self) -> list[tuple[str, str]]:
        """Each cell as it was and as it will be; the template shows them."""
        return list(zip(self.before or self.after, self.after, strict=True))


class TableResource(ModelResource):
    """One table in files. Foreign keys are slugs, read in one query for each column.

    `import_data` takes `user`, `file_name` and `reason`, which go to the history.
    """

    class Meta:
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True
        use_transactions = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.model: type[Tracked] = self._meta.model
        self.columns = file_columns(self.model)
        self.targets: dict[str, dict[str, Model]] = {}
        self.stored: dict[Key, Model] = {}

    @classmethod
    def get_diff_class(cls) -> type[Differences]:
        return Differences

    def cells(self, instance: Model) -> list[str]:
        """The row's cells as they stand in a file."""
        return [cell(getattr(instance, column.name, None)) for column in self.columns]

    def export(self, queryset: QuerySet | None = None, **kwargs: Any) -> Dataset:
        """The rows of the queryset in its order, in one query."""
        rows = self.get_queryset() if queryset is None else queryset
        return Dataset(*rows.values_list(*lookups(self.model)), headers=column_names(self.model))

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        """Raises ValueError for columns and keys that are not those of a table."""
        rows = [dict(zip(dataset.headers or [], row, strict=True)) for row in dataset]
        try:
            self._check_header(dataset.headers or [])
            self._check_keys(rows)
        except ValueError:
            # One clear complaint: without rows there are no others that follow from it.
            dataset.wipe()
            raise
        for key in foreign_keys(self.model):
            slugs = {row[key.name].strip() for row in rows}
            targets = key.related_model.objects.select_related(*naming_paths(key.related_model))
            self.targets[key.name] = targets.in_bulk(slugs, field_name="slug")
        self.stored = self._stored(rows)

    def get_instance(self, instance_loader: Any, row: dict[str, str]) -> Model | None:
        return self.stored.get(self._key(row))

    def import_instance(self, instance: Model, row: dict[str, str], **kwargs: Any) -> None:
        errors = {}
        for column in self.columns:
            try:
                setattr(instance, column.name, self._value(column, row[column.name]))
            except ValidationError as error:
                errors[column.name] = error
        if errors:
            raise ValidationError(errors)

    def before_save_instance(self, instance: Model, row: dict[str, str], **kwargs: Any) -> None:
        instance._history_user = kwargs.get("user")
        instance._change_reason = kwargs.get("reason") or _("import of %(file)s") % {
            "file": kwargs.get("file_name") or _("a file")
        }

    def after_save_instance(self, instance: Model, row: dict[str, str], **kwargs: Any) -> None:
        """Lets a later row of the file name this one."""
        for key in foreign_keys(self.model):
            if key.related_model is self.model:
                self.targets[key.name][instance.slug] = instance

    def after_import_row(self, row: dict[str, str], row_result: RowResult, **kwargs: Any) -> None:
        """Keeps no more of each row than the preview shows."""
        row_result.original = None

    def _value(self, column: Any, text: str) -> Any:
        value = parse(column, text)
        if not isinstance(column, ForeignKey) or value is None:
            return value
        if value not in self.targets[column.name]:
            raise ValidationError(
                _("found %(found)s, expected the slug of one of the %(table)s; record that first")
                % {
                    "found": quoted(value),
                    "table": column.related_model._meta.verbose_name_plural,
                }
            )
        return self.targets[column.name][value]

    def _key(self, row: dict[str, str]) -> Key:
        return tuple(row[name].strip() for name in self.model.key_fields)

    def _stored(self, rows: list[dict[str, str]]) -> dict[Key, Model]:
        """The rows of the table that the file may be about, by their key."""
        first = self.columns[0]
        lookup = f"{first.name}__slug" if isinstance(first, ForeignKey) else first.name
        values = sorted({row[first.name].strip() for row in rows})
        names = [key.name for key in foreign_keys(self.model)]
        known = self.model.objects.select_related(*names, *naming_paths(self.model))
        found = {}
        for start in range(0, len(values), CHUNK):
            for row in known.filter(**{f"{lookup}__in": values[start : start + CHUNK]}):
                found[tuple(cell(getattr(row, name)) for name in self.model.key_fields)] = row
        return found

    def _check_header(self, header: list[str]) -> None:
        expected = column_names(self.model)
        problems = {
            _("missing: %(names)s"): [name for name in expected if name not in header],
            _("unknown: %(names)s"): [quoted(name) for name in header if name not in expected],
            _("twice: %(names)s"): sorted({name for name in header if header.count(name) > 1}),
        }
        found = [text % {"names": ", ".join(names)} for text, names in problems.items() if names]
        if found:
            raise ValueError(
                _("The columns are not those of the table (%(found)s). Expected: %(expected)s.")
                % {"found": "; ".join(found), "expected": ", ".join(expected)}
            )

    def _check_keys(self, rows: list[dict[str, str]]) -> None:
        seen: dict[Key, int] = {}
        for number, row in enumerate(rows, 2):
            first = seen.setdefault(self._key(row), number)
            if first != number:
                raise ValueError(
                    _("Rows %(first)s and %(second)s are both %(key)s; expected each row once.")
                    % {
                        "first": first,
                        "second": number,
                        "key": quoted(" / ".join(self._key(row))),
                    }
                )


@cache
def resource_for(model: type[Tracked]) -> type[TableResource]:
    """The resource of a table."""
    names = column_names(model)
    fields = {name: Field(attribute=name, column_name=name) for name in names}
    options = {
        "fields": names,
        "import_id_fields": model.key_fields,
        "name": f"{model._meta.verbose_name_plural}",
    }
    return modelresource_factory(model, TableResource, options, custom_fields=fields)
