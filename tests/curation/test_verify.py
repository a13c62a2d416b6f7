import hashlib
import os
from pathlib import Path

import pytest

from curation.ingest import ingest
from curation.verify import VerifyError, verify
from sources.fingerprints import fingerprint
from tests.curation.test_export import REPOSITORY
from tests.sources.factories import PassageFactory, SourceFactory

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
TEXT = "The councils met.\nThey  signed\nan agreement.\nThen they left.\n"

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(tmp_path):
    """A source whose document lies in the folder under some name."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "scan 7.txt").write_bytes(TEXT.encode())
    return SourceFactory(slug="minutes", sha256=hashlib.sha256(TEXT.encode()).hexdigest())


def test_a_passage_is_found_whatever_its_file_is_called(source, tmp_path):
    PassageFactory(
        source=source, locator="lines 2–3", fingerprint=fingerprint("They signed an agreement.")
    )
    result = verify(tmp_path)
    assert (result.verified, result.mismatches, result.unknown_files) == (1, [], [])


def test_a_passage_that_reads_otherwise_is_a_mismatch(source, tmp_path):
    expected = fingerprint("They never signed.")
    PassageFactory(slug="p", source=source, locator="line 2", fingerprint=expected)
    (mismatch,) = verify(tmp_path).mismatches
    assert str(mismatch) == (
        f"p: found {fingerprint('They signed')} in line 2 of {tmp_path}/deep/scan 7.txt, expected "
        f"{expected}; correct the locator or the fingerprint"
    )


@pytest.mark.parametrize(
    ("locator", "found"),
    [
        ("lines 7–9", "“lines 7–9” is not in the document, which has 5 lines"),
        ("page 3", "“page 3” names no lines; expected “line 5” or “lines 4–8”"),
    ],
)
def test_a_passage_that_is_not_there_is_a_mismatch(source, tmp_path, locator, found):
    PassageFactory(source=source, locator=locator)
    assert [mismatch.found for mismatch in verify(tmp_path).mismatches] == [found]


def test_a_document_that_is_no_text_is_a_mismatch(tmp_path):
    (tmp_path / "scan.pdf").write_bytes(b"%PDF \xff")
    source = SourceFactory(sha256=hashlib.sha256(b"%PDF \xff").hexdigest())
    PassageFactory(source=source, locator="line 1")
    assert [mismatch.found for mismatch in verify(tmp_path).mismatches] == ["no UTF-8 text"]


def test_it_says_what_could_not_be_checked(source, tmp_path):
    (tmp_path / "stranger.txt").write_text("Who am I?\n")
    PassageFactory(slug="elsewhere")
    PassageFactory(slug="bare", source=source, fingerprint="")
    PassageFactory(slug="unsummed", source__sha256="")
    result = verify(tmp_path)
    assert sorted(result.without_document) == ["elsewhere", "unsummed"]
    assert result.without_fingerprint == ["bare"]
    assert result.unknown_files == [str(tmp_path / "stranger.txt")]
    assert result.verified == 0


def test_it_needs_a_folder(tmp_path):
    with pytest.raises(VerifyError, match="is no folder"):
        verify(tmp_path / "nowhere")


def denying(call, name: str):
    """The call, but for a file or a folder of that name: root, who runs tests, may read any."""

    def call_or_deny(path, *arguments, **options):
        if Path(path).name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return call(path, *arguments, **options)

    return call_or_deny


@pytest.mark.once
@pytest.mark.parametrize(
    ("owner", "attribute", "name"),
    [(Path, "open", "scan 7.txt"), (os, "scandir", "deep"), (Path, "is_file", "scan 7.txt")],
    ids=["a file", "a folder", "a file in a folder that can only be listed"],
)
def test_what_may_not_be_read_is_said(source, tmp_path, monkeypatch, owner, attribute, name):
    PassageFactory(slug="p", source=source)
    monkeypatch.setattr(owner, attribute, denying(getattr(owner, attribute), name))
    result = verify(tmp_path)
    unread = next(tmp_path.rglob(name))
    assert result.unreadable == {str(unread): "Permission denied"}
    assert (result.without_document, result.unknown_files) == (["p"], [])


@pytest.mark.once
def test_a_folder_that_may_not_be_read_is_none_to_verify_against(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "scandir", denying(os.scandir, tmp_path.name))
    with pytest.raises(VerifyError) as caught:
        verify(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path} can't be read: Permission denied; see to that, or name another folder."
    )


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the source documents are not at hand")
def test_the_repository_s_passages_stand_in_their_documents():
    ingest(REPOSITORY)
    result = verify(DOCUMENTS)
    assert (result.mismatches, result.without_document, result.without_fingerprint) == ([], [], [])
    assert (result.verified > 0, result.unknown_files) == (True, [])
