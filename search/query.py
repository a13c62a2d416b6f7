"""Questions to the documents: which of them hold all words, and which of these come first.

Every word of a question may be the beginning of a word in the document, not only the last one. So
each further letter or word narrows the result and none makes it jump, a space at the end changes
nothing, and “migration” finds “migrations”.
"""

from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from dates.queries import latest_first
from search.declaration import searched_kinds
from search.folding import words
from search.models import SearchDocument
from search.tables import VECTOR

# No database takes conditions without end; forms allow far fewer.
MOST_WORDS = 200
EXACT, PHRASE, NAMED, ANYWHERE = range(1, 5)


class Holds(Func):
    """Whether a document holds all words; they are quoted, and hold letters and digits only."""

    output_field = BooleanField()

    def __init__(self, sought: list[str]) -> None:
        self.sought = sought
        super().__init__(F("pk"), F("words"))

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        sql, params = compiler.compile(self.source_expressions[0])
        found = "SELECT rowid FROM search_index WHERE search_index MATCH %s"
        return f"{sql} IN ({found})", [*params, " ".join(f'"{word}"*' for word in self.sought)]

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        sql, params = compiler.compile(self.source_expressions[1])
        question = " & ".join(f"'{word}':*" for word in self.sought)
        return f"{VECTOR.format(sql)} @@ %s::tsquery", [*params, question]


class InBytes(Func):
    """A text in the order of its bytes, which is the same on every database."""

    function = None
    template = "%(expressions)s"
    arity = 1
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **extra)


def matching(model: Any, text: str) -> QuerySet:
    """The ids of a model's records in which every word of the text occurs, for `pk__in`.

    A text without any letter or digit finds nothing.
    """
    return found(text).filter(kind=model.searched.kind).values("record_id")


def holding(documents: QuerySet, text: str) -> QuerySet:
    """Those of the documents in which every word of the text occurs."""
    sought = list(dict.fromkeys(words(text)))[:MOST_WORDS]
    return documents.filter(Holds(sought)) if sought else documents.none()


def found(text: str) -> QuerySet:
    """The documents in which every word of the text occurs."""
    return holding(SearchDocument.objects.all(), text)


def ranked(documents: QuerySet, text: str) -> QuerySet:
    """Adds `tier`: how near the words stand to the top of a document, from 1 to 4.

    1: the title or a name is just these words; 2: one of them holds the words in this order; 3:
    each word stands in the title or a name; 4: somewhere in the text. A record that is named after
    another, as a signatory is after its body, comes third at best: that one is what was meant.
    """
    sought = words(text)[:MOST_WORDS]
    phrase = " ".join(sought)
    own = Q(kind__in=[kind for kind, model in searched_kinds().items() if model.searched.own_title])
    named = Q(pk__isnull=False)
    for word in dict.fromkeys(sought):
        named &= _heading_has(f" {word}")
    tier = Case(
        When(own & _heading_has(f"| {phrase} |"), then=EXACT),
        When(own & _heading_has(f" {phrase}"), then=PHRASE),
        When(named, then=NAMED),
        default=ANYWHERE,
        output_field=IntegerField(),
    )
    return documents.annotate(tier=tier)


def by_rank() -> list[Any]:
    """The order of ranked documents: by tier, then latest first, then by title."""
    return ["tier", *latest_first("date"), InBytes("heading"), "kind", InBytes("slug")]


def _heading_has(piece: str) -> Q:
    return Q(GreaterThan(StrIndex(F("heading"), Value(piece)), 0))
