"""The names on the page: whom each means, what has to be asked, what will be made of the new ones.

Each name is asked about once, however often it stands on the page: what is made for one line is
known in every other, by its name and by the acronym behind it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from organizations.models import Organization
from organizations.resolving import Meant, bodies, persons, same, split

NEW = "new"
KIND_OF_ALL = "kind-of-all"
# So that a page without end asks no questions without end.
MOST_NAMES = 600


@dataclass
class Option:
    """A possible answer: its value, the record (none for a new one), and the name that is alike."""

    value: str
    record: Any = None
    alike: str = ""
    # Another name on the page that has the same acronym.
    namesake: "Question | None" = None


@dataclass
class Question:
    """Whom a name on the page means."""

    text: str
    sort: str
    meant: Meant
    options: list[Option] = field(default_factory=list)
    answer: str = ""
    kind: str = ""
    error: str = ""

    @property
    def key(self) -> str:
        """What its answers are called in the form."""
        return f"{self.sort}-{blake2s(same(self.text).encode(), digest_size=6).hexdigest()}"

    @property
    def state(self) -> str:
        """What is to be said of it: known, ambiguous, alike or new."""
        return "ambiguous" if any(option.namesake for option in self.options) else self.meant.state

    @property
    def chosen(self) -> Option | None:
        """The option that was answered."""
        return next((each for each in self.options if each.value == self.answer), None)

    @property
    def asks_kind(self) -> bool:
        return self.sort == "body"

    @property
    def name(self) -> str:
        """The name of what would be made."""
        return split(self.text)[0]

    @property
    def acronym(self) -> str:
        return split(self.text)[1] if self.sort == "body" else ""


class Names:
    """All names on the page, with the answers that were sent."""

    def __init__(
        self, body_texts: Iterable[str], person_texts: Iterable[str], sent: Mapping[str, Any]
    ) -> None:
        self.sent = sent
        self.kind_of_all = _kind(sent.get(KIND_OF_ALL, ""))
        self.sought = {
            "body": list(dict.fromkeys(filter(same, body_texts)))[:MOST_NAMES],
            "person": list(dict.fromkeys(filter(same, person_texts)))[:MOST_NAMES],
        }

    @cached_property
    def questions(self) -> list[Question]:
        """Every name once, in the order of the page."""
        asked = {id(question): question for question in self._asked.values()}
        places = {
            (sort, text): place
            for sort, texts in self.sought.items()
            for place, text in enumerate(texts)
        }
        return sorted(asked.values(), key=lambda q: (q.sort, places[q.sort, q.text]))

    @cached_property
    def _asked(self) -> dict[tuple[str, str], Question]:
        """The question for each name, acronym and bare name on the page."""
        found: dict[tuple[str, str], Question] = {}
        for sort, resolve in (("body", bodies), ("person", persons)):
            meant = resolve(self.sought[sort])
            # Names with an acronym first: they tell what it stands for on this page.
            for text in sorted(meant, key=lambda text: not split(text)[1]):
                _ask(found, Question(text, sort, meant[text]))
        for question in found.values():
            self._answer(question)
        return found

    def _answer(self, question: Question) -> None:
        if any(option.value == NEW for option in question.options):
            return
        meant, made = question.meant, question.options
        question.options = [Option(f"{row.pk}", row) for row in meant.records] + made
        question.options += [Option(f"{row.pk}", row, name) for row, name in meant.alike]
        question.options.append(Option(NEW))
        sent = self.sent.get(question.key, "")
        default = {"known": question.options[0].value, "new": NEW}.get(question.state, "")
        question.answer = sent if any(o.value == sent for o in question.options) else default
        question.kind = _kind(self.sent.get(f"{question.key}-kind", ""))

    def of(self, sort: str, text: str) -> Question | None:
        """The question that a text of the page belongs to, another name's where that was meant."""
        question = self._asked.get((sort, same(text)))
        while question and question.chosen and question.chosen.namesake:
            question = question.chosen.namesake
        return question

    def check(self) -> int:
        """Notes what is missing with each question; how many of them lack something."""
        for question in self.questions:
            if not question.answer:
                question.error = _("Say who is meant.")
            elif question.answer == NEW and question.asks_kind and not self.kind_of(question):
                question.error = _("Say what sort of body it is.")
        return sum(bool(question.error) for question in self.questions)

    def kind_of(self, question: Question) -> str:
        """The kind of a new body: its own, or that of all new ones."""
        return question.kind or self.kind_of_all

    @property
    def asks_kind_of_all(self) -> bool:
        """Whether the kind of several new bodies can be said at once, or was."""
        new = sum(q.answer == NEW and q.asks_kind for q in self.questions)
        return new > 1 or bool(self.kind_of_all)


def _ask(found: dict[tuple[str, str], Question], question: Question) -> None:
    """Adds a question, unless the page asks it already by another of its names."""
    called = (question.sort, same(question.text))
    before = found.setdefault(called, question)
    if before is not question and same(before.text) != called[1]:
        known = {row.pk for row in question.meant.records}
        if known and known != {row.pk for row in before.meant.records}:
            question.options.append(Option(f"as-{before.key}", namesake=before))
            found[called] = question
    if found[called] is question:
        for form in filter(None, map(same, (question.name, question.acronym))):
            found.setdefault((question.sort, form), question)


def _kind(text: str) -> str:
    return text if text in Organization.Kind.values else ""
