"""The letters of a cell: what nobody sees is taken away, what deceives the eye is refused.

Texts are composed (NFC), as every keyboard but a Mac's file system writes them.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from records.columns import quoted

# Spaces of other widths, and those that keep words together.
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Zero-width spaces, byte order marks, soft hyphens, marks of direction.
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# They join or part letters in Arabic and in Indian scripts; elsewhere they are dirt.
JOINERS = re.compile("[\u200c\u200d]")
JOINED_SCRIPTS = re.compile("[\u0590-\u1fff]")
WORD = re.compile(r"[^\W\d_]+")
MANY_SPACES = re.compile(r"[ \t]+")
WHITE = re.compile(r"\s+")
LOST = "\ufffd"
# Letters of other alphabets that look like Latin ones,
# from https://www.unicode.org/Public/security/latest/confusables.txt
LOOK_ALIKES = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕКМНОРСТХУІЈЅαονρυικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdqwABEKMHOPCTXYIJSaovpuikABEZHIKMNOPTYX",
        strict=True,
    )
)
# An error of a spreadsheet's formula, in the languages that we expect.
FORMULA_ERRORS = re.compile(
    r"#(?:[¡¿]?(?:REF|VALUE|NAME|NULL|NUM|DIV/0|SPILL|CALC|BUSY|FIELD|BLOCKED|CONNECT|UNKNOWN"
    r"|VALEUR|NOM|NUL|NOMBRE|VALOR|NULO|NOME|N[ÚU]M)[!?]?|N/[ADP]|DESBORDAMIENTO!|#+)"
)
# How accented letters look once UTF-8 was read as if it were Windows-1252.
GARBLED = re.compile("[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def cleaned(text: str, *, one_line: bool) -> str:
    """The text as it was meant; for one line, with single spaces in place of line breaks.

    Raises ValidationError for an error of a formula, for letters that were lost or garbled, and
    for letters of another alphabet that look like Latin ones, with the place of the letter.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", UNSEEN.sub("", SPACES.sub(" ", text)))
        if not JOINED_SCRIPTS.search(text):
            text = JOINERS.sub("", text)
        refuse_garbled(text)
        refuse_look_alikes(text)
    if text.startswith("#") and FORMULA_ERRORS.fullmatch(text.strip()):
        raise ValidationError(
            _(
                "found %(found)s, an error of the spreadsheet; correct its formula or "
                "write the value"
            )
            % {"found": quoted(text)},
            code="formula",
        )
    return (WHITE if one_line else MANY_SPACES).sub(" ", text).strip()


def refuse_garbled(text: str) -> None:
    """Raises ValidationError where letters were lost, or UTF-8 was taken for something else."""
    if LOST in text:
        raise ValidationError(
            _(
                "found %(found)s, in which letters were lost when the file was saved; "
                "save the original as “CSV UTF-8” or as a workbook"
            )
            % {"found": quoted(text)},
            code="lost",
        )
    if GARBLED.search(text) and (meant := ungarbled(text)):
        raise ValidationError(
            _(
                "found %(found)s, which was saved in a wrong encoding; "
                "write %(meant)s if that is meant"
            )
            % {"found": quoted(text), "meant": quoted(meant)},
            code="garbled",
        )


def ungarbled(text: str) -> str:
    """What the text was before UTF-8 was read as Windows-1252; empty where it was not."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def refuse_look_alikes(text: str) -> None:
    """Raises ValidationError for a letter that looks Latin among Latin ones and is not."""
    if not any(letter in LOOK_ALIKES for letter in text) or not any(map(_is_latin, text)):
        return
    # A text that is partly Russian may well have a word of nothing but look-alikes.
    foreign = any(map(_is_foreign, text))
    for word in WORD.finditer(text):
        places = [place for place, letter in enumerate(word[0]) if letter in LOOK_ALIKES]
        trap = len(places) == len(word[0]) and not foreign
        if places and (trap or any(map(_is_latin, word[0]))):
            _refuse(text, word.start() + places[0])


def _refuse(text: str, place: int) -> None:
    letter = text[place]
    raise ValidationError(
        _(
            "found %(found)s, whose character %(place)s is the %(script)s “%(letter)s”, which only "
            "looks like the Latin “%(twin)s”; type it again"
        )
        % {
            "found": quoted(text),
            "place": place + 1,
            "script": _script(letter),
            "letter": letter,
            "twin": LOOK_ALIKES[letter],
        },
        code="look-alike",
    )


def _is_latin(letter: str) -> bool:
    if letter.isascii():
        return letter.isalpha()
    return letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN")


def _is_foreign(letter: str) -> bool:
    """Whether it is a letter of another alphabet that looks like none of ours."""
    return letter.isalpha() and letter not in LOOK_ALIKES and not _is_latin(letter)


def _script(letter: str) -> str:
    greek = unicodedata.name(letter, "").startswith("GREEK")
    return _("Greek letter") if greek else _("Cyrillic letter")
