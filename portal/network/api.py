"""/network.json: the network for programs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from listings.question import Question
from organizations.models import Organization
from portal.network.views import Answer, Body, Joint, NetworkPicture
from portal.pictures import PictureAPI


class NetworkBodySerializer(serializers.Serializer):
    """An organization in the network."""

    slug = serializers.CharField(help_text=_("Slug of the organization."))
    name = serializers.CharField(help_text=_("Its name on the day of the question."))
    kind = serializers.ChoiceField(
        Organization.Kind.choices, help_text=_("What sort of body it is.")
    )
    agreements = serializers.IntegerField(
        help_text=_("In how many of the agreements it stands with others.")
    )
    partners = serializers.IntegerField(help_text=_("With how many others, drawn or not."))
    url = serializers.URLField(help_text=_("Its page."))


class NetworkAgreementSerializer(serializers.Serializer):
    """An agreement that joins two organizations."""

    slug = serializers.CharField(help_text=_("Slug of the agreement."))
    signed = serializers.CharField(
        help_text=_("When it was signed, as EDTF; empty means unknown."), allow_blank=True
    )


class NetworkTieSerializer(serializers.Serializer):
    """Two organizations that stand in the same agreements."""

    organizations = serializers.ListField(
        child=serializers.CharField(), help_text=_("The slugs of the two.")
    )
    agreements = serializers.IntegerField(help_text=_("How many agreements join them."))
    first = NetworkAgreementSerializer(help_text=_("The first of them by its earliest day."))
    latest = NetworkAgreementSerializer(help_text=_("The last of them by its latest day."))
    url = serializers.URLField(help_text=_("The page of everything between them."))


class NetworkSerializer(serializers.Serializer):
    """Organizations joined by agreements, the best connected and the strongest ties."""

    revision = serializers.IntegerField(help_text=_("The state of the data."))
    count = serializers.IntegerField(help_text=_("How many organizations are joined, all told."))
    tie_count = serializers.IntegerField(
        help_text=_(
            "How many ties there are among the organizations shown, whether or not the ties "
            "themselves are shown."
        )
    )
    organizations = NetworkBodySerializer(many=True, help_text=_("The best connected ones."))
    ties = NetworkTieSerializer(many=True, help_text=_("The strongest ties among them."))


class NetworkAPI(PictureAPI):
    """The network as JSON."""

    listing = NetworkPicture
    serializer_class = NetworkSerializer

    def told(self, question: Question) -> dict[str, Any]:
        answer = Answer(self.request, question)
        bodies = answer.bodies(translated=False)
        return {
            "count": answer.network.all_bodies,
            "tie_count": answer.network.all_ties,
            "organizations": [body_row(body, question.base) for body in bodies.values()],
            "ties": [tie_row(joint, question.base) for joint in answer.joints(bodies)],
        }


def body_row(body: Body, base: str) -> dict[str, Any]:
    return {
        "slug": body.slug,
        "name": body.name,
        "kind": body.kind,
        "agreements": body.agreements,
        "partners": body.partners,
        "url": base + reverse("organization-detail", args=[body.slug]),
    }


def tie_row(joint: Joint, base: str) -> dict[str, Any]:
    return {
        "organizations": sorted((joint.one.slug, joint.other.slug)),
        "agreements": joint.tie.agreements,
        "first": agreement_row(joint.first),
        "latest": agreement_row(joint.latest),
        "url": base + joint.address,
    }


def agreement_row(agreement: Any) -> dict[str, Any]:
    return {"slug": agreement.slug, "signed": agreement.signing}
