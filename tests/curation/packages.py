"""A small data package on disk, and what the database holds, for the tests of this folder."""

import csv
from pathlib import Path

import pytest

from curation.ingest import PackageReport, ingest
from curation.problems import PackageError
from datapackage.tables import named, tables
from records.columns import column_names
from records.models import Revision

# A row of each kind of cell: flags, choices, dates, numbers, references, text over two lines.
TINY = {
    "sources": [
        {
            "slug": "release",
            "publication": "published",
            "title": "A release",
            "kind": "press-release",
        }
    ],
    "passages": [{"slug": "release-l1", "source": "release", "locator": "line 1"}],
    "themes": [{"slug": "mobility", "name": "Mobility"}],
    "organizations": [
        {
            "slug": "board",
            "publication": "published",
            "name": "Board",
            "kind": "organ",
            "part_of": "union",
            "country": "arcadia",
            "founded": "1948",
            "dissolved": "..",
            "website": "https://board.example/",
        },
        {
            "slug": "union",
            "publication": "published",
            "name": "Unión",
            "kind": "intergovernmental",
            "country": "arcadia",
            "summary": "A body,\nover “two” lines.",
        },
        {"slug": "arcadia", "publication": "draft", "name": "Arcadia", "kind": "state"},
    ],
    "organization-citations": [
        {"record": "union", "field": "name", "passage": "release-l1", "stance": "supports"}
    ],
    "agreements": [
        {
            "slug": "pact",
            "publication": "published",
            "title": "Pact",
            "instrument": "treaty",
            "binding": "not-stated",
            "in_force_from": "[2008..2015]",
            "renewal": "none",
        }
    ],
    "agreement-themes": [{"agreement": "pact", "theme": "mobility"}],
    "signatories": [
        {
            "slug": "pact-board",
            "agreement": "pact",
            "organization": "board",
            "capacity": "signatory",
            "position": "1",
        }
    ],
    "acts": [
        {
            "slug": "pact-board-signature",
            "signatory": "pact-board",
            "kind": "signature",
            "date": "2018-09-04?",
        }
    ],
    "progress-reports": [
        {
            "slug": "report",
            "publication": "published",
            "reporter": "union",
            "basis": "press",
            "text": "Said.",
        }
    ],
    "figures": [
        {
            "slug": "share",
            "report": "report",
            "label": "Share",
            "qualifier": "about",
            "value": "57.5",
            "upper": "60",
            "unit": "per cent",
        }
    ],
}


class PackageFolder:
    """A folder of CSV files that tests write into."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, table: str, *rows: dict[str, str]) -> None:
        """Writes a table's file; columns that a row does not name are empty."""
        with (self.path / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            columns = column_names(named()[table])
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, table: str, number: int = 0, **cells: str) -> None:
        """Writes a table of the tiny package with other cells in one of its rows."""
        rows = [dict(row) for row in TINY[table]]
        rows[number] |= cells
        self.write(table, *rows)

    def write_bytes(self, table: str, content: bytes) -> None:
        (self.path / f"{table}.csv").write_bytes(content)

    def write_all(self, tables: dict[str, list[dict[str, str]]] = TINY) -> None:
        for table, rows in tables.items():
            self.write(table, *rows)

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.path.glob("*.csv"))}

    def ingest(self, **options: object) -> PackageReport:
        return ingest([self.path], **options)

    def problems(self, **options: object) -> list[str]:
        """The messages of an ingest that must fail and must leave the database as it was."""
        before = state()
        with pytest.raises(PackageError) as caught:
            self.ingest(**options)
        assert state() == before
        return [str(problem).replace(f"{self.path}/", "") for problem in caught.value.problems]

    def notices(self) -> list[str]:
        return [str(n).replace(f"{self.path}/", "") for n in self.ingest().notices]


def state() -> dict[str, object]:
    """All that the database holds of the record: rows, history, and the count of writes."""
    rows = {
        model.__name__: list(model._base_manager.order_by("pk").values_list()) for model in tables()
    }
    history = {f"{m.__name__} history": m.history.count() for m in tables()}
    return rows | history | {"revision": Revision.objects.current().number}


def counts(report: PackageReport, table: str) -> tuple[int, int, int]:
    """Created, updated, unchanged."""
    found = report.tables[table]
    return found.created, found.updated, found.unchanged
