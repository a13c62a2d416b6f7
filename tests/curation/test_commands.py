from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from curation.management.commands import datamodel as datamodel_command
from curation.management.commands import verify as verify_command
from curation.verify import Verification
from organizations.models import Organization
from tests.agreements.factories import AgreementFactory
from tests.organizations.factories import OrganizationFactory
from tests.sources.factories import PassageFactory, SourceFactory

pytestmark = pytest.mark.django_db


def call(*arguments: object, **options: object) -> str:
    """What a command prints; nothing goes to standard error."""
    out, err = StringIO(), StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=err, **options)
    assert err.getvalue() == ""
    return out.getvalue()


def test_ingest_prints_what_became_of_each_table(folder):
    folder.write("themes", {"slug": "a", "name": "A"}, {"slug": "b", "name": "B"})
    assert call("ingest", folder.path) == "themes: 2 created, 0 updated, 0 unchanged\n"
    folder.write("themes", {"slug": "a", "name": "A!"})
    assert call("ingest", folder.path, "--prune") == (
        "themes: 0 created, 1 updated, 0 unchanged, 1 pruned\n"
    )


def test_ingest_says_that_it_only_checked(folder):
    folder.write("themes", {"slug": "a", "name": "A"})
    assert call("ingest", folder.path, "--check") == (
        "themes: 1 created, 0 updated, 0 unchanged\nChecked only: nothing was written.\n"
    )


def test_ingest_prints_renamed_rows_and_notices(folder):
    folder.write("themes", {"slug": "a", "name": "A"})
    folder.ingest()
    folder.write("themes", {"slug": "b", "name": "A"})
    folder.write("former-slugs", {"kind": "agreements.theme", "former": "a", "current": "b"})
    (folder.path / "themes.csv").write_bytes(b"\xef\xbb\xbf" + folder.files()["themes.csv"])
    assert call("ingest", folder.path) == (
        f"{folder.path}/themes.csv:1:1: found a byte order mark, expected plain UTF-8; read all "
        "the same: an export writes it so\n"
        "former-slugs: 1 created, 0 updated, 0 unchanged\n"
        "themes: 0 created, 0 updated, 1 unchanged, 1 renamed\n"
    )


def test_ingest_can_be_quiet(folder):
    folder.write("themes", {"slug": "a", "name": "A"})
    assert call("ingest", folder.path, "--quiet") == ""


def test_ingest_lists_every_problem(folder):
    folder.write("themes", {"slug": "a", "name": "A"}, {"slug": "b", "name": ""})
    with pytest.raises(CommandError) as caught:
        call("ingest", folder.path)
    assert str(caught.value) == (
        f"{folder.path}/themes.csv:3:2 (name): found an empty cell, expected some text; "
        "fill in the cell\n"
        "1 problem; nothing was written."
    )


def test_ingest_says_how_many_problems_it_does_not_list(folder):
    folder.write("themes", *({"slug": f"t{n}", "name": ""} for n in range(130)))
    with pytest.raises(CommandError) as caught:
        call("ingest", folder.path)
    lines = str(caught.value).splitlines()
    assert lines[100:] == ["… and 30 more", "130 problems; nothing was written."]


def test_ingest_says_where_it_stopped_looking(folder):
    folder.write("themes", *({"slug": f"t{n}", "name": "Same"} for n in range(250)))
    with pytest.raises(CommandError) as caught:
        call("ingest", folder.path)
    assert str(caught.value).splitlines()[-2:] == [
        "… and perhaps others: the search stopped here.",
        "200 problems; nothing was written.",
    ]


def test_ingest_if_empty_leaves_a_database_with_records_alone(folder):
    folder.write(
        "organizations", {"slug": "a", "publication": "published", "name": "A", "kind": "organ"}
    )
    assert call("ingest", folder.path, "--if-empty").startswith("organizations: 1 created")
    Organization.objects.all().update(name="B")
    said = "The database holds records already: nothing was read.\n"
    assert call("ingest", folder.path, "--if-empty") == said
    assert call("ingest", folder.path, "--if-empty", "--quiet") == ""
    assert Organization.objects.get().name == "B"


def test_export_says_where_it_wrote(tmp_path):
    folder = tmp_path / "export"
    assert call("export", folder) == f"{len(list(folder.iterdir()))} files written to {folder}.\n"


def test_export_update_takes_several_folders(tmp_path):
    OrganizationFactory()
    folders = [tmp_path / "seeds", tmp_path / "fixtures"]
    for folder in folders:
        folder.mkdir()
    assert call("export", "--update", *folders) == (
        f"1 files written to {folders[0]}, {folders[1]}.\n"
    )


def test_export_refuses_two_folders_and_strange_ones(tmp_path):
    (tmp_path / "thesis.txt").write_text("Mine.\n")
    with pytest.raises(CommandError, match=r"One folder, please; several only with --update\."):
        call("export", tmp_path / "a", tmp_path / "b")
    with pytest.raises(CommandError, match="holds other files"):
        call("export", tmp_path)


def test_lint_prints_findings_by_rule_and_fails_on_errors():
    AgreementFactory(slug="bare")
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("lint", stdout=out, no_color=True)
    assert out.getvalue() == (
        "uncited: Facts that no passage speaks of.\n"
        "  error: agreements bare: no passage is cited for it /agreements/bare/\n"
    )
    assert str(caught.value) == "1 error, 0 warnings, 0 notices"


def test_lint_lets_warnings_pass():
    PassageFactory(slug="p")
    assert call("lint", no_color=True).splitlines()[-1] == "0 errors, 1 warning, 0 notices"


def test_verify_prints_what_it_could_not_check(tmp_path):
    (tmp_path / "stranger.txt").write_text("Who am I?\n")
    PassageFactory(slug="elsewhere")
    PassageFactory(slug="bare", fingerprint="")
    assert call("verify", tmp_path) == (
        "elsewhere: its document is not in the folder\n"
        "bare: it has no fingerprint\n"
        f"{tmp_path}/stranger.txt: no source has this SHA-256\n"
        "passages verified: 0, mismatches: 0, without their document: 1, "
        "without a fingerprint: 1, unknown files: 1, unreadable: 0\n"
    )


def test_verify_prints_what_it_could_not_read(tmp_path, monkeypatch):
    result = Verification(unreadable={"/scans/pact.pdf": "Permission denied"})
    monkeypatch.setattr(verify_command, "verify", lambda *_: result)
    assert call("verify", tmp_path) == (
        "/scans/pact.pdf: it can't be read: Permission denied\n"
        "passages verified: 0, mismatches: 0, without their document: 0, "
        "without a fingerprint: 0, unknown files: 0, unreadable: 1\n"
    )


def test_verify_fails_on_a_mismatch(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    PassageFactory(locator="line 1", source=SourceFactory(sha256=nothing))
    with pytest.raises(CommandError, match="passages verified: 0, mismatches: 1"):
        call("verify", tmp_path)


def test_verify_needs_a_folder(tmp_path):
    with pytest.raises(CommandError, match="is no folder"):
        call("verify", tmp_path / "nowhere")


def test_datamodel_writes_and_checks_the_page(settings, tmp_path, monkeypatch):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match=r"is not current: run manage\.py datamodel"):
        call("datamodel", "--check")
    call("datamodel")
    assert call("datamodel", "--check") == ""
    monkeypatch.setattr(datamodel_command, "data_model", lambda: "other\n")
    with pytest.raises(CommandError, match="is not current"):
        call("datamodel", "--check")


@pytest.mark.parametrize("command", ["datamodel", "staffguide"])
def test_a_page_of_the_repository_is_written_in_a_checkout_only(command, settings, tmp_path):
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match="run this in a checkout"):
        call(command)
