"""/timeline.json: the timeline for programs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

from listings.api import Filters, Pages, Schema
from listings.question import Question
from portal.pictures import PictureAPI
from portal.timeline.happenings import KINDS, Happening
from portal.timeline.views import PART, Answer, Timeline, address


class YearsSerializer(serializers.Serializer):
    """How many things lie in some years."""

    since = serializers.IntegerField(help_text=_("The first of the years."))
    until = serializers.IntegerField(help_text=_("The last of the years."))
    certain = serializers.IntegerField(help_text=_("Things that lie in them for certain."))
    perhaps = serializers.IntegerField(help_text=_("Things that possibly lie in them."))


class HappeningSerializer(serializers.Serializer):
    """One thing on the timeline."""

    kind = serializers.ChoiceField([kind.name for kind in KINDS], help_text=_("What it is."))
    slug = serializers.CharField(help_text=_("Slug of the record."))
    title = serializers.CharField(
        help_text=_("Its title or text; empty for an act."), allow_blank=True
    )
    detail = serializers.CharField(
        help_text=_("Instrument, kind of act or event, basis of a report, place of a commitment."),
        allow_blank=True,
    )
    date = serializers.CharField(help_text=_("As EDTF; empty means unknown."), allow_blank=True)
    date_earliest = serializers.DateField(
        help_text=_("The first day on which it can have been."), allow_null=True
    )
    date_latest = serializers.DateField(
        help_text=_("The last day on which it can have been."), allow_null=True
    )
    end = serializers.CharField(help_text=_("The end of an event, as EDTF."), allow_blank=True)
    organization = serializers.CharField(
        help_text=_("Slug of the body that acted or reported."), allow_blank=True
    )
    agreement = serializers.CharField(
        help_text=_("Slug of the agreement that it is about."), allow_blank=True
    )
    url = serializers.URLField(help_text=_("Its page."))


class TimelineSerializer(serializers.Serializer):
    """The timeline, a part at a time."""

    revision = serializers.IntegerField(
        help_text=_("The state of the data: it grows with each write.")
    )
    count = serializers.IntegerField(help_text=_("How many things match, in all parts."))
    undated = serializers.IntegerField(help_text=_("Those without any date, which come last."))
    next = serializers.URLField(help_text=_("The next part; null in the last."), allow_null=True)
    previous = serializers.URLField(
        help_text=_("The part before; null in the first."), allow_null=True
    )
    years = YearsSerializer(many=True, help_text=_("How many things lie in which years."))
    results = HappeningSerializer(many=True, help_text=_("The things, the oldest first."))


class Parts(Filters):
    """The parameters of the timeline: its filters, and the part asked for."""

    def get_schema_operation_parameters(self, view: Any) -> list[Schema]:
        parts = Pages().get_schema_operation_parameters()
        for each in parts:
            if each["name"] == "page_size":
                each["schema"]["default"] = PART
        return super().get_schema_operation_parameters(view) + parts


class TimelineAPI(PictureAPI):
    """The timeline as JSON, a part at a time."""

    listing = Timeline
    serializer_class = TimelineSerializer
    filter_backends = (Parts,)

    def told(self, question: Question) -> dict[str, Any]:
        answer = Answer(self.request, question)
        return {
            "count": answer.count,
            "undated": answer.undated,
            "next": self.part(answer, answer.number + 1),
            "previous": self.part(answer, answer.number - 1),
            "years": [
                {
                    "since": each.first,
                    "until": each.last,
                    "certain": each.all_certain,
                    "perhaps": each.all_perhaps,
                }
                for each in answer.bins
            ],
            "results": [row(each, question.base) for each in answer.found],
        }

    def part(self, answer: Answer, number: int) -> str | None:
        """The whole address of a part, if there is one of this number."""
        request: Request = self.request
        if not 1 <= number <= answer.last:
            return None
        return request.build_absolute_uri(request.path) + answer.question.address(page=number)


def row(each: Happening, base: str) -> dict[str, Any]:
    """A thing as JSON shows it."""
    return {
        "kind": each.kind,
        "slug": each.slug,
        "title": each.title,
        "detail": each.detail,
        "date": each.date,
        "date_earliest": each.earliest,
        "date_latest": each.latest,
        "end": each.end,
        "organization": each.body,
        "agreement": each.agreement,
        "url": base + address(each),
    }
