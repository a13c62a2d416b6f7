"""What counts as the same word: accents, case and compatibility forms make no difference."""

import re
import unicodedata
from collections.abc import Iterator

WORD = re.compile(r"[^\W_]+")
UNBROKEN = re.compile(r"\S+")
# Longer ones are cut, in documents and questions alike: PostgreSQL has a limit of its own.
LONGEST_WORD = 60


class _Letters(dict[int, int | None]):
    """For `str.translate`: takes out accents, vowel signs and characters that nobody sees."""

    def __missing__(self, code: int) -> int | None:
        dropped = unicodedata.category(chr(code)) in ("Mn", "Mc", "Me", "Cf")
        self[code] = None if dropped else code
        return self[code]


LETTERS = _Letters()


def fold(text: str) -> str:
    """The text as it is compared: “Migración” as “migracion”, “Straße” as “strasse”."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).translate(LETTERS).casefold()


def words(text: str) -> list[str]:
    """The folded words of a text, in order; they hold letters and digits only."""
    return [word[:LONGEST_WORD] for word in WORD.findall(fold(text))]


def places(text: str) -> Iterator[tuple[str, int, int]]:
    """Each folded word of a text with where it starts and ends in the text as written."""
    for piece in UNBROKEN.finditer(text):
        written, start = piece[0], piece.start()
        # Folding looks at one character at a time, so it may as well be given one.
        folded = [fold(character) for character in written]
        origins = [place for place, letters in enumerate(folded) for _ in letters]
        for word in WORD.finditer("".join(folded)):
            first, last = origins[word.start()], origins[word.end() - 1]
            yield word[0][:LONGEST_WORD], start + first, start + last + 1
