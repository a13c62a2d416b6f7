from datetime import UTC, datetime

from datapackage.edition import Edition

EDITION = Edition(12, datetime(2026, 1, 31, 23, 59, tzinfo=UTC), "https://entente.example/data/")


def test_it_is_called_by_revision_and_day():
    assert EDITION.version == "r12-2026-01-31"
    assert EDITION.file_name == "entente-r12-2026-01-31.zip"
    assert EDITION.words == "revision 12 of 31 January 2026"


def test_it_says_how_to_cite_it():
    assert EDITION.citation == (
        "Entente. Who agreed what with whom, and the passage that says so. Data set, "
        "revision 12 of 31 January 2026, CC BY 4.0. https://entente.example/data/"
    )
