"""Sources as JSON, with every fact that is read from each passage."""

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from listings.api import ListingAPI
from records.api import RecordAPI
from records.serializers import Serializer, tree_of
from sources import views
from sources.listings import SourceListing
from sources.models import Citation, Passage, Source


class SourceListAPI(ListingAPI):
    listing = SourceListing


class FactSerializer(serializers.Serializer):
    """What a passage says of a record."""

    kind = serializers.CharField(help_text=_("The table that the record stands in."))
    record = serializers.CharField(help_text=_("The slug of the record."))
    name = serializers.CharField(help_text=_("The name of the record."))
    field = serializers.CharField(help_text=Citation._meta.get_field("field").help_text)
    stance = serializers.ChoiceField(
        Citation.Stance.choices, help_text=Citation._meta.get_field("stance").help_text
    )
    value = serializers.CharField(help_text=Citation._meta.get_field("value").help_text)


class PassageSerializer(tree_of(Passage, {})):
    facts = FactSerializer(many=True)


class SourceSerializer(tree_of(Source, {})):
    passages = PassageSerializer(many=True, source="told")


class SourceAPI(RecordAPI):
    page = views.SourceRecord
    rows = SourceListAPI

    @classmethod
    def own(cls) -> Serializer:
        return SourceSerializer

    def shown(self) -> HttpResponseBase:
        facts = views.facts(self.object)
        for fact in facts:
            fact["passage"].facts = [citation.as_fact() for citation in fact["citations"]]
        self.object.told = [fact["passage"] for fact in facts]
        return super().shown()
