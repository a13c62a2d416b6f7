"""What a row's name is made of, so that a list of names costs one query."""

from typing import Any

from django.db.models import CASCADE, ForeignKey


def foreign_keys(model: Any) -> list[ForeignKey]:
    """The foreign keys of a table."""
    return [field for field in model._meta.fields if isinstance(field, ForeignKey)]


def hangs_on(model: Any) -> list[Any]:
    """The foreign keys to what the rows of a table go with."""
    return [key for key in foreign_keys(model) if key.remote_field.on_delete is CASCADE]


def naming_paths(model: Any) -> list[str]:
    """The required foreign keys of a table, and theirs: a row's name is made of nothing else.

    For `select_related`; a contract test holds every `__str__` to it.
    """
    return [path for key in foreign_keys(model) if not key.null for path in _with_its_own(key)]


def target_paths(model: Any) -> list[str]:
    """Every foreign key of a table, each with what the name of its target is made of."""
    return [path for key in foreign_keys(model) for path in _with_its_own(key)]


def _with_its_own(key: ForeignKey) -> list[str]:
    below = naming_paths(key.related_model)
    return [key.name, *(f"{key.name}__{path}" for path in below)]
