"""Names as printed in a source, and whether the body that they stand for is known by them."""

from collections.abc import Callable
from typing import Any, Self

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Left, Lower, Replace, StrIndex, Substr
from django.db.models.lookups import Exact

from organizations.models import OrganizationName
from records.models import TrackedQuerySet

BEHIND = Value(" (")


class PrintedQuerySet(TrackedQuerySet):
    """Rows that name an `organization`, and the `name_as_printed` that stands for it."""

    def unresolved(self) -> Self:
        """Rows whose body has no such name; case and doubled spaces aside.

        One of its names with another behind it in brackets, “Board of Ferries (BF)”, is known too.
        The letters beyond a to z have a case on PostgreSQL only.
        """
        both = Q(name_as_printed__contains=" (", name_as_printed__endswith=")")
        known = _is_name(_whole) | (both & _is_name(_before) & _is_name(_within))
        return self.exclude(name_as_printed="").exclude(known)


def _is_name(part: Callable[[Any], Any]) -> Q:
    """Whether that part of the printed name is a name of the row's body."""
    printed, outer = _folded(part(F("name_as_printed"))), part(OuterRef("name_as_printed"))
    names = OrganizationName.objects.order_by().alias(folded=_folded(F("text")))
    named = names.filter(organization=OuterRef("organization"), folded=_folded(outer))
    own = [_folded(F(f"organization__{name}")) for name in ("name", "acronym")]
    return Q(Exact(printed, own[0])) | Q(Exact(printed, own[1])) | Q(Exists(named))


def _folded(text: Any) -> Lower:
    """With case and doubled spaces aside."""
    return Lower(Replace(text, Value("  "), Value(" ")))


def _whole(text: Any) -> Any:
    return text


def _before(text: Any) -> Left:
    return Left(text, StrIndex(text, BEHIND) - 1)


def _within(text: Any) -> Replace:
    return Replace(Substr(text, StrIndex(text, BEHIND) + 2), Value(")"), Value(""))
