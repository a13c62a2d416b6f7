"""What a record is in the vocabulary of schema.org, as a block of JSON-LD in its page.

Only what the record holds is said: a date that is uncertain, or a property that fits half, is left
out.
"""

import json
import re
from typing import Any

from django.utils.safestring import SafeString, mark_safe

VOCABULARY = "https://schema.org"
EXACT = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
ESCAPED = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&"}
EMPTY: tuple[Any, ...] = (None, "", [], {})

Linked = dict[str, Any]


def exact(text: str) -> str:
    """The day, month or year that an EDTF text names without doubt, else nothing."""
    return text if EXACT.fullmatch(text or "") else ""


def thing(kind: str, base: str, record: Any, **properties: Any) -> Linked:
    """A thing with a page of its own, named by the address of that page."""
    address = base + record.get_absolute_url()
    filled = {name: value for name, value in properties.items() if value not in EMPTY}
    return {"@type": kind, "@id": address, "url": address, "name": str(record)} | filled


def block(linked: Linked) -> SafeString:
    """The script element; nothing in it can end it, or be taken for markup."""
    told = json.dumps({"@context": VOCABULARY} | linked, ensure_ascii=False)
    safe = told.translate(ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308 - escaped
