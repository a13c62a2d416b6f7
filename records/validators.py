"""What a text of the record may hold: plain words, no markup, nothing a program would run."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
# Those that nobody sees are among them: a space without width, and what turns the order of letters
# round. Joiners stay, which some scripts are written with.
CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ufffd\ufffe\uffff]"
)


def validate_plain_text(text: str) -> None:
    """Raises ValidationError for control characters, HTML, and a text that is a formula."""
    if found := CONTROL.search(text):
        raise ValidationError(
            _("found the control character %(found)s, expected plain text; remove it"),
            code="control",
            params={"found": f"U+{ord(found.group()):04X}"},
        )
    if found := TAG.search(text):
        raise ValidationError(
            _("found the HTML “%(found)s”, expected plain text; write it without markup"),
            code="html",
            params={"found": found.group()[:80]},
        )
    if text.startswith("="):
        raise ValidationError(
            _("found the formula “%(found)s”, expected plain text; write the value itself"),
            code="formula",
            params={"found": text[:80]},
        )


def validate_small(slug: str) -> None:
    """Raises ValidationError for a slug with capitals or underscores, which people mistake."""
    small = slug.lower().replace("_", "-").strip("-")
    if slug != small:
        raise ValidationError(
            _("found %(found)s, expected small letters, digits and hyphens; write “%(small)s”"),
            code="small",
            params={"found": f"“{slug}”", "small": small},
        )


def validate_one_line(text: str) -> None:
    """Raises ValidationError for a line break or a tab."""
    if "\n" in text or "\t" in text:
        raise ValidationError(
            _("found a line break or a tab, expected one line; use spaces"), code="line"
        )
