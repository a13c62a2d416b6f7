"""Which value stays where two rows say different things of one thing."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model

from desk.merging.kinds import VAGUE, chosen_fields, is_prose, shown, value_of
from desk.merging.plan import Same
from sources.models import Citation, CitationStance

STAYS, GOES, BOTH = "stays", "goes", "both"
# Short texts of which there can be several in one line.
LISTED = ("note", "value")
# What a record is called: a passage that calls it otherwise speaks of it all the same.
CALLED = ("name", "title", "acronym")


@dataclass(frozen=True)
class Difference:
    """A field in which two rows differ, and what becomes of it unless somebody decides."""

    field: Field
    goes: Any
    stays: Any
    choice: str

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def label(self) -> Any:
        return self.field.verbose_name

    @property
    def shown_goes(self) -> str:
        return shown(self.goes, self.field)

    @property
    def shown_stays(self) -> str:
        return shown(self.stays, self.field)

    @property
    def choices(self) -> list[str]:
        """What somebody may decide."""
        both = _together(self.field, self.stays, self.goes) is not None
        return [STAYS, GOES, BOTH] if both else [STAYS, GOES]

    def lost(self, choice: str) -> Any:
        """The row whose value is given up by the choice; None where nothing is."""
        row = self.goes if choice == STAYS else self.stays
        return None if choice == BOTH or value_of(row, self.field) in VAGUE else row

    @property
    def is_given_up(self) -> bool:
        """Whether a value that somebody recorded is given up unless somebody decides otherwise."""
        return self.lost(self.choice) is not None

    def value(self, choice: str) -> Any:
        """What the row that stays will have."""
        if choice == BOTH:
            return _together(self.field, self.stays, self.goes)
        return value_of(self.goes if choice == GOES else self.stays, self.field)


def differences(goes: Model, stays: Model, same: Same) -> list[Difference]:
    """The fields in which two rows of a table differ; targets that become one do not."""
    return [
        Difference(field, goes, stays, _choice(field, goes, stays))
        for field in chosen_fields(type(stays))
        if _known(field, goes, same) != _known(field, stays, same)
    ]


def _known(field: Field, row: Model, same: Same) -> Any:
    value = value_of(row, field)
    if not field.is_relation or value is None:
        return value
    return same.get(field.related_model, {}).get(value, value)


def _choice(field: Field, goes: Model, stays: Model) -> str:
    """What becomes of a field by itself: what says something stays, texts are put together."""
    old, new = value_of(goes, field), value_of(stays, field)
    if old in VAGUE:
        return STAYS
    if new in VAGUE:
        return GOES
    if isinstance(stays, Citation) and field.name == "stance":
        # A passage that speaks against the fact is worth a look.
        return GOES if old == CitationStance.CONTRADICTS else STAYS
    return STAYS if _together(field, stays, goes) is None else BOTH


def _together(field: Field, stays: Model, goes: Model) -> str | None:
    """Both texts, one after the other; None where the field can't hold them."""
    if not (is_prose(field) or field.name in LISTED):
        return None
    first, second = value_of(stays, field), value_of(goes, field)
    if not (isinstance(first, str) and isinstance(second, str) and first and second):
        return None
    if second in first:
        return first
    both = f"{first}\n\n{second}" if is_prose(field) else f"{first}; {second}"
    return both if len(both) <= (field.max_length or len(both)) else None
