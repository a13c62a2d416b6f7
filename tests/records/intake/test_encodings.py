"""Bytes to text: whoever saved the file, its words come out right or it is refused."""

import pytest

from records.intake.encodings import decoded
from records.intake.tables import UnreadableFileError

WORDS = "name,place\nOrganización de Migración,São Paulo\n“Forêt” – d’État,Curaçao\n"


@pytest.mark.parametrize(
    ("saved", "read"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_the_encoding_is_found_out(saved, read):
    assert decoded(WORDS.encode(saved)) == (WORDS, read)


@pytest.mark.parametrize("word", ["Migración", "São Paulo", "Côte d’Ivoire", "Curaçao", "Perú"])
@pytest.mark.parametrize("saved", ["cp1252", "mac_roman"])
def test_one_word_is_enough_or_the_file_is_refused(word, saved):
    try:
        assert decoded(f"name\n{word}\n".encode(saved)) == (f"name\n{word}\n", saved)
    except UnreadableFileError as error:
        assert f"name\n{word}\n" not in str(error)  # noqa: PT017
        assert "choose the encoding" in str(error)  # noqa: PT017


def test_what_was_chosen_holds():
    assert decoded("Perú".encode("mac_roman"), "mac_roman") == ("Perú", "mac_roman")


def test_a_choice_that_does_not_fit_is_refused_with_the_place():
    with pytest.raises(UnreadableFileError) as caught:
        decoded("Perú".encode("cp1252"), "utf-8")
    assert str(caught.value) == "Byte 4: found what is not UTF-8; choose another encoding."


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnreadableFileError) as caught:
        decoded(bytes(range(128, 256)) * 4)
    assert "save it as “CSV UTF-8”" in str(caught.value)
