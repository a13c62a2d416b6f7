"""Which recorded body or person a typed name means: by every name that was ever used.

Case, accents, spaces and punctuation make no difference, nor does an acronym in brackets behind
the name. The database hands out few names that may be meant, and they are compared here: so there
is no table of folded names to be kept true, and drafts are found as well as what is public.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Lookup, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from organizations.models import Organization, OrganizationName, Person
from search.folding import words

# “Inter-American Development Bank (IADB)”.
BRACKETS = re.compile(r"(?P<name>.*\S)\s*\((?P<acronym>[^()\s]{1,20})\)\s*")
# A letter that bears no accent in any language of ours stands for itself, others for any.
PLAIN = frozenset("bdfghjklmpqrstvwxz0123456789%")
SHORT = 8
# How much of two names must agree for them to look alike.
ALIKE = 0.82
# How much longer or shorter a name that looks alike can be, of its length.
LONGER = 0.2
MOST_NAMES = 5_000
MOST_ALIKE = 5


@dataclass
class Meant:
    """What a typed name may mean.

    `records` are those that bear the name; `alike` those with a name that looks like it, the
    likest first, each with that name. One record and it is known; several, and somebody must say.
    """

    text: str
    records: list[Any] = field(default_factory=list)
    alike: list[tuple[Any, str]] = field(default_factory=list)

    @property
    def state(self) -> str:
        """One of "known", "ambiguous", "alike" and "new"."""
        if self.records:
            return "known" if len(self.records) == 1 else "ambiguous"
        return "alike" if self.alike else "new"


class Like(Lookup):
    """LIKE with a pattern of our own; case makes no difference on either database."""

    lookup_name = "like_pattern"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        lhs, params = self.process_lhs(compiler, connection)
        rhs, more = self.process_rhs(compiler, connection)
        word = "ILIKE" if connection.vendor == "postgresql" else "LIKE"
        return f"{lhs} {word} {rhs}", [*params, *more]


@dataclass(frozen=True)
class Column:
    """A column that holds names, and the one that tells whose they are."""

    model: Any
    text: str
    owner: str


BODIES = (
    Column(Organization, "name", "pk"),
    Column(Organization, "acronym", "pk"),
    Column(OrganizationName, "text", "organization_id"),
)
PERSONS = (Column(Person, "name", "pk"),)
# By a name as it is compared: the ids of who bears it, each with the name as written.
Bearers = dict[str, dict[int, str]]
# A condition on the column of names.
Condition = Callable[[F], Q]


def bodies(texts: Iterable[str]) -> dict[str, Meant]:
    """What each of the texts may mean among the organizations; three queries at most."""
    return _resolve(texts, Organization, BODIES)


def persons(texts: Iterable[str]) -> dict[str, Meant]:
    """What each of the texts may mean among the persons; three queries at most."""
    return _resolve(texts, Person, PERSONS)


def split(text: str) -> tuple[str, str]:
    """A name, and the acronym in brackets behind it or none."""
    found = BRACKETS.fullmatch(text.strip())
    return (found["name"], found["acronym"].strip()) if found else (text.strip(), "")


def same(text: str) -> str:
    """A name as it is compared: its folded letters and digits alone."""
    return "".join(words(text))


def _resolve(texts: Iterable[str], model: Any, columns: Sequence[Column]) -> dict[str, Meant]:
    asked = [text for text in dict.fromkeys(texts) if same(text)]
    bearers: Bearers = defaultdict(dict)
    exact = [_as_written(form) for text in asked for form in _forms(text)]
    for pk, name in _names(columns, exact):
        bearers[same(name)].setdefault(pk, name)
    left = [text for text in asked if not _chosen(text, bearers)]
    near = _names(columns, [_nearly_written(split(text)[0]) for text in left])
    for pk, name in near:
        bearers[same(name)].setdefault(pk, name)
    candidates = [_Candidate(pk, name) for pk, name in near]
    unknown = [text for text in left if not _chosen(text, bearers)]
    alike = {text: _likest(text, bearers, candidates) for text in unknown}
    chosen = {text: _chosen(text, bearers) for text in asked}
    rows = model.objects.in_bulk(
        {pk for found in (*chosen.values(), *alike.values()) for pk in found}
    )
    return {text: _meant(text, rows, chosen[text], alike.get(text, {})) for text in asked}


def _meant(text: str, rows: dict[int, Any], chosen: Iterable[int], alike: dict[int, str]) -> Meant:
    records = sorted((rows[pk] for pk in chosen if pk in rows), key=lambda row: (str(row), row.pk))
    return Meant(text, records, [(rows[pk], name) for pk, name in alike.items() if pk in rows])


def _forms(text: str) -> list[str]:
    """What may be a name of its own: the text, what stands before its brackets and within."""
    return list(dict.fromkeys(form for form in (text, *split(text)) if same(form)))


def _chosen(text: str, bearers: Bearers) -> set[int]:
    """Who bears the name. An acronym behind it decides between several, never by itself."""
    if whole := bearers.get(same(text)):
        return {*whole}
    name, acronym = split(text)
    named, short = bearers.get(same(name), {}), bearers.get(same(acronym), {})
    return {*named} & {*short} or {*named} if acronym else set()


def _names(columns: Sequence[Column], wanted: Sequence[Condition]) -> list[tuple[int, str]]:
    """The names that meet one of the conditions, each with the id of who bears it; one query."""
    if not wanted:
        return []
    found = [
        column.model.objects.order_by()
        .filter(reduce(or_, (condition(F(column.text)) for condition in wanted)))
        .values_list(column.owner, column.text)
        for column in columns
    ]
    return list(found[0].union(*found[1:])[:MOST_NAMES])


def _as_written(name: str) -> Condition:
    """Names that are the same but for accents, spaces and punctuation, as far as LIKE can tell."""
    letters = same(name)
    if len(letters) > SHORT:
        pattern = _pattern(words(name))
        return lambda column: Q(Like(column, Value(pattern)))
    # “O.A.S.”, and “Perú”: short names have one accent at most.
    spread = "%".join(letters)
    variants = [f"{letters[:i]}_{letters[i + 1 :]}" for i in range(len(letters))]

    def condition(column: F) -> Q:
        spaced = Q(Like(column, Value(f"{spread}%"))) & _length(column, 0, 2 * len(letters) + 1)
        return reduce(or_, (Q(Like(column, Value(text))) for text in variants), spaced)

    return condition


def _nearly_written(name: str) -> Condition:
    """Names about as long that begin or end alike, and longer ones with more words in them."""
    told, letters = words(name), same(name)
    pattern, part = _pattern(told), max(3, len(letters) // 4)
    start, end = pattern[:part].rstrip("%"), pattern[-part:].lstrip("%")
    slack = max(3, round(len(name) * LONGER))

    def as_long(column: F) -> Q:
        return _length(column, len(name) - slack, len(name) + slack)

    def condition(column: F) -> Q:
        # The length comes first: it leaves few rows to be looked at letter by letter.
        near = Q(Like(column, Value(f"{start}%"))) | Q(Like(column, Value(f"%{end}")))
        if len(told) < 2:
            return as_long(column) & near
        first, last = _pattern(told[:1]), _pattern(told[-1:])
        # “Pérez, Ana”
        near |= Q(Like(column, Value(f"{last}%{first}%")))
        longer = Q(Like(column, Value(f"{first}%{last}%")))
        return (as_long(column) & near) | longer

    return condition


def _pattern(told: Iterable[str]) -> str:
    """Words for LIKE: whatever stands between them, and whatever accents they bear."""
    letters = (letter if letter in PLAIN else "_" for letter in "%".join(told))
    return "".join(letters)


def _length(column: F, least: int, most: int) -> Q:
    length = Length(column)
    return Q(GreaterThanOrEqual(length, least)) & Q(LessThanOrEqual(length, most))


class _Candidate:
    """A recorded name, folded once for all that are compared with it."""

    def __init__(self, pk: int, name: str) -> None:
        self.pk, self.name, self.words = pk, name, words(name)
        self.letters = "".join(self.words)
        self.figures = re.findall(r"\d+", self.letters)


def _likest(text: str, bearers: Bearers, candidates: Iterable[_Candidate]) -> dict[int, str]:
    """The records with a name that looks like the text, the most similar first, by their ids."""
    name, acronym = split(text)
    scores = {pk: (1.0, bearer) for pk, bearer in bearers.get(same(acronym), {}).items()}
    sought = _Compared(name)
    for other in candidates:
        score = sought.likeness(other)
        if score >= ALIKE and score > scores.get(other.pk, (0.0, ""))[0]:
            scores[other.pk] = (score, other.name)
    best = sorted(scores, key=lambda pk: (-scores[pk][0], scores[pk][1]))
    return {pk: scores[pk][1] for pk in best[:MOST_ALIKE]}


class _Compared:
    """A name that is compared with many."""

    def __init__(self, name: str) -> None:
        self.own = _Candidate(0, name)
        # The second text of a matcher is the one that it prepares.
        self.matcher = SequenceMatcher(None, "", self.own.letters, autojunk=False)

    def likeness(self, other: _Candidate) -> float:
        """From 0 to 1; names with different figures in them are never alike."""
        own = self.own
        if other.figures != own.figures:
            return 0.0
        if len(own.words) > 1 and {*own.words} < {*other.words}:
            return 0.9
        if abs(len(other.letters) - len(own.letters)) > 2 * LONGER * len(own.letters):
            return 0.0
        if {*own.words} == {*other.words}:
            return 1.0
        return _ratio(self.matcher, other.letters)


def _ratio(matcher: SequenceMatcher, other: str) -> float:
    matcher.set_seq1(other)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()
