"""What a term of the glossary is, and how it names the rule behind it."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

VIENNA_1969 = "https://legal.un.org/ilc/texts/instruments/english/conventions/1_1_1969.pdf"
VIENNA_1986 = "https://legal.un.org/ilc/texts/instruments/english/conventions/1_2_1986.pdf"
LIBRARY_OF_CONGRESS = "https://www.loc.gov/standards/datetime/"


@dataclass(frozen=True)
class Rule:
    """Where a meaning comes from, in words, and where that can be read; no address for usage."""

    words: Any
    address: str = ""


@dataclass(frozen=True)
class Term:
    """A word, its meaning in this record, the rule behind it, and the slugs of related terms."""

    slug: str
    name: Any
    meaning: Any
    rule: Rule
    see: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        return self.slug


def vienna(article: str) -> Rule:
    """An article that the conventions of 1969 and 1986 share, number and all."""
    words = _("Vienna Conventions on the Law of Treaties, 1969 and 1986, art. {article}")
    return Rule(format_lazy(words, article=article), VIENNA_1969)


def states(article: str) -> Rule:
    """An article of the convention between states."""
    words = _("Vienna Convention on the Law of Treaties, 1969, art. {article}")
    return Rule(format_lazy(words, article=article), VIENNA_1969)


def organizations(article: str) -> Rule:
    """An article of the convention that also speaks of international organizations."""
    words = _(
        "Vienna Convention on the Law of Treaties, 1986 (with international organizations), "
        "art. {article}"
    )
    return Rule(format_lazy(words, article=article), VIENNA_1986)


def edtf(level: int) -> Rule:
    """A level of the Extended Date/Time Format."""
    words = _("Extended Date/Time Format, ISO 8601-2:2019, level {level}")
    return Rule(format_lazy(words, level=level), LIBRARY_OF_CONGRESS)


USAGE = Rule(_("Usage of international organizations, each with rules of its own"))
OURS = Rule(_("A rule of this record"))
