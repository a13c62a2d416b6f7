"""Many rows at once, each with everything that its page shows hanging on it."""

from typing import Any

from django.db.models import Model
from django.urls import URLPattern, get_resolver

from records.api import RecordAPI
from records.naming import foreign_keys
from records.serializers import Tree
from search.tables import refresh_statistics
from tests.listings.world import factory_of, own_words

Rows = list[Any]


def patterns(resolver: Any = None) -> list[URLPattern]:
    """Every address of the site outside the admin."""
    found = []
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            found.append(entry)
        elif entry.app_name != "admin":
            found += patterns(entry)
    return found


def record_views() -> list[type[RecordAPI]]:
    """The JSON of each kind of record, which shows all that a page does and more."""
    classes = [getattr(pattern.callback, "view_class", object) for pattern in patterns()]
    return list(dict.fromkeys(each for each in classes if issubclass(each, RecordAPI)))


def rows(model: type[Model], count: int, *, full: bool = False, **given: Rows) -> Rows:
    """So many rows, each with targets of its own; with `full` optional ones too."""
    targets = given | {
        key.name: rows(key.related_model, count) if full or not key.null else [None] * count
        for key in foreign_keys(model)
        if key.name not in given
    }
    made = [
        factory_of(model).build(
            **own_words(model, ""), **{name: each[number] for name, each in targets.items()}
        )
        for number in range(count)
    ]
    return model.objects.bulk_create(made)


def grow(row: Any, tree: Tree, times: int) -> None:
    """So many children more of each kind on one row."""
    hang([row], tree, times, full=True)
    refresh_statistics()


def hang(on: Rows, tree: Tree, times: int = 1, *, full: bool = False) -> None:
    """So many children of each kind on each of the rows, and one on each of those, and so on."""
    for name, below in tree.items():
        relation = on[0]._meta.get_field(name)
        parents = [row for row in on for _ in range(times)]
        given = {relation.field.name: parents}
        hang(rows(relation.related_model, len(parents), full=full, **given), below)


def crowd(count: int) -> None:
    """So many rows, at least, in each listing, with all that its columns show."""
    for view in record_views():
        hang(rows(view.model, count, full=True), view.children)
    # As after an ingest: PostgreSQL plans badly for tables that it believes to be empty.
    refresh_statistics()
