import json
from typing import Any

import pytest

from datapackage.descriptor import descriptor, schema
from datapackage.files import TableFile
from datapackage.tables import named, table_name, tables
from dates.periods import PERIOD

FILES = [TableFile(model, 12, "0" * 64) for model in tables()]


def described(**about: object) -> dict[str, Any]:
    return json.loads(descriptor(FILES, **about))


def test_it_describes_keys_and_references():
    found = schema(named()["organization-citations"])
    assert found["primaryKey"] == ["record", "field", "passage"]
    assert found["foreignKeys"] == [
        {"fields": "record", "reference": {"resource": "organizations", "fields": "slug"}},
        {"fields": "passage", "reference": {"resource": "passages", "fields": "slug"}},
    ]
    assert schema(named()["organizations"])["foreignKeys"][0] == {
        "fields": "part_of",
        "reference": {"resource": "", "fields": "slug"},
    }


@pytest.mark.parametrize(
    ("table", "column", "kind", "constraints"),
    [
        ("signatories", "position", "integer", {"required": True, "minimum": 0, "maximum": 32767}),
        ("events", "edition", "integer", {"minimum": 0, "maximum": 32767}),
        ("figures", "upper", "number", {}),
        ("acts", "date", "string", {"maxLength": 64}),
        ("organizations", "website", "string", {"maxLength": 500}),
        (
            "organizations",
            "slug",
            "string",
            {"required": True, "unique": True, "pattern": "[-a-zA-Z0-9_]+", "maxLength": 120},
        ),
        ("organizations", "part_of", "string", {"pattern": "[-a-zA-Z0-9_]+"}),
        ("sources", "sha256", "string", {"pattern": "[0-9a-f]{64}", "maxLength": 64}),
        (
            "agreements",
            "renewal",
            "string",
            {"required": True, "enum": ["none", "express", "tacit", "not-stated"]},
        ),
        (
            "agreements",
            "notice",
            "string",
            {"pattern": PERIOD.pattern.removeprefix("^").removesuffix(r"\Z"), "maxLength": 20},
        ),
    ],
)
def test_it_describes_what_a_column_holds(table, column, kind, constraints):
    fields = schema(named()[table])["fields"]
    field = next(field for field in fields if field["name"] == column)
    assert (field["type"], field.get("constraints", {})) == (kind, constraints)


def test_it_names_the_licence_and_no_time():
    found = described()
    assert [licence["name"] for licence in found["licenses"]] == ["CC-BY-4.0"]
    assert sorted(found) == ["description", "licenses", "name", "profile", "resources", "title"]


def test_it_says_what_else_it_is_told():
    assert described(version="r7-2026-01-31")["version"] == "r7-2026-01-31"


def test_it_gives_the_size_and_the_sum_of_each_file():
    for model, resource in zip(tables(), described()["resources"], strict=True):
        assert resource["path"] == f"{table_name(model)}.csv"
        assert (resource["bytes"], resource["hash"]) == (12, f"sha256:{'0' * 64}")


def test_every_table_and_column_says_what_it_is():
    assert [r["name"] for r in described()["resources"] if not r["description"]] == []
    assert [
        f"{table}.{field['name']}"
        for table, model in named().items()
        for field in schema(model)["fields"]
        if not field.get("description")
    ] == []
