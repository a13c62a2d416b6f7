"""The story of a commitment as JSON, and the description of it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from agreements.due import Due
from agreements.models import Agreement, Assessment, Commitment, Figure, ProgressReport, Signatory
from agreements.stages import Stage
from records.serializers import FIRST, LAST, REVISION, NumberField

SLUG = _("Its slug.")
PAGE = _("The address of its page.")
DATE = _("As the record has it, in EDTF; empty where it is not known.")


class EvidenceSerializer(serializers.Serializer):
    """A passage that a step of the story rests on."""

    slug = serializers.CharField(help_text=SLUG)
    source = serializers.CharField(help_text=_("The slug of the source."))
    source_title = serializers.CharField(help_text=_("The title of the source."))
    locator = serializers.CharField(help_text=_("Where in the source it stands."))
    gist = serializers.CharField(help_text=_("What it says, in our own words."))
    contradicts = serializers.BooleanField(
        help_text=_("Whether it speaks against something that the step says.")
    )
    url = serializers.URLField(help_text=_("Its place on the page of the source."))


class StepSerializer(serializers.Serializer):
    """A step of the story."""

    slug = serializers.CharField(help_text=SLUG)
    url = serializers.URLField(help_text=PAGE)
    passages = EvidenceSerializer(many=True, help_text=_("The first passages that it rests on."))
    passages_count = serializers.IntegerField(help_text=_("How many there are."))


class MandateSerializer(StepSerializer):
    """An instrument or an event that asked for the agreement."""

    relation = serializers.CharField(
        help_text=_("How the agreement stands to it: “implements”; of an event “mandated”.")
    )
    title = serializers.CharField(help_text=_("Its title."))
    date = serializers.CharField(help_text=_("When an event began, in EDTF; else empty."))


class StandsSerializer(serializers.Serializer):
    """A body in the agreement."""

    organization = serializers.CharField(help_text=_("The slug of the body."))
    name = serializers.CharField(help_text=_("Its name."))
    name_as_printed = serializers.CharField(help_text=_("Letter for letter, as in the source."))
    capacity = serializers.ChoiceField(
        Signatory.Capacity.choices, help_text=_("As what it stands in the instrument.")
    )
    party = serializers.BooleanField(help_text=_("Whether it is bound and it is in force for it."))


class InstrumentSerializer(StepSerializer):
    """The agreement that the commitment stands in."""

    title = serializers.CharField(help_text=_("Its title."))
    instrument = serializers.ChoiceField(
        Agreement.Instrument.choices, help_text=_("What it calls itself.")
    )
    stage = serializers.ChoiceField(Stage.choices, help_text=_("Its stage on the day."))
    stage_follows_from = serializers.CharField(
        help_text=_("What the stage follows from, in a sentence; empty where nothing is told.")
    )
    signed = serializers.CharField(help_text=DATE)
    signed_earliest = serializers.DateField(allow_null=True, help_text=FIRST)
    signed_latest = serializers.DateField(allow_null=True, help_text=LAST)
    last_evidence = serializers.DateField(
        allow_null=True, help_text=_("The latest day of which anything is known of it.")
    )
    signatories = StandsSerializer(many=True, help_text=_("The first bodies in it."))
    signatories_count = serializers.IntegerField(help_text=_("How many there are."))


class PromisedSerializer(StepSerializer):
    """The commitment itself."""

    text = serializers.CharField(help_text=_("What is promised, in our own words."))
    locator = serializers.CharField(help_text=_("Where it stands in the agreement."))
    obligated = serializers.ListField(
        child=serializers.CharField(),
        help_text=_("Slugs of the bodies named; where none is, every signatory must act."),
    )
    deadline = serializers.CharField(help_text=_("In EDTF; empty where there is none."))
    deadline_earliest = serializers.DateField(allow_null=True, help_text=FIRST)
    deadline_latest = serializers.DateField(allow_null=True, help_text=LAST)
    recurrence = serializers.CharField(help_text=_("How often, where the duty comes again."))
    due = serializers.ChoiceField(
        Due.choices, allow_blank=True, help_text=_("How its deadline stands to the day.")
    )
    stage = serializers.ChoiceField(
        Assessment.Stage.choices,
        allow_blank=True,
        help_text=_("Its stage on the day; empty where nobody has assessed it."),
    )


class NumberSerializer(serializers.Serializer):
    """A figure that a report gives."""

    slug = serializers.CharField(help_text=SLUG)
    label = serializers.CharField(help_text=_("What is counted, where and when."))
    qualifier = serializers.ChoiceField(
        Figure.Qualifier.choices, help_text=_("How exact the report says it is.")
    )
    value = NumberField(help_text=_("The number; the lower one of a range."))
    upper = NumberField(allow_null=True, help_text=_("The higher number of a range."))
    unit = serializers.CharField(help_text=_("Persons, per cent, months…"))
    value_as_printed = serializers.CharField(help_text=_("Letter for letter."))


class LookSerializer(StepSerializer):
    """A report that looked at the commitment, and what it found."""

    reporter = serializers.CharField(help_text=_("The slug of the body that reports."))
    reporter_name = serializers.CharField(help_text=_("Its name."))
    basis = serializers.ChoiceField(
        ProgressReport.Basis.choices, help_text=_("Whether it speaks of its own doing.")
    )
    date = serializers.CharField(help_text=DATE)
    date_earliest = serializers.DateField(allow_null=True, help_text=FIRST)
    date_latest = serializers.DateField(allow_null=True, help_text=LAST)
    stage = serializers.ChoiceField(
        Assessment.Stage.choices,
        help_text=_("How far it found the commitment; “no-information” where it does not say."),
    )
    note = serializers.CharField(help_text=_("Why this stage."))
    text = serializers.CharField(help_text=_("What it reports, in our own words."))
    limitations = serializers.CharField(help_text=_("What it says is missing or went wrong."))
    next_steps = serializers.CharField(help_text=_("What it says will be done."))
    figures = NumberSerializer(many=True, help_text=_("The figures that it gives."))


class TraceSerializer(serializers.Serializer):
    """A commitment from what asked for it to what became of it."""

    as_of = serializers.DateField(help_text=_("The day as of which it is told."))
    mandates = MandateSerializer(
        many=True, help_text=_("What asked for the agreement; empty where none is recorded.")
    )
    agreement = InstrumentSerializer(help_text=_("The agreement that it stands in."))
    commitment = PromisedSerializer(help_text=_("The commitment."))
    progress = LookSerializer(
        many=True, help_text=_("Reports that looked at it, the oldest first; empty: nobody looked.")
    )
    silent_reports = serializers.IntegerField(
        help_text=_("Reports on the agreement that are not set against the commitment.")
    )
    later_reports = serializers.IntegerField(help_text=_("Assessments of later days, left out."))
    revision = serializers.IntegerField(help_text=REVISION)


def told(story: Any, commitment: Commitment, base: str, as_of: date) -> dict[str, Any]:
    """The answer, but for the revision."""
    return {
        "as_of": as_of,
        "mandates": [mandate_told(each, base) for each in story.mandates],
        "agreement": agreement_told(story, base),
        "commitment": commitment_told(story.commitment, base),
        "progress": [look_told(each, base) for each in story.progress],
        "silent_reports": commitment.silent,
        "later_reports": commitment.later,
    }


def step_told(each: Any, record: Any, base: str) -> dict[str, Any]:
    """What every step has; `record` is the one that it names."""
    return {
        "slug": record.slug,
        "url": base + record.get_absolute_url(),
        "passages": [
            {
                "slug": note.passage.slug,
                "source": note.passage.source.slug,
                "source_title": note.passage.source.title,
                "locator": note.passage.locator,
                "gist": note.passage.gist,
                "contradicts": any(mark.contradicts for mark in note.marks),
                "url": base + note.passage.get_absolute_url(),
            }
            for note in each.passages
        ],
        "passages_count": each.all_passages,
    }


def mandate_told(each: Any, base: str) -> dict[str, Any]:
    return step_told(each, each.target, base) | {
        "relation": each.record.kind,
        "title": str(each.target),
        "date": getattr(each.target, "start", ""),
    }


def agreement_told(story: Any, base: str) -> dict[str, Any]:
    row = story.agreement.record
    return step_told(story.agreement, row, base) | {
        "title": row.title,
        "instrument": row.instrument,
        "stage": row.stage,
        "stage_follows_from": str(story.ground.text),
        "signed": row.signed,
        "signed_earliest": row.signed_earliest,
        "signed_latest": row.signed_latest,
        "last_evidence": row.last_evidence,
        "signatories": [
            {
                "organization": each.organization.slug,
                "name": each.organization.name,
                "name_as_printed": each.name_as_printed,
                "capacity": each.capacity,
                "party": each.party,
            }
            for each in row.signatories.all()
        ],
        "signatories_count": row.signatories_count,
    }


def commitment_told(each: Any, base: str) -> dict[str, Any]:
    row = each.record
    names = ("text", "locator", "deadline", "deadline_earliest", "deadline_latest", "recurrence")
    return (
        step_told(each, row, base)
        | {name: getattr(row, name) for name in (*names, "due", "stage")}
        | {"obligated": [named.organization.slug for named in row.obligations.all()]}
    )


def look_told(each: Any, base: str) -> dict[str, Any]:
    found, report = each.record, each.record.report
    names = ("basis", "date", "date_earliest", "date_latest", "text", "limitations", "next_steps")
    return (
        step_told(each, report, base)
        | {name: getattr(report, name) for name in names}
        | {
            "reporter": report.reporter.slug,
            "reporter_name": report.reporter.name,
            "stage": found.stage,
            "note": found.note,
            "figures": [figure_told(figure) for figure in report.figures.all()],
        }
    )


def figure_told(figure: Figure) -> dict[str, Any]:
    names = ("slug", "label", "qualifier", "unit", "value_as_printed")
    number = NumberField().to_representation
    return {name: getattr(figure, name) for name in names} | {
        "value": number(figure.value),
        "upper": None if figure.upper is None else number(figure.upper),
    }
