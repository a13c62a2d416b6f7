"""The rules of a table, judged without asking the database for each row.

Django asks it once for every rule of every row, which in a file of 100,000 rows takes minutes.
"""

import operator
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from dates.fields import DerivedDay, derived_days
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


# Judges a row; None where SQL would not know, as with nulls.
Judge = Callable[[Any], bool | None]


def judge(condition: Q, model: Any) -> Judge:
    """A condition as a function of a row. Raises UnknownLookupError."""
    children: list[Any] = condition.children
    parts = [
        judge(child, model) if isinstance(child, Q) else _lookup(child[0], child[1], model)
        for child in children
    ]
    if condition.connector == Q.XOR:
        raise UnknownLookupError(condition.connector)
    return _joined(parts, condition.connector == Q.OR, condition.negated)


def _joined(parts: list[Judge], either: bool, negated: bool) -> Judge:
    def judged(row: Any) -> bool | None:
        found: bool | None = not either
        for part in parts:
            one = part(row)
            if one is either:
                found = either
                break
            if one is None:
                found = None
        return (not found) if negated and found is not None else found

    return judged


def _lookup(path: str, expected: Any, model: Any) -> Judge:
    name, _mark, lookup = path.partition("__")
    column = _column(name, model)
    if lookup == "isnull":
        return lambda row: (getattr(row, column) is None) is expected
    compare = LOOKUPS.get(lookup or "exact")
    if compare is None or (hasattr(expected, "resolve_expression") and not isinstance(expected, F)):
        raise UnknownLookupError(path)
    if isinstance(expected, F):
        other = _column(expected.name, model)
        return lambda row: _compared(compare, getattr(row, column), getattr(row, other))
    return lambda row: _compared(compare, getattr(row, column), expected)


def _compared(compare: Callable[[Any, Any], Any], value: Any, expected: Any) -> bool | None:
    return None if value is None or expected is None else compare(value, expected)


def _column(name: str, model: Any) -> str:
    return str(model._meta.pk.attname if name == "pk" else model._meta.get_field(name).attname)


@cache
def _judges(model: Any) -> list[tuple[Judge, models.CheckConstraint]]:
    """The rules of single rows."""
    rules = model._meta.constraints
    own = [rule for rule in rules if isinstance(rule, models.CheckConstraint)]
    return [(_judge_of(rule, model), rule) for rule in own]


def _judge_of(constraint: models.CheckConstraint, model: Any) -> Judge:
    try:
        condition: Any = constraint.condition
        return judge(condition, model)
    except UnknownLookupError:
        return partial(_asked, constraint)


def _asked(constraint: models.CheckConstraint, row: Any) -> bool:
    """What the database says of a rule that is not understood here."""
    try:
        constraint.validate(type(row), row)
    except ValidationError:
        return False
    return True


@cache
def _limits(model: Any) -> list[tuple[models.ForeignKey, Judge]]:
    """The foreign keys that may lead to some rows only."""
    found = []
    for key in model._meta.fields:
        limits = key.get_limit_choices_to() if isinstance(key, models.ForeignKey) else None
        if limits:
            condition = limits if isinstance(limits, Q) else Q(**limits)
            found.append((key, judge(condition, key.related_model)))
    return found


@cache
def _days(model: Any) -> list[DerivedDay]:
    return derived_days(model, [field.name for field in model._meta.fields])


def broken(row: Tracked) -> Iterator[str]:
    """The words of the rules that a row breaks by itself; its derived days are worked out."""
    model = type(row)
    for day in _days(model):
        day.pre_save(row, add=False)
    for holds, constraint in _judges(model):
        if holds(row) is False:
            yield str(constraint.get_violation_error_message())
    for key, holds in _limits(model):
        if getattr(row, key.name) is not None and holds(getattr(row, key.name)) is not True:
            yield _("“%(row)s” can't be the %(column)s: expected %(expected)s.") % {
                "row": getattr(row, key.name),
                "column": key.verbose_name,
                "expected": key.help_text,
            }
    try:
        row.clean()
    except ValidationError as error:
        yield from error.messages


def unique_rules(model: type[Tracked]) -> list[tuple[tuple[str, ...], Judge | None, str]]:
    """What no two rows may share: the fields, of which rows, and the words of the rule."""
    return [
        (
            tuple(rule.fields),
            judge(rule.condition, model) if rule.condition else None,
            str(rule.get_violation_error_message()),
        )
        for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint) and rule.fields
    ]
