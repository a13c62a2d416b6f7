"""Writes down the data model from the models themselves: a diagram, and every table in words."""

from collections.abc import Iterator
from itertools import groupby

from django.apps import apps
from django.conf import settings
from django.utils import translation

from datapackage.dictionary import ColumnEntry, table_entry
from datapackage.tables import references, tables, target
from records.models import Tracked
from sources.models import Citation

INTRODUCTION = """\
# Data model

Generated from the models by `manage.py datamodel`; a test holds it current.

Each table below is one CSV file of the data package, under the same name. A row is known by its
key, which is printed in bold; a column that must be filled in is marked with an asterisk. A
reference holds the slug of a row in another table. A date is EDTF text, and the database keeps the
first and the last day on which it can have been beside it. Each table also has a history: who
changed which row, when, and why.

## How the tables hang together

Not drawn: tables of citations, which tie the rows of nearly every table to passages.
"""


def data_model() -> str:
    """The page docs/data-model.md in Markdown, in English."""
    with translation.override(settings.LANGUAGE_CODE):
        parts = [INTRODUCTION, "\n".join(_diagram())]
        by_app = sorted(tables(), key=_floor)
        for app, models_of_app in groupby(by_app, key=lambda model: model._meta.app_label):
            parts.append(f"## {apps.get_app_config(app).verbose_name}")
            parts += ["\n".join(_table(model)) for model in models_of_app]
        return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _floor(model: type[Tracked]) -> int:
    """Apps from the ground up, as the settings list them from the roof down."""
    return -settings.INSTALLED_APPS.index(model._meta.app_label)


def _diagram() -> Iterator[str]:
    yield "```mermaid"
    yield "erDiagram"
    for model in tables():
        if not issubclass(model, Citation):
            for field in references(model):
                one = "|o" if field.null else "||"
                yield f"    {target(field).__name__} {one}--o{{ {model.__name__} : {field.name}"
    yield "```"


def _table(model: type[Tracked]) -> Iterator[str]:
    table = table_entry(model)
    yield f"### {table.name}"
    yield ""
    yield table.meaning
    yield ""
    yield "| column | holds | meaning |"
    yield "|---|---|---|"
    for column in table.columns:
        yield f"| {_name(column)} | {_holds(column)} | {_cell(column.meaning)} |"
    if rules := sorted({str(rule.violation_error_message) for rule in model._meta.constraints}):
        yield ""
        yield "Rules:"
        yield ""
        yield from (f"- {rule}" for rule in rules)


def _name(column: ColumnEntry) -> str:
    name = f"**{column.name}**" if column.key else column.name
    return f"{name} \\*" if column.required else name


def _holds(column: ColumnEntry) -> str:
    if table := column.refers_to:
        return f"slug of [{table}](#{table})"
    if column.values:
        return "one of: " + ", ".join(f"`{value}`" for value, _words in column.values)
    return column.holds


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
