"""Many commitments at once: moved to another agreement, or judged by one report."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.utils import bulk_update_with_history

from agreements.models import Agreement, Assessment, Commitment, ProgressReport
from records.admin.autocomplete import RecordSelect
from records.admin.bulk import BulkForm, Change, Difference
from records.naming import naming_paths


def search_box(model: type[Any], name: str) -> RecordSelect:
    """The search box for what the foreign key of that name leads to."""
    return RecordSelect(model._meta.get_field(name), admin.site)


class MoveForm(BulkForm):
    """Into which agreement they go; their parts go along, and they come last there."""

    title = gettext_lazy("Move to another agreement")

    agreement = forms.ModelChoiceField(
        Agreement.objects.all(),
        label=gettext_lazy("Agreement"),
        widget=search_box(Commitment, "agreement"),
        help_text=gettext_lazy("The commitments go to its end, and their parts go along."),
    )

    def plan(self, rows: list[Commitment]) -> list[Change]:
        target = self.cleaned_data["agreement"]
        going = [row for row in with_parts(rows) if row.agreement_id != target.pk]
        keys = {row.pk for row in going}
        last = target.commitments.aggregate(last=Max("position"))["last"] or 0
        here = [Change(row) for row in rows if row.agreement_id == target.pk]
        return here + [
            self._moved(row, last + place, keys) for place, row in enumerate(going, start=1)
        ]

    def _moved(self, row: Commitment, position: int, keys: set[int]) -> Change:
        target = self.cleaned_data["agreement"]
        change = Change(
            row,
            [
                Difference(_("Agreement"), row.agreement, target),
                Difference(_("Position"), row.position, position),
            ],
        )
        whole = row.part_of
        if whole and whole.pk not in keys and whole.agreement_id != target.pk:
            text = _("it is a part of “%(whole)s”, which stays: choose that too.")
            change.problem = text % {"whole": whole}
        return change

    def write(self, changes: list[Change]) -> None:
        rows = [change.row for change in changes]
        for change in changes:
            change.row.agreement = self.cleaned_data["agreement"]
            change.row.position = change.differences[1].after
        bulk_update_with_history(rows, Commitment, ["agreement", "position"], **self.said())


def with_parts(rows: list[Commitment]) -> list[Commitment]:
    """The commitments and everything that is part of them, in the order of their agreements."""
    found = {row.pk: row for row in rows}
    level = list(found)
    while level:
        parts = Commitment.objects.filter(part_of__in=level).exclude(pk__in=found)
        named = parts.select_related(*naming_paths(Commitment), "part_of__agreement")
        below = {part.pk: part for part in named}
        found |= below
        level = list(below)
    return sorted(found.values(), key=lambda row: (row.agreement_id, row.position, row.pk))


class AssessForm(BulkForm):
    """How far they all had got, by which report."""

    title = gettext_lazy("Record how far they got")

    report = forms.ModelChoiceField(
        ProgressReport.objects.select_related("reporter"),
        label=gettext_lazy("Report"),
        widget=search_box(Assessment, "report"),
        help_text=gettext_lazy("The report that it is read from."),
    )
    stage = forms.ChoiceField(
        label=gettext_lazy("Stage"),
        choices=Assessment.Stage.choices,
        help_text=Assessment._meta.get_field("stage").help_text,
    )

    def plan(self, rows: list[Commitment]) -> list[Change]:
        report, stage = self.cleaned_data["report"], self.cleaned_data["stage"]
        known = dict(
            Assessment.objects.filter(report=report, commitment__in=[row.pk for row in rows])
            .order_by()
            .values_list("commitment", "stage")
        )
        after = Assessment.Stage(stage).label
        return [
            Change(row, self._differences(known.get(row.pk, ""), after))
            if known.get(row.pk) != stage
            else Change(row)
            for row in rows
        ]

    def _differences(self, before: str, after: Any) -> list[Difference]:
        words = Assessment.Stage(before).label if before else "—"
        label = _("Stage by %(report)s") % {"report": self.cleaned_data["report"]}
        return [Difference(label, words, after)]

    def touched(self, row: Commitment) -> Assessment:
        return Assessment(commitment=row, report=self.cleaned_data["report"])

    def write(self, changes: list[Change]) -> None:
        report, stage = self.cleaned_data["report"], self.cleaned_data["stage"]
        rows = [change.row for change in changes]
        known = Assessment.objects.filter(report=report, commitment__in=rows)
        stored = {each.commitment_id: each for each in known}
        for each in stored.values():
            each.stage = stage
        if stored:
            bulk_update_with_history(list(stored.values()), Assessment, ["stage"], **self.said())
        for row in rows:
            if row.pk not in stored:
                new = Assessment(commitment=row, report=report, stage=stage)
                new._change_reason = self.cleaned_data["reason"]
                new.save()
