"""What the index holds, and what it ought to hold by the records of the moment."""

from typing import Any

from django.db import connection

from search.declaration import searched_models
from search.documents import documents
from search.models import SearchDocument

FIELDS = [field.name for field in SearchDocument._meta.fields if not field.primary_key]
Contents = dict[tuple[str, int], dict[str, Any]]


def indexed() -> Contents:
    """Every document, by kind and record."""
    found = SearchDocument.objects.values(*FIELDS)
    return {(each["kind"], each["record_id"]): each for each in found}


def due() -> Contents:
    """Every document that there should be, made from the records themselves."""
    made = []
    for model in searched_models():
        pks = list(model._base_manager.values_list("pk", flat=True))
        made += [{name: getattr(each, name) for name in FIELDS} for each in documents(model, pks)]
    return {(each["kind"], each["record_id"]): each for each in made}


def check_the_index() -> None:
    """Holds SQLite's index against the table of documents; PostgreSQL sees to that itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"
            )
