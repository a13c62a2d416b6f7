import pytest

from tests.curation.packages import PackageFolder


@pytest.fixture
def folder(tmp_path) -> PackageFolder:
    """An empty folder for a package."""
    (tmp_path / "package").mkdir()
    return PackageFolder(tmp_path / "package")


@pytest.fixture
def tiny(db, folder) -> PackageFolder:
    """The tiny package, which the database holds already."""
    folder.write_all()
    folder.ingest()
    return folder
