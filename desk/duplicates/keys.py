"""What names, addresses and identifiers are compared by: folded so that spellings fall together."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

from search.folding import words

LONGEST_KEY = 190
# Words that say nothing of which body, person or paper it is, in the languages of the record.
SMALL_WORDS = """
a an and da das de del des do dos du e el en et for in la las le les los of on para pour the to y
"""
SMALL = frozenset(SMALL_WORDS.split())
# “Inter-American Development Bank (IADB)”.
WITH_ACRONYM = re.compile(r"(?P<name>.*\S)\s*[(\[](?P<acronym>[^()\[\]\s]{2,12})[)\]]\s*")
LONGEST_ACRONYM = 8
SHORTEST_LOOK = 6
VOWELS = re.compile(r"(?<=.)[aeiouyh]")
# How much of two names must agree for them to look alike.
ALIKE = 0.85


def key(sort: str, *parts: str) -> str:
    """A key of that sort; a long one is cut and told apart by its sum."""
    text = f"{sort}:{'|'.join(parts)}"
    if len(text) <= LONGEST_KEY:
        return text
    return f"{text[: LONGEST_KEY - 33]} {sha256(text.encode()).hexdigest()[:32]}"


def name_keys(names: Iterable[str]) -> dict[str, str]:
    """The keys of names, each with the name as written: as said, as words, as it looks."""
    found: dict[str, str] = {}
    for name in names:
        told = [word for word in words(name) if word not in SMALL] or words(name)
        if not told:
            continue
        found.setdefault(key("name", " ".join(told)), name)
        if len(told) > 1:
            found.setdefault(key("words", " ".join(sorted(told))), name)
        look = " ".join(map(skeleton, told))
        if len(look.replace(" ", "")) >= SHORTEST_LOOK:
            found.setdefault(key("look", look), name)
    return found


def skeleton(word: str) -> str:
    """A word as it looks in haste: “organisation” and “organization” are one."""
    if any(letter.isdigit() for letter in word):
        return word
    bare = VOWELS.sub("", word.replace("z", "s").replace("ph", "f"))
    return re.sub(r"(.)\1+", r"\1", bare)


def look_alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether some name of the one is written nearly as one of the other, figures the same."""
    return any(_nearly(a, b) for a in one for b in other)


def _nearly(one: str, other: str) -> bool:
    first, second = words(one), words(other)
    if _figures(first) != _figures(second):
        return False
    return SequenceMatcher(None, " ".join(first), " ".join(second)).ratio() >= ALIKE


def _figures(told: list[str]) -> list[str]:
    return [word for word in told if any(letter.isdigit() for letter in word)]


def without_acronym(name: str) -> tuple[str, str]:
    """A name and the acronym that stands in brackets behind it, or none."""
    match = WITH_ACRONYM.fullmatch(name)
    return (match["name"], match["acronym"]) if match else (name, "")


def acronym_keys(texts: Iterable[str]) -> dict[str, str]:
    """The keys of what is an acronym, or so short a name that it may be one."""
    folded = {"".join(words(text)): text for text in texts}
    return {key("acronym", short): text for short, text in folded.items() if len(short) > 1}


def may_be_acronym(name: str) -> bool:
    told = words(name)
    return len(told) == 1 and len(told[0]) <= LONGEST_ACRONYM


def address_key(address: str) -> dict[str, str]:
    """The key of a web address: how it is fetched and where on the page makes no difference."""
    try:
        split = urlsplit(address.strip())
        host = (split.hostname or "").removeprefix("www.")
    except ValueError:
        return {}
    if not host:
        return {}
    asked = sorted(p for p in parse_qsl(split.query) if not p[0].startswith("utm_"))
    page = f"{host}{split.path.rstrip('/')}" + (f"?{urlencode(asked)}" if asked else "")
    return {key("address", page): address}


def text_key(sort: str, *texts: str) -> dict[str, str]:
    """The key of short texts taken together, of which the last must hold something."""
    folded = ["".join(words(text)) for text in texts]
    return {key(sort, *folded): texts[-1]} if folded[-1] else {}
