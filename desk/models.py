"""What the desk itself keeps; the record's tables are those of the data apps."""

from desk.duplicates.models import Comparison, Likeness, NotDuplicate, Suggestion
from desk.visits import Visit

__all__ = ["Comparison", "Likeness", "NotDuplicate", "Suggestion", "Visit"]
