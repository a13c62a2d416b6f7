from pathlib import Path

from django.apps import apps

from curation.datamodel import data_model
from datapackage.tables import table_name, tables

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-model.md"


def section(table: str) -> str:
    """What the page says of one table."""
    return data_model().partition(f"### {table}\n")[2].partition("\n### ")[0]


def test_the_page_in_the_repository_is_current():
    assert PAGE.read_text(encoding="utf-8") == data_model(), "run manage.py datamodel"


def test_it_has_every_table_and_every_rule():
    page = data_model()
    assert [t for model in tables() if f"### {(t := table_name(model))}\n" not in page] == []
    assert [
        rule.name
        for model in tables()
        for rule in model._meta.constraints
        if f"- {rule.violation_error_message}\n" not in page
    ] == []


def test_apps_come_from_the_ground_up():
    headings = [line[3:] for line in data_model().splitlines() if line.startswith("## ")]
    names = ["records", "sources", "organizations", "agreements", "events"]
    assert headings[1:] == [apps.get_app_config(name).verbose_name for name in names]


def test_the_diagram_shows_who_refers_to_whom():
    page = data_model()
    assert "    Agreement ||--o{ Signatory : agreement\n" in page
    assert "    Person |o--o{ Act : person\n" in page
    assert "Citation : record" not in page


def test_a_column_says_what_it_holds():
    lines = section("acts").splitlines()
    assert lines[0] == ""
    assert next(line for line in lines if line.startswith("| signatory")) == (
        "| signatory \\* | slug of [signatories](#signatories) | Whose act it is. |"
    )
    assert next(line for line in lines if line.startswith("| **slug**")).startswith(
        "| **slug** \\* | text, up to 120 characters | "
    )
    assert "| date | date (EDTF) | " in section("acts")
    assert "| publication \\* | one of: `draft`, `in-review`, " in section("events")
    assert "| edition | whole number, 0 to 32767 | " in section("events")
    assert "| upper | number | " in section("figures")
    assert "one of: `yes`, `no`, `not-stated`" in section("agreements")
