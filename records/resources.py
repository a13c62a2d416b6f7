"""Export of a table by staff: the columns of the data package, in the order of the list.

Every table has the same kind of resource, made from its model; see `records.columns`. How files
come back in is in `records.intake`.
"""

from functools import cache
from typing import Any

from django.db.models import QuerySet
from import_export.fields import Field
from import_export.resources import ModelResource, modelresource_factory
from tablib import Dataset

from records.columns import column_names, lookups
from records.models import Tracked


class TableResource(ModelResource):
    """One table in files; foreign keys are slugs."""

    def export(self, queryset: QuerySet | None = None, **kwargs: Any) -> Dataset:
        """The rows of the queryset in its order, in one query."""
        rows = self.get_queryset() if queryset is None else queryset
        model: type[Tracked] = self._meta.model
        return Dataset(*rows.values_list(*lookups(model)), headers=column_names(model))


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
