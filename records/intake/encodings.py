"""Bytes to text, whoever saved the file: UTF-8, UTF-16, and what Windows and old Macs write.

Every byte is a letter in both of the latter. Which of them was meant shows in where the letters
stand: an accented letter stands among letters, a quotation mark or a dash at the edge of a word.
"""

import codecs
import re
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.intake.tables import UnreadableFileError

WINDOWS, MAC = "cp1252", "mac_roman"
# What a person may choose from; the names are those that spreadsheets give them.
ENCODINGS = [
    ("", gettext_lazy("find out")),
    ("utf-8", "UTF-8"),
    ("utf-16", "UTF-16 (Unicode)"),
    (WINDOWS, "Windows (Western, 1252)"),
    (MAC, "Mac (Western, Mac Roman)"),
]
NAMES = {key: str(name) for key, name in ENCODINGS if key}
MARKS = [
    (codecs.BOM_UTF8, "utf-8", 3),
    (codecs.BOM_UTF16_LE, "utf-16-le", 2),
    (codecs.BOM_UTF16_BE, "utf-16-be", 2),
]
# The letters of the languages that agreements of the region are printed in.
LETTERS = frozenset("áàâãäåéèêëíìîïóòôõöúùûüñçÁÀÂÃÄÉÈÊËÍÎÏÓÒÔÕÖÚÙÛÜÑÇßøØœŒæÆÿ")
MARKS_OF_EDGES = frozenset("«»“”‘’‹›–—…•°ºª¿¡€£§©®™ \u00a0")
AROUND = re.compile(rb"[^\n,;\t]{0,24}[\x80-\xff][^\n,;\t]{0,24}")
FOREIGN = re.compile(r"[^\x00-\x7f]")
# So many letters tell as much as all of a long file.
ENOUGH = 5000
SURE = 1.5  # how much better the one reading must be than the other


def decoded(data: bytes, encoding: str = "") -> tuple[str, str]:
    """The text and the encoding that it was read in.

    Raises UnreadableFileError where the encoding given does not fit, or none can be told.
    """
    for mark, name, length in MARKS:
        if data.startswith(mark):
            return _read(data[length:], name), "utf-16" if "16" in name else "utf-8"
    if encoding:
        return _read(data, _without_mark(data, encoding)), encoding
    if b"\0" in data[:200]:
        return _read(data, _without_mark(data, "utf-16")), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        found = guessed(data)
    return _read(data, found), found


def guessed(data: bytes) -> str:
    """Whether Windows or a Mac wrote the bytes; UnreadableFileError where that can't be told."""
    windows, mac = (_likelihood(data, name) for name in (WINDOWS, MAC))
    if windows <= 0 and mac <= 0:
        raise UnreadableFileError(
            _("The letters of the file can't be read; save it as “CSV UTF-8” or as a workbook.")
        )
    if max(windows, mac) < SURE * min(windows, mac):
        raise UnreadableFileError(
            _(
                "The file may come from Windows (%(windows)s) or from a Mac (%(mac)s): "
                "choose the encoding in which the words are right."
            )
            % {"windows": _example(data, WINDOWS), "mac": _example(data, MAC)}
        )
    return WINDOWS if windows > mac else MAC


def _likelihood(data: bytes, encoding: str) -> float:
    """How likely the letters of the file are in that encoding."""
    text = data.decode(encoding, "replace")
    score = 0.0
    for match in islice(FOREIGN.finditer(text), ENOUGH):
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        score += _weight(match[0], before, after)
    return max(score, 0)


def _weight(letter: str, before: str, after: str) -> float:
    inside = before.isalpha() and after.isalpha()
    if letter in LETTERS:
        shouted = letter.isupper() and before.islower()
        return -2 if shouted else 1
    if letter in MARKS_OF_EDGES:
        return 0.5 if not inside or letter == "’" else -2
    return -2


def _example(data: bytes, encoding: str) -> str:
    found = AROUND.search(data)
    return f"“{found[0].decode(encoding, 'replace').strip()}”" if found else ""


def _without_mark(data: bytes, encoding: str) -> str:
    if encoding != "utf-16":
        return encoding
    # In texts of our alphabets the upper byte is mostly nought.
    return "utf-16-le" if data[1:200:2].count(0) >= data[0:200:2].count(0) else "utf-16-be"


def _read(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            _("Byte %(place)s: found what is not %(encoding)s; choose another encoding.")
            % {"place": error.start + 1, "encoding": NAMES.get(encoding, "UTF-16")}
        ) from None
