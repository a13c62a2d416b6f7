"""The public package as a zip: nothing that is not public, valid, and good to take in again."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.contrib.auth import get_user_model
from django.test import override_settings
from frictionless import validate

from curation.export import export
from curation.ingest import ingest
from datapackage.archive import write_archive
from datapackage.edition import Edition
from datapackage.files import file_name
from datapackage.rows import public_counts
from datapackage.tables import table_name, tables
from events.models import Event, Series
from organizations.models import Organization
from records.models import FormerSlug
from tests.listings.kept import kept
from tests.listings.world import UNSEEN, World, erase_the_hidden
from tests.organizations.factories import OrganizationFactory
from tests.records.factories import FormerSlugFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

EDITION = Edition(7, datetime(2026, 1, 31, 12, 30, 4, tzinfo=UTC), "https://entente.example/data/")
OTHERS = {"README.txt": b"Read me.\n", "codebook/tables.csv": b"table,column\n"}
SECRET = "zzsecret"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Rows of every table that hang on each other, many of them hidden."""
    with kept(django_db_blocker), override_settings(SIMPLE_HISTORY_ENABLED=False):
        world = World()
        world.hide_and_refer()
        hidden = world.make(Organization, UNSEEN, publication="draft")
        seen = world.hub[Organization]
        kind = "organizations.organization"
        FormerSlugFactory(kind=kind, former=f"{UNSEEN}-once", current=hidden.slug)
        FormerSlugFactory(kind=kind, former="once", current=seen[0].slug)
        series = world.make(Series, UNSEEN, publication="draft")
        world.make(Event, slug="third", series=series, edition=3)
        yield world


def archive() -> bytes:
    target = io.BytesIO()
    write_archive(target, EDITION, OTHERS)
    return target.getvalue()


def contents(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def unpacked(data: bytes, folder: Path) -> Path:
    with ZipFile(io.BytesIO(data)) as opened:
        opened.extractall(folder)
    return folder


def empty_the_database() -> None:
    for model in reversed(tables()):
        model._base_manager.all()._raw_delete("default")


def test_it_holds_the_other_files_every_table_and_the_descriptor():
    files = contents(archive())
    assert list(files) == [*OTHERS, *map(file_name, tables()), "datapackage.json"]
    assert {name: files[name] for name in OTHERS} == OTHERS


def test_every_table_has_a_row():
    files = contents(archive())
    assert [name for name in map(file_name, tables()) if files[name].count(b"\n") < 2] == []


def test_nothing_that_is_hidden_is_in_it():
    files = contents(archive())
    assert [name for name, content in files.items() if UNSEEN.encode() in content] == []


def test_it_is_as_if_the_hidden_had_never_been():
    before = archive()
    third = b"\nthird,"
    assert third in contents(before)["events.csv"]
    Event.objects.filter(slug="third").update(edition=None)  # which cannot stand without a series
    erase_the_hidden()
    FormerSlug.objects.filter(former__startswith=UNSEEN).delete()
    assert contents(archive()) == contents(before)


def test_who_changed_what_and_why_is_not_in_it():
    user = get_user_model().objects.create_user(f"{SECRET}-name", f"{SECRET}@mail.example")
    with override_settings(SIMPLE_HISTORY_ENABLED=True):
        body = OrganizationFactory(slug="changed", name=f"{SECRET} once")
        body.name, body._history_user = "Now", user
        body._change_reason = f"{SECRET} reason"
        body.save()
    assert body.history.count() == 2
    files = contents(archive())
    assert b"\nchanged,published,Now," in files["organizations.csv"]
    assert [name for name, content in files.items() if SECRET.encode() in content] == []


def test_the_same_record_gives_the_same_bytes():
    assert archive() == archive()


def test_every_file_bears_the_time_of_the_edition_and_can_be_read():
    with ZipFile(io.BytesIO(archive())) as opened:
        entries = opened.infolist()
    assert {entry.date_time for entry in entries} == {(2026, 1, 31, 12, 30, 4)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}


def test_a_record_that_nobody_has_written_yet_makes_a_package_too():
    empty_the_database()
    target = io.BytesIO()
    write_archive(target, Edition(0, datetime.fromtimestamp(0, UTC), "https://e.example/"), {})
    with ZipFile(target) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert opened.read("themes.csv").count(b"\n") == 1


def test_the_descriptor_says_which_edition_it_is():
    described = json.loads(contents(archive())["datapackage.json"])
    assert described["version"] == "r7-2026-01-31"
    assert described["created"] == "2026-01-31T12:30:04+00:00"
    assert described["homepage"] == EDITION.home
    assert described["citation"] == EDITION.citation
    assert [licence["name"] for licence in described["licenses"]] == ["CC-BY-4.0"]
    assert [resource["name"] for resource in described["resources"]] == [
        table_name(model) for model in tables()
    ]


def test_frictionless_calls_it_valid(tmp_path):
    folder = unpacked(archive(), tmp_path)
    report = validate(str(folder / "datapackage.json"))
    assert report.flatten(["type", "note"]) == []
    assert len(report.tasks) == len(tables())


def test_taken_into_an_empty_database_it_comes_out_the_same(tmp_path):
    before = archive()
    folder = unpacked(before, tmp_path / "package")
    empty_the_database()
    report = ingest([folder])
    assert report.changed == sum(public_counts().values())
    assert archive() == before
    export(tmp_path / "again")
    for model in tables():
        name = file_name(model)
        assert (tmp_path / "again" / name).read_bytes() == contents(before)[name]
