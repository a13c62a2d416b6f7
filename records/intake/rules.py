"""The rules of a table, judged without asking the database for each row.

Django asks it once for every rule of every row, which in a file of 100,000 rows takes minutes.
"""

import operator
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from dates.fields import derived_days
from records.models import Tracked


class UnknownLookupError(Exception):
    """A condition that only the database can judge."""


def _in(value: Any, among: Any) -> bool:
    return value in among


LOOKUPS: dict[str, Callable[[Any, Any], Any]] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": _in,
}


def holds(condition: Q, row: Any) -> bool | None:
    """Whether a condition holds for a row; None where SQL would not know, as with nulls."""
    judged = [
        holds(child, row) if isinstance(child, Q) else _lookup(*child, row)
        for child in condition.children
    ]
    if condition.connector == Q.AND:
        found = _all(judged)
    elif condition.connector == Q.OR:
        # Not (a or b) is (not a) and (not b), for what is unknown too.
        found = _not(_all([_not(each) for each in judged]))
    else:
        raise UnknownLookupError(condition.connector)
    return _not(found) if condition.negated else found


def _all(judged: list[bool | None]) -> bool | None:
    if False in judged:
        return False
    return None if None in judged else True


def _not(judged: bool | None) -> bool | None:
    return None if judged is None else not judged


def _lookup(path: str, expected: Any, row: Any) -> bool | None:
    name, _mark, lookup = path.partition("__")
    value = _value(name, row)
    if isinstance(expected, F):
        expected = _value(expected.name, row)
    if lookup == "isnull":
        return (value is None) is expected
    if value is None or expected is None:
        return None
    if (lookup or "exact") not in LOOKUPS or isinstance(expected, models.Expression):
        raise UnknownLookupError(path)
    return LOOKUPS[lookup or "exact"](value, expected)


def _value(name: str, row: Any) -> Any:
    if name == "pk":
        return row.pk
    return getattr(row, row._meta.get_field(name).attname)


def broken(row: Tracked) -> Iterator[str]:
    """The words of the rules that a row breaks by itself; its derived days are worked out."""
    model = type(row)
    for day in derived_days(model, [field.name for field in model._meta.fields]):
        day.pre_save(row, add=False)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint) and not _kept(constraint, row):
            yield str(constraint.get_violation_error_message())
    for key in model._meta.fields:
        if isinstance(key, models.ForeignKey) and not _within_limits(key, row):
            yield str(key.error_messages["invalid"])
    try:
        row.clean()
    except ValidationError as error:
        yield from error.messages


def _kept(constraint: models.CheckConstraint, row: Tracked) -> bool:
    try:
        return holds(constraint.condition, row) is not False
    except UnknownLookupError:
        try:
            constraint.validate(type(row), row)
        except ValidationError:
            return False
        return True


def _within_limits(key: models.ForeignKey, row: Tracked) -> bool:
    """Whether the target of a foreign key is one that may be chosen."""
    limits = key.get_limit_choices_to()
    target = getattr(row, key.name) if limits else None
    return target is None or holds(limits if isinstance(limits, Q) else Q(**limits), target) is True


def unique_rules(model: type[Tracked]) -> list[tuple[tuple[str, ...], Q | None, str]]:
    """What no two rows may share: the fields, on what condition, and the words of the rule."""
    return [
        (tuple(rule.fields), rule.condition, str(rule.get_violation_error_message()))
        for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint) and rule.fields
    ]


def applies(condition: Q | None, row: Tracked) -> bool:
    """Whether a rule with a condition speaks of the row."""
    return condition is None or holds(condition, row) is True
