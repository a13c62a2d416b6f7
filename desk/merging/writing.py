"""Merges two records, as the plan says, in one change set that can be taken back."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from simple_history.utils import bulk_update_with_history

from desk.duplicates.finding import in_force
from desk.duplicates.models import NotDuplicate
from desk.merging.evidence import keep_names, keep_printed, noted, turn
from desk.merging.fields import Difference, differences
from desk.merging.kinds import kind_of
from desk.merging.plan import Obstacle, Part, Plan, plan
from records.batches import batches
from records.changesets import changing
from records.models import ChangeSet, FormerSlug, Record


class NotMergeableError(Exception):
    """The two can't be merged; `obstacles` says why."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__("\n".join(f"{found.row}: {found.why}" for found in obstacles))


def merge(
    goes: Any, stays: Any, *, choices: Mapping[str, str], user: Any, reason: str
) -> ChangeSet:
    """Merges the one record into the other: all of it or nothing.

    `choices` says for fields in which they differ what stays: “stays”, “goes” or “both”; others
    are decided by themselves. Raises NotMergeableError, and ValidationError where the values
    chosen do not go together.
    """
    title = _("“%(goes)s” into “%(stays)s”") % {"goes": goes, "stays": stays}
    with changing(ChangeSet.Kind.MERGE, user=user, reason=reason, title=title) as change_set:
        goes, stays = _locked(goes, stays)
        if obstacles := plan(goes, stays).obstacles:
            raise NotMergeableError(obstacles)
        gone = goes.pk
        Merger(goes, stays, user, reason).merge(choices)
        _carry_over(gone, stays, change_set)
    return change_set


def _locked(goes: Any, stays: Any) -> list[Any]:
    """The two as they are now; nobody else changes them until they are one."""
    model = type(stays)
    rows = model._base_manager.select_for_update(of=("self",)).in_bulk([goes.pk, stays.pk])
    if len(rows) != 2:
        raise NotMergeableError([Obstacle(stays, _("One of the two is no longer there."))])
    return [rows[goes.pk], rows[stays.pk]]


class Merger:
    """Writes a merge, each row with who and why."""

    def __init__(self, goes: Any, stays: Any, user: Any, reason: str) -> None:
        self.goes, self.stays = goes, stays
        self.user, self.reason = user, reason

    def merge(self, choices: Mapping[str, str]) -> None:
        goes, stays = self.goes, self.stays
        same = {type(stays): {goes.pk: stays.pk}}
        decided = [
            (found, choices.get(found.name, found.choice))
            for found in differences(goes, stays, same)
        ]
        self._keep_evidence(decided)
        made = plan(goes, stays)
        joined = [pair for part in made.parts for pair in self._joined(made, part)]
        for part in made.parts:
            self._move(part)
        for row, twin, found in reversed(joined):
            self._remove(row, twin)
            self._take_values(twin, [(each, each.choice) for each in found])
        for name in keep_printed(joined):
            self.save(name)
        self._remove(goes, stays)
        self._take_values(stays, decided)
        self._check(stays, made.parts)

    def save(self, row: Any) -> None:
        row._history_user, row._change_reason = self.user, self.reason
        row.save()

    def _keep_evidence(self, decided: list[tuple[Difference, str]]) -> None:
        """Lets citations say what they bear out now, before they hang on the row that stays."""
        for row in keep_names(self.stays, decided):
            self.save(row)
        for row in turn(decided):
            self.save(row)

    def _joined(self, made: Plan, part: Part) -> Iterable[tuple[Any, Any, list[Difference]]]:
        """Rows that are the same as others, each with that one and how they differ."""
        for row, twin in part.twins(len(part.joins)):
            found = differences(row, twin, made.same)
            for citation in turn([(each, each.choice) for each in found]):
                self.save(citation)
            yield row, twin, found

    def _move(self, part: Part) -> None:
        for batch in batches(part.moves):
            rows = list(part.model._base_manager.filter(pk__in=batch))
            for row in rows:
                setattr(row, part.key.attname, part.moves[row.pk])
            bulk_update_with_history(
                rows,
                part.model,
                [part.key.name],
                default_user=self.user,
                default_change_reason=self.reason,
            )

    def _remove(self, row: Any, twin: Any) -> None:
        """Deletes a row on which nothing hangs any more; its address leads to its twin."""
        slug = getattr(row, "slug", None)
        row._history_user, row._change_reason = self.user, self.reason
        row.delete()
        if isinstance(twin, Record):
            FormerSlug.objects.follow(twin, slug)

    def _take_values(self, row: Any, decided: list[tuple[Difference, str]]) -> None:
        """Gives the row that stays what was decided; unchanged, it is not written."""
        row.refresh_from_db()
        before = dict(vars(row))
        for found, choice in decided:
            setattr(row, found.field.attname, found.value(choice))
        for name, text in noted(row, decided).items():
            setattr(row, name, text)
        if before != vars(row):
            row.full_clean()
            self.save(row)

    def _check(self, stays: Any, parts: list[Part]) -> None:
        """Raises ValidationError where rows may not point to what the record is now."""
        for part in parts:
            if not part.moves or part.key.related_model is not type(stays):
                continue
            limit: Any = part.key.get_limit_choices_to()
            kept = type(stays)._base_manager.filter(pk=stays.pk).complex_filter(limit)
            if not kept.exists():
                number = len(part.moves)
                text = ngettext(
                    "%(number)s row names it as “%(field)s”, which it can't be with these values.",
                    "%(number)s rows name it as “%(field)s”, which it can't be with these values.",
                    number,
                )
                raise ValidationError(text % {"number": number, "field": part.key.verbose_name})


def _carry_over(goes: int, stays: Model, change_set: ChangeSet) -> None:
    """What was said of the record that went holds of the one that stays, as long as the merge."""
    about = Q(first=goes) | Q(second=goes)
    for said in in_force().filter(about, kind=kind_of(type(stays))):
        other = said.second if said.first == goes else said.first
        first, second = sorted((other, stays.pk))
        known = NotDuplicate.objects.filter(kind=said.kind, first=first, second=second)
        if first == second or known.filter(pk__in=in_force()).exists():
            continue
        known.delete()
        NotDuplicate.objects.create(
            kind=said.kind,
            first=first,
            second=second,
            reason=said.reason,
            user=said.user,
            when=timezone.now(),
            carried_by=change_set,
        )
