import csv
from pathlib import Path

import pytest
from frictionless import validate

from benchmarks.generate import generate
from curation import export as exporting
from curation.export import ExportError, export, update
from curation.ingest import ingest
from datapackage.tables import table_name, tables
from organizations.models import Organization
from records.models import Revision
from tests.curation.packages import TINY, state

ROOT = Path(__file__).resolve().parents[2]
REPOSITORY = [ROOT / "seeds", ROOT / "fixtures"]


def read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def package(tmp_path):
    """Where an export goes."""
    return tmp_path / "export"


def test_it_writes_every_table_and_the_descriptor(tiny, package):
    assert export(package) == [*(f"{table_name(m)}.csv" for m in tables()), "datapackage.json"]
    assert sorted(read(package)) == sorted(export(package))


def test_rows_are_sorted_plain_and_quoted_only_where_they_must(tiny, package):
    export(package)
    assert (package / "organizations.csv").read_text(encoding="utf-8") == (
        "slug,publication,name,kind,acronym,part_of,successor,country,founded,dissolved,website,"
        "summary\n"
        "arcadia,draft,Arcadia,state,,,,,,,,\n"
        "board,published,Board,organ,,union,,arcadia,1948,..,https://board.example/,\n"
        'union,published,Unión,intergovernmental,,,,arcadia,,,,"A body,\nover “two” lines."\n'
    )


def test_numbers_are_plain(tiny, package):
    export(package)
    assert (package / "figures.csv").read_text() == (
        "slug,report,label,qualifier,value,upper,unit,value_as_printed\n"
        "share,report,Share,about,57.5,60,per cent,\n"
    )


def test_a_table_without_rows_has_a_header(tiny, package):
    export(package)
    assert (package / "outcomes.csv").read_text() == "slug,event,agreement,kind\n"


def test_export_ingest_export_is_the_identity(tiny, package, tmp_path):
    export(package)
    for model in reversed(tables()):
        model._base_manager.all()._raw_delete("default")
    assert not Organization.objects.exists()
    ingest([package])
    export(tmp_path / "again")
    assert read(tmp_path / "again") == read(package)
    assert ingest([package], prune=True).changed == 0


def test_a_made_up_package_makes_the_round_trip(db, folder, package):
    assert generate(folder.path, 700) > 600
    folder.ingest()
    export(package)
    before = state()
    assert ingest([package], prune=True).changed == 0
    assert state() == before
    for path in folder.path.iterdir():
        header, *rows = cells(path)
        assert cells(package / path.name) == [header, *sorted(rows)]


def test_the_repository_s_files_are_what_an_export_writes(db, tmp_path):
    ingest(REPOSITORY)
    for folder in REPOSITORY:
        copy = tmp_path / folder.name
        copy.mkdir()
        for path in folder.glob("*.csv"):
            (copy / path.name).write_bytes(b"")
    copies = [tmp_path / folder.name for folder in REPOSITORY]
    update(copies)
    for folder, copy in zip(REPOSITORY, copies, strict=True):
        written = read(copy)
        assert {p.name: p.read_bytes() for p in sorted(folder.glob("*.csv"))} == written


@pytest.mark.once
def test_frictionless_calls_an_export_valid(tiny, package):
    export(package)
    report = validate(str(package / "datapackage.json"))
    assert report.flatten(["type", "note"]) == []
    assert len(report.tasks) == len(tables())


@pytest.mark.once
def test_frictionless_calls_the_repository_s_data_valid(db, package):
    ingest(REPOSITORY)
    export(package)
    assert validate(str(package / "datapackage.json")).flatten(["type", "note"]) == []


@pytest.mark.once
def test_frictionless_sees_a_reference_to_nothing(tiny, package):
    export(package)
    acts = package / "acts.csv"
    acts.write_text(acts.read_text().replace(",pact-board,", ",pact-nobody,"))
    types = {found[0] for found in validate(str(package / "datapackage.json")).flatten(["type"])}
    assert "foreign-key" in types


# Where it writes


def test_it_replaces_a_package_and_leaves_other_files_alone(tiny, package):
    export(package)
    (package / "README.md").write_text("Ours.\n")
    (package / "acts.csv").write_text("old\n")
    export(package)
    assert (package / "acts.csv").read_text().startswith("slug,signatory,")
    assert (package / "README.md").read_text() == "Ours.\n"
    assert [path.name for path in package.iterdir() if path.name.startswith(".")] == []


def test_it_writes_into_an_empty_folder(tiny, package):
    package.mkdir()
    export(package)
    assert (package / "acts.csv").is_file()


def test_it_refuses_a_folder_of_other_files(tiny, package):
    package.mkdir()
    (package / "thesis.txt").write_text("Mine.\n")
    with pytest.raises(ExportError) as caught:
        export(package)
    assert str(caught.value) == (
        f"{package} holds other files and no datapackage.json; name a new or an empty folder."
    )
    assert sorted(read(package)) == ["thesis.txt"]


def test_it_refuses_a_file(tiny, package):
    package.write_text("Mine.\n")
    with pytest.raises(ExportError, match="is a file; name a folder"):
        export(package)
    assert package.read_text() == "Mine.\n"


@pytest.mark.once
@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("file/export", "{}/file/export can't be written: Not a directory; see to that, or name"),
        ("x" * 400, "{}/" + "x" * 400 + " can't be written: File name too long; see to that, or"),
        ("nowhere", "{}/nowhere is a link that leads nowhere; name a folder."),
        ("itself", "{}/itself is a link that leads nowhere; name a folder."),
    ],
)
def test_a_place_where_no_folder_can_be_is_said_in_words(db, tmp_path, place, said):
    (tmp_path / "file").write_text("Mine.\n")
    (tmp_path / "nowhere").symlink_to("missing")
    (tmp_path / "itself").symlink_to("itself")
    with pytest.raises(ExportError) as caught:
        export(tmp_path / place)
    assert str(caught.value).startswith(said.format(tmp_path))


def refusing(*files: str | None):
    """Stands in for a call that the file system refuses: root, who runs tests, may do anything."""

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied", *files)

    return refuse


@pytest.mark.once
@pytest.mark.parametrize("write", [export, lambda folder: update([folder])])
def test_a_folder_that_may_not_be_written_is_named(tiny, package, monkeypatch, write):
    package.mkdir()
    refuse = refusing(f"{package}/.export-x_1")
    monkeypatch.setattr(exporting.tempfile, "TemporaryDirectory", refuse)
    with pytest.raises(ExportError) as caught:
        write(package)
    assert str(caught.value) == (
        f"{package} can't be written: Permission denied; see to that, or name another folder."
    )


@pytest.mark.once
def test_a_file_that_may_not_be_replaced_is_named_and_not_its_draft(db, package, monkeypatch):
    refuse = refusing(f"{package}/.export-x_1/acts.csv", None, f"{package}/acts.csv")
    monkeypatch.setattr(exporting.Path, "replace", refuse)
    with pytest.raises(ExportError, match=f"^{package}/acts.csv can't be written: Permission"):
        export(package)


@pytest.mark.once
def test_a_refusal_that_names_no_file_names_the_folder(db, package, monkeypatch):
    monkeypatch.setattr(exporting.Path, "write_bytes", refusing())
    with pytest.raises(ExportError, match=f"^{package} can't be written: Permission denied"):
        export(package)


@pytest.mark.once
def test_nothing_is_replaced_where_a_folder_bears_the_name_of_a_table(tiny, package):
    export(package)
    (package / "themes.csv").unlink()
    (package / "themes.csv").mkdir()
    (package / "acts.csv").write_text("old\n")
    for write in (lambda: export(package), lambda: update([package])):
        with pytest.raises(ExportError) as caught:
            write()
        assert str(caught.value) == (
            f"{package}/themes.csv is a folder; take it away, or name another one."
        )
        assert (package / "acts.csv").read_text() == "old\n"


def test_update_writes_each_table_where_its_file_is(tiny, tmp_path):
    seeds, fixtures = tmp_path / "seeds", tmp_path / "fixtures"
    for folder in (seeds, fixtures):
        folder.mkdir()
    (seeds / "sources.csv").write_text("")
    (fixtures / "outcomes.csv").write_text("")
    update([seeds, fixtures])
    assert sorted(read(seeds)) == ["sources.csv"]
    # What has rows and no file yet goes to the last folder.
    others = {f"{table}.csv" for table in TINY} - {"sources.csv"}
    assert set(read(fixtures)) == others | {"outcomes.csv"}


def test_update_needs_its_folders(tiny, tmp_path):
    with pytest.raises(ExportError, match="is no folder"):
        update([tmp_path / "nowhere"])


def test_a_write_in_between_starts_the_reading_anew(tiny, package, monkeypatch):
    read_rows, seen = exporting.all_rows, []

    def read_while_written(model):
        if not seen:
            Revision.objects.advance()
        seen.append(model)
        return read_rows(model)

    monkeypatch.setattr(exporting, "all_rows", read_while_written)
    export(package)
    assert len(seen) == 2 * len(tables())


def test_it_gives_up_where_writing_never_ends(tiny, package, monkeypatch):
    def read_while_written(model):
        Revision.objects.advance()
        return ()

    monkeypatch.setattr(exporting, "all_rows", read_while_written)
    with pytest.raises(ExportError, match="changed again and again"):
        export(package)
    assert not package.exists()
