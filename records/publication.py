"""The way of a record to the public: draft → in review → published → withdrawn.

Each step is taken by those who may, with a reason, and is kept in the history: who, when, why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.utils import bulk_update_with_history

from records.changesets import changing
from records.models import ChangeSet, Publication, PublishedRecord
from records.roles import may_publish

DRAFT, IN_REVIEW = Publication.DRAFT, Publication.IN_REVIEW
PUBLISHED, WITHDRAWN = Publication.PUBLISHED, Publication.WITHDRAWN


@dataclass(frozen=True)
class Step:
    """A step from some states to another. `decides`: only who may publish takes it."""

    name: str
    label: Any
    done: Any
    begins: tuple[Publication, ...]
    ends: Publication
    decides: bool = True
    approves: bool = False
    needs_reason: bool = True


STEPS = {
    step.name: step
    for step in (
        Step(
            "submit",
            _("Send to review"),
            _("sent to review"),
            (DRAFT,),
            IN_REVIEW,
            decides=False,
            needs_reason=False,
        ),
        Step(
            "take-back",
            _("Take back to draft"),
            _("taken back to draft"),
            (IN_REVIEW,),
            DRAFT,
            decides=False,
            needs_reason=False,
        ),
        Step("return", _("Return to its author"), _("returned to its author"), (IN_REVIEW,), DRAFT),
        Step(
            "publish",
            _("Publish"),
            _("published"),
            (DRAFT, IN_REVIEW, WITHDRAWN),
            PUBLISHED,
            approves=True,
        ),
        Step(
            "confirm",
            _("Mark as reviewed"),
            _("reviewed"),
            (PUBLISHED,),
            PUBLISHED,
            approves=True,
        ),
        Step("withdraw", _("Withdraw"), _("withdrawn"), (PUBLISHED,), WITHDRAWN),
        Step("reopen", _("Back to draft"), _("back to draft"), (WITHDRAWN,), DRAFT),
    )
}


class NotTakenError(Exception):
    """Some of the records can't take the step; `problems` says which, and why."""

    def __init__(self, problems: list[tuple[PublishedRecord, Any]]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{record}: {why}" for record, why in problems))


def open_to(user: Any, record: PublishedRecord) -> list[Step]:
    """The steps that the user may take with the record as it is now."""
    here = [step for step in STEPS.values() if record.publication in step.begins]
    return [step for step in here if not obstacles(step, [record], user)]


def obstacles(
    step: Step, records: Sequence[PublishedRecord], user: Any
) -> list[tuple[PublishedRecord, Any]]:
    """What keeps the user from taking the step with the records of one table."""
    found: list[tuple[PublishedRecord, Any]] = []
    for record in records:
        if record.publication not in step.begins:
            text = _("it is “%(state)s”, and this step begins at: %(states)s.")
            states = ", ".join(str(state.label) for state in step.begins)
            said = {"state": record.get_publication_display(), "states": states}
            found.append((record, text % said))
    if step.decides and not may_publish(user):
        found += [(record, _("only an editor may take this step.")) for record in records]
    elif step.name == "take-back" and not may_publish(user):
        own = _written_by(user, records, Q(publication=IN_REVIEW))
        found += [(r, _("somebody else sent it to review.")) for r in records if r.pk not in own]
    elif step.name == "publish" and not settings.SELF_APPROVAL:
        own = first_and_own(user, records)
        text = _("it is your own, and somebody else must approve its first publication.")
        found += [(record, text) for record in records if record.pk in own]
    return found


def first_and_own(user: Any, records: Sequence[PublishedRecord]) -> set[Any]:
    """The keys of records never published that the user made or sent to review."""
    own = _written_by(user, records, Q(history_type="+") | Q(publication=IN_REVIEW))
    if not own:
        return own
    past = type(records[0]).history.model.objects
    once = past.filter(id__in=own, publication=PUBLISHED).order_by()
    return own - set(once.values_list("id", flat=True))


def _written_by(user: Any, records: Sequence[PublishedRecord], what: Q) -> set[Any]:
    if not records:
        return set()
    past = type(records[0]).history.model.objects.filter(what, history_user=user).order_by()
    return set(past.filter(id__in=[record.pk for record in records]).values_list("id", flat=True))


def take(step: Step, records: QuerySet, user: Any, reason: str) -> list[PublishedRecord]:
    """Takes the step with records of one table, all or none; returns them.

    Raises NotTakenError.
    """
    title = f"{step.label}: {records.model._meta.verbose_name_plural}"
    with changing(ChangeSet.Kind.PUBLICATION, user=user, reason=reason, title=title):
        rows: list[Any] = list(records.select_for_update(of=("self",)))
        if problems := obstacles(step, rows, user):
            raise NotTakenError(problems)
        for row in rows:
            row.publication = step.ends
            if step.approves:
                row.reviewed = timezone.now()
        if rows:
            bulk_update_with_history(
                rows,
                records.model,
                ["publication", "reviewed"],
                default_user=user,
                default_change_reason=reason or str(step.done),
            )
    return rows
