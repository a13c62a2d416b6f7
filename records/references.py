"""How to cite a record: in words, and as reference managers read it.

Entente is the author and the publisher, since a record is the work of many hands. A citation names
the revision of the data, which tells exactly what was seen.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dates.words import day_words

NAME = "Entente"
# What TeX would take for a command, https://www.bibtex.com/e/special-symbols/
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True)
class Reference:
    """One record as it is cited; `changed` is the day of the data, `accessed` the reader's."""

    listing: str
    slug: str
    title: str
    kind: str
    address: str
    revision: int
    changed: date
    accessed: date
    language: str

    @property
    def words(self) -> str:
        """The citation as text."""
        return _(
            "%(author)s, “%(title)s” (%(kind)s), revision %(revision)s of the data, "
            "consulted on %(day)s, %(address)s."
        ) % {
            "author": NAME,
            "title": self.title,
            "kind": self.kind,
            "revision": self.revision,
            "day": day_words(self.accessed),
            "address": self.address,
        }

    @property
    def key(self) -> str:
        return f"entente-{self.listing}-{self.slug}"


def bibtex(reference: Reference) -> str:
    """An entry that both BibTeX and biblatex read; braces keep the title as it is written."""
    fields = {
        "author": f"{{{NAME}}}",
        "title": f"{{{tex(reference.title)}}}",
        "year": f"{reference.changed:%Y}",
        "publisher": NAME,
        "version": tex(version(reference)),
        "type": tex(reference.kind),
        "howpublished": rf"\url{{{reference.address}}}",
        "url": reference.address,
        "urldate": reference.accessed.isoformat(),
        "note": tex(
            _("%(version)s, consulted on %(day)s")
            % {"version": version(reference), "day": reference.accessed.isoformat()}
        ),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{reference.key},\n{lines}}}\n"


def ris(reference: Reference) -> str:
    """An entry in RIS: a tag and a value on each line, which end with CR and LF."""
    values = [
        ("TY", "DATA"),
        ("AU", NAME),
        ("TI", reference.title),
        ("PY", f"{reference.changed:%Y}"),
        ("DA", f"{reference.changed:%Y/%m/%d}/"),
        ("PB", NAME),
        ("ET", version(reference)),
        ("M3", reference.kind),
        ("LA", reference.language),
        ("ID", reference.key),
        ("UR", reference.address),
        ("Y2", f"{reference.accessed:%Y/%m/%d}/"),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in values)


def csl_json(reference: Reference) -> str:
    """A list of one item, as the Citation Style Language's schema for data has it."""
    item = {
        "id": reference.key,
        "type": "dataset",
        "title": reference.title,
        "author": [{"literal": NAME}],
        "publisher": NAME,
        "version": version(reference),
        "genre": reference.kind,
        "issued": {"date-parts": [day_parts(reference.changed)]},
        "accessed": {"date-parts": [day_parts(reference.accessed)]},
        "language": reference.language,
        "URL": reference.address,
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def version(reference: Reference) -> str:
    return _("revision %(revision)s of the data") % {"revision": reference.revision}


def tex(text: str) -> str:
    """The text as TeX prints it letter for letter."""
    return "".join(TEX.get(letter, letter) for letter in one_line(text))


def one_line(text: str) -> str:
    """The text without line breaks and other characters that nobody sees."""
    return " ".join(UNSEEN.sub(" ", str(text)).split())


def day_parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


def no_parameters(view: Any) -> Iterable[dict[str, Any]]:
    return []


@dataclass(frozen=True)
class Form:
    """A form of citation: the end of its address, its media type, what writes it.

    With `summary`, `content` and `parameters` it is what the description of the API asks for.
    """

    name: str
    extension: str
    media: str
    summary: Any
    write: Callable[[Reference], str]
    content: dict[str, Any] = field(default_factory=dict)
    parameters: Callable[[Any], Any] = no_parameters


def form(name: str, extension: str, media: str, summary: Any, write: Any, schema: Any) -> Form:
    return Form(name, extension, media, summary, write, {media: schema})


FORMS = (
    form(
        "BibTeX",
        "bib",
        "application/x-bibtex",
        gettext_lazy("How to cite it, as BibTeX"),
        bibtex,
        {"type": "string"},
    ),
    form(
        "RIS",
        "ris",
        "application/x-research-info-systems",
        gettext_lazy("How to cite it, as RIS"),
        ris,
        {"type": "string"},
    ),
    form(
        "CSL-JSON",
        "csl.json",
        "application/vnd.citationstyles.csl+json",
        gettext_lazy("How to cite it, as CSL-JSON"),
        csl_json,
        {"type": "array", "items": {"type": "object"}, "minItems": 1, "maxItems": 1},
    ),
)
